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

/** The fields of an event (HTML, section 9.2.6); a comment has no name. */
const eventFields = { comment: ':', event: 'event:', id: 'id:', retry: 'retry:', data: 'data:' };

/** Whether an item is an event with its fields; any other is the data of one. */
export const isEvent = (item: unknown): item is Readonly<Record<string, unknown>> =>
  isSchema(item) &&
  Object.keys(item).every((name) => Object.hasOwn(eventFields, name)) &&
  ['data', 'event', 'retry'].some((name) => item[name] !== undefined);

/** An event of a stream. */
function eventOf(item: unknown): string {
  const fields: Readonly<Record<string, unknown>> = isEvent(item) ? item : { data: item };
  const written = Object.entries(eventFields).flatMap(([name, start]) => {
    const value = fields[name];
    if (value === undefined) return [];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return text.split(/\r\n|\r|\n/).map((line) => `${start} ${line}\n`);
  });
  return `${written.join('')}\n`;
}
