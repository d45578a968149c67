/** Adds up the measurements of mocks, compares them with what is wanted, and writes them down for people. */
import type { Tally } from '../measurement.ts';
import { groupLines, percent, shareLine, shareOf, sumOf } from '../shares.ts';
import { type MockMeasurement, type Pass, type PassTallies, passes } from './mockMeasurement.ts';

export type MockShare = 'started' | 'operations' | 'answered' | 'refused';

/** The least share of each, below which `pnpm test:mock-corpus` fails; only ever raised. */
export const mockThresholds: Readonly<Record<MockShare, number>> = {
  started: 1,
  operations: 1,
  answered: 1,
  refused: 1,
};

export type PassSummary = {
  readonly shares: Readonly<Record<MockShare, Tally>>;
  readonly exceptions: Tally;
  readonly missed: readonly MockShare[];
  /** The slowest start of a mock in the measuring process, in seconds, and its document. */
  readonly slowest: { readonly document: string; readonly seconds: number };
};

export type MockSummary = {
  readonly documents: number;
  readonly operations: number;
  readonly passes: Readonly<Partial<Record<Pass, PassSummary>>>;
};

const titles: Readonly<Record<MockShare, string>> = {
  started: 'documents whose mock starts',
  operations: 'operations that answer every valid request with a valid, documented success',
  answered: 'valid requests answered so',
  refused: 'invalid requests refused as documented',
};

export function summarizeMocks(all: readonly MockMeasurement[]): MockSummary {
  const found = passes.flatMap((pass): [Pass, PassSummary][] => {
    const own = all.flatMap(({ document, passes: { [pass]: tallies } }) =>
      tallies ? [{ document, tallies }] : [],
    );
    return own.length > 0 ? [[pass, summaryOf(own)]] : [];
  });
  return {
    documents: all.length,
    operations: all.reduce((sum, { operations }) => sum + operations, 0),
    passes: Object.fromEntries(found),
  };
}

function summaryOf(
  all: readonly { readonly document: string; readonly tallies: PassTallies }[],
): PassSummary {
  const of = (key: MockShare | 'exceptions') =>
    sumOf(all.map(({ document, tallies: { [key]: tally } }) => ({ document, tally })));
  const shares: Record<MockShare, Tally> = {
    started: of('started'),
    operations: of('operations'),
    answered: of('answered'),
    refused: of('refused'),
  };
  // as: the keys are those of the record above.
  const missed = (Object.keys(shares) as MockShare[]).filter(
    (name) => shareOf(shares[name]) < mockThresholds[name],
  );
  const [slowest] = all
    .map(({ document, tallies }) => ({ document, seconds: tallies.startSeconds }))
    .sort((one, other) => other.seconds - one.seconds);
  return {
    ...{ shares, missed, exceptions: of('exceptions') },
    slowest: slowest ?? { document: '', seconds: 0 },
  };
}

export const isGood = ({ passes: found }: MockSummary): boolean =>
  Object.values(found).every(({ missed }) => missed.length === 0);

/** @param most how many kinds of each share are shown */
export function mockSummaryText({ documents, operations, passes: found }: MockSummary, most = 12) {
  const lines = [`${documents} documents, ${operations} operations`];
  for (const [pass, { shares, exceptions, slowest }] of Object.entries(found)) {
    lines.push('', pass.toUpperCase());
    const entries = Object.entries(shares) as [MockShare, Tally][];
    for (const [name, tally] of entries) {
      if (tally.total > 0) lines.push(shareLine(titles[name], tally, mockThresholds[name]));
    }
    lines.push(`slowest start: ${slowest.seconds.toFixed(2)} s, ${slowest.document}`);
    for (const [name, tally] of entries) {
      lines.push(...groupLines(`Not among ${titles[name]}`, tally.groups, most));
    }
    lines.push(...groupLines('Documented exceptions', exceptions.groups, most));
  }
  return lines.join('\n');
}

/** A document in one line. */
export function mockLine({
  document,
  operations,
  failure,
  passes: found,
}: MockMeasurement): string {
  const parts = Object.entries(found).map(([pass, tallies]) => {
    const refused = tallies.refused.total > 0 ? `, refused ${percent(tallies.refused)}` : '';
    return `${pass} ${percent(tallies.operations)}${refused}, start ${tallies.startSeconds.toFixed(2)} s, ${tallies.seconds.toFixed(1)} s`;
  });
  const why = failure ? ` ${failure.step.toUpperCase()}: ${failure.message.slice(0, 200)}` : '';
  return `${document} (${operations}): ${parts.join('; ')}${why}`;
}
