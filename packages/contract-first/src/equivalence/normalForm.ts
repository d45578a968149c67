import { type Document, follow, isData, isSchema } from '../document/model.ts';
import { canonical } from '../schema/canonical.ts';

type Part = Readonly<Record<string, unknown>>;

/** How a value is to be read: keywords, names for keywords, names without case, or as it is. */
type Kind = 'keywords' | 'names' | 'headers' | 'data';

/** A value that is normalized when it is needed, or one that is already normalized. */
export type Child = { readonly value: unknown; readonly kind: Kind } | { readonly form: Form };

/** The normal form of an object or a list, one level of it. */
export type Form = ReadonlyMap<string, Child>;

/** Keys whose value has names for keys, not keywords. */
const named = new Set([
  ...['properties', 'patternProperties', 'dependentSchemas', '$defs'],
  ...['parameters', 'responses', 'content', 'examples', 'links', 'encoding', 'callbacks'],
]);
const annotations = new Set([
  ...['title', 'summary', 'description', 'default', 'example', 'examples'],
  ...['deprecated', 'readOnly', 'writeOnly'],
]);

const isAnnotation = (key: string): boolean => annotations.has(key) || key.startsWith('x-');

/** How deep schemas that only hold empty schemas are looked into. */
const MOST_DEPTH = 8;

/**
 * Brings values of a document into a normal form in which all spellings are one, a level at a time. A
 * reference is followed when it is needed and never copied, so that recursive documents cost no more
 * than others.
 */
export class NormalForms {
  readonly #document: Document;
  readonly #forms = new WeakMap<object, Map<Kind, Form>>();

  constructor(document: Document) {
    this.#document = document;
  }

  /** The form of a child, the same object each time; undefined for what is no object or list. */
  of(child: Child): Form | undefined {
    if ('form' in child) return child.form;
    const { value, kind } = child;
    if (typeof value !== 'object' || value === null) return undefined;
    const known = this.#forms.get(value) ?? new Map<Kind, Form>();
    this.#forms.set(value, known);
    const form = known.get(kind) ?? this.#normalize(value, kind);
    known.set(kind, form);
    return form;
  }

  #normalize(value: object, kind: Kind): Form {
    if (isSchema(value) && kind === 'keywords') return this.#joined(value);
    const below = kind === 'data' ? 'data' : 'keywords';
    const nameOf = (key: string) => (kind === 'headers' ? key.toLowerCase() : key);
    return new Map(
      Object.entries(value).map(([key, each]) => [nameOf(key), { value: each, kind: below }]),
    );
  }

  /** What a value says together with the targets of its references and the members of its `allOf`. */
  #joined(start: Part): Form {
    const notes: Form[] = [];
    const schemas: Form[] = [];
    const seen = new Set<unknown>();
    const open: unknown[] = [start];
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      if (!isSchema(value) || seen.has(value)) continue;
      seen.add(value);
      const { $ref, allOf, ...own } = value;
      const form = this.#own(own);
      if (form.size > 0) ([...form.keys()].every(isAnnotation) ? notes : schemas).push(form);
      if (Array.isArray(allOf)) open.push(...allOf);
      if (typeof $ref === 'string') open.push(follow(this.#document, $ref));
    }
    // What stands beside a reference holds over what its target says, so it comes last.
    notes.reverse();
    return merged(schemas.length > 1 ? [this.#conjunction(schemas)] : schemas, notes);
  }

  /** Several schemas, in an order that does not depend on how they are written. */
  #conjunction(schemas: readonly Form[]): Form {
    const types = schemas.flatMap((each) => each.get('type') ?? []);
    const [type] = types;
    // If all that name a type name the same, it is that of all.
    const isShared = new Set(types.map(outlineOf)).size === 1;
    const sides = schemas.map(
      (side): Form => new Map([...side].filter(([key]) => !isShared || key !== 'type')),
    );
    const outlines = new Map(sides.map((side) => [side, outlinesOf(side)]));
    const textOf = (side: Form) => outlines.get(side) ?? '';
    const sorted = sides
      .sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1))
      .map((side, index): [string, Child] => [String(index), { form: side }]);
    return new Map<string, Child>([
      ['allOf', { form: new Map(sorted) }],
      ...(isShared && type ? [['type', type] as const] : []),
    ]);
  }

  /** The keywords of one object, without those that have no effect. */
  #own(own: Part): Form {
    const entries = Object.entries(own).flatMap(([key, value]): [string, Child][] =>
      this.#saysNothing(key, value) ? [] : [[key, childOf(key, value)]],
    );
    return withPlainType(new Map(entries), own);
  }

  /** Whether a keyword has the value that it has where it is left out. */
  #saysNothing(key: string, value: unknown, depth = 0): boolean {
    switch (key) {
      case 'required':
        return value === false || (Array.isArray(value) && value.length === 0);
      case 'deprecated':
      case 'uniqueItems':
        return value === false;
      case 'additionalProperties':
        return value === true || this.#isEmpty(value, depth);
      case 'properties':
      case 'headers':
      case 'content':
      case 'responses':
        return isSchema(value) && Object.keys(value).length === 0;
      case 'items':
      case 'schema':
        return this.#isEmpty(value, depth);
      case 'description':
        return value === '';
      default:
        return false;
    }
  }

  #isEmpty(value: unknown, depth: number): boolean {
    return (
      isSchema(value) &&
      depth < MOST_DEPTH &&
      Object.entries(value).every(([key, each]) =>
        key === '$ref' && typeof each === 'string'
          ? this.#isEmpty(follow(this.#document, each), depth + 1)
          : this.#saysNothing(key, each, depth + 1),
      )
    );
  }
}

