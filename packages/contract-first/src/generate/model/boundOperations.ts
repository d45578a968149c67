/**
 * The operations of a document, each read for itself, so that a faulty one does not stop the others.
 *
 * @module
 */
import {
  type BoundOperation,
  type Document,
  type MediaType,
  methods,
  type Operation,
  type Parameter,
  type PathItem,
  type Reference,
  type RequestBody,
  type Response,
  resolve,
} from '../../document/model.ts';
import { operationPointer } from '../../document/outgoing.ts';

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
      (reason) =>
        faulty.push({
          pointer: operationPointer(root, { path, method: '' }).replace(
            /\/additionalOperations\/$/,
            '',
          ),
          reason,
        }),
    );
    if (!item) continue;
    const operations = operationsIn(item);
    const siblings = operations.map(([method]) => method.toLowerCase());
    for (const [method, operation] of operations) {
      const pointer = operationPointer(root, { path, method });
      const bound = attempt(
        () => boundOf(document, item, path, method, operation),
        (reason) => faulty.push({ pointer, reason }),
      );
      if (!bound) continue;
      // Of two with the same id, the second is known by its path.
      const id = ids.has(bound.id) ? placeOf(method, path) : bound.id;
      ids.add(id);
      found.push({ bound: { ...bound, id }, pointer, item, siblings });
    }
  }
  return { found, faulty };
}

/** `GET /pets/{id}`. */
export const placeOf = (method: string, path: string): string => `${method.toUpperCase()} ${path}`;

function attempt<T>(step: () => T, report: (reason: string) => void): T | undefined {
  try {
    return step();
  } catch (cause) {
    report(cause instanceof Error ? cause.message : String(cause));
    return undefined;
  }
}

function operationsIn(item: PathItem): [method: string, operation: Operation][] {
  const fixed = [...methods, 'query' as const].flatMap((method): [string, Operation][] => {
    const operation = item[method];
    return operation ? [[method, operation]] : [];
  });
  return [...fixed, ...Object.entries(item.additionalOperations ?? {})];
}

function boundOf(
  document: Document,
  item: PathItem,
  path: string,
  method: string,
  operation: Operation,
): BoundOperation {
  const parameters = new Map<string, Parameter>();
  for (const each of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
    const parameter = resolve<Parameter>(document, each);
    parameters.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  const body = operation.requestBody && resolve<RequestBody>(document, operation.requestBody);
  return {
    id: String(operation.operationId ?? placeOf(method, path)),
    method,
    path,
    operation,
    parameters: [...parameters.values()],
    requestBody: body && { ...body, content: contentOf(document, body.content) },
    responses: Object.fromEntries(
      Object.entries(operation.responses ?? {})
        .filter(([status]) => !status.startsWith('x-'))
        .map(([status, written]) => {
          const response = resolve<Response>(document, written);
          return [status, { ...response, content: contentOf(document, response.content) }];
        }),
    ),
    security: operation.security ?? document.security ?? [],
  };
}

const contentOf = (
  document: Document,
  content: Readonly<Record<string, MediaType | Reference>> = {},
): Readonly<Record<string, MediaType>> =>
  Object.fromEntries(
    Object.entries(content).map(([type, media]) => [type, resolve<MediaType>(document, media)]),
  );
