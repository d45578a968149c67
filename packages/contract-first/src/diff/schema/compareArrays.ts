import { type ArrayFacts, factsOfArray } from './arrays.ts';
import type { Branch } from './branches.ts';
import { compareLimits } from './compareScalars.ts';
import { isNever } from './objects.ts';
import { type Pair, pointersOf } from './pair.ts';
import type { Pairs } from './pairs.ts';
import { pairsOf } from './pairs.ts';

export function compareArrays(pairs: Pairs, pair: Pair, before: Branch, after: Branch): void {
  const [old, now] = [factsOfArray(pairs.before, before), factsOfArray(pairs.after, after)];
  for (let index = 0; index < Math.max(old.first.length, now.first.length); index++) {
    const [was, is] = [old.first[index] ?? old.rest, now.first[index] ?? now.rest];
    pair.edge(`/[${index}]`, pairsOf(pairs, pair, was, is));
  }
  const [wasClosed, isClosed] = [isNever(pairs.before, old.rest), isNever(pairs.after, now.rest)];
  if (wasClosed !== isClosed) {
    const what = old.first.length + now.first.length > 0 ? 'items after prefixItems' : 'items';
    const message = `${what} are ${isClosed ? 'no longer' : 'now'} allowed`;
    const turn = isClosed ? 'narrowed' : 'widened';
    pair.turn(turn, 'items', message, pointersOf(before, after, 'items'));
  } else if (!isClosed) {
    pair.edge('/[]', pairsOf(pairs, pair, old.rest, now.rest));
  }
  compareLimits(pair, before, after, [
    ['minItems', old.minItems, now.minItems],
    ['maxItems', old.maxItems, now.maxItems],
  ]);
  if (old.isUnique !== now.isUnique) {
    const message = now.isUnique ? 'items must now be unique' : 'items no longer have to be unique';
    const turn = now.isUnique ? 'narrowed' : 'widened';
    pair.turn(turn, 'uniqueItems', message, pointersOf(before, after, 'uniqueItems'));
  }
  compareContained(pairs, pair, before, after, [old, now]);
}

function compareContained(
  pairs: Pairs,
  pair: Pair,
  before: Branch,
  after: Branch,
  [old, now]: readonly [ArrayFacts, ArrayFacts],
): void {
  const places = pointersOf(before, after, 'contains');
  const isEvaluating = old.isEvaluating || now.isEvaluating;
  for (const [index, is] of now.contains.entries()) {
    const was = old.contains[index];
    if (!was) {
      const message = 'contains added: some items must match it';
      pair.turn(isEvaluating ? 'changed' : 'narrowed', 'contains', message, places);
      continue;
    }
    compareLimits(pair, before, after, [
      ['minContains', was.minimum, is.minimum],
      ['maxContains', was.maximum, is.maximum],
    ]);
    const below = pairsOf(pairs, pair, was.schema, is.schema);
    if (isEvaluating || [was, is].some(({ maximum }) => Number.isFinite(maximum))) {
      // A wider schema may then leave fewer arrays.
      const found = pair.turned('changed', 'contains', 'the schema in contains changed', places);
      pair.samenesses.push({ pair: below, found });
    } else {
      pair.edge('/(contains)', below);
    }
  }
  if (old.contains.length > now.contains.length) {
    pair.turn(isEvaluating ? 'changed' : 'widened', 'contains', 'contains removed', places);
  }
}
