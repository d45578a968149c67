import { canonical } from '../../schema/canonical.ts';
import { type Flat, Flattener, type Union } from './flatten.ts';
import { isAssertion, type JsonType, jsonTypes, typeConstrained, typeOfValue } from './keywords.ts';
import type { Conjunction, Part, SchemaSource } from './source.ts';

/** One way for a value of one type to be valid: parts that all apply, with no `oneOf` or `anyOf` left. */
export type Branch = {
  readonly key: string;
  /** The same for the same alternative, wherever it is met. */
  readonly id: number;
  readonly type: string;
  readonly parts: readonly Part[];
  /** The component that this alternative is. */
  readonly name: string | undefined;
  /** How the alternative is shown in a path. */
  readonly label: string;
  /** Whether `type` is written, or read off the other keywords, or says nothing. */
  readonly typing: 'explicit' | 'implied' | 'any';
  /** It comes from a `oneOf`, of whose members exactly one may match. */
  readonly isExclusive: boolean;
  /** Unions that are too many to be multiplied out. */
  readonly unions: readonly Union[];
  /** The only values, if several alternatives were joined because all list their values. */
  readonly values?: readonly unknown[];
};

/** A schema by type: the ways in which a value of each type can be valid. */
export type View = {
  readonly types: ReadonlyMap<string, readonly Branch[]>;
  /** All unions that were multiplied out, those inside of others, too. */
  readonly unions: readonly Union[];
};

type State = {
  readonly parts: readonly Part[];
  readonly open: readonly Union[];
  readonly picks: readonly { readonly name: string | undefined; readonly label: string }[];
  readonly isExclusive: boolean;
};

/** More combinations of alternatives than this are compared union by union. */
const MOST_COMBINATIONS = 2_000;
/** More alternatives of alternatives than this are, too. */
const MOST_STATES = 20_000;

/** Reads schemas as alternatives by type, the same for all spellings of it. */
export class Views {
  readonly flattener: Flattener;
  readonly #views = new Map<Conjunction, View>();
  readonly #ids = new Map<string, number>();

  constructor(source: SchemaSource) {
    this.flattener = new Flattener(source);
  }

  view(schema: Conjunction): View {
    let view = this.#views.get(schema);
    if (!view) {
      const flat = this.flattener.flat(schema);
      view = flat.isNever ? { types: new Map(), unions: [] } : this.#read(flat);
      this.#views.set(schema, view);
    }
    return view;
  }

  #read(flat: Flat): View {
    const { states, unions } = this.#multiply(flat);
    const branches = new Map(states.flatMap(branchesOf).map((each) => [each.key, each]));
    const types = [...Map.groupBy(branches.values(), ({ type }) => type)].map(([type, list]) => {
      const numbered = joinValues(list).map((each) => ({ ...each, id: this.#idOf(each.key) }));
      return [type, numbered] as const;
    });
    return { types: new Map(types), unions };
  }

  #idOf(key: string): number {
    const id = this.#ids.get(key) ?? this.#ids.size;
    this.#ids.set(key, id);
    return id;
  }

  /** Every choice of one member from each union. */
  #multiply({ assertions, unions: open }: Flat): { states: State[]; unions: Union[] } {
    const start: State = { parts: sorted(assertions), open, picks: [], isExclusive: false };
    const combinations = open.reduce((product, { members }) => product * members.length, 1);
    if (combinations > MOST_COMBINATIONS) return { states: [start], unions: [...open] };
    const seen = new Set([keyOf(start)]);
    const queue = [start];
    const states: State[] = [];
    const unions = new Set<Union>();
    for (const state of queue) {
      const [union, ...rest] = state.open;
      if (!union) {
        states.push(state);
        continue;
      }
      unions.add(union);
      for (const member of union.members) {
        const flat = this.flattener.flat(member.schema);
        if (flat.isNever) continue;
        const next: State = {
          parts: sorted([...state.parts, ...flat.assertions]),
          open: [...new Map([...rest, ...flat.unions].map((each) => [each.id, each])).values()],
          picks: [...state.picks, member],
          isExclusive: state.isExclusive || union.keyword === 'oneOf',
        };
        const key = keyOf(next);
        if (seen.has(key)) continue;
        seen.add(key);
        queue.push(next);
      }
      if (seen.size > MOST_STATES) return { states: [start], unions: [...open] };
    }
    return { states, unions: [...unions] };
  }
}

