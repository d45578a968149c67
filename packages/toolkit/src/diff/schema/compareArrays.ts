import { type Contained, factsOfArray } from './arrays.ts';
import type { Branch } from './branches.ts';
import { pairsOf } from './compareObjects.ts';
import { compareLimits } from './compareScalars.ts';
import { isNever } from './objects.ts';
import { type Pair, placesOf } from './pair.ts';
import type { Pairs } from './pairs.ts';

export function compareArrays(pairs: Pairs, pair: Pair, before: Branch, after: Branch): void {
  const [old, now] = [factsOfArray(pairs.before, before), factsOfArray(pairs.after, after)];
  for (let index = 0; index < Math.max(old.first.length, now.first.length); index++) {
    const [was, is] = [old.first[index] ?? old.rest, now.first[index] ?? now.rest];
    pair.edge(`/[${index}]`, pairsOf(pairs, pair, was, is));
  }
  const [wasClosed, isClosed] = [isNever(pairs.before, old.rest), isNever(pairs.after, now.rest)];
  if (wasClosed !== isClosed) {
    const message = isClosed
      ? 'no further items are allowed after prefixItems'
      : 'further items are now allowed after prefixItems';
    const turn = isClosed ? 'narrowed' : 'widened';
    pair.turn(turn, 'items', message, placesOf(before, after, 'items'));
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
    pair.turn(turn, 'uniqueItems', message, placesOf(before, after, 'uniqueItems'));
  }
  compareContained(pairs, pair, before, after, [old.contains, now.contains]);
}

function compareContained(
  pairs: Pairs,
  pair: Pair,
  before: Branch,
  after: Branch,
  [old, now]: readonly [readonly Contained[], readonly Contained[]],
): void {
  const places = placesOf(before, after, 'contains');
  for (const [index, is] of now.entries()) {
    const was = old[index];
    if (!was) {
      pair.turn('narrowed', 'contains', 'contains added: some items must match it', places);
      continue;
    }
    compareLimits(pair, before, after, [
      ['minContains', was.minimum, is.minimum],
      ['maxContains', was.maximum, is.maximum],
    ]);
    const below = pairsOf(pairs, pair, was.schema, is.schema);
    if (was.maximum === Number.POSITIVE_INFINITY && is.maximum === Number.POSITIVE_INFINITY) {
      pair.edge('/(contains)', below);
    } else {
      // With an upper limit, a wider schema leaves fewer arrays.
      const message = 'the schema in contains changed';
      const found = pair.turned('changed', 'contains', message, places);
      pair.samenesses.push({ pair: below, found });
    }
  }
  if (old.length > now.length) {
    pair.turn('widened', 'contains', 'contains removed', places);
  }
}
