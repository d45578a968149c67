import { describe, expect, it } from 'vitest';
import { readHtml, readXml, textOfMarkup } from './markup.ts';

const words = (text: string): string => text.trim().replace(/\s+/g, ' ');
const html = (source: string): string => words(textOfMarkup(source));

describe('the text of HTML', () => {
  it.each([
    ['references by name', '<p>Gr&uuml;&szlig;e &amp; K&uuml;sse', 'Grüße & Küsse'],
    ['references by name without a semicolon', '<p>Gr&uuml&szlige', 'Grüße'],
    ['references by number', '<p>Gr&#252;&#xDF;e', 'Grüße'],
    ['references of Windows-1252', '<p>5 &#128;', '5 €'],
    ['words with marked-up letters', '<p><b>Zep</b>pe<i>lin</i>', 'Zeppelin'],
    ['words with break opportunities', '<p>Zep<wbr>pe&shy;lin', 'Zeppe\u00adlin'],
    ['cells without spaces', '<td>one</td><td>two</td>', 'one two'],
    ['lines', 'one<br>two', 'one two'],
    ['ruby annotations', '<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>', '東京 とう きょう'],
    [
      'alt and title attributes',
      '<img alt="Gr&uuml;&szlig;e"><a title=there>here</a>',
      'Grüße there here',
    ],
    ['a description', '<meta name="description" content="Gr&uuml;&szlig;e">', 'Grüße'],
    ['no scripts and styles', '<script>one</script><style>two</style>three', 'three'],
    ['unclosed tags', '<div><p>one<b>two', 'onetwo'],
    ['an unknown reference', 'a &nosuch; b', 'a &nosuch; b'],
  ])('has %s', (_what, source, text) => {
    expect(html(source)).toBe(text);
  });

  it('is followed by its source', () => {
    const text = readHtml(Buffer.from('<p class="kumquat">Gr&uuml;&szlig;e'));
    expect(words(text)).toBe('Grüße <p class="kumquat">Gr&uuml;&szlig;e');
  });
});

describe('the encoding of markup', () => {
  const polish = [0xa3, 0xf3, 0x64, 0xbc];
  const with2 = (before: string): Buffer => Buffer.from([...Buffer.from(before), ...polish]);

  it.each([
    ['<meta charset=iso-8859-2>'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">'],
  ])('is the declared one of HTML: %s', (before) => {
    expect(readHtml(with2(before))).toContain('Łódź');
  });
  it('is the declared one of XML', () => {
    expect(readXml(with2("<?xml version='1.0' encoding='ISO-8859-2'?><a>"))).toContain('Łódź');
  });
  it('is UTF-8 or Windows-1252 if none is declared', () => {
    expect(readHtml(Buffer.from('<p>Łódź'))).toContain('Łódź');
    expect(readHtml(Buffer.from('<p>Grüße', 'latin1'))).toContain('Grüße');
  });
});

it('XML references are decoded', () => {
  expect(readXml(Buffer.from('<a title="x"><b>Gr&#252;&#xdf;e &amp; more</b></a>'))).toContain(
    'Grüße & more',
  );
});
