import { describe, expect, it } from 'vitest';
import type { Document, Parameter } from '../../document/model.ts';
import { bodyText, Examples } from './examples.ts';

const document = {
  openapi: '3.2.0',
  info: { title: 'Things', version: '1' },
  paths: {},
  components: { examples: { nothing: { value: null } } },
} as unknown as Document;
const examples = new Examples(document);

describe('examples', () => {
  it.each([
    ['a body', { example: null }, [{ name: 'Example', value: null }]],
    ['a named one', { examples: { none: { value: null } } }, [{ name: 'none', value: null }]],
    [
      'a referenced one',
      { examples: { none: { $ref: '#/components/examples/nothing' } } },
      [{ name: 'none', value: null }],
    ],
    ['data', { examples: { none: { dataValue: null } } }, [{ name: 'none', value: null }]],
    ['a schema', { schema: { example: null } }, [{ name: 'Example', value: null }]],
  ])('show null for %s', (_, media, expected) => {
    expect(examples.of(media, 'response')).toEqual(expected);
  });

  it('show null for the schema of a parameter', () => {
    const schema = { examples: [null], default: 7 };
    const parameter: Parameter = { name: 'most', in: 'query', schema };
    expect(examples.ofParameter(parameter)).toBe(null);
  });

  it('show how a value is written if it is all that is stated', () => {
    const media = { examples: { csv: { serializedValue: 'a,b' } } };
    expect(examples.of(media, 'response')).toEqual([{ name: 'csv', value: 'a,b' }]);
  });

  it.each([
    ['application/json', '"a"'],
    ['application/vnd.api+json; charset=utf-8', '"a"'],
    ['application/jsonl', 'a'],
    ['application/json-seq', 'a'],
  ])('write a text of %s as %s', (mediaType, text) => {
    expect(bodyText('a', mediaType)).toBe(text);
  });
});
