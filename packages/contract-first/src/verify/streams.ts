/**
 * Reads the items of a stream (OpenAPI 3.2.0, section 4.14.3).
 *
 * @module
 */
import { essenceOf } from '../contract/mediaTypes.ts';

const EVENTS = 'text/event-stream';
/** Before each item of a JSON text sequence (RFC 7464, section 2.2). */
const RECORD = '\u001e';
const lines = [
  'application/jsonl',
  'application/x-jsonl',
  'application/jsonlines',
  'application/ndjson',
  'application/x-ndjson',
];

/** Whether the content of a media type is a stream, which may have no end. */
export function isStream(contentType: string): boolean {
  const essence = essenceOf(contentType);
  return (
    essence === EVENTS ||
    lines.includes(essence) ||
    /[/+]json-seq$/.test(essence) ||
    // The preferred type of pictures that replace each other, and parts of the same kind.
    essence === 'multipart/x-mixed-replace'
  );
}

/**
 * The items of a stream.
 *
 * @param isWhole whether the stream has ended; else what is after the last end of an item is left out
 * @returns undefined if the media type has no items that can be read. An item that is not
 *   valid JSON is undefined.
 */
export function itemsIn(
  contentType: string,
  text: string,
  isWhole: boolean,
): unknown[] | undefined {
  const essence = essenceOf(contentType);
  if (essence === EVENTS) {
    const events = eventsIn(text);
    // What has ended and has no event in it is no stream of events.
    return isWhole && events.length === 0 && /^[^:\s]/m.test(text) ? [{}] : events;
  }
  const isLines = lines.includes(essence);
  if (!isLines && !/[/+]json-seq$/.test(essence)) return undefined;
  const parts = text.split(isLines ? '\n' : RECORD);
  if (!isWhole) parts.pop();
  return parts.filter((each) => each.trim() !== '').map(parsed);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The events of a stream (HTML, section 9.2.6), each with the fields that it has. */
function eventsIn(text: string): object[] {
  // Each of CRLF, CR and LF ends one line.
  const blocks = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n\n');
  // An event without a blank line after it is not dispatched.
  blocks.pop();
  return blocks.flatMap((block) => {
    const event = eventOf(block);
    return event ? [event] : [];
  });
}

function eventOf(block: string): object | undefined {
  const fields = new Map<string, string | number>();
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = /^([^:]*)(?::[ ]?(.*))?$/s.exec(line) ?? [];
    if (name === 'data') {
      const before = fields.get('data');
      fields.set('data', before === undefined ? value : `${before}\n${value}`);
    } else if (name === 'retry' && /^\d+$/.test(value)) fields.set(name, Number(value));
    else if (name === 'event' || name === 'id') fields.set(name, value);
  }
  return fields.size === 0 ? undefined : Object.fromEntries(fields);
}
