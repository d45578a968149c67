/**
 * Media types whose content is one item after the other (OpenAPI 3.2, section 4.14.3).
 *
 * @module
 */
import { isSchema } from '../document/model.ts';

const EVENTS = 'text/event-stream';
/** Before each item of a JSON text sequence (RFC 7464, section 2.2). */
const RECORD = '\u001e';
const lines = ['application/jsonl', 'application/x-jsonl', 'application/x-ndjson'];

/** Whether the items of a media type can be written and read. */
export const isSequence = (mediaType: string): boolean =>
  mediaType === EVENTS || lines.includes(mediaType) || /\+?json-seq$/.test(mediaType);

/** Items as the text of a sequence. */
export function sequenceOf(mediaType: string, items: readonly unknown[]): string {
  if (mediaType === EVENTS) return items.map(eventOf).join('');
  const start = lines.includes(mediaType) ? '' : RECORD;
  return items.map((item) => `${start}${JSON.stringify(item)}\n`).join('');
}

/** The items of a sequence of JSON texts. @param parse reads one, or throws */
export function itemsOf(
  mediaType: string,
  text: string,
  parse: (text: string) => unknown,
): unknown[] {
  const end = lines.includes(mediaType) ? '\n' : RECORD;
  return text
    .split(end)
    .filter((each) => each.trim() !== '')
    .map(parse);
}

/** An event of a stream (HTML, section 9.2.6); what is not among its fields is no part of it. */
function eventOf(item: unknown): string {
  const fields = isSchema(item) ? item : { data: item };
  const written = ['event', 'id', 'retry', 'data'].flatMap((name) => {
    const value = fields[name];
    if (value === undefined) return [];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return text.split(/\r\n|\r|\n/).map((line) => `${name}: ${line}\n`);
  });
  return `${written.join('')}\n`;
}
