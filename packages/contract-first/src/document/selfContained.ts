import type { ObjectPlaces } from './objectPlaces.ts';
import {
  isPart,
  type Kind,
  type LocatedPart,
  type Part,
  tokensOf,
  walk,
  walkFrom,
} from './structure.ts';

/**
 * Makes a document a bundle if that needs no bundler: if each reference leads to an object of the
 * document, by a plain pointer. Where it is not certain that Redocly would do the same, nothing is done.
 *
 * @param places of the objects of the document
 * @returns whether it is a bundle
 */
export function isSelfContained(document: unknown, places: ObjectPlaces): document is Part {
  if (!isPart(document) || document.openrpc !== undefined) return false;
  if (typeof document.openapi !== 'string' || !/^3\.[012]\./.test(document.openapi)) return false;
  const kinds = new Map<object, Kind>();
  let isPlain = true;
  const visit = ({ kind, node }: LocatedPart) => {
    kinds.set(node, kind);
    if (kind === 'schema') isPlain &&= isPlainDiscriminator(document, node.discriminator);
    // What an example leads to would become its value.
    if (kind === 'example') isPlain &&= typeof node.externalValue !== 'string';
  };
  walk(document, visit);
  // Before OpenAPI 3.1 had webhooks, Redocly had them.
  const webhooks = document.openapi.startsWith('3.0.') ? document['x-webhooks'] : undefined;
  for (const node of Object.values(isPart(webhooks) ? webhooks : {})) {
    if (isPart(node)) walkFrom({ kind: 'pathItem', node, pointer: '#' }, visit);
  }
  if (!isPlain || !areFound(document, places.references)) return false;
  const values: (readonly [value: Part, target: Part])[] = [];
  for (const { node, from, path } of places.referencesFrom((each) => kinds.has(each))) {
    if (path.length === 0 || isLeftAlone(kinds.get(from), path)) continue;
    const isWhole = path.length === 1 && path[0] === 'example';
    const target = isWhole ? exampleOf(document, node) : undefined;
    if (!target) return false;
    values.push([node, target]);
  }
  for (const [value, target] of values) {
    delete value.$ref;
    Object.assign(value, target);
  }
  return true;
}

/** Extensions that Redocly knows, and reads as more than data. */
const knownExtensions = new Set<unknown>([
  ...['x-tagGroups', 'x-logo', 'x-query', 'x-usePkce', 'x-enumDescriptions'],
  ...['x-codeSamples', 'x-code-samples', 'x-webhooks'],
]);

/**
 * Whether a reference in data stays as it is: one in the value of a named example, or deep inside of
 * another example or an extension, where Redocly does not look.
 *
 * @param kind that of the object that has the data
 * @param path the keys that lead to it from there
 */
function isLeftAlone(
  kind: Kind | undefined,
  [name, ...path]: readonly (string | number)[],
): boolean {
  if (kind === 'example') return name === 'value';
  if (name === 'example') return path.length > 0;
  const isExtension =
    typeof name === 'string' && name.startsWith('x-') && !knownExtensions.has(name);
  return isExtension && (path.length > 1 || typeof path[0] === 'number');
}

/** The target of a reference that has no other fields, if the target has no references itself. */
function exampleOf(document: Part, { $ref, ...others }: Part): Part | undefined {
  const target = typeof $ref === 'string' ? follow(document, $ref) : undefined;
  const isPlain = Object.keys(others).length === 0 && !JSON.stringify(target).includes('"$ref"');
  return isPlain ? target : undefined;
}

/** The schema that a pointer names among the components. */
const COMPONENT = /^#\/components\/schemas\/([^/~%#]+)$/;

/** Whether a discriminator names schemas only by pointers to components, or by their names alone. */
function isPlainDiscriminator(document: Part, discriminator: unknown): boolean {
  if (discriminator === undefined) return true;
  if (!isPart(discriminator)) return false;
  const { mapping, defaultMapping } = discriminator;
  if (mapping !== undefined && !isPart(mapping)) return false;
  return [...Object.values(mapping ?? {}), defaultMapping].every((value) => {
    if (typeof value !== 'string') return true;
    const [, name] = COMPONENT.exec(value) ?? [];
    if (name === undefined) return !/[#/:]|\.(?:ya?ml|json)$/i.test(value);
    const target = follow(document, value);
    return target !== undefined && target.$ref === undefined;
  });
}

/** Whether all references lead to objects, and none in a circle. */
function areFound(document: Part, references: readonly Part[]): boolean {
  const targets = new Map<string, Part | undefined>();
  const found = new Set<Part>();
  for (const reference of references) {
    const path = new Set<Part>();
    let node = reference;
    while (typeof node.$ref === 'string' && !found.has(node)) {
      if (path.has(node)) return false;
      path.add(node);
      if (!targets.has(node.$ref)) targets.set(node.$ref, follow(document, node.$ref));
      const target = targets.get(node.$ref);
      if (!target) return false;
      node = target;
    }
    for (const each of path) found.add(each);
  }
  return true;
}

/** The object that a plain pointer leads to; undefined if it is not plain, or leads through a reference. */
function follow(document: Part, pointer: string): Part | undefined {
  if (!/^#(?:\/[^/%#]+)+$/.test(pointer)) return undefined;
  let node: unknown = document;
  for (const token of tokensOf(pointer)) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, token)) return undefined;
    node = Reflect.get(node, token);
  }
  return isPart(node) ? node : undefined;
}
