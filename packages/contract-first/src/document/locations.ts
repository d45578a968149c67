/**
 * Finds the schemas and other described values of a document where they are defined, with a JSON
 * pointer for each. References are not followed.
 *
 * @module
 */

import { isSchema, type JsonSchema, methods } from './model.ts';
import { lists, named, single } from './subschemas.ts';

/** A part of a document and where it is (RFC 6901). */
export type Located<T> = { readonly pointer: string; readonly value: T };

/** A parameter or header, or the description of content under its media type. */
export type LocatedValue = Located<object> & {
  readonly kind: 'parameter' | 'mediaType';
  /** The last key of its place. */
  readonly key: string;
};

/** RFC 6901, section 3. */
export const escapedKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

type Part = Located<object>;

/** The parts of a part that are objects or lists, by their keys. */
function entries({ pointer, value }: Part): (readonly [key: string, part: Part])[] {
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    typeof each === 'object' && each !== null
      ? [[key, { pointer: `${pointer}/${escapedKey(key)}`, value: each }] as const]
      : [],
  );
}

const parts = (part: Part): Part[] => entries(part).map(([, each]) => each);

/** The parts under some keys, in the order in which they are written. */
function under({ pointer, value }: Part, ...keys: readonly string[]): Part[] {
  const found: Part[] = [];
  for (const key of Object.keys(value)) {
    if (!keys.includes(key)) continue;
    const each: unknown = Reflect.get(value, key);
    if (typeof each !== 'object' || each === null) continue;
    found.push({ pointer: `${pointer}/${escapedKey(key)}`, value: each });
  }
  return found;
}

const partsUnder = (part: Part, ...keys: readonly string[]): Part[] =>
  under(part, ...keys).flatMap(parts);

/** Keywords with one schema, or with a list of them. */
const inOne = new Set<string>([...single, 'if', 'then', 'else', 'not']);
/** Keywords with several schemas, in a list or by name. */
const inSeveral = new Set<string>([...lists, 'allOf', 'anyOf', 'oneOf', ...named, '$defs']);

/** Every schema of a document, each before those in it. */
export function* schemasIn(document: object): Generator<Located<JsonSchema>> {
  const components = under({ pointer: '#', value: document }, 'components');
  const pending = [
    ...components.flatMap((each) => partsUnder(each, 'schemas')),
    ...[...valuesIn(document)].flatMap((each) => under(each, 'schema', 'itemSchema')),
  ].reverse();
  for (let placed = pending.pop(); placed; placed = pending.pop()) {
    const { pointer, value } = placed;
    if (isSchema(value)) yield { pointer, value };
    const several: Part[] = [];
    for (const key of Object.keys(value)) {
      const isSeveral = inSeveral.has(key);
      if (!isSeveral && !inOne.has(key)) continue;
      const each: unknown = Reflect.get(value, key);
      if (typeof each !== 'object' || each === null) continue;
      const part = { pointer: `${pointer}/${escapedKey(key)}`, value: each };
      if (isSeveral) several.push(part);
      else pending.push(part);
    }
    for (const each of several) pending.push(...parts(each));
  }
}

/** Everything of a document that has a schema for values on the wire. */
export function* valuesIn(document: object): Generator<LocatedValue> {
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
export const additionalOperationsIn = (document: object): Part[] =>
  [...pathItems({ pointer: '#', value: document })].flatMap((item) =>
    partsUnder(item, 'additionalOperations'),
  );

/** The requests that a document says its server makes. */
export const webhooksIn = (document: object): Part[] =>
  partsUnder({ pointer: '#', value: document }, 'webhooks');

/** The path items of a document: of paths, of webhooks and of callbacks. */
function* pathItems(document: Part): Generator<Part> {
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

const operationsIn = (item: Part): Part[] => [
  ...under(item, ...methods, 'query'),
  ...partsUnder(item, 'additionalOperations'),
];

function* parametersIn(all: Part): Generator<LocatedValue> {
  for (const [key, parameter] of entries(all)) {
    yield { ...parameter, key, kind: 'parameter' };
    yield* contentIn(parameter);
  }
}

function* responseIn(response: Part): Generator<LocatedValue> {
  for (const headers of under(response, 'headers')) yield* parametersIn(headers);
  yield* contentIn(response);
}

function* contentIn(body: Part): Generator<LocatedValue> {
  for (const content of under(body, 'content')) yield* mediaTypesIn(content);
}

function* mediaTypesIn(content: Part): Generator<LocatedValue> {
  for (const [key, media] of entries(content)) {
    yield { ...media, key, kind: 'mediaType' };
    for (const encoding of partsUnder(media, 'encoding')) {
      for (const headers of under(encoding, 'headers')) yield* parametersIn(headers);
    }
  }
}
