import type { MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';
import type { Operation } from '../operation.ts';
import type { FieldFault } from '../problems/fieldFaults.ts';
import { invalidFields } from '../problems/problemError.ts';
import { pointerTo } from '../problems/validation.ts';

const MESSAGE =
  'Invalid percent-encoding: must be UTF-8, with two hexadecimal digits after each "%"';

/**
 * Lets only addresses pass whose parameters can be decoded (RFC 3986, section 2.1, as UTF-8). `URL` and
 * Hono leave the others as they are written, which would be other values than those that were meant.
 *
 * @throws ProblemError `invalid_request`, which names each parameter at fault
 */
export function percentEncoding({ path }: Operation): MiddlewareHandler<Environment> {
  const names = path.split('/').map((segment) => /^\{([^{}]+)\}$/.exec(segment)?.[1]);
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    const faults = [...pathFaults(names, pathname), ...queryFaults(search)];
    if (faults.length > 0) throw invalidFields(faults);
    await next();
  };
}

const pathFaults = (
  names: readonly (string | undefined)[],
  pathname: string,
): readonly FieldFault[] =>
  pathname.split('/').flatMap((segment, at) => {
    const name = names[at];
    return name === undefined || decoded(segment) !== undefined
      ? []
      : [{ pointer: pointerTo('path', name), message: MESSAGE }];
  });

function queryFaults(search: string): readonly FieldFault[] {
  const names = search
    .slice(1)
    .split('&')
    .filter((pair) => decoded(pair) === undefined)
    .map((pair) => {
      const [name = ''] = pair.split('=', 1);
      // A blank may be written as a plus sign in a query.
      return decoded(name.replaceAll('+', ' ')) ?? name;
    });
  return [...new Set(names)].map((name) => ({
    pointer: pointerTo('query', name),
    message: MESSAGE,
  }));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
