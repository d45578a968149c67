import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { invalidRequest } from './validation.ts';

const faultsOf = (schema: z.ZodType, value: unknown, place = 'body') =>
  invalidRequest(place, schema.safeParse(value).error as z.ZodError);

describe('invalidRequest', () => {
  it('points at each field with a JSON Pointer', () => {
    const inner = z.object({ 'a/b': z.number(), 'c~d': z.number(), '': z.number() });
    const { code, message, errors } = faultsOf(z.object({ list: z.array(inner) }), { list: [{}] });
    expect(code).toBe('invalid_request');
    expect(message).toMatch(/^Field "list\[0\]\.a\/b": is required; .*; /);
    expect(errors?.map(({ pointer }) => pointer)).toEqual([
      '#/body/list/0/a~1b',
      '#/body/list/0/c~0d',
      '#/body/list/0/',
    ]);
  });

  it('points at the body if its type is wrong', () => {
    const { message, errors } = faultsOf(z.object({}), []);
    expect(message).toBe('Body: must be an object');
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['#/body']);
  });

  it('names each unknown field at any depth', () => {
    const schema = z.strictObject({ inner: z.strictObject({}) });
    const { errors } = faultsOf(schema, { inner: { x: 1 }, y: 2, z: 3 }, 'query');
    expect(errors?.map(({ pointer }) => pointer).toSorted()).toEqual([
      '#/query/inner/x',
      '#/query/y',
      '#/query/z',
    ]);
  });
});
