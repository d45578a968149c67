import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { format, maxLength, minLength, uniqueItems } from '../zod/index.ts';
import './fieldMessages.ts';

/** The message for a value that a schema refuses. */
const messageFor = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value).error?.issues[0]?.message;

describe('the message for a field', () => {
  it.each<[message: string, schema: z.ZodType, value: unknown]>([
    ['Is required', z.strictObject({ path: z.string() }), {}],
    ['Must be a string', z.string(), 5],
    ['Must be a whole number', z.int(), 1.5],
    ['Must be a number', z.number(), null],
    ['Must be true or false', z.boolean(), 'yes'],
    ['Must be an array', z.array(z.string()), {}],
    ['Must be an object', z.object({}), []],
    ['Must be at least 1', z.int().min(1), 0],
    ['Must be at most 1000', z.int().max(1000), 5000],
    ['Must have at least 8 characters', z.string().check(minLength(8)), 'short'],
    ['Must have at most 1 character', z.string().check(maxLength(1)), 'long'],
    ['Must have at least 1 item', z.array(z.string()).min(1), []],
    ['Must not have an item twice', z.array(z.string()).check(uniqueItems), ['a', 'a']],
    ['Must be one of para, type', z.enum(['para', 'type']), 'kind'],
    ['Must be websocket', z.enum(['websocket']), 'h2c'],
    [
      'Must be a UUID, such as 0198c0de-7a11-7000-8000-00000000a001',
      z.string().check(format('uuid')),
      'x',
    ],
    [
      'Must be a date and time with a time zone, such as 2026-01-31T12:00:00Z',
      z.string().check(format('date-time')),
      'tomorrow',
    ],
    ['Must start with "/"', z.string().regex(/^\//u), 'x'],
    ['Must match the pattern ^[a-z_]+$', z.string().regex(/^[a-z_]+$/u), 'X'],
    ['Must be a string, or must be null', z.union([z.string(), z.null()]), 5],
  ])('%s', (message, schema, value) => {
    expect(messageFor(schema, value)).toBe(message);
  });

  it('does not repeat the value', () => {
    expect(messageFor(z.string().check(minLength(20)), 'secret word')).not.toContain('secret');
    expect(messageFor(z.enum(['a']), 'secret word')).not.toContain('secret');
  });
});
