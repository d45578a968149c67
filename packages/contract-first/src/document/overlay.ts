/**
 * Overlays: documents that change another one (OpenAPI Overlay 1.0 and 1.1).
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { jsonpath } from 'json-p3';
import { parse } from 'yaml';
import type { Notice } from './notice.ts';
import type { SourceFiles } from './sourceFiles.ts';
import { isPart, type Part } from './structure.ts';

type Json = Parameters<typeof jsonpath.query>[1];
/** A node that an action selects, and how to change it. */
type Selected = {
  readonly value: unknown;
  /** The object or list that holds it; undefined for the document itself. */
  readonly parent: unknown;
  readonly key: string | number | undefined;
};

/**
 * Applies an overlay to a bundled document, in place: one action after the other.
 *
 * @param file the path of the overlay, YAML or JSON
 * @param files remembers where what the overlay adds stands in it
 * @returns a warning for each action that selects nothing
 * @throws Error if the file is no overlay, or an action cannot be carried out
 */
export async function applyOverlay(
  document: Part,
  file: string,
  files: SourceFiles,
): Promise<Notice[]> {
  const path = resolve(file);
  const overlay = await readOverlay(path, file, files);
  const notices: Notice[] = [];
  const actions = Array.isArray(overlay.actions) ? overlay.actions : [];
  for (const [index, action] of actions.entries()) {
    const pointer = `#/actions/${index}`;
    const place = files.placeOf({ file: path, pointer });
    const fail = (reason: string): never => {
      throw new Error(`${file}:${place?.line ?? 1} ${pointer}: ${reason}`);
    };
    if (!isPart(action) || typeof action.target !== 'string') {
      return fail('an action needs a `target`, a JSONPath expression.');
    }
    const selected = select(document, action.target, fail);
    if (selected.length === 0) {
      notices.push({
        rule: 'overlay-without-target',
        level: 'warning',
        pointer,
        message: `The action changes nothing: ${action.target} selects nothing. Check the path, or remove the action.`,
        ...(place && { place }),
      });
    } else if (action.remove === true) {
      remove(selected, fail);
    } else if (action.update !== undefined) {
      refuseFiles(action.update, fail);
      for (const each of selected) update(each, action.update, files, fail);
    } else if (typeof action.copy === 'string') {
      const sources = select(document, action.copy, fail);
      const [source] = sources;
      if (!source || sources.length > 1) {
        return fail(`\`copy\` must select one node; ${action.copy} selects ${sources.length}.`);
      }
      const copy = structuredClone(source.value);
      for (const each of selected) update(each, copy, files, fail);
    } else {
      fail('an action needs `update`, `remove: true` or `copy`.');
    }
  }
  return notices;
}

async function readOverlay(path: string, file: string, files: SourceFiles): Promise<Part> {
  const body = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`Cannot read the overlay ${file}`, { cause });
  });
  const isJson = /^\s*\{/.test(body);
  const source = { absoluteRef: path, body };
  let overlay: unknown;
  try {
    overlay = isJson ? JSON.parse(body) : parse(body);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot read the overlay ${file}: ${reason}`, { cause });
  }
  if (!isPart(overlay) || !/^1\.[01]\./.test(String(overlay.overlay))) {
    throw new Error(`${file} is no overlay. One begins with \`overlay: 1.1.0\` (1.0.0, too).`);
  }
  if (isJson) files.add(source, overlay);
  else {
    const { yamlPositions } = await import('./redocly.ts');
    files.add(source, overlay, { positionOf: yamlPositions(source) });
  }
  return overlay;
}

function select(document: Part, path: string, fail: (reason: string) => never): Selected[] {
  try {
    return [...jsonpath.query(path, document as Json)].map(({ value, location }) => {
      const key = location.at(-1);
      let parent: unknown = key === undefined ? undefined : document;
      for (const step of location.slice(0, -1)) parent = Reflect.get(parent as object, step);
      return { value, parent, key };
    });
  } catch (error) {
    return fail(
      `${path} is no JSONPath (RFC 9535): ${error instanceof Error ? error.message : ''}`,
    );
  }
}

/** Removes from the end, so that no index of a list changes before it is used. */
function remove(selected: readonly Selected[], fail: (reason: string) => never): void {
  for (const { parent, key } of [...selected].reverse()) {
    if (key === undefined) fail('the document itself cannot be removed.');
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (isPart(parent)) delete parent[String(key)];
  }
}

/** Objects are merged; lists get further entries; other values are replaced (Overlay 1.1, section 4.4.3). */
function update(
  { value, parent, key }: Selected,
  change: unknown,
  files: SourceFiles,
  fail: (reason: string) => never,
): void {
  if (Array.isArray(value)) {
    const entries: unknown[] = Array.isArray(change) ? change : [change];
    value.push(...entries.map((each) => copied(each, files)));
  } else if (isPart(value)) {
    if (!isPart(change)) fail('an object can only be updated with an object.');
    else merge(value, change, files);
  } else if (typeof parent === 'object' && parent !== null && key !== undefined) {
    set(parent, String(key), copied(change, files));
  }
}

function merge(target: Part, change: Part, files: SourceFiles): void {
  for (const [name, value] of Object.entries(change)) {
    const before = Object.hasOwn(target, name) ? target[name] : undefined;
    if (isPart(before) && isPart(value)) merge(before, value, files);
    else if (Array.isArray(before) && Array.isArray(value)) {
      before.push(...value.map((each: unknown) => copied(each, files)));
    } else set(target, name, copied(value, files));
  }
}

/** Sets a key as data: `__proto__` becomes a property like any other. */
function set(target: object, name: string, value: unknown): void {
  const flags = { writable: true, enumerable: true, configurable: true };
  Object.defineProperty(target, name, { value, ...flags });
}

/** A copy of a value, with the places of its objects in the overlay. */
function copied(value: unknown, files: SourceFiles): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const copy: object = Array.isArray(value) ? [] : {};
  files.copySpot(value, copy);
  for (const [name, each] of Object.entries(value)) set(copy, name, copied(each, files));
  return copy;
}

function refuseFiles(value: unknown, fail: (reason: string) => never): void {
  if (typeof value !== 'object' || value === null) return;
  if ('$ref' in value && typeof value.$ref === 'string' && !value.$ref.startsWith('#')) {
    fail(`an overlay can refer to the document only, not to ${value.$ref}.`);
  }
  for (const each of Object.values(value)) refuseFiles(each, fail);
}
