import { isObject } from '../references.ts';
import type { Branch } from './branches.ts';
import type { Direction } from './lane.ts';
import { matches } from './scalars.ts';
import type { Side } from './side.ts';
import { type Keywords, keywordsOf, numbers, type Part } from './source.ts';

/** What an object must be, all parts of it merged, as it is seen in one direction. */
export type ObjectFacts = {
  /** The parts of each declared property; none if anything is allowed. */
  readonly properties: ReadonlyMap<string, readonly Part[]>;
  /** Properties that do not exist in this direction: `readOnly` in requests, `writeOnly` in responses. */
  readonly hidden: ReadonlyMap<string, readonly Part[]>;
  /** Properties that are declared as ones that no value fits. */
  readonly forbidden: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  readonly patterns: ReadonlyMap<string, readonly Part[]>;
  /** The parts of every other property; none if anything is allowed. */
  readonly rest: readonly Part[];
  readonly names: readonly Part[];
  readonly dependentRequired: ReadonlyMap<string, ReadonlySet<string>>;
  readonly dependentSchemas: ReadonlyMap<string, readonly Part[]>;
  readonly minProperties: number;
  readonly maxProperties: number;
};

const known = {
  request: new WeakMap<Branch, ObjectFacts>(),
  response: new WeakMap<Branch, ObjectFacts>(),
};

export function factsOfObject(side: Side, branch: Branch, direction: Direction): ObjectFacts {
  let facts = known[direction].get(branch);
  if (!facts) {
    facts = read(side, branch.parts, direction);
    known[direction].set(branch, facts);
  }
  return facts;
}

/** Whether no value is allowed. */
export const isNever = ({ views, source }: Side, parts: readonly Part[]): boolean =>
  parts.length > 0 && views.flattener.flat(source.together(parts)).isNever;

function read(side: Side, parts: readonly Part[], direction: Direction): ObjectFacts {
  const { source } = side;
  const declared = [...new Set(parts.flatMap((part) => keysOf(part, 'properties')))];
  const properties = new Map<string, readonly Part[]>();
  const hidden = new Map<string, readonly Part[]>();
  const forbidden = new Set<string>();
  for (const name of declared) {
    const all = parts.flatMap((part) => propertyIn(side, part, name));
    if (isHidden(side, all, direction)) hidden.set(name, all);
    else if (isNever(side, all)) forbidden.add(name);
    else properties.set(name, all);
  }
  const merged = keywordsOf(parts);
  return {
    properties,
    hidden,
    forbidden,
    required: new Set(
      merged.flatMap(({ required }) => strings(required)).filter((name) => !hidden.has(name)),
    ),
    patterns: mapOf(parts, 'patternProperties', (part, key) =>
      source.child(part, 'patternProperties', key),
    ),
    rest: parts.flatMap((part) => restIn(side, part)),
    names: parts.flatMap((part) => own(side, part, 'propertyNames')),
    dependentRequired: dependenciesOf(merged),
    dependentSchemas: mapOf(parts, 'dependentSchemas', (part, key) =>
      source.child(part, 'dependentSchemas', key),
    ),
    minProperties: Math.max(0, ...numbers(merged, 'minProperties')),
    maxProperties: Math.min(Number.POSITIVE_INFINITY, ...numbers(merged, 'maxProperties')),
  };
}

/** What one part says of a property: its declaration, patterns that match its name, or the rest. */
function propertyIn(side: Side, part: Part, name: string): readonly Part[] {
  const { source } = side;
  const patterns = keysOf(part, 'patternProperties').filter((pattern) => matches(pattern, name));
  const isDeclared = keysOf(part, 'properties').includes(name);
  if (!isDeclared && patterns.length === 0) return own(side, part, 'additionalProperties');
  return [
    ...(isDeclared ? source.child(part, 'properties', name) : []),
    ...patterns.flatMap((pattern) => source.child(part, 'patternProperties', pattern)),
  ];
}

/** `unevaluatedProperties` sees what its siblings declare, so of merged parts it concerns the rest only. */
const restIn = (side: Side, part: Part): readonly Part[] =>
  has(part, 'additionalProperties')
    ? own(side, part, 'additionalProperties')
    : own(side, part, 'unevaluatedProperties');

/** What applies to a property that is not declared. */
export function fallbackOf(facts: ObjectFacts, name: string): readonly Part[] {
  const matching = [...facts.patterns].filter(([pattern]) => matches(pattern, name));
  return matching.length > 0 ? matching.flatMap(([, parts]) => parts) : facts.rest;
}

function isHidden(side: Side, parts: readonly Part[], direction: Direction): boolean {
  const keyword = direction === 'request' ? 'readOnly' : 'writeOnly';
  const { views, source } = side;
  return views.flattener
    .flat(source.together(parts))
    .parts.some(({ keywords }) => keywords !== false && keywords[keyword] === true);
}

const has = ({ keywords }: Part, keyword: string): boolean =>
  keywords !== false && keyword in keywords;

const own = ({ source }: Side, part: Part, keyword: string): readonly Part[] =>
  has(part, keyword) ? source.child(part, keyword) : [];

function keysOf({ keywords }: Part, keyword: string): string[] {
  const value = keywords === false ? undefined : keywords[keyword];
  return isObject(value) ? Object.keys(value) : [];
}

function mapOf(
  parts: readonly Part[],
  keyword: string,
  read: (part: Part, key: string) => readonly Part[],
): Map<string, readonly Part[]> {
  const found = new Map<string, readonly Part[]>();
  for (const part of parts) {
    for (const key of keysOf(part, keyword)) {
      found.set(key, [...(found.get(key) ?? []), ...read(part, key)]);
    }
  }
  return found;
}

function dependenciesOf(merged: readonly Keywords[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { dependentRequired } of merged) {
    if (!isObject(dependentRequired)) continue;
    for (const [name, needed] of Object.entries(dependentRequired)) {
      found.set(name, new Set([...(found.get(name) ?? []), ...strings(needed)]));
    }
  }
  return found;
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
