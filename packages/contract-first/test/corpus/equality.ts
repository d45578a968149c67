/** Compares the document that a server emits with its source, one operation at a time. */
import { type Document, operations } from 'contract-first/contract';
import { compareDocuments } from 'contract-first/equivalence';
import { Counter, type Tally } from './measurement.ts';

/** The operations of a document whose meaning is that of the source. */
export function equalOperations(source: Document, emitted: Document): Tally {
  const counter = new Counter();
  const bound = operations(source);
  // Where nothing differs, no operation has to be looked at by itself.
  if (compareDocuments(source, emitted).length === 0) {
    counter.good(bound.length);
    return counter.tally;
  }
  for (const { id, method, path } of bound) {
    const [first, ...others] = compareDocuments(
      onlyOperation(source, path, method),
      onlyOperation(emitted, path, method),
    );
    if (!first) {
      counter.good();
      continue;
    }
    const { pointer, left, right } = first;
    const shown = `${short(left)} became ${short(right)}`;
    counter.bad(kindOfDifference(pointer, left, right), () => {
      return `${id} ${pointer}: ${shown} (and ${others.length} more)`;
    });
  }
  return counter.tally;
}

/** A document without all operations but one, so that nothing is hidden by another. */
function onlyOperation(document: Document, path: string, method: string): Document {
  const item = Object.hasOwn(document.paths, path) ? document.paths[path] : undefined;
  if (!item) return { ...document, paths: {} };
  const others = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];
  const extra = Object.entries(item.additionalOperations ?? {}).filter(([name]) => name === method);
  const kept = Object.entries(item).filter(([key]) => key === method || !others.includes(key));
  return {
    ...document,
    paths: {
      [path]: { ...Object.fromEntries(kept), additionalOperations: Object.fromEntries(extra) },
    },
  } as Document;
}

/** Keys that stand for names, statuses and media types of the document. */
const afterNames =
  /\/(properties|patternProperties|responses|content|headers|parameters|examples|\$defs)\/(?:[^/]*)/g;

/** By the keyword that differs, and whether it is missing, new or another. */
function kindOfDifference(pointer: string, left: unknown, right: unknown): string {
  const place = pointer
    .replace(/^\/[^/]+/, '')
    .replaceAll(afterNames, '/$1/*')
    .replaceAll(/\/\d+(?=\/|$)/g, '/n')
    .split('/')
    .slice(-3)
    .join('/');
  const what = left === undefined ? 'new' : right === undefined ? 'missing' : 'different';
  return `${what}: ${place}`;
}

const short = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? '').slice(0, 120);
