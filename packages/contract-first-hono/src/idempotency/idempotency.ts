/**
 * Makes it safe to send a request again, by `Idempotency-Key`
 * (draft-ietf-httpapi-idempotency-key-header-07).
 *
 * @module
 */
import { Readable } from 'node:stream';
import type { Log } from '../environment.ts';
import type { UntypedResult } from '../handlers.ts';
import type { FieldFault } from '../problems/fieldFaults.ts';
import { ProblemError } from '../problems/problemError.ts';
import type { Problems } from '../problems/problems.ts';
import { type IdempotencyClaims, ProcessClaims } from './claims.ts';
import { Seal } from './seal.ts';

/** How long a result is kept, in milliseconds. */
export const RESULT_LIFE = 24 * 60 * 60 * 1000;
/** How long one is kept that is itself what lets its receiver in. */
export const TOKENS_LIFE = 10 * 60 * 1000;

/** One request that came with a key. */
export type KeyedRequest = {
  /** Whose key it is. Not the user: another key of theirs may have fewer scopes. */
  readonly owner: string;
  /** As the header has it, quoted or bare. */
  readonly key: string;
  /** All that makes it another request, as one text. */
  readonly content: string;
  /** How long the result is to be kept, in milliseconds. */
  readonly life: number;
  /** Whether the operation may answer with a status. */
  readonly lists: (status: number) => boolean;
  readonly log: Log;
};

/** What the operation came to: a result, or a refusal of its own. */
type Outcome =
  | { readonly answer: UntypedResult }
  | {
      readonly refusal: {
        readonly code: string;
        readonly detail: string;
        readonly errors?: readonly FieldFault[] | undefined;
      };
    };

/** Carries out each request once. */
export class Idempotency {
  readonly #claims: IdempotencyClaims;
  readonly #problems: Problems;

  constructor(problems: Problems, claims: IdempotencyClaims = new ProcessClaims()) {
    this.#problems = problems;
    this.#claims = claims;
  }

  /**
   * Carries out a request, or gives the first result again.
   *
   * Kept are answers of 2xx and, as the draft has it (section 2.6), errors: but only those that
   * the operation itself has decided on (4xx). A fault of the server or of its permissions, wrong
   * credentials, or too many requests say nothing of the operation, so its key stays free for
   * another attempt.
   *
   * @param effect what is done at most once
   * @param onReplay called before a first result is given again
   * @throws ProblemError `idempotency_in_progress`, `idempotency_key_reused`, or what `effect` throws
   */
  async run<T extends UntypedResult>(
    request: KeyedRequest,
    effect: () => Promise<T>,
    onReplay: () => void,
  ): Promise<T | UntypedResult> {
    const seal = new Seal(request.owner, bare(request.key));
    const fingerprint = seal.fingerprint(request.content);
    const claim = await this.#claims.claim(seal.name, fingerprint);
    if (claim.state === 'in progress') {
      throw claim.fingerprint === fingerprint ? inProgress() : reused();
    }
    if (claim.state === 'completed') {
      const { outcome } = claim;
      if (outcome.fingerprint !== fingerprint) throw reused();
      onReplay();
      return resultOf(JSON.parse(seal.open(outcome.answer)) as Outcome);
    }
    try {
      return await this.#carryOut(request, seal, fingerprint, effect);
    } finally {
      await this.#claims.release(seal.name);
    }
  }

  async #carryOut<T extends UntypedResult>(
    { life, lists, log }: KeyedRequest,
    seal: Seal,
    fingerprint: string,
    effect: () => Promise<T>,
  ): Promise<T> {
    const keep = async (outcome: Outcome) => {
      const answer = seal.close(JSON.stringify(outcome));
      try {
        await this.#claims.complete(seal.name, { fingerprint, answer }, life);
      } catch (error) {
        // What is done is done, and is answered so; only a repetition would not be known.
        log.error({ err: error }, 'could not store the response for its idempotency key');
      }
    };
    let answer: T;
    try {
      answer = await effect();
    } catch (error) {
      const { code, message: detail, errors } = this.#problems.of(error);
      const { status, isServerFault } = this.#problems.entryOf(code);
      const isDecided = status < 500 && ![401, 429].includes(status) && !isServerFault;
      if (isDecided && lists(status)) await keep({ refusal: { code, detail, errors } });
      throw error;
    }
    if (answer.body instanceof Readable) throw new TypeError('A stream cannot be replayed');
    await keep({ answer });
    return answer;
  }
}

/** @throws ProblemError if the first answer was a refusal */
function resultOf(outcome: Outcome): UntypedResult {
  if ('answer' in outcome) return outcome.answer;
  const { code, detail, errors } = outcome.refusal;
  throw new ProblemError(code, detail, errors && { errors });
}

const inProgress = (): ProblemError =>
  new ProblemError(
    'idempotency_in_progress',
    'The first request with this Idempotency-Key is still in progress; try again in a moment',
  );

const reused = (): ProblemError =>
  new ProblemError(
    'idempotency_key_reused',
    'This Idempotency-Key was already used with a different operation or body; use a new key',
  );

/** The key without the quotes that make it a string of RFC 8941. */
const bare = (key: string): string => (key.startsWith('"') ? key.slice(1, -1) : key);
