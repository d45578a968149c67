/**
 * Negotiates the media type of a response and writes values in it.
 *
 * @module
 */
import { essenceOf, isJson } from '../contract/contract.ts';
import { type Document, isSchema, type JsonSchema } from '../document/model.ts';
import { isSequence, sequenceOf } from './sequences.ts';
import { xmlDocument } from './xml.ts';

/** What stands for a range of media types, in an answer that has to have one of them. */
const inRange: Readonly<Record<string, string>> = {
  '*/*': 'text/plain',
  'text/*': 'text/plain',
  'application/*': 'application/json',
  'image/*': 'image/png',
  'audio/*': 'audio/mpeg',
  'video/*': 'video/mp4',
};

/** A picture of one transparent pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

type Range = { readonly type: string; readonly weight: number };

/** The ranges of an `Accept` with their weights (RFC 9110, section 12.5.1). */
function rangesOf(accept: string): Range[] {
  return accept.split(',').map((each) => {
    const [type = '', ...parameters] = each.split(';').map((part) => part.trim());
    const weight = parameters.find((part) => /^q=/i.test(part))?.slice(2);
    return { type: type.toLowerCase(), weight: weight === undefined ? 1 : Number(weight) || 0 };
  });
}

const covers = (range: string, type: string): boolean =>
  range === type || range === '*/*' || range === `${type.split('/')[0]}/*`;

/** How exact a range is: the weight of the most exact one counts. */
const exactness = ({ type }: Range): number => (type === '*/*' ? 0 : type.endsWith('/*') ? 1 : 2);

/**
 * The media type of an answer that the request likes best: of several that it likes as much, JSON,
 * else the first one. Where it likes none, that one is sent all the same.
 *
 * @param types as the document lists them, ranges among them
 */
export function negotiated(
  types: readonly string[],
  accept: string | undefined,
): string | undefined {
  if (types.length < 2) return types[0];
  const ranges = rangesOf(accept || '*/*').sort((a, b) => exactness(b) - exactness(a));
  const weightOf = (type: string) =>
    ranges.find((range) => covers(range.type, type) || covers(type, range.type))?.weight ?? 0;
  const rated = types.map((type) => {
    const essence = essenceOf(type);
    return { type, weight: weightOf(essence) + (isJson(essence) ? JSON_FIRST : 0) };
  });
  return rated.reduce((best, each) => (each.weight > best.weight ? each : best)).type;
}

/** Less than the smallest difference between weights. */
const JSON_FIRST = 0.0001;

/**
 * The media type that goes with an answer, where the document may only have a range.
 *
 * @param value what is sent
 */
export function concreteType(type: string, accept: string | undefined, value: unknown): string {
  const essence = essenceOf(type);
  if (!essence.includes('*')) return type;
  const wanted = rangesOf(accept ?? '').find(
    (range) => !range.type.includes('*') && range.weight > 0 && covers(essence, range.type),
  );
  if (wanted && wanted.type !== '') return wanted.type;
  if (essence === '*/*' && typeof value === 'object') return 'application/json';
  return inRange[essence] ?? 'application/octet-stream';
}

const NONE: Document = { openapi: '3.1.2', info: { title: '', version: '' }, paths: {} };

/**
 * A body as it travels.
 *
 * @param described the schema by which XML is written; names of properties are enough for it
 */
export function bytesOf(
  mediaType: string,
  value: unknown,
  described?: { readonly document: Document; readonly schema: JsonSchema },
): Buffer {
  if (Buffer.isBuffer(value)) return value;
  const type = essenceOf(mediaType);
  if (isSequence(type) && Array.isArray(value)) return Buffer.from(sequenceOf(type, value));
  if (isJson(type)) return Buffer.from(JSON.stringify(value));
  if (type === 'image/png' && typeof value === 'string') return PIXEL;
  if (typeof value === 'string') return Buffer.from(value);
  if (type === 'application/x-www-form-urlencoded') return Buffer.from(formOf(value));
  if (/[/+]xml$/.test(type)) {
    const { document, schema } = described ?? { document: NONE, schema: {} };
    return Buffer.from(xmlDocument(document, schema, value));
  }
  return Buffer.from(JSON.stringify(value));
}

function formOf(value: unknown): string {
  const fields = Object.entries(isSchema(value) ? value : {}).flatMap(([name, each]) =>
    [each]
      .flat()
      .map((part): [string, string] => [
        name,
        typeof part === 'object' ? JSON.stringify(part) : String(part),
      ]),
  );
  return new URLSearchParams(fields).toString();
}
