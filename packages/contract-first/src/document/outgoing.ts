/**
 * The requests that an API sends: its webhooks, and the callbacks of its operations.
 *
 * @module
 */
import {
  type BoundOperation,
  type Callback,
  type Document,
  methods,
  operations,
  type PathItem,
  resolve,
} from './model.ts';
import { escapeToken } from './structure.ts';

/** A request that the API sends. */
export type Outgoing = {
  /** The webhook or callback, such as `newPet`; `newPet.delete` if several have the name. */
  readonly name: string;
  /** The id of the operation that a callback belongs to; undefined for a webhook. */
  readonly operation: string | undefined;
  /** Where it stands: a JSON pointer with a leading `#`. */
  readonly pointer: string;
  /** What is sent and answered; its path is that of the webhook or callback. */
  readonly bound: BoundOperation;
};

/** The webhooks and callbacks of a document, in its order. */
export const outgoingRequests = (document: Document): Outgoing[] => [
  ...Object.entries(document.webhooks ?? {}).flatMap(([name, item]) =>
    requestsOf(document, { name, operation: undefined, items: { [name]: item } }, '#/webhooks'),
  ),
  ...operations(document).flatMap((bound) => callbacksOf(document, bound)),
];

/** A JSON pointer to an operation, given that to what holds its path item. */
export function operationPointer(
  root: string,
  { path, method }: Pick<BoundOperation, 'path' | 'method'>,
): string {
  const isOwn = ![...methods, 'query'].includes(method);
  const own = isOwn ? ['additionalOperations', method] : [method];
  return `${root}/${[path, ...own].map(escapeToken).join('/')}`;
}

function callbacksOf(document: Document, bound: BoundOperation): Outgoing[] {
  return Object.entries(bound.operation.callbacks ?? {}).flatMap(([name, written]) => {
    const expressions = Object.entries(resolve<Callback>(document, written));
    const items = expressions.filter(([expression]) => !expression.startsWith('x-'));
    const root = `${operationPointer('#/paths', bound)}/callbacks/${escapeToken(name)}`;
    return requestsOf(
      document,
      { name, operation: bound.id, items: Object.fromEntries(items) },
      root,
    );
  });
}

type Named = {
  readonly name: string;
  readonly operation: string | undefined;
  readonly items: Readonly<Record<string, PathItem>>;
};

function requestsOf(document: Document, { name, operation, items }: Named, root: string) {
  const all = Object.entries(items).flatMap(([path, item]) =>
    operations({ ...document, paths: { [path]: item } }),
  );
  const taken = new Set<string>();
  return all.map((bound): Outgoing => {
    const base = all.length === 1 ? name : `${name}.${bound.method}`;
    let unique = base;
    for (let at = 2; taken.has(unique); at++) unique = `${base}${at}`;
    taken.add(unique);
    return { name: unique, operation, pointer: operationPointer(root, bound), bound };
  });
}
