/** What `pnpm test:mock-state` has measured, for terminals and, with `--write`, in Markdown. */
import type { Tally } from '../measurement.ts';
import { groupLines, percent, shareLine, sumOf } from '../shares.ts';
import { type StateMeasurement, type StateStep, stateSteps } from './stateMeasurement.ts';

const titles: Readonly<Record<StateStep, string>> = {
  create: 'Create',
  read: 'Read',
  list: 'List',
  update: 'Update',
  replace: 'Replace',
  delete: 'Delete',
  'read after delete': 'Read after delete',
};

export type StateSummary = {
  readonly documents: Tally;
  readonly operations: number;
  readonly inState: number;
  readonly resources: number;
  readonly steps: Readonly<Record<StateStep, Tally>>;
  readonly all: Tally;
  readonly exceptions: Tally;
  /** Operations without a state, by the reason that the mock reports. */
  readonly stateless: readonly (readonly [reason: string, count: number])[];
};

export function summarizeStates(found: readonly StateMeasurement[]): StateSummary {
  const sum = (number: (one: StateMeasurement) => number) =>
    found.reduce((total, one) => total + number(one), 0);
  const tallyOf = (tally: (one: StateMeasurement) => Tally) =>
    sumOf(found.map((one) => ({ document: one.document, tally: tally(one) })));
  const steps = stateSteps.map((step) => [step, tallyOf((one) => one.steps[step])] as const);
  const reasons = new Map<string, number>();
  for (const [reason, count] of found.flatMap(({ stateless }) => Object.entries(stateless))) {
    reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  }
  return {
    documents: tallyOf(({ measured }) => measured),
    operations: sum(({ operations }) => operations),
    inState: sum(({ inState }) => inState),
    resources: sum(({ resources }) => resources),
    // as: every step is in the list.
    steps: Object.fromEntries(steps) as StateSummary['steps'],
    all: sumOf(steps.map(([step, tally]) => ({ document: step, tally }))),
    exceptions: tallyOf(({ exceptions }) => exceptions),
    stateless: [...reasons].sort(([, one], [, other]) => other - one),
  };
}

export const isGoodState = ({ documents, all }: StateSummary): boolean =>
  [documents, all].every(({ good, total }) => good === total);

/** A document in one line. */
export function stateLine({ document, resources, steps, failure }: StateMeasurement): string {
  const all = Object.values(steps);
  const good = all.reduce((sum, each) => sum + each.good, 0);
  const total = all.reduce((sum, each) => sum + each.total, 0);
  const end = failure === undefined ? '' : `, ${failure.split('\n')[0]}`;
  return `${document}: ${resources} resources, ${good} of ${total} steps${end}`;
}

/** @param most how many kinds of faults are shown of each step */
export function stateSummaryText(summary: StateSummary, most: number): string {
  const { documents, operations, inState, resources, steps, all, exceptions, stateless } = summary;
  return [
    `${resources} resources; ${inState} of ${operations} operations have a state`,
    shareLine('documents measured to the end', documents, 1),
    ...groupLines('Documents that were not:', documents.groups, most),
    shareLine('steps', all, 1),
    ...stateSteps.flatMap((step) => [
      shareLine(titles[step], steps[step], 1),
      ...groupLines(`${titles[step]}, not right:`, steps[step].groups, most),
    ]),
    ...groupLines('Excepted:', exceptions.groups, most),
    '',
    'Operations without a state:',
    ...stateless.map(([reason, count]) => `${String(count).padStart(7)}  ${reason}`),
  ].join('\n');
}

const table = ([head = [], ...rows]: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
};

export function stateTable(summary: StateSummary, seed: number): string {
  const { documents, operations, inState, resources, steps, all, exceptions, stateless } = summary;
  const row = (name: string, tally: Tally) => [
    name,
    String(tally.total),
    String(tally.good),
    tally.total === 0 ? '–' : percent(tally),
  ];
  const rows = [...stateSteps.map((step) => row(titles[step], steps[step])), row('**all**', all)];
  const faults = stateSteps.flatMap((step) =>
    steps[step].groups.map(({ kind, count }) => [titles[step], kind, String(count)]),
  );
  return [
    `${documents.total} documents with ${operations} operations (\`SEED=${seed}\`), of which ${documents.good} were measured to the end: ${resources} resources, ${inState} operations with a state.`,
    table([['Step', 'Tried', 'Right', 'Share'], ...rows]),
    ...(faults.length === 0 ? [] : [table([['Step', 'Not right', 'Steps'], ...faults])]),
    ...(exceptions.groups.length === 0
      ? []
      : [
          table([
            ['Excepted', 'Steps'],
            ...exceptions.groups.map(({ kind, count }) => [kind, String(count)]),
          ]),
        ]),
    table([
      ['Operations without a state', 'Number'],
      ...stateless.map(([reason, count]) => [reason, String(count)]),
    ]),
  ].join('\n\n');
}
