import { z } from '@hono/zod-openapi';
import { expect, it } from 'vitest';
import type { Operation } from '../operation.ts';
import { every } from '../zod/every.ts';
import { ownErrorOf } from './ownError.ts';

const problem = {
  type: 'about:blank',
  title: 'The request is not valid',
  status: 400,
  detail: 'Query parameter "limit": must be a number',
  instance: '/items?limit=a',
  code: 'invalid_request',
  request_id: '0198c0de-7a11-7000-8000-00000000a001',
};

/** The error for a schema, as an operation documents it for 400. */
function errorOf(schema: z.ZodType, mediaType = 'application/json') {
  const responses = { '4XX': { content: { [mediaType]: { schema } } } };
  const text = written(responses)?.text;
  return text === undefined ? undefined : JSON.parse(text);
}

const written = (responses: object) =>
  ownErrorOf({ responses } as unknown as Operation, problem, 'application/problem+json');

it.each<readonly [what: string, schema: z.ZodType, expected: unknown]>([
  [
    'code and message',
    z.object({ code: z.int(), message: z.string() }),
    { code: 400, message: problem.detail },
  ],
  [
    'optional properties',
    z.object({
      message: z.string().optional(),
      status: z.string().optional(),
      documentation_url: z.string().optional(),
    }),
    { message: problem.detail, status: '400' },
  ],
  [
    'a nested error',
    z.object({ error: z.object({ type: z.string(), message: z.string().nullable() }) }),
    { error: { type: 'invalid_request', message: problem.detail } },
  ],
  [
    'a list of errors',
    z.object({ errors: z.array(z.object({ reason: z.string() })).min(1) }),
    { errors: [{ reason: problem.detail }] },
  ],
  ['an empty list', z.array(z.string()), []],
  [
    'several schemas together',
    every(
      z.looseObject({ message: z.string() }),
      z.looseObject({ message: z.string(), code: z.int() }),
    ) as unknown as z.ZodType,
    { ...problem, message: problem.detail, code: 400 },
  ],
  ['a string', z.string(), problem.detail],
  [
    'an enum of codes',
    z.strictObject({ code: z.enum(['bad', 'worse']), message: z.string().max(5) }),
    { code: 'bad', message: 'Query' },
  ],
  ['a union', z.union([z.object({ error: z.literal('no') }), z.string()]), { error: 'no' }],
  [
    'an intersection',
    z.object({ code: z.string() }).and(z.object({ message: z.string() })),
    { code: 'invalid_request', message: problem.detail },
  ],
])('fills an error schema: %s', (_what, schema, expected) => {
  expect(errorOf(schema)).toEqual(expected);
});

it('leaves problem+json to the kit’s problem', () => {
  expect(errorOf(z.object({ message: z.string() }), 'application/problem+json')).toBeUndefined();
});

it('gives up on a schema that it cannot fill', () => {
  expect(errorOf(z.object({ message: z.string().regex(/^never$/) }))).toBeUndefined();
});

it('an error that is only described as JSON is a problem in that media type', () => {
  const content = { 'application/json': { examples: {} }, 'text/plain': {} };
  const { mediaType, text = '' } = written({ 400: { content } }) ?? {};
  expect([mediaType, JSON.parse(text)]).toEqual(['application/json', problem]);
});

it.each(['*/*', 'application/*'])('an error of %s is JSON by its schema', (range) => {
  const schema = z.object({ message: z.string() });
  const { mediaType, text = '' } = written({ 400: { content: { [range]: { schema } } } }) ?? {};
  expect([mediaType, JSON.parse(text)]).toEqual(['application/json', { message: problem.detail }]);
});

it('an error that is a text has the message alone', () => {
  expect(written({ 400: { content: { 'text/plain': {} } } })).toEqual({
    mediaType: 'text/plain; charset=utf-8',
    text: problem.detail,
  });
});
