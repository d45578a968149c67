import { expect, it } from 'vitest';
import { upgradeDocument } from './load.ts';

const row = () => ({ $ref: '#/components/schemas/Report/definitions/Row' });

/** A document with a report whose rows hold rows. */
const documentOf = (more: object = {}) => ({
  openapi: '3.1.1',
  info: { title: 'Reports', version: '1' },
  paths: {},
  components: {
    schemas: {
      Report: {
        properties: { rows: { type: 'array', items: row() } },
        definitions: { Row: { properties: { rows: { type: 'array', items: row() } } } },
      },
      ...more,
    },
  },
});

it('a schema inside of a component that holds itself becomes a component', () => {
  const { document } = upgradeDocument(documentOf());
  const named = { $ref: '#/components/schemas/Row' };
  expect(document.components?.schemas).toEqual({
    Report: {
      properties: { rows: { type: 'array', items: named } },
      definitions: { Row: named },
    },
    Row: { properties: { rows: { type: 'array', items: named } } },
  });
});

it('it gets another name if its own is taken', () => {
  const { document } = upgradeDocument(documentOf({ Row: { type: 'string' } }));
  expect(Object.keys(document.components?.schemas ?? {})).toEqual(['Report', 'Row', 'Row-2']);
  expect(document.components?.schemas?.Row).toEqual({ type: 'string' });
});

it('messages about it point to where it is written', () => {
  const { sourceOf } = upgradeDocument(documentOf());
  expect(sourceOf('#/components/schemas/Row/properties/rows')).toBe(
    '#/components/schemas/Report/definitions/Row/properties/rows',
  );
});

it('references into it are kept', () => {
  const into = { $ref: `${row().$ref}/properties/rows` };
  const { document } = upgradeDocument(documentOf({ Rows: into }));
  expect(document.components?.schemas?.Rows).toEqual({
    $ref: '#/components/schemas/Row/properties/rows',
  });
});

it('a schema that is referred to inside of a component, without a cycle, stays', () => {
  const plain = { $ref: '#/components/schemas/A/properties/b' };
  const schemas = { A: { properties: { b: { type: 'string' }, c: plain } } };
  const source = { ...documentOf(), components: { schemas: structuredClone(schemas) } };
  expect(upgradeDocument(source).document.components?.schemas).toEqual(schemas);
});
