import type { Case, Group } from './case.ts';
import { aborts } from './cases/aborts.ts';
import { access } from './cases/access.ts';
import { answers } from './cases/answers.ts';
import { bodies } from './cases/bodies.ts';
import { concurrency } from './cases/concurrency.ts';
import { errors } from './cases/errors.ts';
import { events } from './cases/events.ts';
import { faults } from './cases/faults.ts';
import { headers } from './cases/headers.ts';
import { idempotency } from './cases/idempotency.ts';
import { lines } from './cases/lines.ts';
import { pages } from './cases/pages.ts';
import { paths } from './cases/paths.ts';
import { query } from './cases/query.ts';
import { retries } from './cases/retries.ts';
import { timeouts } from './cases/timeouts.ts';
import { webhooks } from './cases/webhooks.ts';

/** All cases, in the order of the table: first what every client does, then what some do. */
export const suite: readonly Group[] = [
  ...[paths, query, headers, bodies, answers, errors, faults, concurrency, access],
  ...[retries, idempotency, timeouts, aborts, pages, events, lines, webhooks],
];

/** A group with those of its cases that are meant; groups without any are left out. */
export function selected(names: readonly string[]): readonly Group[] {
  if (names.length === 0) return suite;
  const isGroup = (name: string) => suite.some((group) => group.name === name);
  const isMeant = (group: Group, { name }: Case) =>
    names.some((each) =>
      isGroup(each) ? each === group.name : `${group.name}: ${name}`.includes(each),
    );
  return suite
    .map((group) => ({ ...group, cases: group.cases.filter((each) => isMeant(group, each)) }))
    .filter(({ cases }) => cases.length > 0);
}
