import { type Callback, type Document, type PathItem, resolve } from '../../document/model.ts';
import { escapeToken } from '../../document/structure.ts';
import { type FoundOperation, findOperations } from './boundOperations.ts';
import type { WebhookModel } from './clientModel.ts';
import { alternativesOf } from './responseModels.ts';
import { squashed, wordsOf } from './words.ts';

type Report = (rule: string, pointer: string, message: string) => void;

/** A request that the API sends, before it has a name of its own. */
type Sent = { readonly name: string; readonly longName: string; readonly request: FoundOperation };

/** The webhooks of a document. What they send has the form of responses. */
export function webhookModels(document: Document, report: Report): WebhookModel[] {
  const found = requestsIn(document, document.webhooks ?? {}, '#/webhooks', 'webhook', report);
  const sent = found.map((request): Sent => {
    const { path, method } = request.bound;
    const name = request.siblings.length > 1 ? `${path}.${method}` : path;
    return { name, longName: name, request };
  });
  return named(document, sent, 'webhook', report);
}

/**
 * The callbacks of all operations. One whose name another operation has as well is named after its
 * operation: `books.create.sold`.
 */
export function callbackModels(
  document: Document,
  operations: readonly FoundOperation[],
  report: Report,
): WebhookModel[] {
  const sent = operations.flatMap(({ bound, pointer }) =>
    Object.entries(bound.operation.callbacks ?? {}).flatMap(([name, written]): Sent[] => {
      const root = `${pointer}/callbacks/${escapeToken(name)}`;
      const items = expressionsOf(document, written, root, report);
      const found = requestsIn(document, items, root, 'callback', report);
      return found.map((request) => {
        const own = found.length > 1 ? `${name}.${request.bound.method}` : name;
        return { name: own, longName: `${bound.id}.${own}`, request };
      });
    }),
  );
  const counts = new Map<string, number>();
  for (const { name } of sent) counts.set(name, (counts.get(name) ?? 0) + 1);
  const unique = sent.map((each) =>
    (counts.get(each.name) ?? 0) > 1 ? { ...each, name: each.longName } : each,
  );
  return named(document, unique, 'callback', report);
}

/** The path items of a callback, by the expressions of their addresses. */
function expressionsOf(
  document: Document,
  written: unknown,
  root: string,
  report: Report,
): Readonly<Record<string, PathItem>> {
  try {
    // as: what is read is checked by what reads it
    const callback = resolve<Callback>(document, written as Callback);
    return Object.fromEntries(Object.entries(callback).filter(([key]) => !key.startsWith('x-')));
  } catch (cause) {
    reportLeftOut(report, 'callback', root, cause instanceof Error ? cause.message : String(cause));
    return {};
  }
}

type Kind = 'webhook' | 'callback';

function requestsIn(
  document: Document,
  items: Readonly<Record<string, PathItem>>,
  root: string,
  kind: Kind,
  report: Report,
): FoundOperation[] {
  const { found, faulty } = findOperations(document, items, root);
  for (const { pointer, reason } of faulty) {
    reportLeftOut(report, kind, pointer, `${reason.replace(/\.$/, '')}. Correct it`);
  }
  return found;
}

function reportLeftOut(report: Report, kind: Kind, pointer: string, reason: string): void {
  const cause = reason.replace(/\.$/, '');
  report(`${kind}-left-out`, pointer, `The ${kind} is left out: ${cause}.`);
}

function named(
  document: Document,
  sent: readonly Sent[],
  kind: Kind,
  report: Report,
): WebhookModel[] {
  const taken = new Set<string>();
  return sent.map(({ name, request: { bound, pointer } }): WebhookModel => {
    const own = wordsOf(name);
    const base = own.length > 0 ? own : [kind];
    let words = base;
    let unique = name;
    for (let at = 2; taken.has(squashed(words)); at++) {
      words = [...base, String(at)];
      unique = `${name}${at}`;
    }
    taken.add(squashed(words));
    const alternatives = alternativesOf(document, bound.requestBody?.content ?? {});
    if (alternatives.length > 0 && !alternatives.some(({ kind: body }) => body === 'json')) {
      report(
        `${kind}-body`,
        pointer,
        `The body of the ${kind} \`${name}\` is not read: only JSON is. Read it yourself.`,
      );
    }
    if (Object.keys(bound.operation.callbacks ?? {}).length > 0) {
      const reason = `the ${kind} \`${name}\` has callbacks of its own, which are not read`;
      reportLeftOut(report, 'callback', `${pointer}/callbacks`, reason);
    }
    return {
      name: kind === 'callback' ? unique : name,
      words,
      summary: bound.operation.summary,
      description: bound.operation.description,
      alternatives,
      isSigned: bound.parameters.some(
        ({ in: place, name: header }) =>
          place === 'header' && /^(?:webhook|svix)-signature$/i.test(header),
      ),
    };
  });
}
