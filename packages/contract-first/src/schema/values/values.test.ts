/** Values that JSON Schema allows and that a plain reading of the keywords would miss. */
import { expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { unsatisfiableIn } from '../unsatisfiable.ts';
import { Values } from './values.ts';

const link = {
  type: 'object',
  additionalProperties: false,
  properties: { href: { type: 'string' } },
};
const ref = { $ref: '#/components/schemas/Link' };
const closed = { type: 'object', additionalProperties: false, allOf: [ref] };
const page = {
  type: 'object',
  required: ['link'],
  properties: { link: { ...closed, required: ['href'], readOnly: true } },
};
const document = {
  openapi: '3.1.1',
  info: { title: '', version: '' },
  paths: {},
  components: { schemas: { Link: link, Closed: { ...closed, required: ['href'] }, Page: page } },
} as unknown as Document;

it('a closed schema has no property that only another part of allOf declares', () => {
  const values = new Values(document, 1);
  expect(values.nearest(closed)).toEqual({});
  expect(values.valid({ ...closed, properties: { href: true } }, { optional: 1 })).toEqual({
    href: expect.anything(),
  });
});

it('a closed schema that requires a property of another part of allOf has no value', () => {
  const fault = unsatisfiableIn(document).faultOf({ $ref: '#/components/schemas/Closed' });
  expect(fault).toEqual({
    pointer: '#/components/schemas/Closed',
    message: 'requires "href", which it does not allow, so no value is valid',
  });
});

it('a read-only property that no value satisfies matters for responses only', () => {
  const schema = { $ref: '#/components/schemas/Page' };
  expect(unsatisfiableIn(document, 'request').hasNone(schema)).toBe(false);
  expect(unsatisfiableIn(document, 'response').hasNone(schema)).toBe(true);
});

it('a text with a pattern and a format keeps both', () => {
  const pattern = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[-+]\\d{2}:\\d{2})$';
  const schema = { type: 'string', format: 'date-time', pattern };
  const made = [1, 2, 3].map((seed) => new Values(document, seed).valid(schema));
  expect(made).toEqual(made.map(() => expect.stringMatching(pattern)));
});

it('a text of a pattern is well-formed Unicode, though the pattern names halves of characters', () => {
  const schema = { type: 'string', minLength: 1, pattern: '^[\\uD800\\uDBFF-\\uDC00a-c]+$' };
  for (let seed = 0; seed < 20; seed++) {
    const value = new Values(document, seed).valid(schema);
    expect(String(value).isWellFormed()).toBe(true);
  }
});

it('closed alternatives that allow no property of their own accept the same values', () => {
  const other = { ...closed, allOf: [{ type: 'object', properties: { id: { type: 'string' } } }] };
  expect(unsatisfiableIn(document).hasNone({ oneOf: [closed, other] })).toBe(true);
});
