/** Shares of what was measured, over all documents. */
import { Counter, type Group, type Tally } from './measurement.ts';

/** A tally of one document. */
export type DocumentTally = { readonly document: string; readonly tally: Tally };

/** The sum over all documents; examples are named by their document. */
export function sumOf(all: readonly DocumentTally[]): Tally {
  const counter = new Counter();
  for (const { document, tally } of all) {
    counter.good(tally.good);
    addGroups(counter, tally.groups, document);
  }
  // What a failed document did not come to has no group of its own.
  const total = all.reduce((sum, { tally }) => sum + tally.total, 0);
  return { ...counter.tally, total };
}

/** Of how many documents all is good; groups say how often each fault occurs. Those with nothing do not count. */
export function documentsOf(all: readonly DocumentTally[]): Tally {
  const tried = all.filter(({ tally }) => tally.total > 0);
  const counter = new Counter();
  for (const { document, tally } of tried) {
    if (tally.good === 0) addGroups(counter, tally.groups, document);
  }
  return {
    total: tried.length,
    good: tried.filter(({ tally }) => tally.good > 0).length,
    groups: counter.tally.groups,
  };
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

/** A share in one line. */
export function shareLine(name: string, tally: Tally, threshold = 0): string {
  const isMissed = shareOf(tally) < threshold ? `  BELOW ${threshold * 100} %` : '';
  return `${name}: ${tally.good} of ${tally.total} (${percent(tally)})${isMissed}`;
}

/** @param most how many kinds are shown */
export function groupLines(title: string, groups: readonly Group[], most: number): string[] {
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
