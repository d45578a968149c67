import { describeFaults, type FieldFault } from '../contract/index.ts';

export type { FieldFault };

/** A refusal, by the code of a problem in the document's `x-problems`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: string;
  readonly errors: readonly FieldFault[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail what happened this time, in words */
  constructor(
    code: string,
    detail: string,
    {
      errors,
      headers = {},
    }: { errors?: readonly FieldFault[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.code = code;
    this.errors = errors;
    this.headers = headers;
  }
}

/** A refusal of fields that are not valid, each of which it names. */
export const invalidFields = (errors: readonly FieldFault[]): ProblemError =>
  new ProblemError('invalid_request', describeFaults(errors), { errors });

/** How a kind of refusal is answered. */
export type Refusal = {
  /** The status where a document leaves it open, by a range or a default. */
  readonly usual: number;
  /** The statuses that a document may list for it, in the order in which Prism tries them. */
  readonly listed: readonly number[];
  /** Whether another refusal that the document lists says it better than one that it does not list. */
  readonly takesOther?: boolean;
};

/** The refusals that the mock itself makes. */
export const refusals: Readonly<Record<string, Refusal>> = {
  missing_credentials: { usual: 401, listed: [401, 403] },
  invalid_request: { usual: 400, listed: [422, 400], takesOther: true },
  unsupported_media_type: { usual: 415, listed: [415, 422, 400], takesOther: true },
  unsupported_content_coding: { usual: 415, listed: [415, 422, 400], takesOther: true },
  payload_too_large: { usual: 413, listed: [413, 400], takesOther: true },
  rate_limited: { usual: 429, listed: [429] },
  not_found: { usual: 404, listed: [404, 410], takesOther: true },
  conflict: { usual: 409, listed: [409, 422, 400], takesOther: true },
  precondition_failed: { usual: 412, listed: [412] },
  method_not_allowed: { usual: 405, listed: [405] },
  upgrade_required: { usual: 426, listed: [426, 400] },
  internal_error: { usual: 500, listed: [500] },
  not_allowed: { usual: 403, listed: [403] },
  bad_gateway: { usual: 502, listed: [502] },
  gateway_timeout: { usual: 504, listed: [504] },
  loop_detected: { usual: 508, listed: [508] },
};
