/**
 * In which forms the components of a document are needed: as requests have them, as responses have
 * them, or both.
 *
 * @module
 */
import {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
  type MediaType,
  operations,
  type Response,
} from '../../../document/model.ts';
import { outgoingRequests } from '../../../document/outgoing.ts';
import { branches, lists, named, single } from '../../../document/subschemas.ts';
import { targetOf } from '../../../document/targets.ts';
import { type Direction, isOneWay } from '../../../schema/directions.ts';
import { findOperations } from '../../model/boundOperations.ts';
import { hasDefault } from './schemaType.ts';

/** The forms of one component. */
export type Forms = {
  /** The directions in which it is used; a response if it is used in neither. */
  readonly directions: readonly Direction[];
  /** Whether requests and responses are validated differently (`readOnly`, `writeOnly`). */
  readonly differ: boolean;
  /** Whether their types differ: also where a default makes a property present. */
  readonly typesDiffer: boolean;
};

const root = '#/components/schemas/';

/** The name of the component that a reference leads to. */
export function componentOf(document: Document, $ref: string): string | undefined {
  if (!$ref.startsWith(root)) return undefined;
  const name = decoded($ref.slice(root.length));
  return Object.hasOwn(document.components?.schemas ?? {}, name) ? name : undefined;
}

function decoded(token: string): string {
  if (!/[%~]/.test(token)) return token;
  try {
    return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return token;
  }
}

/** What a schema has inside of itself, without the components that it refers to. */
type Content = {
  readonly references: ReadonlySet<string>;
  readonly differs: boolean;
  readonly typesDiffer: boolean;
};

/** The forms of all component schemas, by name. */
export function formsOf(document: Document): ReadonlyMap<string, Forms> {
  const schemas = document.components?.schemas ?? {};
  const contents = new Map(
    Object.entries(schemas).map(([name, schema]) => [name, contentOf(document, schema)]),
  );
  const received = readable(document, document.paths, '#/paths', () => operations(document));
  // What the API sends by itself has the form of its responses, and answers to it that of requests.
  const sent = readable(document, document.webhooks ?? {}, '#/webhooks', () =>
    outgoingRequests(document).map(({ bound }) => bound),
  );
  const used = {
    request: usedIn(document, contents, [
      ...received.flatMap(requestSchemas),
      ...sent.flatMap(responseSchemas),
    ]),
    response: usedIn(document, contents, [
      ...received.flatMap(responseSchemas),
      ...sent.flatMap(requestSchemas),
    ]),
  };
  const differing = reaching(contents, ({ differs }) => differs);
  const typesDiffering = reaching(contents, ({ typesDiffer }) => typesDiffer);
  return new Map(
    Object.keys(schemas).map((name) => {
      const directions = (['response', 'request'] as const).filter((each) => used[each].has(name));
      return [
        name,
        {
          directions: directions.length > 0 ? directions : ['response'],
          differ: differing.has(name),
          typesDiffer: typesDiffering.has(name),
        },
      ];
    }),
  );
}

/** Operations; if some cannot be read, those that can be. */
function readable(
  document: Document,
  paths: Document['paths'],
  pointer: string,
  all: () => BoundOperation[],
): BoundOperation[] {
  try {
    return all();
  } catch {
    return findOperations(document, paths, pointer).found.map(({ bound }) => bound);
  }
}

/** Keywords with schemas, and whether they have them by name. */
const holding: ReadonlyMap<string, boolean> = new Map([
  ...[...single, ...lists, ...branches].map((keyword) => [keyword, false] as const),
  ...named.map((keyword) => [keyword, true] as const),
]);

/** Schemas directly inside of one. */
function inside(schema: JsonSchema): unknown[] {
  const found: unknown[] = [];
  for (const keyword of Object.keys(schema)) {
    const isNamed = holding.get(keyword);
    if (isNamed === undefined) continue;
    const value = schema[keyword];
    if (Array.isArray(value)) found.push(...value);
    else if (isSchema(value)) found.push(...(isNamed ? Object.values(value) : [value]));
  }
  return found;
}

function contentOf(document: Document, start: unknown): Content {
  const references = new Set<string>();
  let differs = false;
  let hasDefaults = false;
  const entered = new Set<unknown>();
  const pending: unknown[] = [start];
  for (let at = 0; at < pending.length; at++) {
    const schema = pending[at];
    if (!isSchema(schema) || entered.has(schema)) continue;
    entered.add(schema);
    if (typeof schema.$ref === 'string') {
      const name = componentOf(document, schema.$ref);
      if (name === undefined) pending.push(targetOf(document, schema.$ref));
      else references.add(name);
    }
    const properties = isSchema(schema.properties) ? Object.values(schema.properties) : [];
    differs ||= properties.some(
      (each) => isOneWay(document, each, 'request') || isOneWay(document, each, 'response'),
    );
    hasDefaults ||= properties.some((each) => hasDefault(document, each));
    pending.push(...inside(schema));
  }
  return { references, differs, typesDiffer: differs || hasDefaults };
}

/** The components that are, or refer to, one for which something holds. */
function reaching(
  contents: ReadonlyMap<string, Content>,
  holds: (content: Content) => boolean,
): ReadonlySet<string> {
  const referring = new Map<string, string[]>();
  for (const [name, { references }] of contents) {
    for (const each of references) {
      const names = referring.get(each);
      if (names) names.push(name);
      else referring.set(each, [name]);
    }
  }
  const found = new Set(
    [...contents].filter(([, content]) => holds(content)).map(([name]) => name),
  );
  // A set visits what is added while it is walked through.
  for (const name of found) for (const each of referring.get(name) ?? []) found.add(each);
  return found;
}

function usedIn(
  document: Document,
  contents: ReadonlyMap<string, Content>,
  schemas: readonly unknown[],
): ReadonlySet<string> {
  const used = new Set(schemas.flatMap((schema) => [...contentOf(document, schema).references]));
  for (const name of used) for (const each of contents.get(name)?.references ?? []) used.add(each);
  return used;
}

const requestSchemas = ({ parameters, requestBody }: BoundOperation): unknown[] => [
  ...parameters.flatMap(({ schema, content }) => [schema, ...schemasIn(content)]),
  ...schemasIn(requestBody?.content),
];

const responseSchemas = ({ responses }: BoundOperation): unknown[] =>
  Object.values(responses).flatMap(({ content }: Response) => schemasIn(content));

const schemasIn = (content: Readonly<Record<string, MediaType>> = {}): unknown[] =>
  Object.values(content).flatMap(({ schema, itemSchema }) => [schema, itemSchema]);
