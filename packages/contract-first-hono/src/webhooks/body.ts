/**
 * Writes the bodies of messages, after comparing them with the document.
 *
 * @module
 */
import { essenceOf, isJson } from '../operation.ts';
import type { WireParameter } from '../parameters/wire.ts';
import type { FieldFault } from '../problems/fieldFaults.ts';
import { faultsIn } from '../problems/validation.ts';
import { writerOf } from '../responses/sequence.ts';
import type { DocumentedMessage, MessageMedia } from './documented.ts';
import { encodedPairs, writtenField } from './writing.ts';

/** A body as it is sent. */
export type SentBody = { readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string };

/** What was passed as a body. */
export type GivenBody = { readonly body?: unknown; readonly mediaType?: string | undefined };

type Outcome = SentBody | { readonly faults: readonly FieldFault[] } | undefined;

const refused = (message: string): Outcome => ({ faults: [{ pointer: '#/body', message }] });

/** The bytes of a body; undefined without one, or what differs from the document. */
export async function bodyOf(
  { body: documented }: DocumentedMessage,
  { body, mediaType }: GivenBody,
): Promise<Outcome> {
  if (!documented) return body === undefined ? undefined : refused('Is not documented');
  if (body === undefined) return documented.required ? refused('Is required') : undefined;
  const listed = Object.keys(documented.content);
  const key = mediaType === undefined ? listed[0] : matching(listed, mediaType);
  const media = documented.content[key ?? ''];
  const named = mediaType ?? key;
  if (!media || named === undefined || named.includes('*')) {
    return refused(`The media type must be one of ${listed.join(', ')}`);
  }
  return encoded(body, named, media);
}

/** The listed media type, or range of them, that a media type belongs to. */
export function matching(listed: readonly string[], mediaType: string): string | undefined {
  const essence = essenceOf(mediaType);
  const [kind = ''] = essence.split('/');
  return [essence, `${kind}/*`, '*/*']
    .map((wanted) => listed.find((each) => essenceOf(each) === wanted))
    .find((found) => found !== undefined);
}

async function encoded(body: unknown, mediaType: string, media: MessageMedia): Promise<Outcome> {
  const essence = essenceOf(mediaType);
  const writeItem = writerOf(essence);
  if (writeItem && isItems(body)) return sequence(body, mediaType, media, writeItem);
  if (isJson(essence)) {
    return checked(media, body) ?? { bytes: bytesOf(JSON.stringify(body)), mediaType };
  }
  if (essence === 'application/x-www-form-urlencoded') return urlencoded(body, mediaType, media);
  if (essence === 'multipart/form-data') return multipart(body, media);
  if (body instanceof Uint8Array) return { bytes: new Uint8Array(body), mediaType };
  if (typeof body !== 'string') return refused('Must be a text or bytes');
  const isText = essence.startsWith('text/');
  const faults = isText ? checked(media, body) : undefined;
  const isNamed = !isText || /charset=/i.test(mediaType);
  return (
    faults ?? {
      bytes: bytesOf(body),
      mediaType: isNamed ? mediaType : `${mediaType}; charset=utf-8`,
    }
  );
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** What of a value its schema refuses. */
function checked({ schema }: MessageMedia, value: unknown): Outcome {
  const result = schema?.safeParse(value);
  return result?.error && { faults: faultsIn('body', result.error) };
}

const isItems = (body: unknown): body is Iterable<unknown> | AsyncIterable<unknown> =>
  typeof body === 'object' &&
  body !== null &&
  !(body instanceof Uint8Array) &&
  (Symbol.asyncIterator in body || Symbol.iterator in body);

async function sequence(
  items: Iterable<unknown> | AsyncIterable<unknown>,
  mediaType: string,
  { itemSchema }: MessageMedia,
  write: (item: unknown) => Uint8Array,
): Promise<Outcome> {
  const pieces: Uint8Array[] = [];
  for await (const item of items) {
    const faults = checked({ ...(itemSchema && { schema: itemSchema }) }, item);
    if (faults) return faults;
    pieces.push(write(item));
  }
  return { bytes: new Uint8Array(Buffer.concat(pieces)), mediaType };
}

type Form = Readonly<Record<string, unknown>>;

const isForm = (body: unknown): body is Form =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

const MUST_BE_FORM = 'Must be an object with the fields of the form';

/** How a field is written; by default as one text, or one for each item of a list. */
const fieldOf = ({ fields = [] }: MessageMedia, name: string): WireParameter =>
  fields.find((each) => each.name === name && !each.isFile) ?? { in: 'query', name };

function urlencoded(body: unknown, mediaType: string, media: MessageMedia): Outcome {
  if (!isForm(body)) return refused(MUST_BE_FORM);
  const pairs = Object.entries(body).flatMap(([name, value]) =>
    writtenField(fieldOf(media, name), value),
  );
  return checked(media, body) ?? { bytes: bytesOf(encodedPairs(pairs)), mediaType };
}

const isBlob = (value: unknown): value is Blob => value instanceof Blob;

async function multipart(body: unknown, media: MessageMedia): Promise<Outcome> {
  if (!isForm(body)) return refused(MUST_BE_FORM);
  const files = new Map<string, readonly Blob[]>();
  const texts: [string, unknown][] = [];
  for (const [name, value] of Object.entries(body)) {
    const all = [value].flat();
    if (all.length > 0 && all.every(isBlob)) files.set(name, all);
    else texts.push([name, value]);
  }
  const missing = (media.requiredFiles ?? []).filter((name) => !files.has(name));
  if (missing.length > 0) {
    return {
      faults: missing.map((name) => ({ pointer: `#/body/${name}`, message: 'Must be a file' })),
    };
  }
  const faults = checked(media, Object.fromEntries(texts));
  if (faults) return faults;
  const form = new FormData();
  for (const [name, value] of texts) {
    const field = fieldOf(media, name);
    for (const { name: key, texts: parts, separator } of writtenField(field, value)) {
      form.append(key, parts.join(separator));
    }
  }
  for (const [name, all] of files) for (const file of all) form.append(name, file);
  // The bytes are needed for the signature; the boundary is in the media type.
  const written = new Response(form);
  return {
    bytes: new Uint8Array(await written.arrayBuffer()),
    mediaType: written.headers.get('Content-Type') ?? '',
  };
}
