import { type Document, follow, isData } from '../contract/document.ts';
import { canonical } from '../zod/canonical.ts';

type Part = Readonly<Record<string, unknown>>;

/** Keys whose value has names for keys, not keywords. */
const named = new Set([
  ...['properties', 'patternProperties', 'dependentSchemas', '$defs'],
  ...['parameters', 'responses', 'content', 'examples', 'links', 'encoding', 'callbacks'],
]);
const annotations = new Set([
  ...['title', 'summary', 'description', 'default', 'example', 'examples'],
  ...['deprecated', 'readOnly', 'writeOnly'],
]);

const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isAnnotation = (key: string): boolean => annotations.has(key) || key.startsWith('x-');

/**
 * A part of a document with its references followed and its spellings made one.
 *
 * @param within the references that are being followed
 */
export function normalize(
  document: Document,
  value: unknown,
  within: readonly string[] = [],
): unknown {
  if (Array.isArray(value)) return value.map((each) => normalize(document, each, within));
  if (!isPart(value)) return value;
  if (typeof value.$ref === 'string') {
    const { $ref, ...beside } = value;
    // A schema that holds itself is followed once; from there on its name stands for it.
    if (within.includes($ref)) return { $ref };
    const inner = [...within, $ref];
    const target = normalize(document, follow(document, $ref), inner);
    return joined([target], normalize(document, beside, inner));
  }
  const { allOf, ...rest } = Object.fromEntries(
    Object.entries(value)
      .map(([key, each]): [string, unknown] => [key, keywordOf(document, key, each, within)])
      .filter(([key, each]) => !saysNothing(key, each)),
  );
  return Array.isArray(allOf) ? joined(allOf, withPlainType(rest)) : withPlainType(rest);
}

function keywordOf(
  document: Document,
  key: string,
  value: unknown,
  within: readonly string[],
): unknown {
  switch (true) {
    case key === 'enum' && Array.isArray(value):
      return sorted(value);
    case key === 'required' && Array.isArray(value):
    case key === 'type' && Array.isArray(value):
      return value.length === 1 && key === 'type' ? value[0] : sorted(value);
    case key === 'security' && Array.isArray(value):
      return sorted(value.map((each: object) => sortedScopes(each)));
    case key === 'pattern' && typeof value === 'string':
      return plainPattern(value);
    case isData(key):
    case key === 'examples' && Array.isArray(value):
      return value;
    case key === 'headers' && isPart(value):
      return byName(document, value, within, (name) => name.toLowerCase());
    case named.has(key) && isPart(value):
      return byName(document, value, within, (name) => name);
    default:
      return normalize(document, value, within);
  }
}

const byName = (
  document: Document,
  value: Part,
  within: readonly string[],
  nameOf: (name: string) => string,
): Part =>
  Object.fromEntries(
    Object.entries(value).map(([name, each]) => [nameOf(name), normalize(document, each, within)]),
  );

const sorted = (values: readonly unknown[]): unknown[] =>
  values.toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1));

const sortedScopes = (requirement: object): Part =>
  Object.fromEntries(
    Object.entries(requirement)
      .map(([scheme, scopes]): [string, unknown] => [scheme, sorted(scopes)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Whether a keyword has the value that it has where it is left out. */
const saysNothing = (key: string, value: unknown): boolean => {
  switch (key) {
    case 'required':
      return value === false || (Array.isArray(value) && value.length === 0);
    case 'deprecated':
    case 'uniqueItems':
      return value === false;
    case 'additionalProperties':
      return value === true || isEmpty(value);
    case 'items':
    case 'properties':
    case 'schema':
    case 'headers':
    case 'content':
      return isEmpty(value);
    case 'description':
      return value === '';
    default:
      return false;
  }
};

const isEmpty = (value: unknown): boolean => isPart(value) && Object.keys(value).length === 0;

/** A pattern without needless escapes; any other escape stays with what it escapes. */
const plainPattern = (pattern: string): string =>
  pattern.replace(/\\([\s\S])/g, (pair, escaped) => (escaped === '/' ? '/' : pair));

/** `const` is an `enum` of one; values of another type and a type that all values have say nothing. */
function withPlainType({ const: only, ...part }: Part): Part {
  const values = only === undefined ? part.enum : [only];
  if (!Array.isArray(values)) return part;
  const { type, ...rest } = part;
  const types = Array.isArray(type) ? type : [type];
  const isOfType = (value: unknown) =>
    types.includes(typeOf(value)) || (types.includes('integer') && Number.isInteger(value));
  const fitting = type === undefined ? values : values.filter(isOfType);
  if (fitting.every((value) => value === null)) return nullOf(rest);
  return { ...rest, enum: fitting };
}

const typeOf = (value: unknown): string => (value === null ? 'null' : typeof value);

const nullOf = ({ enum: _, ...part }: Part): Part => ({ ...part, type: 'null' });

/** What several schemas say together. One with notes beside it is that one, with the notes. */
function joined(members: readonly unknown[], beside: unknown): unknown {
  const notes: Part[] = [];
  const schemas: Part[] = [];
  for (const member of [...members, beside]) {
    if (!isPart(member)) continue;
    (Object.keys(member).every(isAnnotation) ? notes : schemas).push(member);
  }
  const [only, ...others] = schemas;
  if (others.length === 0) return Object.assign({}, only, ...notes);
  // Where one side names the type it is named for all.
  const types = new Set(schemas.map(({ type }) => JSON.stringify(type)).filter(Boolean));
  const sides = types.size === 1 ? schemas.map(({ type: _, ...side }) => side) : schemas;
  const type = types.size === 1 && schemas.find((side) => side.type !== undefined)?.type;
  return Object.assign({ allOf: sorted(sides), ...(type ? { type } : {}) }, ...notes);
}
