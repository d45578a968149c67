import type { BoundOperation } from '../../document/model.ts';
import type { MockFallback, MockReply, MockRequest } from '../handlers.ts';
import { ProblemError } from '../problemError.ts';
import { takesHeader } from './conditions.ts';

type Request = MockRequest<unknown>;
type Answer = (request: Request) => MockReply | MockFallback;

/** How many replies are remembered. */
const MOST_REPLIES = 1000;

/** The replies to requests with an `Idempotency-Key`. */
export class Retries {
  readonly #replies = new Map<
    string,
    { readonly fingerprint: string; readonly reply: MockReply }
  >();

  /** Forgets all replies: they are of a state that is no more. */
  clear(): void {
    this.#replies.clear();
  }

  /**
   * Answers a request that is repeated with its key as the first one, if the operation takes such keys, and
   * refuses another request with that key (draft-ietf-httpapi-idempotency-key-header, section 2.6).
   */
  idempotently(bound: BoundOperation, answer: Answer): Answer {
    if (takesHeader(bound, 'idempotency-key') === undefined) return answer;
    return (request) => {
      const given = request.received['idempotency-key'];
      if (typeof given !== 'string') return answer(request);
      const key = `${bound.id} ${given}`;
      const before = this.#replies.get(key);
      if (before && before.fingerprint !== request.fingerprint) {
        throw new ProblemError('conflict', 'Another request was sent with this Idempotency-Key');
      }
      if (before) return before.reply;
      const reply = answer(request);
      if (!('fallback' in reply)) this.#remember(key, request.fingerprint, reply);
      return reply;
    };
  }

  #remember(key: string, fingerprint: string, reply: MockReply): void {
    const [oldest] = this.#replies.keys();
    if (this.#replies.size >= MOST_REPLIES && oldest !== undefined) this.#replies.delete(oldest);
    this.#replies.set(key, { fingerprint, reply });
  }
}
