import type { Branch } from './branches.ts';
import type { ObjectFacts } from './objects.ts';
import { isNever } from './objects.ts';
import type { Pair } from './pair.ts';
import { pointersOf } from './pair.ts';
import type { Pairs } from './pairs.ts';
import { pairsOf } from './pairs.ts';
import type { Side } from './side.ts';

/** An object before and after, with all that a comparison of it needs. */
export type ObjectPair = {
  readonly pairs: Pairs;
  readonly pair: Pair;
  readonly before: Branch;
  readonly after: Branch;
  readonly old: ObjectFacts;
  readonly now: ObjectFacts;
};

/** Compares what an object says of properties that it does not declare by name. */
export function compareRest(both: ObjectPair): void {
  compareAdditional(both);
  comparePatterns(both);
  compareNames(both);
  compareDependentRequired(both);
  compareDependentSchemas(both);
}

/** `additionalProperties`, and `unevaluatedProperties` where that has the last word. */
function compareAdditional({ pairs, pair, before, after, old, now }: ObjectPair): void {
  const { direction } = pair.lane;
  const [wasClosed, isClosed] = [isNever(pairs.before, old.rest), isNever(pairs.after, now.rest)];
  if (wasClosed && isClosed) return;
  const keyword = [before, after].some(({ parts }) =>
    parts.some(({ keywords }) => keywords !== false && 'additionalProperties' in keywords),
  )
    ? 'additionalProperties'
    : 'unevaluatedProperties';
  const places = pointersOf(before, after, keyword);
  if (isClosed) {
    const effect = direction === 'request' ? 'refused' : 'never sent';
    pair.report(`${direction}-closed`, `undeclared properties are now ${effect}`, places);
  } else if (wasClosed) {
    const message = 'undeclared properties are now allowed';
    pair.report(`${direction}-opened`, message, places);
  } else {
    pair.edge('/*', pairsOf(pairs, pair, old.rest, now.rest));
  }
}

function comparePatterns(both: ObjectPair): void {
  const { pairs, pair, before, after, old, now } = both;
  for (const pattern of new Set([...old.patterns.keys(), ...now.patterns.keys()])) {
    const [was, is] = [old.patterns.get(pattern), now.patterns.get(pattern)];
    const path = `/{${pattern}}`;
    if (was && is) {
      pair.edge(path, pairsOf(pairs, pair, was, is));
      continue;
    }
    const places = pointersOf(before, after, 'patternProperties');
    const turn = was ? 'removed' : 'added';
    pair.report(
      `${pair.lane.direction}-patternProperties-${was ? 'removed' : 'added'}`,
      `property name pattern ${turn}`,
      places,
      path,
    );
    // Names that match are now judged by what applies without the pattern, or were so before.
    const [left, right] = [was ?? old.rest, is ?? now.rest];
    const [wasRefused, isRefused] = [isNever(pairs.before, left), isNever(pairs.after, right)];
    if (isRefused && !wasRefused)
      pair.turn(
        'narrowed',
        'properties',
        'properties matching the pattern are now refused',
        places,
        path,
      );
    else if (!wasRefused) pair.edge(path, pairsOf(pairs, pair, left, right));
  }
}

function compareNames({ pairs, pair, old, now }: ObjectPair): void {
  if (old.names.length === 0 && now.names.length === 0) return;
  const text = ({ source }: Side) => source.parts(anyText, '');
  const was = [...old.names, ...text(pairs.before)];
  const is = [...now.names, ...text(pairs.after)];
  pair.edge('/(names)', pairsOf(pairs, pair, was, is));
}

/** Names are strings, even if `propertyNames` does not say so. */
const anyText = { type: 'string' };

function compareDependentRequired({ pair, before, after, old, now }: ObjectPair): void {
  const places = pointersOf(before, after, 'dependentRequired');
  const listed = (facts: typeof old) =>
    [...facts.dependentRequired].flatMap(([name, needed]) =>
      [...needed].map((each) => `${name} requires ${each}`),
    );
  const [was, is] = [listed(old), listed(now)];
  const added = is.filter((each) => !was.includes(each));
  const removed = was.filter((each) => !is.includes(each));
  if (added.length > 0)
    pair.turn('narrowed', 'dependentRequired', `added: ${added.join(', ')}`, places);
  if (removed.length > 0)
    pair.turn('widened', 'dependentRequired', `removed: ${removed.join(', ')}`, places);
}

/** A schema that applies if a property is there; none is the schema that every object satisfies. */
function compareDependentSchemas({ pairs, pair, before, after, old, now }: ObjectPair): void {
  const places = pointersOf(before, after, 'dependentSchemas');
  for (const name of new Set([...old.dependentSchemas.keys(), ...now.dependentSchemas.keys()])) {
    const [was, is] = [old.dependentSchemas.get(name), now.dependentSchemas.get(name)];
    if (was && is) pair.edge(`/(with ${name})`, pairsOf(pairs, pair, was, is));
    else if (is)
      pair.turn('narrowed', 'dependentSchemas', `schema for objects with ${name} added`, places);
    else
      pair.turn('widened', 'dependentSchemas', `schema for objects with ${name} removed`, places);
  }
}
