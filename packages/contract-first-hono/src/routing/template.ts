/**
 * Path templates (OpenAPI 3.1.1, section 4.8.8.2), ready to be compared with addresses.
 *
 * @module
 */
import { decoded, tryDecode } from './address.ts';

/** A segment: the parameters in it, and the literals before, between and after them. */
export type Segment = {
  readonly names: readonly string[];
  /** Decoded; one more than there are names. */
  readonly literals: readonly string[];
};

/** A path of the document. */
export type Template = {
  readonly segments: readonly Segment[];
  /** What the query must contain; such paths end in `?action=copy`. */
  readonly query: readonly (readonly [name: string, value: Segment])[];
  /**
   * What follows `#`, which is never sent. It may name query parameters and headers, some with their
   * values, as in `#X-Amz-Target=Service.Action` and `#partNumber&uploadId`, or nothing that is sent.
   */
  readonly fragment: readonly (readonly [name: string, value: string | undefined])[];
};

/** Parses a path of the document. */
export function templateOf(path: string): Template {
  const [beforeFragment = '', fragment = ''] = splitOnce(path, '#');
  const [pathname = '', query = ''] = splitOnce(beforeFragment, '?');
  return {
    segments: pathname.split('/').map(segmentOf),
    query: partsOf(query).map((pair) => {
      const [name = '', value = ''] = splitOnce(pair, '=');
      return [decoded(name), segmentOf(value)];
    }),
    fragment: partsOf(fragment).map((part) => {
      const [name = '', value] = splitOnce(part, '=');
      return [name, value];
    }),
  };
}

/**
 * Where a parameter follows another one without a literal between them, as in `/{name}{extension}`: the
 * index of the first of the two among the names. Where one ends is not told by the template.
 */
export function adjacentIn({ segments }: Template): number[] {
  const found: number[] = [];
  let before = 0;
  for (const { names, literals } of segments) {
    for (let at = 1; at < names.length; at++) if (literals[at] === '') found.push(before + at - 1);
    before += names.length;
  }
  return found;
}

const partsOf = (text: string): string[] => text.split('&').filter((part) => part !== '');

/** The names of the parameters in the segments of a template, in order. */
export const namesOf = ({ segments }: Template): string[] => segments.flatMap(({ names }) => names);

/** Whether a segment is one parameter and nothing else. */
export const isWhole = ({ names, literals }: Segment): boolean =>
  names.length === 1 && literals.every((literal) => literal === '');

const segmentOf = (text: string): Segment => {
  const parts = text.split(/\{([^{}]*)\}/);
  return {
    names: parts.filter((_part, at) => at % 2 === 1),
    literals: parts.filter((_part, at) => at % 2 === 0).map(decoded),
  };
};

/**
 * The texts of the parameters in a segment; undefined if it does not fit. Where several readings fit,
 * earlier parameters are as long as possible: `a.b.json` is `{name}.{format}` with the name `a.b`.
 */
export function valuesIn({ literals }: Segment, text: string): string[] | undefined {
  const [first = ''] = literals;
  const last = literals.length - 1;
  if (last === 0) return text === first ? [] : undefined;
  const suffix = literals[last] ?? '';
  if (!text.startsWith(first) || !text.endsWith(suffix)) return undefined;
  const values: string[] = [];
  // From the right, each parameter as short as possible, so that no character is compared twice.
  let end = text.length - suffix.length;
  for (let at = last - 1; at > 0; at--) {
    const literal = literals[at] ?? '';
    const from = end - 1 - literal.length;
    const start = from < 0 ? -1 : text.lastIndexOf(literal, from);
    if (start < 0) return undefined;
    values.unshift(text.slice(start + literal.length, end));
    end = start;
  }
  if (end <= first.length) return undefined;
  values.unshift(text.slice(first.length, end));
  return values;
}

/**
 * The texts of the parameters in a segment as it was sent, so that what is encoded cannot end one: `b%2Ec.json`
 * is `{name}.{format}` with the name `b%2Ec`. Undefined if it does not fit, or if a literal would be part of an
 * escape, such as the 2 of `%2E`.
 */
export function rawValuesIn(segment: Segment, raw: string): string[] | undefined {
  if (!raw.includes('%')) return valuesIn(segment, raw);
  if (segment.literals.some((literal) => literal.includes('%'))) return undefined;
  const values = valuesIn(segment, raw);
  return values?.every((value) => tryDecode(value) !== undefined) ? values : undefined;
}

function splitOnce(text: string, separator: string): [string, string] | [string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
