/**
 * What is measured of the mock of one document, in a form that goes between processes as JSON.
 *
 * @module
 */
import type { Tally } from '../measurement.ts';

/** Bodies from examples and schemas, the same each time, or generated anew (`--dynamic`). */
export const passes = ['static', 'dynamic'] as const;
export type Pass = (typeof passes)[number];

export type MockFailure = {
  readonly step: 'read' | 'start' | 'requests';
  readonly kind: string;
  readonly message: string;
};

/** One pass over a document. What was not reached, since a step failed, counts as not good. */
export type PassTallies = {
  /** Whether the mock started: 1 of 1. */
  readonly started: Tally;
  /** Operations of which every valid request got a documented success that is valid by ajv. */
  readonly operations: Tally;
  /** The same, by requests. */
  readonly answered: Tally;
  /** Invalid requests that got a client error, a documented one if the operation lists any. */
  readonly refused: Tally;
  /** Operations and requests that are not measured for a documented reason. */
  readonly exceptions: Tally;
  /** Until the mock listens, in seconds. */
  readonly startSeconds: number;
  readonly seconds: number;
};

export type MockMeasurement = {
  readonly document: string;
  readonly operations: number;
  readonly failure?: MockFailure;
  readonly passes: Readonly<Partial<Record<Pass, PassTallies>>>;
};

const none: Tally = { total: 0, good: 0, groups: [] };

/** A pass of which nothing can be measured. */
export function unmeasuredPass(operations: number, { step, kind, message }: MockFailure) {
  const group = { kind: `${step}: ${kind}`, count: 1, example: message };
  const lost = (total: number): Tally => ({
    ...{ total, good: 0 },
    groups: [{ ...group, count: total }],
  });
  return {
    started: lost(1),
    operations: lost(operations),
    answered: none,
    refused: none,
    exceptions: none,
    startSeconds: 0,
    seconds: 0,
  };
}

/** The measurement of a document that could not be measured at all. */
export const unmeasuredMock = (
  { name, operations }: { readonly name: string; readonly operations: number },
  chosen: readonly Pass[],
  failure: MockFailure,
): MockMeasurement => ({
  document: name,
  operations,
  failure,
  passes: Object.fromEntries(chosen.map((pass) => [pass, unmeasuredPass(operations, failure)])),
});
