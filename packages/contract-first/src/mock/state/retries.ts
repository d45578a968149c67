import type { BoundOperation } from '../../document/model.ts';
import type { MockFallback, MockReply, MockRequest } from '../handlers.ts';
import { ProblemError } from '../problemError.ts';
import { takesHeader } from './lists.ts';

type Request = MockRequest<unknown>;
type Answer = (request: Request) => MockReply | MockFallback;

/** How many keys of an operation are remembered. */
const MOST_KEYS = 1000;

/**
 * Answers a request that is repeated with its `Idempotency-Key` as the first one, if the operation takes
 * such keys, and refuses another request with that key
 * (draft-ietf-httpapi-idempotency-key-header, section 2.6).
 */
export function remembering(bound: BoundOperation, answer: Answer): Answer {
  const name = takesHeader(bound, 'idempotency-key');
  if (name === undefined) return answer;
  const known = new Map<
    string,
    { readonly fingerprint: string; readonly reply: MockReply | MockFallback }
  >();
  return (request) => {
    const key = request.received['idempotency-key'];
    if (typeof key !== 'string') return answer(request);
    const before = known.get(key);
    if (before && before.fingerprint !== request.fingerprint) {
      throw new ProblemError('conflict', 'Another request was sent with this Idempotency-Key');
    }
    if (before) return before.reply;
    const reply = answer(request);
    if (known.size >= MOST_KEYS) known.clear();
    known.set(key, { fingerprint: request.fingerprint, reply });
    return reply;
  };
}
