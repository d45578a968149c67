import type { Document } from '../../document/model.ts';
import { findOperations } from './boundOperations.ts';
import type { WebhookModel } from './clientModel.ts';
import { alternativesOf } from './responseModels.ts';
import { squashed, wordsOf } from './words.ts';

/** The webhooks of a document. What they send has the form of responses. */
export function webhookModels(
  document: Document,
  report: (rule: string, pointer: string, message: string) => void,
): WebhookModel[] {
  const { found, faulty } = findOperations(document, document.webhooks ?? {}, '#/webhooks');
  for (const { pointer, reason } of faulty) {
    report('webhook-left-out', pointer, `The webhook is left out: ${reason}. Correct it.`);
  }
  const taken = new Set<string>();
  return found.map(({ bound, siblings }): WebhookModel => {
    const name = siblings.length > 1 ? `${bound.path}.${bound.method}` : bound.path;
    const own = wordsOf(name);
    const base = own.length > 0 ? own : ['webhook'];
    let words = base;
    for (let at = 2; taken.has(squashed(words)); at++) words = [...base, String(at)];
    taken.add(squashed(words));
    return {
      name,
      words,
      summary: bound.operation.summary,
      description: bound.operation.description,
      alternatives: alternativesOf(document, bound.requestBody?.content ?? {}),
    };
  });
}
