/**
 * The operations of a document, each read for itself, so that a faulty one does not stop the others.
 *
 * @module
 */
import {
  type BoundOperation,
  bindOperation,
  type Document,
  endpointOf,
  operationsIn,
  type PathItem,
  resolve,
} from '../../document/model.ts';
import { operationPointer } from '../../document/outgoing.ts';
import { escapeToken } from '../../document/structure.ts';

/** An operation with what the model needs beside it. */
export type FoundOperation = {
  readonly bound: BoundOperation;
  /** A JSON pointer with a leading `#`. */
  readonly pointer: string;
  readonly item: PathItem;
  /** The methods of all operations at its path, in lower case. */
  readonly siblings: readonly string[];
};

/** An operation that cannot be read. */
export type FaultyOperation = { readonly pointer: string; readonly reason: string };

/** Reads the operations of some path items, in the order of the document. */
export function findOperations(
  document: Document,
  items: Readonly<Record<string, PathItem>>,
  root: string,
): { readonly found: FoundOperation[]; readonly faulty: FaultyOperation[] } {
  const found: FoundOperation[] = [];
  const faulty: FaultyOperation[] = [];
  const ids = new Set<string>();
  for (const [path, written] of Object.entries(items)) {
    const item = attempt(
      () => resolve<PathItem>(document, written),
      (reason) => faulty.push({ pointer: `${root}/${escapeToken(path)}`, reason }),
    );
    if (!item) continue;
    const operations = operationsIn(item);
    const siblings = operations.map(([method]) => method.toLowerCase());
    for (const [method, operation] of operations) {
      const pointer = operationPointer(root, { path, method });
      const bound = attempt(
        () => bindOperation(document, item, { method, path, operation }),
        (reason) => faulty.push({ pointer, reason }),
      );
      if (!bound) continue;
      const own = operation.operationId;
      // Of two with the same id, the second is known by its path.
      const id = own === undefined || ids.has(own) ? endpointOf({ method, path }) : String(own);
      ids.add(id);
      found.push({ bound: { ...bound, id }, pointer, item, siblings });
    }
  }
  return { found, faulty };
}

function attempt<T>(step: () => T, report: (reason: string) => void): T | undefined {
  try {
    return step();
  } catch (cause) {
    report(cause instanceof Error ? cause.message : String(cause));
    return undefined;
  }
}
