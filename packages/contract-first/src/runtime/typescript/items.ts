import { Lines, textOf } from './chunks.ts';
import { ApiError } from './errors.ts';
import { parseJson } from './json.ts';
import { essenceOf, refuseOtherType } from './mediaType.ts';
import type { ReadAnswer, Reading } from './operation.ts';
import { ItemStream } from './stream.ts';

/** What ends a value: of JSON text sequences (RFC 7464) the start of the next, else the end of its line. */
const [ofSequence, ofLines] = ['\u001e', '\n'];

/** JSON Lines, NDJSON and JSON text sequences, as a `Stream`. */
export const readItems: ReadAnswer = (response, form, reading) => itemsOf(response, form, reading);

/** @param parse parses one value */
export function itemsOf(
  response: Response,
  { mediaType, shape }: Parameters<ReadAnswer>[1],
  reading: Reading,
  parse?: (text: string) => unknown,
): ItemStream<unknown> {
  refuseOtherType(response, mediaType, /jsonl|ndjson|jsonlines|json-seq|stream\+json|plain$|octet/);
  const type = essenceOf(response.headers.get('content-type') ?? mediaType);
  const lines = new Lines(/[/+]json-seq$/.test(type) ? ofSequence : ofLines);
  const read = (text: string): unknown => reading.convert(parseItem(text, response, parse), shape);
  return new ItemStream(async function* (_stream, closed) {
    for await (const piece of textOf(response, reading.timeout, reading, closed)) {
      for (const line of lines.push(piece)) if (line.trim()) yield read(line);
      if (closed.aborted) return;
    }
    const rest = lines.rest();
    if (rest.trim() && !closed.aborted) yield read(rest);
  });
}

function parseItem(
  text: string,
  response: Response,
  parse: ((text: string) => unknown) | undefined,
): unknown {
  try {
    return parseJson(text, response, parse);
  } catch (cause) {
    throw new ApiError('An item of the response is not JSON', { response, body: text, cause });
  }
}
