/**
 * Operations whose handlers read the body as bytes.
 *
 * @module
 */

import type { MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';
import { essenceOf, isJson, type Operation } from '../operation.ts';
import { ProblemError } from '../problems/problemError.ts';
import { mediaTypeOf } from './jsonBody.ts';

const FORM = 'multipart/form-data';
/** Media types that allow any content. */
const anything = ['application/octet-stream', '*/*'];

const typesOf = ({ body }: Operation): string[] => (body?.mediaTypes ?? []).map(essenceOf);

/** Whether an operation's body is passed on as bytes: it is neither JSON nor a multipart form. */
export function isRaw(operation: Operation): boolean {
  const types = typesOf(operation);
  return types.length > 0 && !types.some((type) => type === FORM || isJson(type));
}

/**
 * Accepts only bodies with a media type that the operation lists. If it accepts any bytes, no media
 * type is needed.
 *
 * @throws ProblemError `unsupported_media_type`
 */
export function rawBody(operation: Operation): MiddlewareHandler<Environment>[] {
  const types = typesOf(operation);
  if (types.some((type) => anything.includes(type))) return [];
  return [
    async (c, next) => {
      const given = mediaTypeOf(c);
      const isMissing = given === '' && !operation.body?.required;
      if (!isMissing && !types.includes(given) && !types.includes(`${given.split('/')[0]}/*`)) {
        throw new ProblemError('unsupported_media_type', `Send the body as ${types.join(' or ')}`);
      }
      await next();
    },
  ];
}
