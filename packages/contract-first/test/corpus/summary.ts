/** Adds up measurements, compares them with what is wanted, and writes them down for people. */
import { Counter, type Measurement, type Tally } from './measurement.ts';
import { documentsOf, groupLines, percent, shareLine, shareOf, sumOf } from './shares.ts';
import { type Share, thresholds } from './thresholds.ts';

export { percent, shareOf };

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
  for (const one of all) {
    const { document, failure, written } = one;
    const kind = failure ? `${failure.step}: ${failure.kind}` : 'operations were left out';
    if (isWhole(one)) documents.good();
    else
      documents.bad(kind, () => `${document}: ${failure?.message ?? written.groups[0]?.example}`);
  }
  const tallies = (
    key: 'written' | 'reported' | 'types' | 'reached' | 'equal' | 'verdicts' | 'exceptions',
  ) => all.map(({ document, [key]: tally }) => ({ document, tally }));
  const shares: Record<Share, Tally> = {
    documents: documents.tally,
    written: sumOf(tallies('written')),
    reported: sumOf(tallies('reported')),
    // How many documents compile is counted, and how often each error occurs.
    types: documentsOf(tallies('types')),
    reached: sumOf(tallies('reached')),
    equal: sumOf(tallies('equal')),
    verdicts: sumOf(tallies('verdicts')),
  };
  const missed = (Object.keys(thresholds) as Share[]).filter(
    (name) => shareOf(shares[name]) < thresholds[name],
  );
  return {
    documents: all.length,
    operations: all.reduce((sum, { operations }) => sum + operations, 0),
    ...{ shares, missed, exceptions: sumOf(tallies('exceptions')) },
    untried: all.reduce((sum, { untried }) => sum + untried, 0),
  };
}

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
  const { shares, exceptions, untried } = summary;
  const lines = [`${summary.documents} documents, ${summary.operations} operations`, ''];
  for (const share of Object.keys(shares) as Share[]) {
    lines.push(shareLine(names[share], shares[share], thresholds[share]));
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
