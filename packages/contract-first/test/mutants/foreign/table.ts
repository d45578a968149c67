/**
 * The tables of caught and missed faults.
 *
 * @module
 */
import { writeTable } from '../writeTable.ts';
import type { Fault } from './fault.ts';
import { type Judge, judges } from './judging.ts';

/** What a judge has said of a server; null if it could not be asked. */
export type Result = readonly string[] | null;
type Results = ReadonlyMap<string, Result>;
type Verdict = 'caught' | '**missed**' | 'not run';

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const heading = (cells: readonly string[]) => [row(cells), row(cells.map(() => '---'))];

function verdictOf(results: Results, judge: Judge, fault: Fault): Verdict {
  const server = `${fault.framework} ${fault.document}`;
  const said = results.get(`${judge} | ${server} ${fault.name}`);
  const noise = results.get(`${judge} | ${server}`);
  if (!said || !noise) return 'not run';
  return said.some((word) => !noise.includes(word)) ? 'caught' : '**missed**';
}

/** Prints the counts, and writes both tables if asked to. */
export async function tables(
  faults: readonly Fault[],
  results: Results,
  isWritten: boolean,
): Promise<void> {
  const verdicts = faults.map((fault) => ({
    fault,
    of: judges.map((judge) => verdictOf(results, judge, fault)),
  }));
  const count = (at: number, verdict: Verdict) =>
    verdicts.filter(({ of }) => of[at] === verdict).length;
  const totals = judges.map((_, at) => {
    const run = faults.length - count(at, 'not run');
    return `**${count(at, 'caught')} of ${run}**`;
  });
  const servers = [...new Set(faults.map((each) => `${each.framework} ${each.document}`))].sort();
  const alarms = judges.map((judge) => servers.map((name) => results.get(`${judge} | ${name}`)));
  const catalogue = [
    ...heading(['Server', 'It', 'Described by', ...judges]),
    ...verdicts.map(({ fault, of }) =>
      row([`${fault.framework} ${fault.document}`, fault.name, fault.source, ...of]),
    ),
    row(['**caught**', '', '', ...totals]),
  ];
  const honest = [
    ...heading(['Honest server', ...judges]),
    ...servers.map((name, at) =>
      row([name, ...alarms.map((each) => each[at]?.length ?? 'not run')]),
    ),
  ];
  console.log(
    judges.map((judge, at) => `${judge}: ${totals[at]?.replaceAll('*', '')} caught`).join('\n'),
  );
  for (const { fault, of } of verdicts) {
    if (of[0] === '**missed**') {
      console.log(`contract verify missed: ${fault.framework} ${fault.document} ${fault.name}`);
    }
  }
  if (!isWritten) return;
  await writeTable('foreign mutants', catalogue.join('\n'));
  await writeTable('alarms', honest.join('\n'));
}
