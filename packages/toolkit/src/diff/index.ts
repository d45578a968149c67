/**
 * Compares a document with the one before it, as those see it who use the API by the old one: what
 * breaks them, and what is only more than there was.
 *
 * @module
 */
import { type BoundOperation, type Document, operations } from '../contract/document.ts';
import { additive, breaking, type Change, keysOf } from './change.ts';
import { parameterChanges } from './parameters.ts';
import { requestBodyChanges } from './requestBodies.ts';
import { responseChanges } from './responses.ts';
import { securityChanges } from './security.ts';

export type { Change, Level } from './change.ts';

/** An operation before and after, each with the document that its references lead into. */
export type Pair = {
  /** `POST /books` */
  readonly name: string;
  readonly before: BoundOperation;
  readonly after: BoundOperation;
  readonly documents: { readonly before: Document; readonly after: Document };
};

/** All changes, in the order of the old document, what is new at the end. */
export function compareContracts(before: Document, after: Document): Change[] {
  const old = byName(before);
  const now = byName(after);
  const { removed, added } = keysOf(old, now);
  return [
    ...removed.map((name) =>
      breaking('operation-removed', name, 'the operation is gone: calls of it fail'),
    ),
    ...Object.entries(old).flatMap(([name, one]) => {
      const other = now[name];
      if (!other) return [];
      const pair = { name, before: one, after: other, documents: { before, after } };
      return [
        ...identityChanges(pair),
        ...parameterChanges(pair),
        ...requestBodyChanges(pair),
        ...responseChanges(pair),
        ...securityChanges(pair),
      ];
    }),
    ...added.map((name) => additive('operation-added', name, 'the operation is new')),
  ];
}

/** Operations by method and path, with the names of path parameters left out, which clients never see. */
const byName = (document: Document): Record<string, BoundOperation> =>
  Object.fromEntries(
    operations(document).map((each) => [
      `${each.method.toUpperCase()} ${each.path.replaceAll(/\{[^}]+\}/g, '{}')}`,
      each,
    ]),
  );

/** An operationId names a method of every generated client. */
function identityChanges({ name, before, after }: Pair): Change[] {
  const [old, now] = [before.operation.operationId, after.operation.operationId];
  if (old === undefined || old === now) return [];
  return [
    breaking(
      'operation-id-changed',
      name,
      `operationId was ${old} and is ${now}: generated methods are renamed`,
    ),
  ];
}
