import type { Found, Pair } from './pair.ts';
import { outcomeOf } from './verdicts.ts';

/** Reports what was found in a pair and below it, each with the shortest path that leads to it. */
export function reportPair(root: Pair, report: (found: Found, path: string) => void): void {
  if (root.isClean) return;
  const seen = new Set([root]);
  const queue = [{ pair: root, path: '' }];
  for (const { pair, path } of queue) {
    const outcomes = pair.matches.map(outcomeOf);
    const differing = pair.samenesses.filter((each) => !each.pair.isSame);
    const found = [
      ...pair.found,
      ...differing.map((each) => each.found),
      ...outcomes.flatMap((each) => each.found),
    ];
    for (const each of found) report(each, path + each.path);
    for (const { label, pair: below } of [
      ...pair.edges,
      ...outcomes.flatMap(({ edges }) => edges),
    ]) {
      if (below.isClean || seen.has(below)) continue;
      seen.add(below);
      queue.push({ pair: below, path: path + label });
    }
  }
}
