import { levelOf } from '../rules/index.ts';
import type { Choice, Edge, Found, Match, Pair } from './pair.ts';

/** Whether some change below breaks, whether there is one at all, judged for all pairs at once. */
export function judge(pairs: readonly Pair[]): void {
  const parents = new Map<Pair, Pair[]>();
  for (const pair of pairs) {
    for (const child of childrenOf(pair)) {
      const known = parents.get(child);
      if (known) known.push(pair);
      else parents.set(child, [pair]);
    }
  }
  // All start as compatible and the same, and what is found spreads upwards until nothing changes: so
  // schemas that hold themselves are judged by what is in them, not by where the comparison began.
  const open = [...pairs];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const { isCompatible, isSame, isClean } = pair;
    update(pair);
    if (isCompatible !== pair.isCompatible || isSame !== pair.isSame || isClean !== pair.isClean) {
      open.push(...(parents.get(pair) ?? []));
    }
  }
}

const choicesOf = ({ matches }: Pair): Choice[] => matches.flatMap(({ choices }) => choices);

const childrenOf = (pair: Pair): Set<Pair> =>
  new Set([
    ...pair.edges.map((edge) => edge.pair),
    ...pair.samenesses.map((each) => each.pair),
    ...choicesOf(pair).flatMap(({ candidates }) => candidates.map((each) => each.pair)),
  ]);

const isBreaking = ({ rule }: Found): boolean => levelOf(rule) === 'breaking';

function update(pair: Pair): void {
  const below = pair.edges.map((edge) => edge.pair);
  const differing = pair.samenesses.filter((each) => !each.pair.isSame).map(({ found }) => found);
  const found = [...pair.found, ...differing];
  const choices = choicesOf(pair);
  pair.isCompatible &&=
    !found.some(isBreaking) &&
    below.every((each) => each.isCompatible) &&
    choices.every((choice) => !isBreaking(choice.found) || isCovered(choice));
  pair.isSame &&=
    found.every(({ rule }) => levelOf(rule) === 'annotation') &&
    below.every((each) => each.isSame) &&
    choices.every(({ candidates }) => candidates.some((each) => each.pair.isSame));
  pair.isClean &&=
    pair.isSame &&
    found.length === 0 &&
    below.every((each) => each.isClean) &&
    choices.every(({ candidates }) => candidates.some((each) => each.pair.isClean));
}

const isCovered = ({ candidates }: Choice): boolean =>
  candidates.some(({ pair }) => pair.isCompatible);

type Outcome = { readonly edges: readonly Edge[]; readonly found: readonly Found[] };

const outcomes = new WeakMap<Match, Outcome>();

/** What is to be shown of alternatives that had to be matched. */
export function outcomeOf(match: Match): Outcome {
  const known = outcomes.get(match) ?? decide(match);
  outcomes.set(match, known);
  return known;
}

function decide({ choices }: Match): Outcome {
  const edges: Edge[] = [];
  const found: Found[] = [];
  const used = { before: new Set<number>(), after: new Set<number>() };
  const other = { before: 'after', after: 'before' } as const;
  const open: { choice: Choice; position: number }[] = [];
  const positions = { before: 0, after: 0 };

  const take = (choice: Choice, position: number, index: number) => {
    used[choice.side].add(position);
    const partner = choice.partners[index];
    if (partner !== undefined && partner >= 0) used[other[choice.side]].add(partner);
    const edge = choice.candidates[index];
    if (edge) edges.push(edge);
  };

  for (const choice of choices) {
    const position = positions[choice.side]++;
    const same = choice.candidates.findIndex(({ pair }) => pair.isSame);
    if (same >= 0) take(choice, position, same);
    else open.push({ choice, position });
  }
  // Those that break if nothing covers them come first.
  open.sort((a, b) => Number(isBreaking(b.choice.found)) - Number(isBreaking(a.choice.found)));
  for (const { choice, position } of open) {
    if (used[choice.side].has(position)) continue;
    const ranked = choice.candidates
      .map(({ pair }, index) => ({ pair, index, partner: choice.partners[index] ?? -1 }))
      .sort((a, b) => costOf(a.pair) - costOf(b.pair));
    const best = isBreaking(choice.found)
      ? (ranked.find(({ pair }) => pair.isCompatible) ??
        ranked.find(({ partner }) => partner >= 0 && !used[other[choice.side]].has(partner)))
      : undefined;
    if (best) take(choice, position, best.index);
    else found.push(choice.found);
  }
  return { edges, found };
}

/** How much two alternatives differ, as far as can be seen without going deeper. */
const costOf = ({ found, edges, isCompatible }: Pair): number =>
  (isCompatible ? 0 : 2) +
  found.reduce((sum, each) => sum + (isBreaking(each) ? 3 : 1), 0) +
  edges.reduce((sum, { pair }) => sum + (pair.isCompatible ? 0 : 2) + (pair.isSame ? 0 : 1), 0);
