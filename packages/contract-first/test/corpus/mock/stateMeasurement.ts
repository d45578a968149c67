/**
 * What is measured of the state of one document's mock, in a form that goes between processes as JSON.
 *
 * @module
 */
import { kindOf, type Tally } from '../measurement.ts';

/** What is done with each resource, in this order. */
export const stateSteps = [
  'create',
  'read',
  'list',
  'update',
  'replace',
  'delete',
  'read after delete',
] as const;
export type StateStep = (typeof stateSteps)[number];

export type StateMeasurement = {
  readonly document: string;
  /** Why the document could not be measured, or not to its end. */
  readonly failure?: string;
  readonly operations: number;
  /** Operations that belong to a resource. */
  readonly inState: number;
  readonly resources: number;
  /** Of the operations without a state, how many there are for each reason that the mock reports. */
  readonly stateless: Readonly<Record<string, number>>;
  /** 1 of 1 if every step could be tried. */
  readonly measured: Tally;
  readonly steps: Readonly<Record<StateStep, Tally>>;
  /** Steps that no request can be sent for. */
  readonly exceptions: Tally;
};

export const nothing: Tally = { total: 0, good: 0, groups: [] };

/** The measurement of a document that could not be measured at all. */
export const unmeasuredState = (
  { name, operations }: { readonly name: string; readonly operations: number },
  failure: string,
): StateMeasurement => ({
  ...{ document: name, failure, operations, inState: 0, resources: 0, stateless: {} },
  measured: failed(failure),
  // as: every step is in the list.
  steps: Object.fromEntries(stateSteps.map((step) => [step, nothing])) as Record<StateStep, Tally>,
  exceptions: nothing,
});

export const failed = (failure: string): Tally => ({
  total: 1,
  good: 0,
  groups: [{ kind: kindOf(failure), count: 1, example: failure.slice(0, 600) }],
});
