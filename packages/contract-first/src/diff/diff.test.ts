import { describe, expect, it } from 'vitest';
import { documentOf, documentOfCase, giving, type Json, taking } from './cases/case.ts';
import { compareContracts, IncomparableError, levels } from './index.ts';
import { markdownOf } from './report/markdown.ts';
import { summaryOf, summaryText } from './report/summary.ts';

const compare = (before: Json, after: Json) =>
  compareContracts(documentOfCase(before), documentOfCase(after));

const text = { type: 'string' };
const ship = { $ref: '#/components/schemas/Ship' };
const operation = (id: string) => ({ post: { operationId: id, ...taking(ship), ...giving(ship) } });
const harbour = (properties: Json, required: readonly string[] = []) => ({
  openapi: '3.1.1',
  info: { title: 'Harbour', version: '1' },
  paths: { '/a': operation('a'), '/b': operation('b'), '/c': operation('c') },
  components: { schemas: { Ship: { type: 'object', required, properties } } },
});

describe('a change of a component', () => {
  const changes = compare(harbour({ name: text, deck: text }), harbour({ name: text }));

  it('is one change with all affected operations', () => {
    expect(changes.map(({ rule, operations }) => [rule, operations])).toEqual([
      ['response-property-removed', ['POST /a', 'POST /b', 'POST /c']],
      ['request-property-ignored', ['POST /a', 'POST /b', 'POST /c']],
    ]);
  });

  it('names the first place that uses it', () => {
    expect(changes[0]?.where).toBe('POST /a 200 body /deck');
  });

  it('has the places in both documents', () => {
    expect(changes[0]).toMatchObject({
      before: '#/components/schemas/Ship/properties/deck',
      after: '#/components/schemas/Ship',
    });
  });

  it('is judged by direction', () => {
    const narrowed = compare(
      harbour({ name: { ...text, maxLength: 9 } }),
      harbour({ name: { ...text, maxLength: 8 } }),
    );
    expect(narrowed.map(({ rule, level }) => [rule, level])).toEqual([
      ['request-maxLength-narrowed', 'breaking'],
      ['response-maxLength-narrowed', 'compatible'],
    ]);
  });
});

it('changes are listed by severity', () => {
  const changes = compare(
    documentOf({ summary: 'a', deprecated: true, ...taking({ ...text, default: 'a' }) }),
    documentOf({ summary: 'b', operationId: 'b', ...taking({ ...text, default: 'b' }) }),
  );
  expect(changes.map(({ level }) => level)).toEqual([...levels]);
});

it('a change in a map, list or alternative has its path', () => {
  const schema = (maxLength: number) => ({
    type: 'object',
    additionalProperties: {
      type: 'array',
      items: {
        oneOf: [
          {
            type: 'object',
            required: ['k'],
            properties: { k: { const: 'a' }, 'x/y': { ...text, maxLength } },
          },
          { type: 'object', required: ['k'], properties: { k: { const: 'b' } } },
        ],
      },
    },
  });
  const [change] = compare(documentOf(giving(schema(8))), documentOf(giving(schema(9))));
  expect(change?.where).toBe('POST /a 200 body /*/[](oneOf 1)/x/y');
});

describe('incomparable documents are an error:', () => {
  it.each([
    ['an unknown version', { openapi: '4.0.0' }],
    ['a version that must be upgraded first', { openapi: '3.0.3' }],
    ['no version', { openapi: undefined }],
    ['another dialect', { jsonSchemaDialect: 'http://json-schema.org/draft-07/schema#' }],
  ])('%s', (_what, change) => {
    const document = { ...documentOf(), ...change };
    expect(() => compare(document, document)).toThrow(IncomparableError);
  });

  it.each(['#/components/schemas/None', '#none', 'other.yaml#/Ship'])(
    'the reference %s',
    ($ref) => {
      const document = documentOf(giving({ $ref }));
      expect(() => compare(document, document)).toThrow($ref);
    },
  );
});

it('follows anchors', () => {
  const schema = (type: string) => ({ $ref: '#ship', $defs: { Ship: { $anchor: 'ship', type } } });
  const changes = compare(
    documentOf(giving(schema('string'))),
    documentOf(giving(schema('integer'))),
  );
  expect(changes).toMatchObject([{ rule: 'response-type-changed' }]);
});

it.each([
  ['a keyword with an invalid value', { ...text, maxLength: '9' }, { ...text, maxLength: '8' }],
  ['items as a list', { type: 'array', items: [text] }, { type: 'array', items: [{}] }],
  [
    'a schema of another dialect',
    text,
    { ...text, $schema: 'http://json-schema.org/draft-07/schema#' },
  ],
])('reports %s as unknown', (_what, before, after) => {
  const changes = compare(documentOf(giving(before)), documentOf(giving(after)));
  expect(changes).toMatchObject([{ level: 'breaking', rule: 'unknown-keyword-changed' }]);
});

describe('the report', () => {
  const changes = compare(
    documentOf({ summary: 'a', ...giving({ type: 'object', properties: { 'a|b': text } }) }),
    documentOf({ summary: 'b', ...giving({ type: 'object' }) }),
  );

  it('counts changes by level', () => {
    expect(summaryText(summaryOf(changes))).toBe(
      '1 breaking, 0 warnings, 0 compatible, 1 in documentation only',
    );
  });

  it('has one row of Markdown per change with any text', () => {
    expect(markdownOf(changes)).toContain(
      '| `POST /a 200 body /a\\|b` | property removed: responses no longer contain it |',
    );
  });
});
