import { canonical } from '../../schema/canonical.ts';
import { isObject } from '../references.ts';
import { type Branch, valuesOf } from './branches.ts';
import { isDocumentation } from './keywords.ts';
import { factsOfObject } from './objects.ts';
import type { Choice, Edge, Pair, Pointers } from './pair.ts';
import { pointerOf } from './pair.ts';
import type { Pairs } from './pairs.ts';
import type { Part } from './source.ts';

/** More candidates than this are not looked into for one alternative; those most like it come first. */
const MOST_CANDIDATES = 4;

/**
 * Matches the alternatives for values of one type: by name, by the value of the property that tells
 * them apart, by equality; what is left to whichever covers it.
 */
export function matchBranches(
  pairs: Pairs,
  pair: Pair,
  before: readonly Branch[],
  after: readonly Branch[],
  places: Pointers,
): void {
  const [one, two] = before;
  const [first, second] = after;
  if (!one || !first) return;
  if (!two && !second) {
    pair.edge('', pairs.branches(one, first, pair.lane));
    return;
  }
  const left = { before: [...before], after: [...after] };
  for (const keyOf of [nameKey, tagKeyOf(pairs, pair, left), textKeyOf(left)]) {
    for (const [b, a] of matched(left, keyOf)) {
      pair.edge(labelOf(b), pairs.branches(b, a, pair.lane));
      left.before = left.before.filter((each) => each !== b);
      left.after = left.after.filter((each) => each !== a);
    }
  }
  if (left.before.length > 0 || left.after.length > 0) {
    pair.matches.push({ choices: choicesOf(pairs, pair, { before, after }, left) });
  }
  compareExclusiveness(pairs, pair, before, after, places);
}

type Lists = { readonly before: readonly Branch[]; readonly after: readonly Branch[] };
type Key = (branch: Branch, side: 'before' | 'after') => string | undefined;

/** Pairs of the alternatives that have the same key, where nothing else on their side has it. */
function matched({ before, after }: Lists, keyOf: Key): [Branch, Branch][] {
  const [old, now] = [
    unique(before, (b) => keyOf(b, 'before')),
    unique(after, (b) => keyOf(b, 'after')),
  ];
  return [...old].flatMap(([key, branch]): [Branch, Branch][] => {
    const other = now.get(key);
    return other ? [[branch, other]] : [];
  });
}

function unique(
  branches: readonly Branch[],
  keyOf: (branch: Branch) => string | undefined,
): Map<string, Branch> {
  const found = new Map<string, Branch>();
  const twice = new Set<string>();
  for (const branch of branches) {
    const key = keyOf(branch);
    if (key === undefined) continue;
    if (found.has(key)) twice.add(key);
    found.set(key, branch);
  }
  for (const key of twice) found.delete(key);
  return found;
}

const nameKey: Key = ({ name }) => name;

/** What tells an alternative from the others of its side, as text without documentation. */
function textKeyOf({ before, after }: Lists): Key {
  const shared = { before: sharedParts(before), after: sharedParts(after) };
  return ({ parts, values }, side) => {
    const own = parts.filter((part) => !shared[side].has(part));
    return canonical(values ?? own.map(({ keywords }) => withoutDocumentation(keywords)));
  };
}

function sharedParts(branches: readonly Branch[]): Set<Part> {
  const [first] = branches;
  if (!first || branches.length < 2) return new Set();
  return new Set(first.parts.filter((part) => branches.every(({ parts }) => parts.includes(part))));
}

function withoutDocumentation(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDocumentation);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      isDocumentation(key) ? [] : [[key, withoutDocumentation(each)]],
    ),
  );
}

/** The value of a property that every alternative has one value of, such as `kind: { const: 'cat' }`. */
function tagKeyOf(pairs: Pairs, { lane }: Pair, { before, after }: Lists): Key {
  const tagsOf = (branch: Branch, side: 'before' | 'after') => {
    if (branch.type !== 'object') return new Map<string, string>();
    const { views, source } = pairs[side];
    const tags = [...factsOfObject(pairs[side], branch, lane.direction).properties].flatMap(
      ([name, parts]): [string, string][] => {
        const types = views.view(source.together(parts)).types;
        const [only, another] = [...types.values()].flat();
        const values = only && !another ? valuesOf(only) : undefined;
        return values?.length === 1 ? [[name, canonical(values[0])]] : [];
      },
    );
    return new Map(tags);
  };
  const all = [
    ...before.map((branch) => tagsOf(branch, 'before')),
    ...after.map((branch) => tagsOf(branch, 'after')),
  ];
  const tag = [...(all[0]?.keys() ?? [])].find((name) => all.every((tags) => tags.has(name)));
  return (branch, side) => (tag === undefined ? undefined : tagsOf(branch, side).get(tag));
}

