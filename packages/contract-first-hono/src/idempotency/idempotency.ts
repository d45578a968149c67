/**
 * Makes it safe to send a request again, by `Idempotency-Key`
 * (draft-ietf-httpapi-idempotency-key-header-07).
 *
 * What is under way is known in memory only: the data folder belongs to one process, so a request
 * that died with it holds no key. It may have had its effect; sent again, it has it once more.
 *
 * @module
 */
import { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { Failure, type FieldFault } from '../failure.ts';
import type { IdempotencyRepository } from '../storage/idempotencyRepository.ts';
import { failureOf, statusOf } from './problem.ts';
import { Seal } from './seal.ts';

/** How long an answer is kept, in milliseconds. */
export const KEPT = 24 * 60 * 60 * 1000;
/** How long one is kept that is itself what lets its receiver in. */
export const KEPT_TOKENS = 10 * 60 * 1000;

export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
};

/** One request that came with a key. */
export type KeyedRequest = {
  /** Whose key it is. Not the user: another key of theirs may have fewer scopes. */
  readonly owner: string;
  /** As the header has it, quoted or bare. */
  readonly key: string;
  /** All that makes it another request, as one text. */
  readonly content: string;
  /** How long the answer is to be kept, in milliseconds. */
  readonly life: number;
  /** Whether the operation may answer with a status. */
  readonly lists: (status: number) => boolean;
  readonly log: Logger;
};

/** What the operation came to: an answer, or a refusal of its own. */
type Outcome =
  | { readonly answer: Answer }
  | {
      readonly refusal: Pick<Failure, 'code' | 'errors'> & { readonly detail: string };
    };

/** Carries out each request once. */
export class Idempotency {
  readonly #rows: IdempotencyRepository;
  /** The fingerprints of the requests that are not answered yet. */
  readonly #underWay = new Map<string, string>();

  constructor(rows: IdempotencyRepository) {
    this.#rows = rows;
  }

  /**
   * Carries out a request, or gives the first answer again.
   *
   * Kept are answers of 2xx and, as the draft has it (section 2.6), errors: but only those that
   * the operation itself has decided on (4xx). A fault of the server or of its permissions, wrong
   * credentials, or too many requests say nothing of the operation, so its key stays free for
   * another attempt.
   *
   * @param effect what is done at most once
   * @param onReplay called before a first answer is given again
   * @throws Failure `idempotency_in_progress`, `idempotency_key_reused`, or what `effect` throws
   */
  async once<T extends Answer>(
    request: KeyedRequest,
    effect: () => Promise<T>,
    onReplay: () => void,
  ): Promise<T | Answer> {
    const seal = new Seal(request.owner, bare(request.key));
    const fingerprint = seal.fingerprint(request.content);
    const underWay = this.#underWay.get(seal.name);
    if (underWay !== undefined && underWay !== fingerprint) throw reused();
    if (underWay !== undefined) {
      throw new Failure(
        'idempotency_in_progress',
        'The first request with this Idempotency-Key is still in progress; try again in a moment',
      );
    }
    this.#underWay.set(seal.name, fingerprint);
    try {
      const kept = await this.#rows.find(seal.name, Date.now());
      if (!kept) return await this.#carryOut(request, seal, fingerprint, effect);
      if (kept.fingerprint !== fingerprint) throw reused();
      onReplay();
      return answerOf(JSON.parse(seal.open(kept.answer)) as Outcome);
    } finally {
      this.#underWay.delete(seal.name);
    }
  }

  async #carryOut<T extends Answer>(
    { life, lists, log }: KeyedRequest,
    seal: Seal,
    fingerprint: string,
    effect: () => Promise<T>,
  ): Promise<T> {
    const keep = async (outcome: Outcome) => {
      const now = Date.now();
      const answer = seal.close(JSON.stringify(outcome));
      try {
        await this.#rows.keep(seal.name, { fingerprint, answer }, now, now + life);
      } catch (error) {
        // What is done is done, and is answered so; only a repetition would not be known.
        log.error({ err: error }, 'could not store the response for its idempotency key');
      }
    };
    let answer: T;
    try {
      answer = await effect();
    } catch (error) {
      const { code, message: detail, errors } = failureOf(error);
      const status = statusOf(code);
      const isDecided =
        status < 500 && ![401, 429].includes(status) && code !== 'permission_denied';
      if (isDecided && lists(status)) {
        await keep({ refusal: { code, detail, errors } });
      }
      throw error;
    }
    if (answer.body instanceof Readable) throw new TypeError('A stream cannot be replayed');
    await keep({ answer });
    return answer;
  }
}

/** @throws Failure where the first answer was a refusal */
function answerOf(outcome: Outcome): Answer {
  if ('answer' in outcome) return outcome.answer;
  const { code, detail, errors } = outcome.refusal;
  throw new Failure(code, detail, errors && { errors: errors as FieldFault[] });
}

const reused = (): Failure =>
  new Failure(
    'idempotency_key_reused',
    'This Idempotency-Key was already used with a different operation or body; use a new key',
  );

/** The key without the quotes that make it a string of RFC 8941. */
const bare = (key: string): string => (key.startsWith('"') ? key.slice(1, -1) : key);
