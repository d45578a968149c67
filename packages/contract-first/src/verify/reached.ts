/**
 * Which operations were seen to work, and why the others were not: a verification without that is no
 * all-clear.
 *
 * @module
 */
import type { BoundOperation } from '../document/model.ts';
import type { OperationOutcome, Unreached } from './ledger.ts';
import { Matcher } from './matcher.ts';
import { listsSuccess } from './promisedSuccess.ts';

/** How many of the chosen operations were reached. */
export type Reach = {
  readonly reached: number;
  /** Operations that had to be reached: all that were chosen, without accepted exceptions. */
  readonly operations: number;
  readonly accepted: number;
  /** Of the operations that had to be reached, in per cent. */
  readonly percent: number;
  /** The least that is enough, in per cent (`minCoverage`). */
  readonly least: number;
  readonly isEnough: boolean;
};

/** What is known of an operation that was not reached. */
type Facts = {
  readonly operation: BoundOperation;
  readonly outcome: OperationOutcome;
  /** The schemes of its security, if no request can have the credentials that it needs. */
  readonly closed:
    | {
        readonly schemes: readonly string[];
        /** Those without a credential. */
        readonly missing: readonly string[];
        /** Those that the document does not describe. */
        readonly undescribed: readonly string[];
      }
    | undefined;
  readonly isLimited: boolean;
  /** Whether requests were left out because the run has sent as many as it may. */
  readonly isCutShort: boolean;
  /** Whether the address of its requests is that of another operation, or of none. */
  readonly isMisaddressed: boolean;
};

const VALUES = 'Set values that the server knows with `verify.values` in the configuration.';
const CREDENTIALS =
  'Set credentials with `--header`, or `verify.credentials` in the configuration.';

/** Why an operation was not reached, and what to do about it. */
export function whyUnreached({
  operation,
  outcome: { requests, validStatuses },
  closed,
  isLimited,
  isCutShort,
  isMisaddressed,
}: Facts): Unreached {
  if (!listsSuccess(operation)) {
    return {
      reason: 'No success response is documented.',
      remedy: 'Add the success to the document.',
      accepted: 'There is no success to see.',
    };
  }
  if (closed) return whyClosed(closed);
  const statuses = Object.keys(validStatuses).map(Number);
  if (isLimited && statuses.every((each) => each === 429)) {
    return {
      reason: 'The server refused further requests with 429.',
      remedy: 'Raise the limit of the server, or `--max-wait`.',
    };
  }
  if (statuses.length === 0) {
    if (isCutShort) {
      return { reason: 'No requests were left for it.', remedy: 'Raise `--max-requests`.' };
    }
    if (isMisaddressed) {
      return {
        reason: 'Its URL matches another path of the document, or none.',
        remedy: `Add a literal segment to its path. ${VALUES}`,
      };
    }
    if (requests > 0 && operation.security.length === 0) {
      return {
        reason: 'The server did not respond to a valid request.',
        remedy: 'See its log.',
      };
    }
    return {
      reason: 'No valid request could be made.',
      remedy: `Add an example to its parameters or body. ${VALUES}`,
    };
  }
  const told = statuses.sort((one, other) => one - other).join(', ');
  return { reason: `Valid requests got ${told}.`, remedy: remedyFor(statuses) };
}

function whyClosed({ schemes, missing, undescribed }: NonNullable<Facts['closed']>): Unreached {
  if (undescribed.length > 0) {
    return {
      reason: `The document does not describe its security schemes (${undescribed.join(', ')}).`,
      remedy: 'Add them to `components.securitySchemes`, or set the headers with `--header`.',
    };
  }
  if (missing.length > 0) {
    return {
      reason: `It needs credentials (${missing.join(', ')}), and none were set.`,
      remedy: CREDENTIALS,
    };
  }
  return {
    reason: `Its security schemes cannot be combined in one request (${schemes.join(', ')}).`,
    remedy: 'Correct `security` in the document.',
  };
}

function remedyFor(statuses: readonly number[]): string {
  const has = (...some: readonly number[]) => some.some((each) => statuses.includes(each));
  if (has(401, 403, 407)) return CREDENTIALS;
  if (has(404, 409, 410, 412)) return VALUES;
  if (has(400, 415, 422)) {
    return `The document may lack a rule of the server: correct it. ${VALUES}`;
  }
  if (statuses.some((each) => each >= 500)) return 'See the log of the server.';
  return 'Correct the document or the server: no such success is listed.';
}

/**
 * Accepts operations that were not reached.
 *
 * @param accepted reasons by patterns of operations
 */
export const withAccepted = (
  outcomes: readonly OperationOutcome[],
  accepted: Readonly<Record<string, string>>,
): OperationOutcome[] => {
  const rules = Object.entries(accepted).map(
    ([pattern, reason]) => [new Matcher([pattern]), reason] as const,
  );
  return outcomes.map((outcome) => {
    const { operation: id, method, path, unreached } = outcome;
    const rule = rules.find(([matcher]) => matcher.matches({ id, method, path }));
    return unreached && rule
      ? { ...outcome, unreached: { ...unreached, accepted: rule[1] } }
      : outcome;
  });
};

/** Counts which operations were reached. */
export function reachOf(outcomes: readonly OperationOutcome[], least: number): Reach {
  const accepted = outcomes.filter(({ unreached }) => unreached?.accepted !== undefined).length;
  const reached = outcomes.filter(({ hasSucceeded }) => hasSucceeded).length;
  const operations = outcomes.length - accepted;
  const percent = operations === 0 ? 0 : (reached / operations) * 100;
  return {
    ...{ reached, operations, accepted, percent, least },
    isEnough: reached > 0 && percent >= least,
  };
}
