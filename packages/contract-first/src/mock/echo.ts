import { isSchema } from '../document/model.ts';
import type { RequestValues } from './handlers.ts';
import { bytesOf } from './mediaTypes.ts';
import type { MockResponse } from './responses.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * An answer that says of a thing what the request has said of it: what has the name of a property of
 * the answer, in the path or in the body, takes the place of the example's value.
 *
 * @param request its body only where it is JSON: the fields of a form are about a file
 * @param accepts whether a body is still what the document promises
 */
export function echoed(
  answer: MockResponse,
  { params, body }: Pick<RequestValues, 'params' | 'body'>,
  accepts: (value: unknown) => boolean,
): MockResponse {
  const { value: shown, mediaType } = answer;
  if (!isSchema(shown) || mediaType === undefined) return answer;
  const said = { ...(isSchema(body) && body), ...params };
  const names = Object.keys(said).filter(
    (name) => Object.hasOwn(shown, name) && !isSame(shown[name], said[name]),
  );
  if (names.length === 0) return answer;
  // Bodies differ from request to request, ids do not.
  const key = isSchema(body) ? undefined : JSON.stringify(names.map((name) => [name, said[name]]));
  const known = key === undefined ? undefined : knownFor(answer).get(key);
  if (known) return known;
  const value = withValues(shown, said, names, accepts);
  const source = `${answer.source}, with values of the request`;
  const made =
    value === shown ? answer : { ...answer, value, body: bytesOf(mediaType, value), source };
  if (key !== undefined) remember(answer, key, made);
  return made;
}

/** All values of the request that the document accepts; usually all, so these are tried together first. */
function withValues(
  shown: Fields,
  said: Fields,
  names: readonly string[],
  accepts: (value: unknown) => boolean,
): Fields {
  const all = { ...shown, ...Object.fromEntries(names.map((name) => [name, said[name]])) };
  if (accepts(all)) return all;
  if (names.length === 1) return shown;
  let value = shown;
  for (const name of names) {
    const next = { ...value, [name]: said[name] };
    if (accepts(next)) value = next;
  }
  return value;
}

/** How many answers are remembered for each answer of the document. */
const MOST_KNOWN = 1000;
const answers = new WeakMap<MockResponse, Map<string, MockResponse>>();

const knownFor = (answer: MockResponse): ReadonlyMap<string, MockResponse> =>
  answers.get(answer) ?? new Map();

function remember(answer: MockResponse, key: string, made: MockResponse): void {
  const known = answers.get(answer) ?? new Map<string, MockResponse>();
  if (known.size >= MOST_KNOWN) known.clear();
  answers.set(answer, known.set(key, made));
}

/** Whether two values are equal; times are, however they are written. */
const isSame = (left: unknown, right: unknown): boolean =>
  left === right ||
  JSON.stringify(left) === JSON.stringify(right) ||
  (isTime(left) && isTime(right) && Date.parse(left) === Date.parse(right));

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d[Tt]/.test(value);
