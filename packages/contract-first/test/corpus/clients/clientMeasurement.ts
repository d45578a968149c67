/**
 * What is measured of the clients of one document, in a form that goes between processes as JSON.
 *
 * @module
 */
import type { Tally } from '../measurement.ts';

/** Steps for one language, in the order in which they are made. */
export type Step = 'generate' | 'types' | 'import' | 'call';

export type Failure = {
  readonly step: Step | 'read';
  readonly name: string;
  readonly kind: string;
  readonly message: string;
};

/**
 * What type checkers a client is checked by: TypeScript 6 (`exact`: also with `exactOptionalPropertyTypes`),
 * TypeScript 7, pyright and mypy.
 */
export const checkers = ['tsc', 'exact', 'tsgo', 'pyright', 'mypy'] as const;
export type Checker = (typeof checkers)[number];

/** The client of one language. What was not reached, since a step failed, counts as not good. */
export type ClientTallies = {
  readonly failure?: Failure;
  /** Whether it was written and can be imported and made: 1 of 1 each. */
  readonly generated: Tally;
  readonly imported: Tally;
  /** Operations with a method. */
  readonly written: Tally;
  /** Operations without a method that the generator said so of. */
  readonly reported: Tally;
  /** Operations whose request was valid and whose answer was read. */
  readonly called: Tally;
  /** Operations that were not called, or failed, for a reason that the generator has reported. */
  readonly exceptions: Tally;
  /** 1 of 1 by each type checker. */
  readonly types: Readonly<Partial<Record<Checker, Tally>>>;
  readonly seconds: Readonly<Partial<Record<Step, number>>>;
};

export type ClientMeasurement = {
  readonly document: string;
  readonly operations: number;
  /** Why the document could not be read. */
  readonly failure?: Failure;
  /** By language, and by the names of other generators. */
  readonly clients: Readonly<Record<string, ClientTallies>>;
  /** Where Python clients are, by the same names, until they are checked; the measure deletes them. */
  readonly pythonFolders: Readonly<Record<string, string>>;
};

export const none: Tally = { total: 0, good: 0, groups: [] };
export const one: Tally = { total: 1, good: 1, groups: [] };
export const lost = (total: number): Tally => ({ total, good: 0, groups: [] });

/** What is measured of a language of which nothing can be measured. */
export const unmeasuredTallies = (operations: number, failure: Failure): ClientTallies => {
  const group = { kind: `${failure.step}: ${failure.kind}`, count: 1, example: failure.message };
  return {
    failure,
    generated: { ...lost(1), groups: [group] },
    imported: lost(1),
    written: lost(operations),
    reported: none,
    called: { ...lost(operations), groups: [{ ...group, count: operations }] },
    ...{ exceptions: none, types: {}, seconds: {} },
  };
};