const sorted = (parts: readonly Part[]): Part[] => [...new Set(parts)].sort((a, b) => a.id - b.id);

const keyOf = ({ parts, open }: State): string =>
  `${parts.map(({ id }) => id).join()}|${open
    .map(({ id }) => id)
    .sort()
    .join()}`;

type Unnumbered = Omit<Branch, 'id'>;

function branchesOf(state: State): Unnumbered[] {
  const { parts, open, picks, isExclusive } = state;
  const { types, typing } = typesOf(parts);
  const name = picks.findLast((pick) => pick.name !== undefined)?.name;
  const label = picks.map((pick) => pick.label).join(', ');
  // Parts that list values may have none in common.
  const possible = types.filter((type) => valuesOf({ type, parts })?.length !== 0);
  return possible.map((type) => ({
    key: `${type}:${keyOf(state)}`,
    ...{ type, parts, name, label, typing, isExclusive, unions: open },
  }));
}

/** The types that several parts allow together. */
function typesOf(parts: readonly Part[]): Pick<Branch, 'typing'> & { types: readonly string[] } {
  let allowed: readonly string[] | undefined;
  for (const { keywords } of parts) {
    if (keywords === false) return { types: [], typing: 'explicit' };
    for (const types of [writtenTypes(keywords.type), typesOfValues(keywords)]) {
      if (types === undefined) continue;
      allowed = allowed === undefined ? types : allowed.filter((each) => types.includes(each));
    }
  }
  if (allowed !== undefined) return { types: [...new Set(allowed)], typing: 'explicit' };
  const constrained = new Set(
    parts.flatMap(({ keywords }) =>
      Object.entries(keywords).flatMap(([key, value]) => typeConstrained(key, value) ?? []),
    ),
  );
  // `properties` without a `type` describe an object: nobody means that a text would do as well.
  const [only, another] = constrained;
  return only !== undefined && another === undefined
    ? { types: [only], typing: 'implied' }
    : { types: jsonTypes, typing: 'any' };
}

function writtenTypes(type: unknown): string[] | undefined {
  if (type === undefined) return undefined;
  return (Array.isArray(type) ? type : [type]).map((each) =>
    each === 'integer' ? 'number' : String(each),
  );
}

function typesOfValues(keywords: Readonly<Record<string, unknown>>): JsonType[] | undefined {
  if ('const' in keywords) return [typeOfValue(keywords.const)];
  return Array.isArray(keywords.enum) ? keywords.enum.map(typeOfValue) : undefined;
}

/** Alternatives that only list values, such as a `oneOf` of `const`s, are one with all the values. */
function joinValues(branches: readonly Unnumbered[]): Unnumbered[] {
  const lists = branches.filter(isList);
  const [first, second] = lists;
  if (first === undefined || second === undefined) return [...branches];
  const values = lists.flatMap((branch) => valuesOf(branch) ?? []);
  const joined: Unnumbered = {
    ...first,
    key: `${first.type}=${lists.map(({ key }) => key).join(' ')}`,
    parts: sorted(lists.flatMap(({ parts }) => parts)),
    values: [...new Map(values.map((value) => [canonical(value), value])).values()],
    name: undefined,
    label: 'values',
    isExclusive: false,
  };
  return [joined, ...branches.filter((branch) => !isList(branch))];
}

const isList = (branch: Unnumbered): boolean =>
  branch.unions.length === 0 &&
  valuesOf(branch) !== undefined &&
  branch.parts.every(({ keywords }) =>
    Object.entries(keywords).every(
      ([keyword, value]) =>
        !isAssertion(keyword, value) || ['type', 'enum', 'const'].includes(keyword),
    ),
  );

/** The only values that a branch allows; undefined if it does not list them. */
export function valuesOf({
  type,
  parts,
  values,
}: Pick<Unnumbered, 'type' | 'parts' | 'values'>): readonly unknown[] | undefined {
  if (values) return values;
  let allowed: unknown[] | undefined;
  for (const { keywords } of parts) {
    if (keywords === false) return [];
    for (const list of ['const' in keywords ? [keywords.const] : undefined, keywords.enum]) {
      if (!Array.isArray(list)) continue;
      const texts = new Set(list.map(canonical));
      allowed = (allowed ?? list).filter((value) => texts.has(canonical(value)));
    }
  }
  if (type === 'null') return [null];
  return allowed?.filter((value) => typeOfValue(value) === type);
}
