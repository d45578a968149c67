import type { Operation } from '../operation.ts';
import type { FieldFault } from '../problems/fieldFaults.ts';
import { invalidFields } from '../problems/problemError.ts';
import { pointerTo } from '../problems/validation.ts';
import { addressOf, tryDecode } from '../routing/address.ts';
import type { Check } from '../routing/chain.ts';
import { templateOf } from '../routing/template.ts';

const MESSAGE =
  'Invalid percent-encoding: must be UTF-8, with two hexadecimal digits after each "%"';

/**
 * Lets only addresses pass whose parameters can be decoded (RFC 3986, section 2.1, as UTF-8). `URL` and
 * Hono leave the others as they are written, which would be other values than those that were meant.
 *
 * @throws ProblemError `invalid_request`, which names each parameter at fault
 */
export function percentEncoding({ path }: Operation): Check {
  const names = templateOf(path).segments.map((segment) => segment.names);
  return (c) => {
    const { url } = c.req;
    if (!url.includes('%')) return;
    const { pathname, search } = addressOf(url);
    const faults = [...pathFaults(names, pathname), ...queryFaults(search)];
    if (faults.length > 0) throw invalidFields(faults);
  };
}

const pathFaults = (
  names: readonly (readonly string[])[],
  pathname: string,
): readonly FieldFault[] =>
  pathname
    .split('/')
    .flatMap((segment, at) => (tryDecode(segment) === undefined ? (names[at] ?? []) : []))
    .map((name) => ({ pointer: pointerTo('path', name), message: MESSAGE }));

function queryFaults(search: string): readonly FieldFault[] {
  const names = search
    .slice(1)
    .split('&')
    .filter((pair) => tryDecode(pair) === undefined)
    .map((pair) => {
      const [name = ''] = pair.split('=', 1);
      // A blank may be written as a plus sign in a query.
      return tryDecode(name.replaceAll('+', ' ')) ?? name;
    });
  return [...new Set(names)].map((name) => ({
    pointer: pointerTo('query', name),
    message: MESSAGE,
  }));
}
