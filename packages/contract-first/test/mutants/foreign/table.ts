/**
 * The tables of caught and missed faults.
 *
 * @module
 */
import { knownOf } from '../../honest/knownFaults.ts';
import { pairs } from '../../honest/pairs.ts';
import { writeTable } from '../writeTable.ts';
import type { Fault } from './fault.ts';
import { type Judge, judges } from './judging.ts';

/** What a judge has said of a server; null if it could not be asked. */
export type Result = readonly string[] | null;
type Results = ReadonlyMap<string, Result>;

/** The seeds with which the honest servers are judged; the faults are judged with the first. */
export const seeds = [1, 2, 3] as const;
export const honestRunKey = (server: string, seed: number): string => `${server} #${seed}`;

/** What a judge has said of an honest server in any of its runs; null unless all have run. */
function noiseOf(results: Results, judge: Judge, server: string): Result {
  const runs = seeds.map((seed) => results.get(`${judge} | ${honestRunKey(server, seed)}`));
  return runs.every((run) => run !== null && run !== undefined) ? [...new Set(runs.flat())] : null;
}

type Verdict = 'caught' | '**missed**' | 'not run';

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const heading = (cells: readonly string[]) => [row(cells), row(cells.map(() => '---'))];

function verdictOf(results: Results, judge: Judge, fault: Fault): Verdict {
  const server = `${fault.framework} ${fault.document}`;
  const said = results.get(`${judge} | ${server} ${fault.name}`);
  const noise = noiseOf(results, judge, server);
  if (!said || !noise) return 'not run';
  return said.some((word) => !noise.includes(word)) ? 'caught' : '**missed**';
}

type Judged = { readonly fault: Fault; readonly of: ReadonlyMap<Judge, Verdict> };

/** A table of faults and the verdicts of some judges, with their totals. */
function catalogue(judged: readonly Judged[], by: readonly Judge[]): string[] {
  const verdicts = (judge: Judge) => judged.map(({ of }) => of.get(judge) ?? 'not run');
  const total = (judge: Judge) => {
    const run = verdicts(judge).filter((each) => each !== 'not run');
    return `**${run.filter((each) => each === 'caught').length} of ${run.length}**`;
  };
  return [
    ...heading(['Server', 'Fault', 'Described by', ...by]),
    ...judged.map(({ fault, of }) =>
      row([
        ...[`${fault.framework} ${fault.document}`, fault.name, fault.source],
        ...by.map((judge) => of.get(judge) ?? 'not run'),
      ]),
    ),
    row(['**caught**', '', '', ...by.map(total)]),
  ];
}

const OURS = 'contract verify';
const isUnreached = (word: string) => /^(unreached|not reached) /.test(word);

/** What was reported of each handwritten honest server, by the number of its kinds. */
function alarms(results: Results): string[] {
  const servers = pairs.filter(({ framework }) => framework !== 'kit' && framework !== 'mock');
  const others = judges.filter((judge) => judge !== OURS);
  const rows = servers.map((pair) => {
    const server = `${pair.framework} ${pair.document}`;
    // A server with a document of its own has no faults here, but `pnpm test:honest` verifies it.
    const ours = noiseOf(results, OURS, server) ?? knownOf(pair);
    const unreached = ours.filter(isUnreached).length;
    const told = others.map((judge) => noiseOf(results, judge, server)?.length ?? 'not run');
    return row([server, ours.length - unreached, unreached, ...told]);
  });
  return [
    ...heading(['Honest server', `${OURS}: findings`, `${OURS}: not reached`, ...others]),
    ...rows.sort(),
  ];
}

/** Prints the counts, and writes the tables if asked to. */
export async function tables(
  faults: readonly Fault[],
  results: Results,
  isWritten: boolean,
): Promise<void> {
  const judged = faults.map(
    (fault): Judged => ({
      fault,
      of: new Map(judges.map((judge) => [judge, verdictOf(results, judge, fault)])),
    }),
  );
  const ran = judges.filter((judge) => judged.some(({ of }) => of.get(judge) !== 'not run'));
  const common = judged.filter(({ of }) => ran.every((judge) => of.get(judge) !== 'not run'));
  const all = catalogue(judged, [OURS]);
  const compared = catalogue(common, ran);
  console.log(`All faults:\n${all.at(-1)}\nFaults that every listed tool ran on:`);
  console.log([compared[0], compared.at(-1)].join('\n'));
  for (const { fault, of } of judged) {
    if (of.get(OURS) === '**missed**') {
      console.log(`${OURS} missed: ${fault.framework} ${fault.document} ${fault.name}`);
    }
  }
  if (!isWritten) return;
  await writeTable('foreign mutants', all.join('\n'));
  await writeTable('foreign mutants of all tools', compared.join('\n'));
  await writeTable('alarms', alarms(results).join('\n'));
}
