import { z } from '@hono/zod-openapi';
import { expect, it } from 'vitest';
import type { Operation } from '../operation.ts';
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
  return ownErrorOf({ responses } as unknown as Operation, problem, 'application/problem+json')
    ?.value;
}

it.each<readonly [what: string, schema: z.ZodType, expected: unknown]>([
  [
    'code and message',
    z.object({ code: z.int(), message: z.string() }),
    { code: 400, message: problem.detail },
  ],
  [
    'optional properties that say something',
    z.object({
      message: z.string().optional(),
      status: z.string().optional(),
      documentation_url: z.string().optional(),
    }),
    { message: problem.detail, status: '400' },
  ],
  [
    'an error inside',
    z.object({ error: z.object({ type: z.string(), message: z.string().nullable() }) }),
    { error: { type: 'invalid_request', message: problem.detail } },
  ],
  [
    'a list of errors',
    z.object({ errors: z.array(z.object({ reason: z.string() })).min(1) }),
    { errors: [{ reason: problem.detail }] },
  ],
  ['a list of nothing', z.array(z.string()), []],
  ['a text', z.string(), problem.detail],
  [
    'a code of its own',
    z.strictObject({ code: z.enum(['bad', 'worse']), message: z.string().max(5) }),
    { code: 'bad', message: 'Query' },
  ],
  [
    'one of several forms',
    z.union([z.object({ error: z.literal('no') }), z.string()]),
    { error: 'no' },
  ],
  [
    'parts together',
    z.object({ code: z.string() }).and(z.object({ message: z.string() })),
    { code: 'invalid_request', message: problem.detail },
  ],
])('an error has %s', (_what, schema, expected) => {
  expect(errorOf(schema)).toEqual(expected);
});

it('is left to a problem if the document has one, or a form that cannot be filled in', () => {
  expect(errorOf(z.object({ message: z.string() }), 'application/problem+json')).toBeUndefined();
  expect(errorOf(z.object({ message: z.string().regex(/^never$/) }))).toBeUndefined();
});
