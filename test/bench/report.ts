import { cpus, release, totalmem, type } from 'node:os';
import { type Bench, type Measured, median } from './bench.ts';

/** A bench that was run, or why it could not be: its peer is missing, or it failed. */
export type Ran = {
  readonly name: string;
  readonly bench: Bench;
  readonly outcome:
    | {
        readonly measured: Measured;
        readonly ratio: number | undefined;
        readonly isReached: boolean;
      }
    | { readonly missing: string }
    | { readonly failed: string };
};

/** Judges what was measured. */
export function outcomeOf({ reach }: Bench, measured: Measured) {
  const ratio = measured.peer && median(measured.ours) / median(measured.peer);
  const figure = ratio ?? median(measured.ours);
  const isReached = 'atLeast' in reach ? figure >= reach.atLeast : figure <= reach.atMost;
  return { measured, ratio, isReached };
}

/** On what it was measured, in one line. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = (totalmem() / 1024 ** 3).toFixed(1);
  return `${cpu?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${memory} GiB, ${type()} ${release()}, Node.js ${process.version}`;
}

const headings = ['Work', 'Peer', 'Ours', "Peer's", 'Ratio', 'Reach', 'Reached'] as const;

function cellsOf({ bench, outcome }: Ran): string[] {
  const { reach } = bench;
  const aim = 'atLeast' in reach ? `at least ${reach.atLeast}` : `at most ${reach.atMost}`;
  const peer = bench.peer ?? '';
  if ('missing' in outcome) {
    return [bench.work, peer, '', '', '', aim, 'not measured: the peer is missing'];
  }
  if ('failed' in outcome) return [bench.work, peer, '', '', '', aim, 'FAILED'];
  const { measured, ratio, isReached } = outcome;
  const figure = (values: readonly number[]) => {
    const middle = median(values);
    const digits = measured.unit === 's' ? 3 : measured.unit === 'ms' ? 1 : 0;
    return `${middle.toFixed(digits)} ${measured.unit}`;
  };
  const { ours, peer: others, unit } = measured;
  const compared = others ? [figure(others), ratio?.toFixed(2) ?? ''] : ['', ''];
  const wanted = others ? aim : `${aim} ${unit}`;
  return [bench.work, peer, figure(ours), ...compared, wanted, isReached ? 'yes' : 'NO'];
}

const notesOf = (all: readonly Ran[]): string[] =>
  all.flatMap(({ bench, outcome }) => {
    if ('missing' in outcome) return [`${bench.work}: ${outcome.missing}`];
    if ('failed' in outcome) return [`${bench.work}: ${outcome.failed}`];
    return (outcome.measured.notes ?? []).map((note) => `${bench.work}: ${note}`);
  });

/** A table for a terminal. */
export function plainTable(all: readonly Ran[]): string {
  const rows = [[...headings], ...all.map(cellsOf)];
  const widths = headings.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...notesOf(all)].join('\n');
}

/** The same in Markdown, with machine and date, for a page of the docs. */
export function markdown(all: readonly Ran[], now: Date): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const notes = notesOf(all).map((note) => `- ${note}`);
  return [
    `Measured on ${now.toISOString().slice(0, 10)}: ${machine()}. Figures are medians.`,
    '',
    row(headings),
    row(headings.map(() => '---')),
    ...all.map((each) => row(cellsOf(each))),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}
