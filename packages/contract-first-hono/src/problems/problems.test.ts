import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { Environment } from '../environment.ts';
import type { Operation } from '../operation.ts';
import { catalogueOf } from './catalogue.ts';
import { ProblemError } from './problemError.ts';
import { Problems } from './problems.ts';

/** The response to an invalid request of an operation with these responses. */
async function refused(responses: object): Promise<Response> {
  const problems = new Problems(catalogueOf([], []), {}, 'Bearer');
  const app = new Hono<Environment>();
  app.get('/', (c) => {
    c.set('operation', { responses } as Operation);
    return problems.respond(c, new ProblemError('invalid_request', 'Not valid'));
  });
  return app.request('/');
}

it.each([
  ['400', { '400': {} }],
  ['its range', { '4XX': {} }],
  ['the default', { default: { content: {} } }],
])('an error has no body if the document declares none for %s', async (_which, responses) => {
  const response = await refused(responses);
  expect([response.status, response.headers.get('Content-Type'), await response.text()]).toEqual([
    400,
    null,
    '',
  ]);
});

it('an error is a problem if the document does not declare the status', async () => {
  const response = await refused({ '200': {} });
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
});
