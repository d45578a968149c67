import { canonical } from '../../schema/canonical.ts';
import type { Branch, View } from './branches.ts';
import { compareDiscriminators } from './discriminators.ts';
import { jsonTypes } from './keywords.ts';
import { matchBranches } from './matching.ts';
import { compareNotes } from './notes.ts';
import { type Pair, type Pointers, pointersOf } from './pair.ts';
import type { Pairs } from './pairs.ts';
import { factsOfNumber, isAnyText } from './scalars.ts';
import type { Conjunction } from './source.ts';

/** Compares two schemas: documentation, the types of their values, then the values of each type. */
export function compareSchemas(
  pairs: Pairs,
  pair: Pair,
  before: Conjunction,
  after: Conjunction,
): void {
  if (before.parts.length === 0 && after.parts.length === 0) return;
  const flats = {
    before: pairs.before.views.flattener.flat(before),
    after: pairs.after.views.flattener.flat(after),
  };
  compareNotes(pair, flats.before.parts, flats.after.parts);
  const old = pairs.before.views.view(before);
  const now = pairs.after.views.view(after);
  compareTypes(pair, old, now, pointersOf(before, after, 'type'));
  compareDiscriminators(pairs, pair, {
    before: { flat: flats.before, view: old },
    after: { flat: flats.after, view: now },
  });
  for (const [type, branches] of old.types) {
    const others = now.types.get(type);
    if (others) matchBranches(pairs, pair, branches, others, pointersOf(before, after));
  }
}

function compareTypes(pair: Pair, before: View, after: View, places: Pointers): void {
  const lost = [...before.types.keys()].filter((type) => !isAllowed(type, after, pair));
  const gained = [...after.types.keys()].filter((type) => !isAllowed(type, before, pair));
  const { direction } = pair.lane;
  const message = `type changed from ${namesOf(before)} to ${namesOf(after)}`;
  if (lost.length === 0 && gained.length === 0) return;
  const harmful = direction === 'request' ? lost : gained;
  const source = direction === 'request' ? after : before;
  if (harmful.length > 0 && isImplied(source)) {
    pair.report(`${direction}-type-implied`, `${message}, implied by other keywords`, places);
  } else if (canonical([...lost, ...gained]) === '["null"]') {
    const [turn, not] =
      lost.length > 0 ? (['narrowed', 'no longer'] as const) : (['widened', 'now'] as const);
    pair.turn(turn, 'null', `null is ${not} allowed`, places);
  } else {
    // A client cannot read a response that has no valid value.
    const isEmptied = direction === 'response' && after.types.size === 0;
    const isBoth = isEmptied || (lost.length > 0 && gained.length > 0);
    const turn = isBoth ? 'changed' : lost.length > 0 ? 'narrowed' : 'widened';
    pair.turn(turn, 'type', message, places);
  }
}

/** In text, `5` and `true` are texts as well. */
const isAllowed = (type: string, { types }: View, { lane }: Pair): boolean =>
  types.has(type) ||
  (lane.encoding === 'text' &&
    (type === 'number' || type === 'boolean') &&
    (types.get('string') ?? []).some(isAnyText));

const isImplied = ({ types }: View): boolean =>
  types.size > 0 && [...types.values()].flat().every(({ typing }) => typing === 'implied');

function namesOf({ types }: View): string {
  if (types.size === 0) return 'none (no value is valid)';
  if (types.size === jsonTypes.length) return 'any';
  return [...types].map(nameOf).join(' or ');
}

const nameOf = ([type, branches]: readonly [string, readonly Branch[]]): string =>
  type === 'number' && branches.every((each) => factsOfNumber(each).isInteger) ? 'integer' : type;
