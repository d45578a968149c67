/** What is written as parameters is what the kit's readers read. */
import { describe, expect, it } from 'vitest';
import { urlencodedFields } from '../body/formFields.ts';
import { cookieReader, headerReader, queryReader } from '../parameters/readers.ts';
import type { WireParameter } from '../parameters/wire.ts';
import { pairsOf } from '../routing/address.ts';
import { encodedPairs, encodedText, writtenAs, writtenField } from './writing.ts';

const object: WireParameter['types'] = ['object'];
const list: WireParameter['types'] = ['list'];

describe('a query parameter is read as it was', () => {
  it.each<readonly [what: string, wire: Omit<WireParameter, 'in' | 'name'>, value: unknown]>([
    ['a text', {}, 'a b&c=d,e|é'],
    ['a list', { types: list }, ['a', 'b&c']],
    ['a list with commas', { types: list, explode: false }, ['a', 'b,c']],
    ['a list with spaces', { types: list, explode: false, style: 'spaceDelimited' }, ['a', 'b']],
    ['a list with bars', { types: list, explode: false, style: 'pipeDelimited' }, ['a', 'b']],
    ['an object as parameters', { types: object, names: ['x', 'y'] }, { x: '1', y: '2' }],
    ['an object as one', { types: object, explode: false }, { x: '1', y: 'a,b' }],
    ['an object in brackets', { types: object, style: 'deepObject' }, { x: '1', y: { z: '2' } }],
    ['JSON', { content: 'application/json' }, { x: [1, null, '&'] }],
  ])('%s', (_what, wire, value) => {
    const parameter: WireParameter = { in: 'query', name: 'p', ...wire };
    const query = encodedPairs(writtenAs(parameter, value));
    const read = queryReader(['p'], [parameter]);
    expect({ ...read(pairsOf(`?${query}`), `?${query}`) }).toEqual({ p: value });
  });
});

describe('a header is read as it was', () => {
  it.each<readonly [what: string, wire: Omit<WireParameter, 'in' | 'name'>, value: unknown]>([
    ['a text', {}, 'a, b'],
    ['a list', { types: list }, ['a', 'b']],
    ['an object', { types: object }, { x: '1', y: '2' }],
    ['an exploded object', { types: object, explode: true }, { x: '1', y: '2' }],
  ])('%s', (_what, wire, value) => {
    const parameter: WireParameter = { in: 'header', name: 'p', ...wire };
    const text = writtenAs(parameter, value)
      .map(({ texts, separator }) => texts.join(separator))
      .join();
    expect({ ...headerReader(['p'], [parameter])(() => text) }).toEqual({ p: value });
  });
});

it('a cookie is read as it was', () => {
  const parameter: WireParameter = { in: 'cookie', name: 'p' };
  const [pair] = writtenAs(parameter, 'a; b=c');
  const text = pair && `p=${encodedText(pair)}`;
  expect({ ...cookieReader(['p'], [])(text) }).toEqual({ p: 'a; b=c' });
});

describe('a field of a form is read as it was', () => {
  it.each<readonly [what: string, wire: Omit<WireParameter, 'in' | 'name'>, value: unknown]>([
    ['a text', {}, 'a b&c'],
    ['a list', { types: list }, ['a', 'b']],
    ['an object', { types: object }, { x: 1, y: ['a'] }],
    ['a list of objects', { types: list, content: 'application/json' }, [{ x: 1 }, { x: 2 }]],
    ['an object in brackets', { types: object, style: 'deepObject' }, { x: '1' }],
    ['an object as one text', { types: object, explode: false }, { x: '1', y: '2' }],
    ['an object as fields', { types: object, style: 'form', names: ['x'] }, { x: '1' }],
    ['a list as one text', { types: list, explode: false }, ['a', 'b']],
  ])('%s', (_what, wire, value) => {
    const field: WireParameter = { in: 'query', name: 'p', ...wire };
    const text = encodedPairs(writtenField(field, value));
    const { p } = urlencodedFields(text, [field]);
    expect(p).toEqual(value);
  });
});

it('null and undefined are not written', () => {
  const parameter: WireParameter = { in: 'query', name: 'p', types: ['list', 'object'] };
  expect(encodedPairs(writtenAs(parameter, null))).toBe('');
  expect(encodedPairs(writtenAs(parameter, ['a', null]))).toBe('p=a');
  expect(encodedPairs(writtenField(parameter, { x: undefined }))).toBe('p=%7B%7D');
});
