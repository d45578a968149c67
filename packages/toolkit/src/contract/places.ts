/**
 * Where the parts of a document stand that are written out there and not referred to.
 *
 * @module
 */
import { isSchema, type JsonSchema, methods } from './document.ts';
import { lists, named, single } from './keywords.ts';

/** A part of a document and where it is (RFC 6901). */
export type Placed<T> = { readonly pointer: string; readonly value: T };

/** A parameter or header, or the description of content under its media type. */
export type PlacedBearer = Placed<JsonSchema> & {
  readonly kind: 'parameter' | 'mediaType';
  /** The last key of its place. */
  readonly key: string;
};

/** RFC 6901, section 3. */
export const escapedKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

type Entry = readonly [key: string, each: Placed<JsonSchema>];

/** The parts of a part that are objects, by their keys. */
function entries({ pointer, value }: Placed<unknown>): Entry[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]): Entry[] =>
    isSchema(each) ? [[key, { pointer: `${pointer}/${escapedKey(key)}`, value: each }]] : [],
  );
}

const parts = (placed: Placed<unknown>): Placed<JsonSchema>[] =>
  entries(placed).map(([, each]) => each);

const under = (placed: Placed<unknown>, ...keys: readonly string[]): Placed<JsonSchema>[] =>
  entries(placed).flatMap(([key, each]) => (keys.includes(key) ? [each] : []));

const partsUnder = (placed: Placed<unknown>, ...keys: readonly string[]): Placed<JsonSchema>[] =>
  under(placed, ...keys).flatMap(parts);

/** Every schema of a document, each before those in it. */
export function* schemaPlaces(document: object): Generator<Placed<JsonSchema>> {
  const components = under({ pointer: '#', value: document }, 'components');
  const pending = [
    ...components.flatMap((each) => partsUnder(each, 'schemas')),
    ...[...bearerPlaces(document)].flatMap((each) => under(each, 'schema', 'itemSchema')),
  ].reverse();
  for (let placed = pending.pop(); placed; placed = pending.pop()) {
    yield placed;
    pending.push(
      ...under(placed, ...single, 'if', 'then', 'else', 'not'),
      ...partsUnder(placed, ...lists, 'allOf', 'anyOf', 'oneOf', ...named, '$defs'),
    );
  }
}

/** Everything of a document that has a schema for values on the wire. */
export function* bearerPlaces(document: object): Generator<PlacedBearer> {
  const root = { pointer: '#', value: document };
  for (const components of under(root, 'components')) {
    for (const kind of under(components, 'parameters', 'headers')) yield* parametersIn(kind);
    for (const each of partsUnder(components, 'requestBodies')) yield* contentIn(each);
    for (const each of partsUnder(components, 'responses')) yield* responseIn(each);
    for (const kind of under(components, 'mediaTypes')) yield* mediaTypesIn(kind);
  }
  for (const item of pathItems(root)) {
    for (const each of under(item, 'parameters')) yield* parametersIn(each);
    for (const operation of operationsIn(item)) {
      for (const each of under(operation, 'parameters')) yield* parametersIn(each);
      for (const each of under(operation, 'requestBody')) yield* contentIn(each);
      for (const each of partsUnder(operation, 'responses')) yield* responseIn(each);
    }
  }
}

/** The operations of a document whose methods have no field of their own in a path item. */
export const additionalOperationPlaces = (document: object): Placed<JsonSchema>[] =>
  [...pathItems({ pointer: '#', value: document })].flatMap((item) =>
    partsUnder(item, 'additionalOperations'),
  );

/** The requests that a document says its server makes. */
export const webhookPlaces = (document: object): Placed<JsonSchema>[] =>
  partsUnder({ pointer: '#', value: document }, 'webhooks');

/** The path items of a document: of paths, of webhooks and of callbacks. */
function* pathItems(document: Placed<object>): Generator<Placed<JsonSchema>> {
  const components = under(document, 'components');
  const items = [
    ...partsUnder(document, 'paths', 'webhooks'),
    ...components.flatMap((each) => partsUnder(each, 'pathItems')),
    ...components.flatMap((each) => partsUnder(each, 'callbacks')).flatMap(parts),
  ];
  for (const item of items) {
    yield item;
    for (const operation of operationsIn(item)) {
      yield* partsUnder(operation, 'callbacks').flatMap(parts);
    }
  }
}

const operationsIn = (item: Placed<unknown>): Placed<JsonSchema>[] => [
  ...under(item, ...methods, 'query'),
  ...partsUnder(item, 'additionalOperations'),
];

function* parametersIn(all: Placed<unknown>): Generator<PlacedBearer> {
  for (const [key, parameter] of entries(all)) {
    yield { ...parameter, key, kind: 'parameter' };
    yield* contentIn(parameter);
  }
}

function* responseIn(response: Placed<unknown>): Generator<PlacedBearer> {
  for (const headers of under(response, 'headers')) yield* parametersIn(headers);
  yield* contentIn(response);
}

function* contentIn(body: Placed<unknown>): Generator<PlacedBearer> {
  for (const content of under(body, 'content')) yield* mediaTypesIn(content);
}

function* mediaTypesIn(content: Placed<unknown>): Generator<PlacedBearer> {
  for (const [key, media] of entries(content)) {
    yield { ...media, key, kind: 'mediaType' };
    for (const encoding of partsUnder(media, 'encoding')) {
      for (const headers of under(encoding, 'headers')) yield* parametersIn(headers);
    }
  }
}
