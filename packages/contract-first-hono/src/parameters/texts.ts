/**
 * Splits the texts of parameters by their styles (OpenAPI 3.1.1, section 4.8.12.2).
 *
 * @module
 */
import { isJson } from '../operation.ts';
import { invalidFields } from '../problems/problemError.ts';
import { pointerTo } from '../problems/validation.ts';
import { addText, mayBe, newValues, type Values, type WireParameter } from './wire.ts';

type Decode = (text: string) => string;

/**
 * The parts of texts with separators. An encoded separator belongs to a part, unless there is no other:
 * many clients encode every separator.
 */
export function partsOf(raws: readonly string[], separator: string, decode: Decode): string[] {
  const isPlain = raws.some((raw) => raw.includes(separator));
  return raws.flatMap((raw) => {
    if (raw === '') return [];
    return isPlain ? raw.split(separator).map(decode) : decode(raw).split(separator);
  });
}

/** The value of parts: a list, an object of names and values in turn, or the whole text. */
export function ofParts(
  parameter: WireParameter,
  parts: readonly string[],
  whole: readonly string[],
): unknown {
  const isList = mayBe(parameter, 'list');
  const isText = mayBe(parameter, 'text');
  const isObject = mayBe(parameter, 'object');
  if (isList && !(isText && parts.length < 2) && !(isObject && isText)) return parts;
  // Text that has no pairs is no object. Its schema refuses it.
  if (isObject && parts.length % 2 === 0 && !(isText && parts.length === 0)) {
    const values: Values = newValues();
    for (let at = 0; at < parts.length; at += 2) values[parts[at] ?? ''] = parts[at + 1];
    return values;
  }
  return whole.length === 1 ? whole[0] : whole;
}

/** The value of `x=1,y=2`: an object, or undefined if a part is no pair. */
export function ofAssignments(parts: readonly string[]): Values | undefined {
  const values = newValues();
  for (const part of parts) {
    const at = part.indexOf('=');
    if (at < 0) return undefined;
    addText(values, part.slice(0, at), part.slice(at + 1));
  }
  return values;
}

/** The value of one text with separators, as in a path or a header. */
export function ofText(
  parameter: WireParameter,
  raw: string,
  separator: string,
  decode: Decode,
): unknown {
  if (parameter.content !== undefined) return ofContent(parameter, decode(raw));
  if (!mayBe(parameter, 'list') && !mayBe(parameter, 'object')) return decode(raw);
  const trimmed = (text: string) => decode(text).trim();
  const parts = partsOf([raw], separator, trimmed);
  if (parameter.explode && mayBe(parameter, 'object')) {
    const values = ofAssignments(parts);
    if (values) return values;
  }
  return ofParts(parameter, parts, [decode(raw)]);
}

/**
 * The value of a parameter with `content`.
 *
 * @throws ProblemError `invalid_request` for JSON that cannot be parsed
 */
export function ofContent({ in: place, name, content = '' }: WireParameter, text: string): unknown {
  if (!isJson(content)) return text;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const pointer = pointerTo(place === 'querystring' ? 'query' : place, name);
    throw invalidFields([{ pointer, message: 'Must be valid JSON' }], cause);
  }
}
