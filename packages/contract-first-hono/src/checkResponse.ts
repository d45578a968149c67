/**
 * Checks the app's responses against the document before they are sent.
 *
 * @module
 */

import type { Context } from 'hono';
import { z } from 'zod';
import type { Environment } from './environment.ts';
import {
  type DocumentedResponse,
  essenceOf,
  isJson,
  type Operation,
  statusKey,
} from './operation.ts';
import { ProblemError } from './problems/problemError.ts';
import type { Problems } from './problems/problems.ts';
import { parserOf } from './zod/reader.ts';

/** A response before it is sent. */
export type CheckedResponse = {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body if it is documented as JSON, else undefined. */
  readonly body: unknown;
};

/** A difference between a response and the document. */
export type Violation = {
  /** What was checked, such as `status` or `header ETag`. */
  readonly where: string;
  readonly message: string;
};

/** Returns what is wrong with a response; empty if it matches the document. */
export type ResponseChecker = (
  operation: Operation,
  response: CheckedResponse,
) => readonly Violation[];

/**
 * Checks each response against the document before it is sent. With `report` a violation is logged;
 * with `enforce` the response is also replaced by a 500.
 */
export const checkResponse =
  (
    check: ResponseChecker,
    mode: 'report' | 'enforce',
    problems: Problems,
  ): ((c: Context<Environment>) => Promise<void>) =>
  async (c) => {
    const operation = c.get('operation');
    if (!operation) return;
    const violations = check(operation, {
      status: c.res.status,
      headers: c.res.headers,
      body: promisesJson(operation, c.res) ? await c.res.clone().json() : undefined,
    });
    if (violations.length === 0) return;
    c.get('log').error({ operation: operation.id, violations }, 'response violates the contract');
    if (mode === 'report') return;
    await c.res.body?.cancel();
    c.res = problems.respond(c, violated(violations));
  };

const contentOf = ({ responses }: Operation, status: number): DocumentedResponse['content'] =>
  responses[statusKey(responses, status) ?? '']?.content;

/** Whether a body is documented as JSON. A file download is not, even if the file contains JSON. */
function promisesJson(operation: Operation, response: Response): boolean {
  const mediaType = essenceOf(response.headers.get('Content-Type') ?? '');
  return isJson(mediaType) && mediaType in (contentOf(operation, response.status) ?? {});
}

const violated = (violations: readonly Violation[]): ProblemError =>
  new ProblemError(
    'internal_error',
    'The response would have violated the contract; it was logged with this request_id',
    { cause: violations },
  );

/**
 * Checks status, media type, required headers and the JSON body with the schemas of the generated
 * routes. Properties that a schema does not list are accepted.
 */
export const checkBySchemas: ResponseChecker = (operation, { status, headers, body }) => {
  const { responses } = operation;
  const response = responses[statusKey(responses, status) ?? ''];
  if (!response) {
    const listed = Object.keys(responses).join(', ');
    return [{ where: 'status', message: `${status} is not one of ${listed}` }];
  }
  const violations: Violation[] = Object.entries(response.headers ?? {})
    .filter(([name, { required }]) => required && !headers.has(name))
    .map(([name]) => ({ where: `header ${name}`, message: 'is missing' }));
  const { content = {} } = response;
  const listed = Object.keys(content);
  if (listed.length === 0) return violations;
  const mediaType = essenceOf(headers.get('Content-Type') ?? '');
  const [kind = ''] = mediaType.split('/');
  const key = listed.find((each) => [mediaType, `${kind}/*`, '*/*'].includes(essenceOf(each)));
  if (key === undefined) {
    const message = `${mediaType || 'none'} is not one of ${listed.join(', ')}`;
    return [...violations, { where: 'media type', message }];
  }
  const schema = content[key]?.schema;
  if (body === undefined || !(schema instanceof z.ZodType)) return violations;
  const issues = parserOf(schema)(body).error?.issues ?? [];
  return [
    ...violations,
    ...issues.map(({ path, message }) => ({ where: ['body', ...path].join('/'), message })),
  ];
};
