import { describeFaults, type FieldFault } from '../contract/index.ts';

export type { FieldFault };

/** A refusal, by the code of a problem in the document's `x-problems`. */
export class MockFailure extends Error {
  override readonly name = 'MockFailure';
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
export const invalidFields = (errors: readonly FieldFault[]): MockFailure =>
  new MockFailure('invalid_request', describeFaults(errors), { errors });

/** The refusals that the mock itself makes, with the statuses for each as Prism tries them. */
export const refusals = {
  missing_credentials: [401],
  invalid_request: [422, 400],
  unsupported_media_type: [415, 422, 400],
  unsupported_content_coding: [415, 422, 400],
  payload_too_large: [413, 400],
  rate_limited: [429],
  not_found: [404],
  method_not_allowed: [405],
  upgrade_required: [426, 400],
  internal_error: [500],
} as const satisfies Readonly<Record<string, readonly number[]>>;
