import { type BoundOperation, type Document, operationPlaces } from '../../document/model.ts';

/** The first path of each method and form, where names of parameters do not matter. */
const firstPaths = new WeakMap<Document, ReadonlyMap<string, string>>();

const keyOf = ({ method, path }: Pick<BoundOperation, 'method' | 'path'>): string =>
  `${method} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`;

/** @throws Error for an operation that no request reaches, because another path has the same form */
export function refuseShadowed(document: Document, bound: BoundOperation): void {
  let paths = firstPaths.get(document);
  if (!paths) {
    const found = new Map<string, string>();
    for (const each of operationPlaces(document)) {
      if (!found.has(keyOf(each))) found.set(keyOf(each), each.path);
    }
    paths = found;
    firstPaths.set(document, paths);
  }
  const first = paths.get(keyOf(bound));
  if (first === undefined || first === bound.path) return;
  throw new Error(`Its path differs from ${first} only by the names of parameters`);
}
