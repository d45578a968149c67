/**
 * Makes repeated requests safe with `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07).
 *
 * @module
 */
import { Readable } from 'node:stream';
import type { Log } from '../environment.ts';
import type { UntypedResult } from '../handlers.ts';
import type { FieldFault } from '../problems/fieldFaults.ts';
import { ProblemError } from '../problems/problemError.ts';
import type { Problems } from '../problems/problems.ts';
import { type HeldKey, type IdempotencyClaims, ProcessClaims } from './claims.ts';
import { Seal } from './seal.ts';

/** How long a result is stored, in milliseconds. */
export const RESULT_LIFE = 24 * 60 * 60 * 1000;
/** The same for results that contain credentials. */
export const TOKENS_LIFE = 10 * 60 * 1000;

/** A request with an idempotency key. */
export type KeyedRequest = {
  /**
   * The credential that owns the key. Not the user, whose other credentials may have fewer scopes.
   */
  readonly owner: string;
  /** As in the header, quoted or bare. */
  readonly key: string;
  /** Everything that distinguishes the request from others, as a string. */
  readonly content: string;
  /** How long the result is stored, in milliseconds. */
  readonly life: number;
  /** Whether the document lists a status for the operation. */
  readonly lists: (status: number) => boolean;
  readonly log: Log;
};

/** The outcome of the operation: a result, or a problem that it decided on itself. */
type Outcome =
  | { readonly answer: UntypedResult }
  | {
      readonly refusal: {
        readonly code: string;
        readonly detail: string;
        readonly errors?: readonly FieldFault[] | undefined;
      };
    };

/** Runs each request once. */
export class Idempotency {
  readonly #claims: IdempotencyClaims;
  readonly #problems: Problems;

  constructor(problems: Problems, claims: IdempotencyClaims = new ProcessClaims()) {
    this.#problems = problems;
    this.#claims = claims;
  }

  /**
   * Runs a request, or returns its first result again.
   *
   * Stored are 2xx responses and, following the draft (section 2.6), errors, but only those that the
   * operation itself has decided on (4xx). Faults of the server or of its permissions, wrong
   * credentials and rate limits say nothing about the operation, so the key stays free for another
   * attempt.
   *
   * @param effect what must run at most once
   * @param onReplay called before a first result is returned again
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
      return await this.#carryOut(request, seal, fingerprint, claim.held, effect);
    } finally {
      await claim.held.release();
    }
  }

  async #carryOut<T extends UntypedResult>(
    { life, lists, log }: KeyedRequest,
    seal: Seal,
    fingerprint: string,
    held: HeldKey,
    effect: () => Promise<T>,
  ): Promise<T> {
    const keep = async (outcome: Outcome) => {
      const answer = seal.close(JSON.stringify(outcome));
      try {
        await held.complete({ fingerprint, answer }, life);
      } catch (error) {
        // The effect has happened, so its response is sent. Only a repetition would not be
        // recognized.
        log.error({ err: error }, 'could not store the response for its idempotency key');
      }
    };
    let answer: T;
    try {
      answer = await (held.run ? held.run(effect) : effect());
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

/** @throws ProblemError if the first response was a problem */
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
