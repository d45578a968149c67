import { ApiError } from './errors.ts';
import { randomId } from './randomId.ts';

type RawJson = { rawJSON?(text: string): unknown };

/**
 * JSON, with integers of type bigint as the numbers that they are.
 *
 * @throws TypeError for a value that JSON does not have
 */
export function toJson(value: unknown): string {
  const json: RawJson & typeof JSON = JSON;
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // JSON.stringify refuses bigints; what is wrong with a value otherwise, it says once more
    const mark = randomId();
    text = JSON.stringify(value, (_, each) => {
      if (typeof each !== 'bigint') return each;
      return json.rawJSON?.(String(each)) ?? `${mark}${each}`;
    }).replaceAll(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
  }
  if (text === undefined) throw new TypeError('A JSON value must not be undefined or a function');
  return text;
}

/** @throws ApiError if a body is not JSON, such as the page of a proxy */
export function parseJson(
  body: string,
  response: Response,
  parse: (text: string) => unknown = JSON.parse,
): unknown {
  try {
    return parse(body);
  } catch (cause) {
    const type = response.headers.get('content-type') ?? 'no media type';
    throw new ApiError(
      `The response is not JSON (${type}); check that baseUrl is the URL of the API`,
      { response, body, cause },
    );
  }
}