const labelOf = ({ label }: Branch): string => (label ? `(${label})` : '');

function choicesOf(pairs: Pairs, pair: Pair, all: Lists, left: Lists): Choice[] {
  const likeness = likenessOf(pairs, pair);
  const choiceOf = (side: 'before' | 'after', branch: Branch): Choice => {
    const other = side === 'before' ? 'after' : 'before';
    const ranked = all[other]
      .map((candidate) => ({
        candidate,
        score: side === 'before' ? likeness(branch, candidate) : likeness(candidate, branch),
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_CANDIDATES)
      .map(({ candidate }) => candidate);
    const candidates = ranked.map((candidate): Edge => {
      const [b, a] = side === 'before' ? [branch, candidate] : [candidate, branch];
      return { label: labelOf(branch), pair: pairs.branches(b, a, pair.lane) };
    });
    const partners = ranked.map((candidate) => left[other].indexOf(candidate));
    const found =
      side === 'before'
        ? pair.turned('narrowed', 'alternative', `alternative ${wordsOf(branch)} removed`, {
            before: pointerOf(branch.parts),
          })
        : pair.turned('widened', 'alternative', `alternative ${wordsOf(branch)} added`, {
            after: pointerOf(branch.parts),
          });
    return { side, candidates, partners, found };
  };
  return [
    ...left.before.map((branch) => choiceOf('before', branch)),
    ...left.after.map((branch) => choiceOf('after', branch)),
  ];
}

function wordsOf(branch: Branch): string {
  const values = valuesOf(branch);
  if (branch.name) return branch.name;
  return values ? values.map(canonical).join(', ') : `${branch.label || 'for'} (${branch.type})`;
}

/** How much alike two alternatives are, from what is written in them; 0 for nothing in common. */
function likenessOf(pairs: Pairs, { lane }: Pair): (before: Branch, after: Branch) => number {
  return (before, after) => {
    if (before.type !== 'object') return 1;
    const old = factsOfObject(pairs.before, before, lane.direction);
    const now = factsOfObject(pairs.after, after, lane.direction);
    const properties = overlap([...old.properties.keys()], [...now.properties.keys()]);
    // Among equals, what is required decides, then the position.
    const required = overlap([...old.required], [...now.required]);
    return properties && properties + required / 10 + (before.label === after.label ? 0.01 : 0);
  };
}

/** The share of what two lists have in common. */
function overlap(before: readonly string[], after: readonly string[]): number {
  if (before.length === 0 || after.length === 0) return 0.5;
  const names = new Set(after);
  const shared = before.filter((name) => names.has(name)).length;
  return shared / (before.length + after.length - shared);
}

/** `oneOf` refuses what matches two members, `anyOf` takes it. Members that cannot overlap are the same in both. */
function compareExclusiveness(
  pairs: Pairs,
  pair: Pair,
  before: readonly Branch[],
  after: readonly Branch[],
  places: Pointers,
): void {
  if (before.length < 2 || after.length < 2) return;
  const [was, is] = [before, after].map((list) => list.every(({ isExclusive }) => isExclusive));
  if (was === is) return;
  const [side, open] = was ? (['after', after] as const) : (['before', before] as const);
  if (areDisjoint(pairs, pair, side, open)) return;
  pair.turn(
    was ? 'widened' : 'narrowed',
    'oneOf',
    was
      ? 'oneOf became anyOf: values that match several alternatives are now allowed'
      : 'anyOf became oneOf: values that match several alternatives are no longer allowed',
    places,
  );
}

/** Whether a property that all alternatives require has other values in each. */
function areDisjoint(
  pairs: Pairs,
  { lane }: Pair,
  side: 'before' | 'after',
  branches: readonly Branch[],
): boolean {
  const { views, source } = pairs[side];
  const valuesIn = (branch: Branch, name: string): readonly unknown[] | undefined => {
    const parts = factsOfObject(pairs[side], branch, lane.direction).properties.get(name);
    if (!parts) return undefined;
    const lists = [...views.view(source.together(parts)).types.values()].flat().map(valuesOf);
    return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
  };
  const [first] = branches;
  if (!first) return true;
  if (first.type !== 'object') {
    const lists = branches.map(valuesOf);
    return lists.every((list) => list !== undefined) && areDistinct(lists.flat());
  }
  const { required } = factsOfObject(pairs[side], first, lane.direction);
  return [...required].some((name) => {
    const lists = branches.map((branch) =>
      factsOfObject(pairs[side], branch, lane.direction).required.has(name)
        ? valuesIn(branch, name)
        : undefined,
    );
    return lists.every((list) => list !== undefined) && areDistinct(lists.flat());
  });
}

const areDistinct = (values: readonly unknown[]): boolean =>
  new Set(values.map(canonical)).size === values.length;
