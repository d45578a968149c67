import { canonical } from '../../schema/canonical.ts';
import type { Branch } from './branches.ts';
import type { Turn } from './lane.ts';
import { type Pair, pointersOf } from './pair.ts';
import {
  type Bound,
  factsOfNumber,
  factsOfText,
  fitsNumber,
  fitsText,
  type NumberFacts,
  type TextFacts,
} from './scalars.ts';

export function compareTexts(pair: Pair, before: Branch, after: Branch): void {
  const [old, now] = [factsOfText(before), factsOfText(after)];
  const isDecided = compareValues(pair, before, after, old.values, now.values, {
    fitsBefore: (value) => fitsText(value, old),
    fitsAfter: (value) => fitsText(value, now),
  });
  if (old.values && now.values) return;
  compareFormats(pair, before, after, old, now);
  if (isDecided) return;
  compareLimits(pair, before, after, [
    ['minLength', old.minLength, now.minLength],
    ['maxLength', old.maxLength, now.maxLength],
  ]);
  comparePatterns(pair, before, after, old, now);
}

export function compareNumbers(pair: Pair, before: Branch, after: Branch): void {
  const [old, now] = [factsOfNumber(before), factsOfNumber(after)];
  const isDecided = compareValues(pair, before, after, old.values, now.values, {
    fitsBefore: (value) => fitsNumber(value, old),
    fitsAfter: (value) => fitsNumber(value, now),
  });
  if (old.values && now.values) return;
  compareFormats(pair, before, after, old, now);
  if (isDecided) return;
  if (old.isInteger !== now.isInteger) {
    const [was, is] = [old, now].map(({ isInteger }) => (isInteger ? 'integer' : 'number'));
    const places = pointersOf(before, after, 'type');
    pair.turn(
      now.isInteger ? 'narrowed' : 'widened',
      'type',
      `type changed from ${was} to ${is}`,
      places,
    );
  }
  compareBounds(pair, before, after, old, now);
  compareMultiples(pair, before, after, old, now);
}

type Fits = (value: unknown) => boolean;

/**
 * Compares lists of values, if at least one side has one.
 *
 * @returns whether the lists decide, so that other constraints need no comparison
 */
export function compareValues(
  pair: Pair,
  before: Branch,
  after: Branch,
  old: readonly unknown[] | undefined,
  now: readonly unknown[] | undefined,
  { fitsBefore, fitsAfter }: { readonly fitsBefore: Fits; readonly fitsAfter: Fits },
): boolean {
  if (!old && !now) return false;
  const places = pointersOf(before, after, 'enum');
  const texts = (values: readonly unknown[]) => new Set(values.map(canonical));
  const outside = (
    values: readonly unknown[],
    others: readonly unknown[] | undefined,
    fits: Fits,
  ) => {
    const known = others && texts(others);
    return values.filter((value) => (known ? !known.has(canonical(value)) : !fits(value)));
  };
  const lost = old && outside(old, now, fitsAfter);
  const gained = now && outside(now, old, fitsBefore);
  if (lost && lost.length > 0) {
    pair.turn(
      'narrowed',
      'enum',
      `values no longer allowed: ${lost.map(canonical).join(', ')}`,
      places,
    );
  }
  if (gained && gained.length > 0) {
    pair.turn('widened', 'enum', `values now allowed: ${gained.map(canonical).join(', ')}`, places);
  }
  if (now && !old) {
    pair.turn(
      'narrowed',
      'enum',
      `values are now limited to ${now.map(canonical).join(', ')}`,
      places,
    );
  }
  if (old && !now) {
    pair.turn('widened', 'enum', 'values are no longer limited to a list', places);
  }
  return true;
}

type Limit = readonly [keyword: string, before: number, after: number];

/** Compares numbers that limit a length or a count: `min…` keywords from below, `max…` from above. */
export function compareLimits(
  pair: Pair,
  before: Branch,
  after: Branch,
  limits: readonly Limit[],
): void {
  for (const [keyword, old, now] of limits) {
    if (old === now) continue;
    const isNarrower = keyword.startsWith('min') ? now > old : now < old;
    const message = `${keyword} changed from ${numberText(old)} to ${numberText(now)}`;
    pair.turn(
      isNarrower ? 'narrowed' : 'widened',
      keyword,
      message,
      pointersOf(before, after, keyword),
    );
  }
}

