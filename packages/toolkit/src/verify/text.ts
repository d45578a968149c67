import { isSchema, type Parameter } from '../contract/document.ts';
import type { Inputs } from './inputs.ts';

const isScalar = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** Between the items of an array that is written as one text (OpenAPI 3.1.1, section 4.8.12.2). */
const separators: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' };

/**
 * The texts that a parameter's value is written as, by its style: for a query, names and values; else
 * one text.
 *
 * @returns undefined where the value cannot be written at that place
 */
export function serialized(
  parameter: Parameter,
  value: unknown,
): [name: string, text: string][] | undefined {
  const { name, in: place } = parameter;
  if (parameter.content) return fitting([[name, JSON.stringify(value)]]);
  const isForm = place === 'query' || place === 'cookie';
  const { style = isForm ? 'form' : 'simple', explode = style === 'form' } = parameter;
  if (isScalar(value)) return fitting([[name, String(value)]]);
  if (Array.isArray(value)) {
    if (!value.every(isScalar)) return undefined;
    const texts = value.map(String);
    const separator = separators[style] ?? ',';
    if (isForm && explode) return fitting(texts.map((text) => [name, text]));
    if (texts.some((text) => text.includes(separator)) || texts.length === 0) return undefined;
    return fitting([[name, texts.join(separator)]]);
  }
  if (!isSchema(value) || !Object.values(value).every(isScalar)) return undefined;
  const entries = Object.entries(value).map(([key, each]) => [key, String(each)] as const);
  if (style === 'deepObject') return entries.map(([key, text]) => [`${name}[${key}]`, text]);
  if (isForm && explode) return entries.map(([key, text]) => [key, text]);
  return fitting([[name, entries.flat().join(',')]]);

  function fitting(pairs: [string, string][]): [string, string][] | undefined {
    return pairs.every(([, text]) => fits(place, text)) ? pairs : undefined;
  }
}

function fits(place: Parameter['in'], text: string): boolean {
  // An address cannot hold an empty segment, nor one that is a step.
  if (place === 'path') return !['', '.', '..'].includes(text) && !hasLoneSurrogate(text);
  // Nor a header what is not a character of one, or begins or ends with a blank.
  if (place === 'header') return /^[!-~]([ -~]*[!-~])?$/.test(text);
  if (place === 'cookie') return /^[!#-+\--:<-[\]-~]+$/.test(text);
  return !hasLoneSurrogate(text);
}

const hasLoneSurrogate = (text: string): boolean => !text.isWellFormed();

/**
 * A body of a request, as bytes with their media type.
 *
 * @param binaries the parts of a form that are sent as uploads, with a name of their own
 */
export async function bodyBytes(
  { mediaType, value }: NonNullable<Inputs['body']>,
  binaries: readonly string[],
): Promise<{ body: Uint8Array; contentType: string }> {
  if (mediaType === 'multipart/form-data') {
    const form = new FormData();
    for (const [name, each] of Object.entries(isSchema(value) ? value : {})) {
      for (const part of Array.isArray(each) ? each : [each]) {
        const text = isScalar(part) ? String(part) : JSON.stringify(part);
        if (binaries.includes(name)) form.append(name, new Blob([text]), 'upload.txt');
        else form.append(name, text);
      }
    }
    const response = new Response(form);
    const contentType = response.headers.get('Content-Type') ?? mediaType;
    return { body: new Uint8Array(await response.arrayBuffer()), contentType };
  }
  const text = textOf(mediaType, value);
  const contentType = mediaType.includes('*') ? 'application/octet-stream' : mediaType;
  return { body: new TextEncoder().encode(text), contentType };
}

function textOf(mediaType: string, value: unknown): string {
  if (/json/.test(mediaType)) return JSON.stringify(value) ?? '';
  if (mediaType === 'application/x-www-form-urlencoded' && isSchema(value)) {
    const pairs = Object.entries(value).map(([name, each]): [string, string] => [
      name,
      String(each),
    ]);
    return new URLSearchParams(pairs).toString();
  }
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
