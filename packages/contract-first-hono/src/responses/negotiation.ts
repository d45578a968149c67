/**
 * Chooses the media type of a response (RFC 9110, section 12.5.1).
 *
 * @module
 */
import { essenceOf } from '../operation.ts';

type Range = { readonly type: string; readonly weight: number };

/** The ranges of an `Accept`, the most specific first. */
function rangesOf(accept: string): Range[] {
  return accept
    .split(',')
    .map((each): Range => {
      const [type = '', ...parameters] = each.split(';').map((part) => part.trim());
      const weight = parameters.find((part) => /^q=/i.test(part))?.slice(2);
      return { type: type.toLowerCase(), weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .sort((one, other) => exactness(other) - exactness(one));
}

const exactness = ({ type }: Range): number => (type === '*/*' ? 0 : type.endsWith('/*') ? 1 : 2);

/** Whether a range covers a media type, which may be a range itself. */
const covers = (range: string, type: string): boolean =>
  range === type || range === '*/*' || range === `${type.split('/')[0]}/*`;

/**
 * The media type that a request likes best; of equal ones the first.
 *
 * @param accept the header of the request; without it, any media type is acceptable
 * @returns undefined if none is acceptable
 */
export function preferred<T extends string>(
  types: readonly T[],
  accept: string | undefined,
): T | undefined {
  const [first] = types;
  if (accept === undefined || accept.trim() === '' || accept === '*/*') return first;
  const ranges = rangesOf(accept);
  let best: { readonly type: T; readonly weight: number } | undefined;
  for (const type of types) {
    const essence = essenceOf(type);
    const weight =
      ranges.find((range) => covers(range.type, essence) || covers(essence, range.type))?.weight ??
      0;
    if (weight > (best?.weight ?? 0)) best = { type, weight };
  }
  return best?.type;
}
