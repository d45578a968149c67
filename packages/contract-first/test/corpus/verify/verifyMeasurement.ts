/** What `contract verify` says of honest servers of one document. */

/** The servers that each document is verified on. */
export const targets = ['mock', 'server'] as const;
export type Target = (typeof targets)[number];

/** A finding, which on an honest server is a false alarm. */
export type FalseAlarm = {
  readonly operation: string;
  readonly check: string;
  readonly status: number;
  readonly message: string;
  readonly curl: string;
};

/** What came of one verification. */
export type Verification = {
  readonly target: Target;
  readonly operations: number;
  readonly reached: number;
  readonly requests: number;
  readonly seconds: number;
  readonly alarms: readonly FalseAlarm[];
  /** Why operations were not reached, by operation. */
  readonly unreached: readonly { readonly operation: string; readonly reason: string }[];
  /** Why it ended early: the server did not start, or `verify` threw. */
  readonly failure?: { readonly step: 'start' | 'verify'; readonly message: string };
};

export type VerifyMeasurement = {
  readonly document: string;
  readonly operations: number;
  readonly failure?: string;
  readonly verifications: readonly Verification[];
};
