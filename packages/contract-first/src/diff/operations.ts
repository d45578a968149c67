import { type Both, type Comparison, type Spot, turned, within } from './comparison.ts';
import type { DocumentPart } from './documentPart.ts';
import { compareParameters } from './parameters.ts';
import { type Bound, methods, operationsIn } from './pathItems.ts';
import { compareRequestBody } from './requestBodies.ts';
import { compareResponses } from './responses.ts';
import { compareSecurity } from './security.ts';
import { compareServersOf } from './servers.ts';

/** Fields of a path item that are compared with its operations. */
const ofItems = [...methods, 'additionalOperations', 'parameters', 'servers'];

/** Compares all operations by method and path; how parameters in a path are called makes no difference. */
export function compareOperations(comparison: Comparison): void {
  const [before, after] = [comparison.before, comparison.after].map((root) => root.map('paths'));
  compareItems(comparison, before ?? new Map(), after ?? new Map(), {
    counterpartsOf: matchPaths,
    nameOf: ({ method, path }) => `${method} ${path}`,
    spot: { operation: undefined, where: '', direction: 'request' },
    removed: ['operation-removed', 'operation removed: calls to it fail'],
    added: ['operation-added', 'operation added'],
  });
  compareExtensions(comparison, 'paths');
}

/** Compares what the server sends to clients on its own. */
export function compareWebhooks(comparison: Comparison): void {
  const [before, after] = [comparison.before, comparison.after].map((root) => root.map('webhooks'));
  compareItems(comparison, before ?? new Map(), after ?? new Map(), {
    counterpartsOf: matchNames,
    nameOf: ({ method, path }) => `webhook ${path} ${method}`,
    spot: { operation: undefined, where: '', direction: 'response' },
    removed: ['webhook-removed', 'webhook removed: clients no longer receive it'],
    added: ['webhook-added', 'webhook added'],
  });
  compareExtensions(comparison, 'webhooks');
}

/** Compares what the server sends to an address that an operation was given. */
export function compareCallbacks(comparison: Comparison, both: Both, spot: Spot): void {
  const callbacksOf = (place: DocumentPart) =>
    new Map(
      [...place.map('callbacks')].flatMap(([name, callback]) =>
        [...items(callback)].map(([expression, item]) => [`${name} ${expression}`, item] as const),
      ),
    );
  compareItems(comparison, callbacksOf(both.before), callbacksOf(both.after), {
    counterpartsOf: matchNames,
    nameOf: ({ method, path }) => `${spot.where} callback ${path} ${method}`,
    spot: turned(spot),
    removed: ['callback-removed', 'callback removed: clients no longer receive it'],
    added: ['callback-added', 'callback added'],
  });
}

/** The path items of a callback, by the expressions of their addresses. */
function items(callback: DocumentPart): Map<string, DocumentPart> {
  return new Map(
    Object.keys(callback.fields).flatMap((expression): [string, DocumentPart][] => {
      const item = expression.startsWith('x-') ? undefined : callback.child(expression);
      return item ? [[expression, item]] : [];
    }),
  );
}

type Items = ReadonlyMap<string, DocumentPart>;

type Kind = {
  /** The new key of each old one that is still there. */
  counterpartsOf(before: Items, after: Items): ReadonlyMap<string, string>;
  nameOf(bound: Bound): string;
  readonly spot: Spot;
  readonly removed: readonly ['operation-removed' | 'webhook-removed' | 'callback-removed', string];
  readonly added: readonly ['operation-added' | 'webhook-added' | 'callback-added', string];
};

function compareItems(comparison: Comparison, before: Items, after: Items, kind: Kind): void {
  const { nameOf, spot, removed } = kind;
  const counterparts = kind.counterpartsOf(before, after);
  const known = new Set<DocumentPart>();
  for (const [path, item] of before) {
    const otherPath = counterparts.get(path);
    const other = otherPath === undefined ? undefined : after.get(otherPath);
    if (other) known.add(other);
    const now = new Map(operationsIn(otherPath ?? path, other).map((each) => [each.method, each]));
    for (const was of operationsIn(path, item)) {
      const is = now.get(was.method);
      now.delete(was.method);
      const name = nameOf(was);
      const here: Spot = { ...spot, operation: spot.operation ?? name, where: name };
      if (is) compareOperation(comparison, was, is, here);
      else comparison.report(removed[0], here, removed[1], { before: was.operation.pointer });
    }
    for (const is of now.values()) reportAdded(comparison, is, kind);
    if (other) {
      const here = { ...spot, where: `${within(spot, path).where.trim()}` };
      comparison.others({ before: item, after: other }, here, ofItems);
    }
  }
  for (const [path, item] of after) {
    if (known.has(item)) continue;
    for (const is of operationsIn(path, item)) {
      reportAdded(comparison, is, kind);
    }
  }
}

