import type { FieldFault } from './fieldFaults.ts';

/** A problem as it is sent. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The URI reference of the request. */
  readonly instance: string;
  readonly code: string;
  readonly request_id: string;
  /** The invalid fields, the first 20 at most. */
  readonly errors?: readonly FieldFault[];
  /** How many further fields are invalid. */
  readonly more_errors?: number;
};
