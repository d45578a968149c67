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
  const used = {
    request: usedIn(document, contents, 'request'),
    response: usedIn(document, contents, 'response'),
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

/** Schemas directly inside of one. */
function inside(schema: JsonSchema): unknown[] {
  return [...single, ...lists, ...named, ...branches].flatMap((keyword) => {
    const value = schema[keyword];
    if (Array.isArray(value)) return value;
    if (!isSchema(value)) return [];
    return (named as readonly string[]).includes(keyword) ? Object.values(value) : [value];
  });
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
    for (const each of references) referring.set(each, [...(referring.get(each) ?? []), name]);
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
  direction: Direction,
): ReadonlySet<string> {
  const isRequest = direction === 'request';
  const schemas = [
    ...operations(document).flatMap(isRequest ? requestSchemas : responseSchemas),
    // What the API sends by itself has the form of its responses, and answers to it that of requests.
    ...outgoingRequests(document)
      .map(({ bound }) => bound)
      .flatMap(isRequest ? responseSchemas : requestSchemas),
  ];
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
