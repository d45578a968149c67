/** Adds up measurements, compares them with what is wanted, and writes them down for people. */
import { Counter, type Group, type Measurement, type Tally } from './measurement.ts';
import { type Share, thresholds } from './thresholds.ts';

export type Summary = {
  readonly documents: number;
  readonly operations: number;
  /** What was measured, by its name; each counts what it is about. */
  readonly shares: Readonly<Record<Share, Tally>>;
  readonly exceptions: Tally;
  readonly untried: number;
  /** The shares that are below their threshold. */
  readonly missed: readonly Share[];
};

/** A document is whole if nothing of it failed and nothing was left out. */
const isWhole = ({ failure, written }: Measurement): boolean =>
  failure === undefined && written.good === written.total;

export function summarize(all: readonly Measurement[]): Summary {
  const documents = new Counter();
  const types = new Counter();
  for (const one of all) {
    const { document, failure, written } = one;
    const kind = failure ? `${failure.step}: ${failure.kind}` : 'operations were left out';
    if (isWhole(one)) documents.good();
    else
      documents.bad(kind, () => `${document}: ${failure?.message ?? written.groups[0]?.example}`);
    if (one.types.total === 0) continue;
    if (one.types.good > 0) types.good();
    else addGroups(types, one.types.groups, document);
  }
  // How many documents compile is counted, and how often each error occurs.
  const checked = all.filter((one) => one.types.total > 0);
  const compiled: Tally = {
    total: checked.length,
    good: checked.filter((one) => one.types.good > 0).length,
    groups: types.tally.groups,
  };
  const shares: Record<Share, Tally> = {
    documents: documents.tally,
    written: sumOf(all, 'written'),
    reported: sumOf(all, 'reported'),
    types: compiled,
    reached: sumOf(all, 'reached'),
    equal: sumOf(all, 'equal'),
    verdicts: sumOf(all, 'verdicts'),
  };
  const missed = (Object.keys(thresholds) as Share[]).filter(
    (name) => shareOf(shares[name]) < thresholds[name],
  );
  return {
    documents: all.length,
    operations: all.reduce((sum, { operations }) => sum + operations, 0),
    ...{ shares, missed, exceptions: sumOf(all, 'exceptions') },
    untried: all.reduce((sum, { untried }) => sum + untried, 0),
  };
}

function sumOf(
  all: readonly Measurement[],
  key: 'written' | 'reported' | 'reached' | 'equal' | 'verdicts' | 'exceptions',
): Tally {
  const counter = new Counter();
  for (const { document, [key]: tally } of all) {
    counter.good(tally.good);
    addGroups(counter, tally.groups, document);
  }
  // What a failed document did not come to has no group of its own.
  const total = all.reduce((sum, { [key]: tally }) => sum + tally.total, 0);
  return { ...counter.tally, total };
}

function addGroups(counter: Counter, groups: readonly Group[], document: string): void {
  for (const { kind, count, example } of groups) {
    counter.bad(kind, () => `${document}: ${example}`, count);
  }
}

/** The share of what is good; all of nothing is good. */
export const shareOf = ({ good, total }: Tally): number => (total === 0 ? 1 : good / total);

/** Digits that never round up to 100 %. */
export const percent = (tally: Tally): string =>
  `${(Math.floor(shareOf(tally) * 10_000) / 100).toFixed(2)} %`;

const names: Readonly<Record<Share, string>> = {
  documents: 'documents without a failure',
  written: 'operations written',
  reported: 'operations left out and reported',
  types: 'documents that type-check',
  reached: 'operations reached',
  equal: 'operations emitted with the same meaning',
  verdicts: 'verdicts that are those of ajv',
};

/** @param most how many kinds of each share are shown */
export function summaryText(summary: Summary, most = 12): string {
  const { shares, missed, exceptions, untried } = summary;
  const lines = [`${summary.documents} documents, ${summary.operations} operations`, ''];
  for (const share of Object.keys(shares) as Share[]) {
    const tally = shares[share];
    const isMissed = missed.includes(share) ? `  BELOW ${thresholds[share] * 100} %` : '';
    lines.push(`${names[share]}: ${tally.good} of ${tally.total} (${percent(tally)})${isMissed}`);
  }
  if (untried > 0) {
    lines.push(`schemas and operations whose values were not tried for lack of time: ${untried}`);
  }
  for (const share of Object.keys(shares) as Share[]) {
    lines.push(...groupLines(`Not among ${names[share]}`, shares[share].groups, most));
  }
  lines.push(...groupLines('Documented exceptions', exceptions.groups, most));
  return lines.join('\n');
}

function groupLines(title: string, groups: readonly Group[], most: number): string[] {
  if (groups.length === 0) return [];
  const shown = groups
    .slice(0, most)
    .flatMap(({ kind, count, example }) => [
      `${String(count).padStart(7)}  ${kind}`,
      ...example.split('\n').map((line) => `         ${line.slice(0, 240)}`),
    ]);
  const rest = groups.length - most;
  return ['', title, ...shown, ...(rest > 0 ? [`         and ${rest} more kinds`] : [])];
}