const numberText = (value: number): string =>
  Number.isFinite(value) ? String(value) : 'unlimited';

function compareBounds(
  pair: Pair,
  before: Branch,
  after: Branch,
  old: NumberFacts,
  now: NumberFacts,
): void {
  for (const [keyword, sign] of [
    ['minimum', 1],
    ['maximum', -1],
  ] as const) {
    const [was, is] = [old[keyword], now[keyword]];
    if (was.value === is.value && was.isExclusive === is.isExclusive) continue;
    const isNarrower = was.value === is.value ? is.isExclusive : sign * (is.value - was.value) > 0;
    const message = `${keyword} changed from ${boundText(was)} to ${boundText(is)}`;
    pair.turn(
      isNarrower ? 'narrowed' : 'widened',
      keyword,
      message,
      pointersOf(before, after, keyword),
    );
  }
}

const boundText = ({ value, isExclusive }: Bound): string =>
  `${numberText(value)}${isExclusive ? ' (exclusive)' : ''}`;

function compareMultiples(
  pair: Pair,
  before: Branch,
  after: Branch,
  old: NumberFacts,
  now: NumberFacts,
): void {
  if (canonical(old.multiples) === canonical(now.multiples)) return;
  // A value is a multiple of each divisor of what it is a multiple of.
  const implied = ({ multiples }: NumberFacts, divisor: number) =>
    multiples.some((each) => Number.isInteger(each / divisor));
  const isNarrower = now.multiples.some((each) => !implied(old, each));
  const isWider = old.multiples.some((each) => !implied(now, each));
  const [was, is] = [old, now].map(({ multiples }) => multiples.join(' and ') || 'anything');
  turnBoth(
    pair,
    isNarrower,
    isWider,
    'multipleOf',
    `multipleOf changed from ${was} to ${is}`,
    before,
    after,
  );
}

function turnBoth(
  pair: Pair,
  isNarrower: boolean,
  isWider: boolean,
  keyword: string,
  message: string,
  before: Branch,
  after: Branch,
): void {
  if (!isNarrower && !isWider) return;
  const turn: Turn = isNarrower && isWider ? 'changed' : isNarrower ? 'narrowed' : 'widened';
  pair.turn(turn, keyword, message, pointersOf(before, after, keyword));
}

function comparePatterns(
  pair: Pair,
  before: Branch,
  after: Branch,
  old: TextFacts,
  now: TextFacts,
): void {
  const isNarrower = now.patterns.some((each) => !old.patterns.includes(each));
  const isWider = old.patterns.some((each) => !now.patterns.includes(each));
  const [was, is] = [old, now].map(({ patterns }) => patterns.join(' and ') || 'anything');
  turnBoth(
    pair,
    isNarrower,
    isWider,
    'pattern',
    `pattern changed from ${was} to ${is}`,
    before,
    after,
  );
}

/** Formats whose values are all values of another one. */
const contained: Readonly<Record<string, readonly string[]>> = {
  int8: ['int16', 'int32', 'int64'],
  int16: ['int32', 'int64'],
  int32: ['int64', 'double'],
  float: ['double'],
  email: ['idn-email'],
  hostname: ['idn-hostname'],
  uri: ['uri-reference', 'iri', 'iri-reference'],
  'uri-reference': ['iri-reference'],
  iri: ['iri-reference'],
};

function compareFormats(
  pair: Pair,
  before: Branch,
  after: Branch,
  old: { readonly formats: readonly string[] },
  now: { readonly formats: readonly string[] },
): void {
  const implied = (formats: readonly string[], format: string) =>
    formats.some((each) => each === format || contained[each]?.includes(format));
  const isNarrower = now.formats.some((each) => !implied(old.formats, each));
  const isWider = old.formats.some((each) => !implied(now.formats, each));
  const [was, is] = [old, now].map(({ formats }) => formats.join(' and ') || 'none');
  turnBoth(
    pair,
    isNarrower,
    isWider,
    'format',
    `format changed from ${was} to ${is}`,
    before,
    after,
  );
}
