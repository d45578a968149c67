/**
 * Writes values as texts of parameters and of form fields, by their style (OpenAPI 3.1.1, section
 * 4.8.12.2): the counterpart of what the kit's readers do.
 *
 * @module
 */
import { isJson } from '../operation.ts';
import type { WireParameter } from '../parameters/wire.ts';

/** A name, and the texts that its value consists of. */
export type Written = {
  readonly name: string;
  readonly texts: readonly string[];
  /** Between the texts. */
  readonly separator: string;
};

const separators: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' };

type Values = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isMissing = (value: unknown): boolean => value === undefined || value === null;

/** A value as a text: JSON if it has parts. */
const textOf = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

const one = (name: string, text: string): Written[] => [{ name, texts: [text], separator: '' }];

/**
 * What a value is written as: in a header one text, elsewhere any number of names with texts. A value
 * that is null or missing is not written.
 */
export function writtenAs(parameter: WireParameter, value: unknown): Written[] {
  const { name, in: place, content } = parameter;
  if (isMissing(value)) return [];
  if (content !== undefined) {
    return one(name, isJson(content) ? JSON.stringify(value) : textOf(value));
  }
  const isForm = place !== 'header';
  const { style = isForm ? 'form' : 'simple' } = parameter;
  const { explode = style === 'form' || style === 'cookie' } = parameter;
  const separator = separators[style] ?? ',';
  if (Array.isArray(value)) {
    const texts = value.filter((each) => !isMissing(each)).map(textOf);
    return isForm && explode
      ? texts.flatMap((text) => one(name, text))
      : [{ name, texts, separator }];
  }
  if (!isObject(value)) return one(name, String(value));
  if (style === 'deepObject') return below(name, value);
  const entries = Object.entries(value).filter(([, each]) => !isMissing(each));
  if (isForm && explode) {
    return entries.flatMap(([key, each]) =>
      [each].flat().flatMap((item) => one(key, textOf(item))),
    );
  }
  const texts = explode
    ? entries.map(([key, each]) => `${key}=${textOf(each)}`)
    : entries.flatMap(([key, each]) => [key, textOf(each)]);
  return [{ name, texts, separator }];
}

/** `filter[min]=1&filter[tags]=a&filter[tags]=b` */
function below(name: string, value: unknown): Written[] {
  if (isMissing(value)) return [];
  if (Array.isArray(value)) return value.flatMap((each) => below(name, each));
  if (!isObject(value)) return one(name, String(value));
  return Object.entries(value).flatMap(([key, each]) => below(`${name}[${key}]`, each));
}

/**
 * What a field of a form is written as. Without a style, values with parts are JSON (OpenAPI 3.1.1,
 * section 4.8.15.1).
 */
export function writtenField(field: WireParameter, value: unknown): Written[] {
  const { name, style, explode, content } = field;
  if (content === undefined && (style !== undefined || explode !== undefined)) {
    return writtenAs(field, value);
  }
  const asText = isJson(content ?? '') ? JSON.stringify : textOf;
  const items: readonly unknown[] = [value].flat();
  return items.filter((each) => !isMissing(each)).flatMap((each) => one(name, asText(each)));
}

/** Pairs as a query or a form has them: `a=1&b=x%20y`. */
export const encodedPairs = (pairs: readonly Written[]): string =>
  pairs.map((pair) => `${encodeURIComponent(pair.name)}=${encodedText(pair)}`).join('&');

/** The texts of a pair, each encoded, with the separator between them. */
export const encodedText = ({ texts, separator }: Written): string =>
  texts
    .map(encodeURIComponent)
    // A comma separates as it is; the others do not stand in a URL.
    .join(separator === ',' ? ',' : encodeURIComponent(separator));
