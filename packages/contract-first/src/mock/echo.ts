import { isSchema } from '../document/model.ts';
import type { RequestValues } from './handlers.ts';
import { bytesOf } from './mediaTypes.ts';
import type { MockResponse } from './responses.ts';

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
  let value = shown;
  for (const [name, said] of Object.entries({ ...(isSchema(body) && body), ...params })) {
    if (!Object.hasOwn(value, name) || isSame(value[name], said)) continue;
    const next = { ...value, [name]: said };
    if (accepts(next)) value = next;
  }
  if (value === shown) return answer;
  const source = `${answer.source}, with values of the request`;
  return { ...answer, value, body: bytesOf(mediaType, value), source };
}

/** Whether two values are equal; times are, however they are written. */
const isSame = (left: unknown, right: unknown): boolean =>
  left === right ||
  JSON.stringify(left) === JSON.stringify(right) ||
  (isTime(left) && isTime(right) && Date.parse(left) === Date.parse(right));

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d[Tt]/.test(value);
