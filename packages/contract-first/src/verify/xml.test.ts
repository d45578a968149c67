import { expect, it } from 'vitest';
import { MalformedXml, rootOf } from './xml.ts';

it('reads elements and attributes without their prefixes', () => {
  const text = `\ufeff<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY x "y">]>
<!-- a < b -->
<n:a xmlns:n="urn:n" n:id='1'><b c="&lt;"/>&x; &#38;<![CDATA[<&]]></n:a>
`;
  const { name, attributes, children } = rootOf(text);
  expect([name, [...attributes].sort(), children.map((each) => each.name)]).toEqual([
    'a',
    ['id', 'n'],
    ['b'],
  ]);
});

it.each([
  ['JSON', '{"a":1}'],
  ['nothing', ''],
  ['an open element', '<a><b></b>'],
  ['elements that overlap', '<a><b></a></b>'],
  ['two roots', '<a/><b/>'],
  ['a bare &', '<a>Tom & Jerry</a>'],
  ['a bare & in an attribute', '<a b="x & y"/>'],
  ['a bare <', '<a>1 < 2</a>'],
  ['an attribute without quotes', '<a b=1/>'],
  ['an attribute twice', '<a b="1" b="2"/>'],
])('refuses %s', (_what, text) => {
  expect(() => rootOf(text)).toThrow(MalformedXml);
});
