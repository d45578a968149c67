import { expect, it } from 'vitest';
import type { Parameter } from '../document/model.ts';
import { serialized } from './parameters.ts';

const list = ['blue', 'black'];
const point = { R: 100, G: 200 };

/** The table of OpenAPI 3.2.0, section 4.12.8, without what it leaves undefined. */
it.each<[place: Parameter['in'], style: string, explode: boolean, value: unknown, text: string]>([
  ['path', 'matrix', false, 'blue', ';color=blue'],
  ['path', 'matrix', false, list, ';color=blue,black'],
  ['path', 'matrix', true, list, ';color=blue;color=black'],
  ['path', 'matrix', false, point, ';color=R,100,G,200'],
  ['path', 'matrix', true, point, ';R=100;G=200'],
  ['path', 'label', false, 'blue', '.blue'],
  ['path', 'label', false, list, '.blue,black'],
  ['path', 'label', true, list, '.blue.black'],
  ['path', 'label', false, point, '.R,100,G,200'],
  ['path', 'label', true, point, '.R=100.G=200'],
  ['path', 'simple', false, 'blue', 'blue'],
  ['path', 'simple', false, list, 'blue,black'],
  ['path', 'simple', true, list, 'blue,black'],
  ['header', 'simple', false, point, 'R,100,G,200'],
  ['header', 'simple', true, point, 'R=100,G=200'],
  ['query', 'form', false, 'blue', 'color=blue'],
  ['query', 'form', false, list, 'color=blue,black'],
  ['query', 'form', true, list, 'color=blue&color=black'],
  ['query', 'form', false, point, 'color=R,100,G,200'],
  ['query', 'form', true, point, 'R=100&G=200'],
  ['query', 'spaceDelimited', false, list, 'color=blue%20black'],
  ['query', 'pipeDelimited', false, list, 'color=blue%7Cblack'],
  ['query', 'pipeDelimited', false, point, 'color=R%7C100%7CG%7C200'],
  ['query', 'deepObject', true, point, 'color%5BR%5D=100&color%5BG%5D=200'],
  ['query', 'deepObject', true, { tags: list }, 'color%5Btags%5D=blue&color%5Btags%5D=black'],
])('in a %s, %s with explode %s writes %j as %s', (place, style, explode, value, text) => {
  const written = serialized({ name: 'color', in: place, style, explode }, value);
  const isNamed = place === 'query' || place === 'cookie';
  expect(written?.map((pair) => (isNamed ? pair.join('=') : pair[1])).join('&')).toBe(text);
});

it('content is serialized as JSON', () => {
  const parameter = { name: 'where', in: 'query', content: { 'application/json': {} } } as const;
  expect(serialized(parameter, { x: 1 })).toEqual([['where', '%7B%22x%22%3A1%7D']]);
});

it.each<[what: string, place: Parameter['in'], style: string, explode: boolean, value: unknown]>([
  ['a list with the separator in an item', 'query', 'form', false, ['a,b', 'c']],
  ['an empty list as one string', 'query', 'form', false, []],
  ['a string in brackets', 'query', 'deepObject', true, 'blue'],
  ['a list in brackets', 'query', 'deepObject', true, list],
  ['a dot segment', 'path', 'simple', false, '..'],
  ['a header with a line break', 'header', 'simple', false, 'a\nb'],
  ['a nested object', 'query', 'form', true, { a: { b: 1 } }],
  ['an unpaired surrogate', 'query', 'form', true, '\ud800'],
])('%s is not serialized', (_what, place, style, explode, value) => {
  expect(serialized({ name: 'color', in: place, style, explode }, value)).toBeUndefined();
});

it.each([[[]], [['']]])('a list that is one text is not written if it is %j', (value) => {
  const parameter: Parameter = { name: 'color', in: 'query', style: 'form', explode: false };
  expect(serialized(parameter, value)).toBe(undefined);
});

it.each<[place: Parameter['in'], style: string, explode: boolean, text: string]>([
  ['query', 'form', false, 'a,b'],
  ['query', 'pipeDelimited', false, 'a|b'],
  ['path', 'label', true, 'a.b'],
  ['header', 'simple', false, 'a,b'],
])(
  'a list of one text with the separator cannot be written: %s %s',
  (place, style, explode, text) => {
    expect(serialized({ name: 'color', in: place, style, explode }, [text])).toBeUndefined();
  },
);
