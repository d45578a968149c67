import { type MockHandlers, type MockReply, ProblemError } from 'contract-first/mock';
import type { Principal } from './accounts.ts';

type Handlers = MockHandlers<Principal>;
type Kept = { readonly fingerprint: string; readonly reply: MockReply };

const KEY = 'idempotency-key';

/** Repeats the first response for a repeated `Idempotency-Key`. */
export function once(handlers: Handlers): Handlers {
  const kept = new Map<string, Kept>();
  const wrapped = Object.entries(handlers).map(([id, handler]): [string, Handlers[string]] => [
    id,
    async (request) => {
      const given = request.headers[KEY];
      // Only a part of the body has arrived, so a retry has another fingerprint.
      if (typeof given !== 'string' || request.isInterrupted) return handler(request);
      // The key is the same whether quoted or bare.
      const key = `${request.principal?.secret ?? ''} ${given.replace(/^"(.*)"$/, '$1')}`;
      const { fingerprint } = request;
      const first = kept.get(key);
      if (first && first.fingerprint !== fingerprint) {
        const detail =
          'This Idempotency-Key was already used with a different operation or body; use a new key';
        throw new ProblemError('idempotency_key_reused', detail);
      }
      if (first) {
        const headers = { ...first.reply.headers, 'Idempotency-Replayed': 'true' };
        return { ...first.reply, headers };
      }
      const reply = await handler(request);
      if (reply && !('fallback' in reply)) kept.set(key, { fingerprint, reply });
      return reply;
    },
  ]);
  return Object.fromEntries(wrapped);
}