/** What can be seen of a schema without following anything: its keywords, their data, the names in them. */
const outlinesOf = (form: Form): string =>
  [...form]
    .map(([key, child]) => `${key}:${outlineOf(child)}`)
    .sort()
    .join();

function outlineOf(child: Child): string {
  if ('form' in child) return '…';
  const { value, kind } = child;
  if (typeof value !== 'object' || kind === 'data') return canonical(value ?? null);
  return kind === 'keywords' ? '…' : canonical(Object.keys(value ?? {}).sort());
}

/** Later forms over earlier ones. */
const merged = (...forms: readonly (readonly Form[])[]): Form =>
  new Map(forms.flat().flatMap((form) => [...form]));

const data = (value: unknown): Child => ({ value, kind: 'data' });

function childOf(key: string, value: unknown): Child {
  switch (true) {
    case key === 'enum' && Array.isArray(value):
    case key === 'required' && Array.isArray(value):
      return data(sorted(value));
    case key === 'type' && Array.isArray(value):
      return data(value.length === 1 ? value[0] : sorted(value));
    case key === 'security' && Array.isArray(value):
      return data(sorted(value.map((each: object) => sortedScopes(each))));
    case key === 'pattern' && typeof value === 'string':
      return data(plainPattern(value));
    case isData(key):
    case key === 'examples' && Array.isArray(value):
      return data(value);
    case key === 'headers':
      return { value, kind: 'headers' };
    case named.has(key):
      return { value, kind: 'names' };
    default:
      return { value, kind: 'keywords' };
  }
}

const sorted = (values: readonly unknown[]): unknown[] =>
  values.toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1));

const sortedScopes = (requirement: object): Part =>
  Object.fromEntries(
    Object.entries(requirement)
      .map(([scheme, scopes]): [string, unknown] => [scheme, sorted(scopes)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** A pattern without needless escapes; any other escape stays with what it escapes. */
const plainPattern = (pattern: string): string =>
  pattern.replace(/\\([\s\S])/g, (pair, escaped) => (escaped === '/' ? '/' : pair));

/** `const` is an `enum` of one; values of another type and a type that all values have say nothing. */
function withPlainType(form: Form, { const: only, enum: listed, type }: Part): Form {
  const values = only === undefined ? listed : [only];
  if (!Array.isArray(values)) return form;
  const types = Array.isArray(type) ? type : [type];
  const isOfType = (value: unknown) =>
    types.includes(typeOf(value)) || (types.includes('integer') && Number.isInteger(value));
  const fitting = type === undefined ? values : values.filter(isOfType);
  const rest = [...form].filter(([key]) => !['type', 'const', 'enum'].includes(key));
  return new Map([
    ...rest,
    fitting.length > 0 && fitting.every((value) => value === null)
      ? (['type', data('null')] as const)
      : (['enum', data(sorted(fitting))] as const),
  ]);
}

const typeOf = (value: unknown): string => (value === null ? 'null' : typeof value);
