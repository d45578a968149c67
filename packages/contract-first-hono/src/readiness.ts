/**
 * The result of a readiness probe.
 *
 * @module
 */

import { describeFaults } from './problems/fieldFaults.ts';
import { ProblemError } from './problems/problemError.ts';

/** Something that must work before requests can be served, such as a database. */
export type ReadinessCheck<Name extends string = string> = {
  readonly name: Name;
  /** What is wrong, in words; undefined if it works. */
  readonly fault?: string | undefined;
};

/** The body for a server that is ready. */
export type Ready<Name extends string = string> = {
  readonly status: 'ready';
  readonly checks: { readonly name: Name; readonly status: 'passed' }[];
};

/**
 * The body of a readiness probe's response.
 *
 * @throws ProblemError `not_ready`, with the failed checks as `errors`
 */
export function readiness<Name extends string>(
  checks: readonly ReadinessCheck<Name>[],
): Ready<Name> {
  const errors = checks.flatMap(({ name, fault }) =>
    fault === undefined ? [] : [{ pointer: `#/checks/${name}`, message: fault }],
  );
  if (errors.length > 0) throw new ProblemError('not_ready', describeFaults(errors), { errors });
  const passed = checks.map(({ name }) => ({ name, status: 'passed' as const }));
  return { status: 'ready', checks: passed };
}
