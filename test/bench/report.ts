import { cpus, release, totalmem, type } from 'node:os';
import { type Bench, type Measured, median, type Target, type Unit } from './bench.ts';

/** Why a bench has no figures. */
type Unmeasured = { readonly missing: string } | { readonly failed: string };

/** What a bench has measured, and how that compares with its target. */
export type Result = {
  readonly measured: Measured;
  /** Ours by the peer's; undefined without a peer. */
  readonly ratio: number | undefined;
  readonly isReached: boolean;
  /** The share of the cores that others used before or after; the target is not judged then. */
  readonly busy?: number;
};

export type Ran = {
  readonly name: string;
  readonly bench: Bench;
  readonly outcome: Result | Unmeasured;
};

/** Compares medians with the target. */
export function resultOf({ target }: Bench, measured: Measured): Result {
  const ratio =
    measured.peer.length > 0 ? median(measured.ours) / median(measured.peer) : undefined;
  const figure = ratio ?? median(measured.ours);
  const isReached = 'atLeast' in target ? figure >= target.atLeast : figure <= target.atMost;
  return { measured, ratio, isReached };
}

/** The machine, in one line. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = (totalmem() / 1024 ** 3).toFixed(1);
  return `${cpu?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${memory} GiB, ${type()} ${release()}, Node.js ${process.version}`;
}

const headings = ['Work', 'Peer', 'Ours', "Peer's", 'Ratio', 'Rounds', 'Target', 'Met'] as const;

/** A figure with its unit. */
export const figureText = (value: number, unit: Unit): string => `${digits(value, unit)} ${unit}`;

const digits = (value: number, unit: Unit): string =>
  value.toFixed(unit === 's' ? 3 : unit === 'ms' ? 1 : 0);

/** The median, with the lowest and highest figure if there are several. */
function spread(values: readonly number[], unit: Unit): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const middle = figureText(median(values), unit);
  return values.length > 1 ? `${middle} (${digits(low, unit)}–${digits(high, unit)})` : middle;
}

/** The ratio of the medians, with the lowest and highest ratio of a round. */
function ratioText({ ratio, measured: { ours, peer } }: Result): string {
  if (ratio === undefined) return '';
  const each = ours.map((value, at) => value / (peer[at] ?? Number.NaN));
  const range = `(${Math.min(...each).toFixed(2)}–${Math.max(...each).toFixed(2)})`;
  return each.length > 1 ? `${ratio.toFixed(2)} ${range}` : ratio.toFixed(2);
}

const targetText = (target: Target): string =>
  'atLeast' in target ? `at least ${target.atLeast}` : `at most ${target.atMost}`;

function cellsOf({ bench, outcome }: Ran): string[] {
  const { work, peer = '', unit, target } = bench;
  const wanted = bench.peer ? targetText(target) : `${targetText(target)} ${unit}`;
  if ('missing' in outcome) {
    return [work, peer, '', '', '', '', wanted, 'not measured: the peer is missing'];
  }
  if ('failed' in outcome) return [work, peer, '', '', '', '', wanted, 'FAILED'];
  const { ours, peer: theirs } = outcome.measured;
  const compared = theirs.length > 0 ? spread(theirs, unit) : '';
  const met = outcome.isReached ? 'yes' : '**no**';
  return [
    ...[work, peer, spread(ours, unit), compared, ratioText(outcome), String(ours.length), wanted],
    outcome.busy === undefined ? met : `not judged: ${percent(outcome.busy)} busy`,
  ];
}

/** A share, as people read it. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

const notesOf = (all: readonly Ran[]): string[] =>
  all.flatMap(({ bench, outcome }) => {
    if ('missing' in outcome) return [`${bench.work}: ${outcome.missing}`];
    if ('failed' in outcome) return [`${bench.work}: ${outcome.failed}`];
    return outcome.measured.notes.map((note) => `${bench.work}: ${note}`);
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

/** The same in Markdown, for a page of the docs. */
export function markdown(all: readonly Ran[], versions: readonly string[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const notes = notesOf(all).map((note) => `- ${note}`);
  const peers = versions.length > 0 ? `; peers: ${versions.join('; ')}` : '';
  return [
    `Medians, with the lowest and highest figure of a round${peers}.`,
    '',
    row(headings),
    row(headings.map(() => '---')),
    ...all.map((each) => row(cellsOf(each))),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}
