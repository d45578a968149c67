import type { MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';
import { essenceOf, isJson, type Operation } from '../operation.ts';
import { ProblemError } from '../problems/problemError.ts';
import { mediaTypeOf } from './jsonBody.ts';

const FORM = 'multipart/form-data';
/** Media types of bytes of any kind. */
const anything = ['application/octet-stream', '*/*'];

const typesOf = ({ body }: Operation): string[] => (body?.mediaTypes ?? []).map(essenceOf);

/** Whether an operation takes its body as the bytes that come: it is neither JSON nor a form of several parts. */
export function isRaw(operation: Operation): boolean {
  const types = typesOf(operation);
  return types.length > 0 && !types.some((type) => type === FORM || isJson(type));
}

/**
 * Lets only bodies of the media types pass that the operation lists; none is needed if it takes bytes of any
 * kind.
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
