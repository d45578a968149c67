/**
 * TypeScript types as text. Texts of a document are only ever inserted as literals.
 *
 * @module
 */
import { literal, propertyName } from '../literals.ts';

const INDENT = '    ';

/** A type in source. */
export type TypeText = {
  /** As it stands between parentheses. */
  readonly text: string;
  /** Whether it needs parentheses inside of another type. */
  readonly isLoose: boolean;
  /** The members of a union; of any other type, the type itself. */
  readonly members: readonly TypeText[];
};

/** A type that needs no parentheses: a name, a keyword, a literal, or anything in brackets. */
export function atom(text: string): TypeText {
  const type: { text: string; isLoose: boolean; members: TypeText[] } = {
    text,
    isLoose: false,
    members: [],
  };
  type.members.push(type);
  return type;
}

export const UNKNOWN = atom('unknown');
export const NEVER = atom('never');
export const UNDEFINED = atom('undefined');
export const NULL = atom('null');

const enclosed = ({ text, isLoose }: TypeText): string => (isLoose ? `(${text})` : text);

/** Types by their text, each once. */
const distinct = (types: readonly TypeText[]): TypeText[] => [
  ...new Map(types.map((type) => [type.text, type])).values(),
];

/** `A | B` */
export function union(types: readonly TypeText[]): TypeText {
  const [only] = types;
  if (only && types.length === 1) return only;
  const members = distinct(types.flatMap((type) => type.members)).filter(
    ({ text }) => text !== NEVER.text,
  );
  if (members.some(({ text }) => text === UNKNOWN.text)) return UNKNOWN;
  const [first, ...others] = members;
  if (!first) return NEVER;
  if (others.length === 0) return first;
  return { text: members.map(enclosed).join(' | '), isLoose: true, members };
}

/** `A & B` */
export function intersection(types: readonly TypeText[]): TypeText {
  const sides = distinct(types).filter(({ text }) => text !== UNKNOWN.text);
  if (sides.some(({ text }) => text === NEVER.text)) return NEVER;
  const [first, ...others] = sides;
  if (!first) return UNKNOWN;
  if (others.length === 0) return first;
  const type = { text: sides.map(enclosed).join(' & '), isLoose: true };
  const members: TypeText[] = [];
  const whole: TypeText = { ...type, members };
  members.push(whole);
  return whole;
}

/** `T[]` */
export const arrayOf = (item: TypeText): TypeText => atom(`${enclosed(item)}[]`);

/**
 * `[A, B?, ...C[]]`
 *
 * @param required how many of the items cannot be missing
 */
export function tuple(
  items: readonly TypeText[],
  required: number,
  rest: TypeText | undefined,
): TypeText {
  const parts = items.map((item, at) => (at < required ? item.text : `${enclosed(item)}?`));
  if (rest) parts.push(`...${enclosed(rest)}[]`);
  return atom(`[${parts.join(', ')}]`);
}

/** `A | undefined`, which is wanted so often that it is not made as a union. */
function orUndefined(type: TypeText): string {
  if (type.text === UNKNOWN.text) return type.text;
  if (type.text === NEVER.text) return UNDEFINED.text;
  if (type.members.some(({ text }) => text === UNDEFINED.text)) return type.text;
  return `${type.members.length > 1 ? type.text : enclosed(type)} | ${UNDEFINED.text}`;
}

/** A member of an object type. */
export type Member = {
  readonly name: string;
  readonly type: TypeText;
  readonly isOptional: boolean;
  readonly comment?: string | undefined;
};

/** `{ a: A; b?: B | undefined; [key: string]: C }`, a member a line. */
export function objectOf(members: readonly Member[], index?: TypeText): TypeText {
  const lines = members.map(({ name, type, isOptional, comment = '' }) => {
    const written = isOptional ? orUndefined(type) : type.text;
    return `${comment}${propertyName(name)}${isOptional ? '?' : ''}: ${written};`;
  });
  if (index) lines.push(`[key: string]: ${index.text};`);
  const [only] = lines;
  if (lines.length === 1 && only && !only.includes('\n')) return atom(`{ ${only.slice(0, -1)} }`);
  return atom(`{\n${lines.map((line) => INDENT + indented(line)).join('\n')}\n}`);
}

/** Indents what follows the first line. No literal has a line break. */
export const indented = (text: string): string => text.replaceAll('\n', `\n${INDENT}`);

/** The type that has exactly one JSON value. */
export function valueType(value: unknown): TypeText {
  if (typeof value === 'string') return atom(literal(value));
  if (Array.isArray(value)) return tuple(value.map(valueType), value.length, undefined);
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, each]) => ({
      ...{ name, type: valueType(each), isOptional: false },
    }));
    return members.length > 0 ? objectOf(members) : objectOf([], NEVER);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return atom('number');
  return atom(String(value));
}
