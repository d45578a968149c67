/**
 * The figures that are committed, with which later ones are compared.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { formatFile } from '../../packages/contract-first/test/mutants/writeTable.ts';
import { median, type Target, type Unit } from './bench.ts';
import { machine, type Ran } from './report.ts';

const FILE = new URL('./figures.json', import.meta.url);

/** How much worse a figure may be than the committed one: a quarter, since machines are noisy. */
const MOST_WORSE = 1.25;

type Figure = {
  readonly name: string;
  readonly unit: Unit;
  readonly target: Target;
  readonly ours: readonly number[];
  readonly peer: readonly number[];
};
type Figures = {
  readonly machine: string;
  readonly measuredAt: string;
  readonly benches: readonly Figure[];
};

/** The figures of the benches that could be measured. */
export const figuresOf = (all: readonly Ran[]): Figures => ({
  machine: machine(),
  measuredAt: new Date().toISOString(),
  benches: all.flatMap(({ name, bench: { unit, target }, outcome }) =>
    'measured' in outcome
      ? [{ name, unit, target, ours: outcome.measured.ours, peer: outcome.measured.peer }]
      : [],
  ),
});

export const committedFigures = (): Figures => JSON.parse(readFileSync(FILE, 'utf8')) as Figures;

/** Replaces the committed figures of the benches that were measured; the others stay. */
export async function commitFigures(now: Figures, before: Figures): Promise<void> {
  const names = new Set(now.benches.map(({ name }) => name));
  const kept = before.benches.filter(({ name }) => !names.has(name));
  const benches = [...kept, ...now.benches].sort((a, b) => (a.name < b.name ? -1 : 1));
  await writeFile(FILE, `${JSON.stringify({ ...now, benches }, rounded, 2)}\n`);
  formatFile(FILE);
}

/** Digits beyond the fourth are noise. */
const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(4)) : value;

/** What is worse than the committed figures by more than a quarter, in words. */
export function regressions(now: Figures, before: Figures): string[] {
  return now.benches.flatMap((figure) => {
    const earlier = before.benches.find(({ name }) => name === figure.name);
    // Without a peer, a time says more about the machine than about the change.
    if (!earlier || (figure.peer.length === 0 && figure.unit !== 'MiB')) return [];
    const [is, was] = [judgedFigure(figure), judgedFigure(earlier)];
    const worse = 'atLeast' in figure.target ? was / is : is / was;
    return worse > MOST_WORSE
      ? [`${figure.name}: ${is.toFixed(2)}, committed ${was.toFixed(2)}`]
      : [];
  });
}

/** The ratio, or our own figure without a peer. */
const judgedFigure = ({ ours, peer }: Figure): number =>
  peer.length > 0 ? median(ours) / median(peer) : median(ours);
