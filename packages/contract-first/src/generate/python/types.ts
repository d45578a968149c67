/**
 * The types of values in Python, before they are written as annotations.
 *
 * @module
 */

/** What a server sends may be newer than the client; what a caller passes may be of several types. */
export type Direction = 'given' | 'taken';

export type PythonType =
  | { readonly kind: 'any' }
  | { readonly kind: 'none' }
  /** A type that needs no import. */
  | { readonly kind: 'builtin'; readonly name: 'str' | 'int' | 'float' | 'bool' | 'bytes' }
  /** A type of the standard library or of the runtime. */
  | {
      readonly kind: 'imported';
      readonly name: 'datetime' | 'date' | 'FileSource' | 'UploadSource' | 'ServerSentEvent';
    }
  /** Values as they are written; `isOpen` if a newer server may send others. */
  | { readonly kind: 'literal'; readonly values: readonly string[]; readonly isOpen: boolean }
  | { readonly kind: 'list'; readonly item: PythonType }
  /** The bytes of a response, and the items of one that streams. */
  | { readonly kind: 'download' }
  | { readonly kind: 'stream'; readonly item: PythonType }
  /** What sends null for an optional argument. */
  | { readonly kind: 'null' }
  /** What a caller passes for a list, or for a dictionary with free keys. */
  | { readonly kind: 'sequence'; readonly item: PythonType }
  | { readonly kind: 'mapping'; readonly value: PythonType }
  | { readonly kind: 'dict'; readonly value: PythonType }
  | { readonly kind: 'tuple'; readonly items: readonly PythonType[] }
  /** A class, typed dictionary or alias of the file of models. */
  | { readonly kind: 'model'; readonly name: string; readonly isOpen?: boolean }
  | {
      readonly kind: 'union';
      readonly members: readonly PythonType[];
      readonly discriminator?: Discriminator;
    };

/** The property that tells the members of a union apart, and the class for each of its values. */
export type Discriminator = {
  readonly property: string;
  readonly classes: readonly (readonly [value: string, className: string])[];
  /** The class for any other value, if the document describes one. */
  readonly otherwise?: string;
};

export const ANY: PythonType = { kind: 'any' };
export const NONE: PythonType = { kind: 'none' };
export const builtin = (name: 'str' | 'int' | 'float' | 'bool' | 'bytes'): PythonType => ({
  kind: 'builtin',
  name,
});

/** A union in which nothing is twice, with None at its end. */
export function unite(types: readonly PythonType[], discriminator?: Discriminator): PythonType {
  const unique = new Map<string, PythonType>();
  for (const type of types) {
    // One within the union that has its own discriminator stays as it is.
    const members = type.kind === 'union' && !type.discriminator ? type.members : [type];
    for (const each of members) unique.set(JSON.stringify(each), each);
  }
  const members = joinedLiterals([...unique.values()]);
  if (members.some(({ kind }) => kind === 'any')) return ANY;
  const isNone = ({ kind }: PythonType) => kind === 'none';
  const [only, ...others] = members;
  if (only === undefined) return ANY;
  if (others.length === 0) return only;
  const some = members.filter((each) => !isNone(each));
  if (discriminator && some.length > 1) {
    const union: PythonType = { kind: 'union', members: some, discriminator };
    return members.some(isNone) ? { kind: 'union', members: [union, NONE] } : union;
  }
  return { kind: 'union', members: [...some, ...members.filter(isNone)] };
}

/** Literals of a union as one, which is what they mean. */
function joinedLiterals(members: readonly PythonType[]): PythonType[] {
  const literals = members.flatMap((each) => (each.kind === 'literal' ? [each] : []));
  const [first] = literals;
  if (literals.length < 2 || !first) return [...members];
  const joined: PythonType = {
    kind: 'literal',
    values: [...new Set(literals.flatMap(({ values }) => values))],
    isOpen: literals.some(({ isOpen }) => isOpen),
  };
  return members.flatMap((each): PythonType[] =>
    each.kind !== 'literal' ? [each] : each === first ? [joined] : [],
  );
}

export const isNullable = (type: PythonType): boolean =>
  type.kind === 'none' ||
  type.kind === 'any' ||
  (type.kind === 'union' && type.members.some(isNullable));

/** The names of the models that a type is made of. */
export function modelsIn(type: PythonType): string[] {
  switch (type.kind) {
    case 'model':
      return [type.name];
    case 'list':
    case 'sequence':
    case 'stream':
      return modelsIn(type.item);
    case 'mapping':
    case 'dict':
      return modelsIn(type.value);
    case 'tuple':
      return type.items.flatMap(modelsIn);
    case 'union':
      return type.members.flatMap(modelsIn);
    default:
      return [];
  }
}
