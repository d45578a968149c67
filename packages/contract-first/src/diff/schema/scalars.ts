import { type Branch, valuesOf } from './branches.ts';
import { type Keywords, keywordsOf, numbers } from './source.ts';

/** What a string must be. */
export type TextFacts = {
  readonly values: readonly unknown[] | undefined;
  /** In Unicode code points. */
  readonly minLength: number;
  readonly maxLength: number;
  readonly patterns: readonly string[];
  readonly formats: readonly string[];
};

/** What a number must be. */
export type NumberFacts = {
  readonly values: readonly unknown[] | undefined;
  readonly isInteger: boolean;
  readonly minimum: Bound;
  readonly maximum: Bound;
  readonly multiples: readonly number[];
  readonly formats: readonly string[];
};

/** A limit, and whether it is itself left out. */
export type Bound = { readonly value: number; readonly isExclusive: boolean };

const facts = new WeakMap<Branch, TextFacts | NumberFacts>();

export function factsOfText(branch: Branch): TextFacts {
  const known = facts.get(branch);
  if (known) return known as TextFacts;
  const found = readText(branch);
  facts.set(branch, found);
  return found;
}

export function factsOfNumber(branch: Branch): NumberFacts {
  const known = facts.get(branch);
  if (known) return known as NumberFacts;
  const found = readNumber(branch);
  facts.set(branch, found);
  return found;
}

function readText(branch: Branch): TextFacts {
  const all = keywordsOf(branch.parts);
  const open = {
    minLength: Math.max(0, ...numbers(all, 'minLength')),
    maxLength: Math.min(Number.POSITIVE_INFINITY, ...numbers(all, 'maxLength')),
    patterns: [...new Set(texts(all, 'pattern').map(plainPattern))].filter(isLimiting).sort(),
    formats: [...new Set(texts(all, 'format'))].filter((format) => !noFormat.has(format)).sort(),
  };
  const values = valuesOf(branch)?.filter((value) => fitsText(value, open));
  return { ...open, values };
}

function readNumber(branch: Branch): NumberFacts {
  const all = keywordsOf(branch.parts);
  const multiples = numbers(all, 'multipleOf').filter((each) => each > 0);
  const isInteger =
    all.some(({ type }) => type !== undefined && ![type].flat().includes('number')) ||
    multiples.some(Number.isInteger);
  const lower = [
    ...numbers(all, 'minimum').map((value) => ({ value, isExclusive: false })),
    ...numbers(all, 'exclusiveMinimum').map((value) => ({ value, isExclusive: true })),
  ];
  const upper = [
    ...numbers(all, 'maximum').map((value) => ({ value, isExclusive: false })),
    ...numbers(all, 'exclusiveMaximum').map((value) => ({ value, isExclusive: true })),
  ];
  const open = {
    isInteger,
    minimum: whole(strictest(lower, 1), isInteger, 1),
    maximum: whole(strictest(upper, -1), isInteger, -1),
    multiples: [...new Set(multiples)].filter((each) => !isInteger || each !== 1).sort(),
    formats: [...new Set(texts(all, 'format'))].sort(),
  };
  const values = valuesOf(branch)?.filter((value) => fitsNumber(value, open));
  return { ...open, values };
}

/** Formats that change how a value is shown, not which values there are. */
const noFormat = new Set(['password']);

const texts = (all: readonly Keywords[], keyword: string): string[] =>
  all.flatMap(({ [keyword]: value }) => (typeof value === 'string' ? [value] : []));

/** The bound that leaves least; `sign` is 1 for lower ones and -1 for upper ones. */
const strictest = (bounds: readonly Bound[], sign: 1 | -1): Bound =>
  bounds.reduce(
    (best, each) =>
      sign * (each.value - best.value) > 0 || (each.value === best.value && each.isExclusive)
        ? each
        : best,
    { value: sign * Number.NEGATIVE_INFINITY, isExclusive: false },
  );

/** The first integer inside of a bound: above 0 is from 1. */
function whole(bound: Bound, isInteger: boolean, sign: 1 | -1): Bound {
  const { value, isExclusive } = bound;
  if (!isInteger || !Number.isFinite(value)) return bound;
  const inside = sign > 0 ? Math.ceil(value) : Math.floor(value);
  return { value: inside === value && isExclusive ? value + sign : inside, isExclusive: false };
}

/** A pattern without needless escapes. */
export const plainPattern = (pattern: string): string =>
  pattern.replace(/\\([\s\S])/g, (pair, escaped) => (escaped === '/' ? '/' : pair));

const isLimiting = (pattern: string): boolean => !/^\^?(\.\*)?\$?$/.test(pattern);

/** Whether any string at all is allowed. */
export function isAnyText(branch: Branch): boolean {
  const { values, minLength, maxLength, patterns, formats } = factsOfText(branch);
  return (
    values === undefined &&
    minLength <= 1 &&
    maxLength === Number.POSITIVE_INFINITY &&
    patterns.length === 0 &&
    formats.length === 0
  );
}

/** Whether a string is allowed by all that can be decided here; formats cannot. */
export function fitsText(value: unknown, facts: Omit<TextFacts, 'values'>): boolean {
  if (typeof value !== 'string') return false;
  const length = [...value].length;
  return (
    length >= facts.minLength &&
    length <= facts.maxLength &&
    facts.patterns.every((pattern) => matches(pattern, value) !== false)
  );
}

export function fitsNumber(value: unknown, facts: Omit<NumberFacts, 'values'>): boolean {
  if (typeof value !== 'number') return false;
  const { minimum, maximum } = facts;
  return (
    (minimum.isExclusive ? value > minimum.value : value >= minimum.value) &&
    (maximum.isExclusive ? value < maximum.value : value <= maximum.value) &&
    (!facts.isInteger || Number.isInteger(value)) &&
    facts.multiples.every((each) => Number.isInteger(value / each))
  );
}

/** Whether a pattern matches; undefined if it is none that JavaScript understands. */
export function matches(pattern: string, text: string): boolean | undefined {
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
  return expression.test(text);
}