function reportAdded(comparison: Comparison, is: Bound, { nameOf, spot, added }: Kind): void {
  const name = nameOf(is);
  const here: Spot = { ...spot, operation: spot.operation ?? name, where: name };
  comparison.report(added[0], here, added[1], { after: is.operation.pointer });
}

/** Names, and expressions of addresses, whose braces are no parameters (OpenAPI 3.1.1, section 4.8.18.2). */
const matchNames = (before: Items, after: Items): Map<string, string> =>
  new Map([...before.keys()].filter((key) => after.has(key)).map((key) => [key, key]));

/** Each old path with its new one: the same, else one that differs in the names of parameters only. */
function matchPaths(before: Items, after: Items): Map<string, string> {
  const plain = (path: string) => path.replaceAll(/\{[^}]*\}/g, '{}');
  const open = new Map<string, string>();
  for (const path of after.keys()) if (!before.has(path)) open.set(plain(path), path);
  const found = new Map<string, string>();
  for (const path of before.keys()) {
    const other = after.has(path) ? path : open.get(plain(path));
    if (other === undefined) continue;
    found.set(path, other);
    if (other !== path) open.delete(plain(path));
  }
  return found;
}

/** Extensions of a map of path items. */
function compareExtensions(comparison: Comparison, key: 'paths' | 'webhooks'): void {
  const [before, after] = [comparison.before.child(key), comparison.after.child(key)];
  if (!before || !after) return;
  const names = [...Object.keys(before.fields), ...Object.keys(after.fields)];
  const spot: Spot = { operation: undefined, where: key, direction: 'request' };
  comparison.others(
    { before, after },
    spot,
    names.filter((name) => !name.startsWith('x-')),
  );
}

/** Compares everything in an operation. */
function compareOperation(comparison: Comparison, before: Bound, after: Bound, spot: Spot): void {
  const both = { before: before.operation, after: after.operation };
  compareIdentity(comparison, before, after, spot);
  compareParameters(comparison, before, after, spot);
  compareRequestBody(comparison, both, within(spot, 'request body'));
  compareResponses(comparison, both, spot);
  compareCallbacks(comparison, both, spot);
  compareSecurity(comparison, both, spot);
  compareServersOf(comparison, before, after, spot);
  comparison.others(both, spot, [
    ...['operationId', 'deprecated', 'parameters', 'requestBody', 'responses', 'callbacks'],
    ...['security', 'servers'],
  ]);
}

/** An operationId names a method of every generated client. */
function compareIdentity(
  comparison: Comparison,
  { operation: before }: Bound,
  { operation: after }: Bound,
  spot: Spot,
): void {
  const [was, is] = [before.text('operationId'), after.text('operationId')];
  const places = { before: before.at('operationId'), after: after.at('operationId') };
  if (was === undefined && is !== undefined) {
    comparison.report('operation-id-added', spot, `operationId ${is} added`, places);
  } else if (was !== is) {
    const change = is === undefined ? `${was} removed` : `changed from ${was} to ${is}`;
    const message = `operationId ${change}: methods of generated clients are renamed`;
    comparison.report('operation-id-changed', spot, message, places);
  }
  const [wasDeprecated, isDeprecated] = [before, after].map(
    (each) => each.get('deprecated') === true,
  );
  if (wasDeprecated === isDeprecated) return;
  const deprecation = { before: before.at('deprecated'), after: after.at('deprecated') };
  if (isDeprecated) {
    comparison.report(
      'operation-deprecated',
      spot,
      'deprecated: clients should stop calling it',
      deprecation,
    );
  } else {
    comparison.report('operation-no-longer-deprecated', spot, 'no longer deprecated', deprecation);
  }
}
