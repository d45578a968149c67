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
import type { SourceFiles, Spot } from './sourceFiles.ts';
import { isPart, type Part } from './structure.ts';
import { setField } from './tree.ts';

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
      remove(selected, files, fail);
    } else if (action.update !== undefined) {
      refuseFiles(action.update, fail);
      const spot = files.spotOfEntry(action, 'update');
      for (const each of selected) update(each, { value: action.update, spot }, files, fail);
    } else if (typeof action.copy === 'string') {
      const sources = select(document, action.copy, fail);
      const [source] = sources;
      if (!source || sources.length > 1) {
        return fail(`\`copy\` must select one node; ${action.copy} selects ${sources.length}.`);
      }
      const spot = spotOf(source, files);
      const copy = { value: copied(source.value, files), spot };
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

/** Where a selected node was written. */
const spotOf = ({ parent, key }: Selected, files: SourceFiles): Spot | undefined =>
  isObject(parent) && key !== undefined ? files.spotOfEntry(parent, String(key)) : undefined;

/** All entries of a list that are to go are removed at once, since each removal moves the rest. */
function remove(
  selected: readonly Selected[],
  files: SourceFiles,
  fail: (reason: string) => never,
): void {
  for (const [parent, all] of Map.groupBy(selected, (each) => each.parent)) {
    const keys = new Set(
      all.map(({ key }) => key ?? fail('the document itself cannot be removed.')),
    );
    if (Array.isArray(parent)) {
      const kept = entriesOf(parent, files).filter((_entry, index) => !keys.has(index));
      parent.length = 0;
      append(parent, kept, files);
    } else if (isPart(parent)) {
      for (const key of keys) delete parent[String(key)];
    }
  }
}

/** A value of an overlay or of the document, and where it was written. */
type Written = { readonly value: unknown; readonly spot: Spot | undefined };

/** What a list holds, with where each entry was written; for another value, that value alone. */
const entriesOf = (list: unknown, files: SourceFiles, spot?: Spot): Written[] =>
  Array.isArray(list)
    ? list.map((value: unknown, index) => ({ value, spot: files.spotOfEntry(list, `${index}`) }))
    : [{ value: list, spot }];

function append(list: unknown[], entries: readonly Written[], files: SourceFiles): void {
  for (const { value, spot } of entries) {
    files.moveEntry(list, `${list.length}`, spot);
    list.push(value);
  }
}

/** Objects are merged; lists get further entries; other values are replaced (Overlay 1.1, section 4.4.3). */
function update(
  { value, parent, key }: Selected,
  change: Written,
  files: SourceFiles,
  fail: (reason: string) => never,
): void {
  if (Array.isArray(value)) {
    append(value, copies(entriesOf(change.value, files, change.spot), files), files);
  } else if (isPart(value)) {
    if (!isPart(change.value)) fail('an object can only be updated with an object.');
    else merge(value, change.value, files);
  } else if (isObject(parent) && key !== undefined) {
    replace(parent, String(key), change, files);
  }
}

function merge(target: Part, change: Part, files: SourceFiles): void {
  for (const [name, value] of Object.entries(change)) {
    const before = Object.hasOwn(target, name) ? target[name] : undefined;
    if (isPart(before) && isPart(value)) merge(before, value, files);
    else if (Array.isArray(before) && Array.isArray(value)) {
      append(before, copies(entriesOf(value, files), files), files);
    } else replace(target, name, { value, spot: files.spotOfEntry(change, name) }, files);
  }
}

function replace(target: object, name: string, { value, spot }: Written, files: SourceFiles): void {
  files.moveEntry(target, name, spot);
  setField(target, name, copied(value, files));
}

const copies = (entries: readonly Written[], files: SourceFiles): Written[] =>
  entries.map(({ value, spot }) => ({ value: copied(value, files), spot }));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A copy of a value, with the places of its objects in the overlay. */
function copied(value: unknown, files: SourceFiles): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const copy: object = Array.isArray(value) ? [] : {};
  files.copySpot(value, copy);
  for (const [name, each] of Object.entries(value)) setField(copy, name, copied(each, files));
  return copy;
}

function refuseFiles(value: unknown, fail: (reason: string) => never): void {
  if (typeof value !== 'object' || value === null) return;
  if ('$ref' in value && typeof value.$ref === 'string' && !value.$ref.startsWith('#')) {
    fail(`an overlay can refer to the document only, not to ${value.$ref}.`);
  }
  for (const each of Object.values(value)) refuseFiles(each, fail);
}
