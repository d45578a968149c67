/** The tables of `pnpm test:mock-corpus --write`, in Markdown. */
import type { Tally } from '../measurement.ts';
import { percent } from '../shares.ts';
import type { MockMeasurement } from './mockMeasurement.ts';
import type { MockSummary } from './mockSummary.ts';

const table = ([head = [], ...rows]: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
};

const cell = (tally: Tally): string =>
  tally.total === 0 ? '–' : `${tally.good} of ${tally.total} (${percent(tally)})`;

const names = { static: 'Examples and schemas', dynamic: '`--dynamic`' } as const;
const known = /api\.github\.com\.json$|\/api\/stripe\.com\.json$/;

/** How the mocks of all documents answer. */
export function mocksTable(
  { documents, operations, passes }: MockSummary,
  all: readonly MockMeasurement[],
  seed: number,
): string {
  const rows = Object.entries(passes).map(([pass, { shares, exceptions }]) => [
    names[pass === 'dynamic' ? 'dynamic' : 'static'],
    cell(shares.started),
    cell(shares.operations),
    cell(shares.answered),
    cell(shares.refused),
    String(exceptions.total),
  ]);
  const head = [
    'Bodies',
    'Mocks that start',
    'Operations answered',
    'Valid requests answered',
    'Invalid requests refused',
    'Excepted',
  ];
  const large = all
    .filter(({ document }) => known.test(document))
    .map(({ document, operations: count, passes: own }) => [
      document,
      String(count),
      ...[own.static, own.dynamic].map((each) => (each ? cell(each.operations) : '–')),
      `${(own.static?.startSeconds ?? 0).toFixed(1)} s`,
    ]);
  const largeHead = ['Document', 'Operations', 'Answered', 'With `--dynamic`', 'Start'];
  const excepted = [
    ...new Map(
      Object.values(passes)
        .flatMap(({ exceptions }) => exceptions.groups)
        .map(({ kind, count }): [string, number] => [kind, count]),
    ),
  ].map(([kind, count]) => [kind, String(count)]);
  return [
    `${documents} documents with ${operations} operations (\`SEED=${seed}\`).`,
    table([head, ...rows]),
    table([largeHead, ...large]),
    table([['Excepted', 'Operations or requests'], ...excepted]),
  ].join('\n\n');
}
