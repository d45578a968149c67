/**
 * `pnpm bench`: measures the server against its peers. Ends with 1 if a target was missed or a bench
 * failed or could not be judged, or, with `CI=true`, if a peer is missing.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { writeTable } from '../../packages/contract-first/test/mutants/writeTable.ts';
import { accuracies, accuracyTable, agreementText } from './accuracy.ts';
import { type Bench, type Figures, PeerMissing, type Program, Rounds } from './bench.ts';
import { MOST_BUSY, untilQuiet } from './busy.ts';
import { commitFigures, committedFigures, figuresOf, regressions } from './committed.ts';
import { endOrganizing, rested } from './organizing.ts';
import { figureText, markdown, percent, plainTable, type Ran, resultOf } from './report.ts';

const SUFFIX = '.bench.ts';
/** What is counted and not timed: it has no peer and no rounds. */
const ACCURACY = 'accuracy';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
  .sort();

const help = `Measures the server against its peers, in turns, on this machine, and how often the
methodologies put a file where a person would. Each figure is printed as soon as it is there.

  --only <name>    Only this one; may be given more than once: ${[ACCURACY, ...names].join(', ')}
  --rounds <n>     How many rounds at most (5)
  --minutes <n>    Time for all of them: a bench begins no further round after its share (25)
  --busy           Judge the figures even if other programs use the machine
  --compare        End with 1 if a figure is worse than the committed one by more than a quarter
  --write          Commit the figures: docs/benchmarks.md and test/bench/figures.json
  --json <file>    Write all figures to a file
  --help           Print this`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [ACCURACY, ...names] },
      rounds: { type: 'string', default: '5' },
      minutes: { type: 'string', default: '25' },
      busy: { type: 'boolean', default: false },
      compare: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [rounds, minutes] = [Number(values.rounds), Number(values.minutes)];
  const unknown = values.only.find((name) => name !== ACCURACY && !names.includes(name));
  const isWrong = !Number.isInteger(rounds) || rounds < 1 || !(minutes > 0);
  if (unknown !== undefined || isWrong) {
    console.error(
      unknown ? `There is no bench "${unknown}"` : '--rounds and --minutes take numbers',
    );
    console.error(help);
    return 2;
  }
  const chosen = names.filter((name) => values.only.includes(name));
  const benches = await Promise.all(
    chosen.map(async (name) => [name, await benchOf(name)] as const),
  );
  const programs = [...new Set(benches.flatMap(([, { programs = [] }]) => programs))];
  const missing = programs.filter((program) => versionOf(program) === undefined);
  if (missing.length > 0) {
    const packages = [...new Set(missing.map(({ debian }) => debian))].join(' ');
    console.error(`Peers are missing. On Debian or Ubuntu: sudo apt-get install ${packages}\n`);
  }
  const all: Ran[] = [];
  const until = performance.now() + minutes * 60_000;
  try {
    for (const [at, [name, bench]] of benches.entries()) {
      const share = (until - performance.now()) / (benches.length - at);
      all.push(await run(name, bench, { rounds, share, judgeBusy: values.busy }));
    }
  } finally {
    await endOrganizing();
  }
  const judged = values.only.includes(ACCURACY) ? accuracies() : [];
  if (all.length > 0) console.log(`\n${plainTable(all)}`);
  if (judged.length > 0) console.log(`\n${accuracyTable(judged)}\n\n${agreementText()}`);
  const figures = figuresOf(all);
  if (values.json) {
    await writeFile(
      values.json,
      `${JSON.stringify({ ...figures, accuracies: judged }, null, 2)}\n`,
    );
  }
  const worse = values.compare ? regressions(figures, committedFigures()) : [];
  for (const line of worse) console.log(`Worse than committed: ${line}`);
  if (values.write) {
    const versions = programs.flatMap((program) => versionOf(program) ?? []);
    await writeTable('bench', markdown(all, [...new Set(versions)]), 'benchmarks.md');
    await commitFigures(figures, committedFigures());
  }
  const isWell = values.compare ? all.every(wasMeasured) && worse.length === 0 : all.every(isMet);
  return isWell ? 0 : 1;
}

const benchOf = async (name: string): Promise<Bench> =>
  ((await import(`./${name}${SUFFIX}`)) as { default: Bench }).default;

/** The first line with a number that the program prints; undefined if it is not installed. */
function versionOf({ version: [command, ...args] }: Program): string | undefined {
  const { error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return error ? undefined : `${stdout}\n${stderr}`.split('\n').find((line) => /\d/.test(line));
}

type Options = { readonly rounds: number; readonly share: number; readonly judgeBusy: boolean };

async function run(
  name: string,
  bench: Bench,
  { rounds, share, judgeBusy }: Options,
): Promise<Ran> {
  console.log(`${name}: ${bench.work}`);
  const missing = bench.programs?.find((program) => versionOf(program) === undefined);
  if (missing) {
    console.log(`  NOT MEASURED: the package ${missing.debian} is not installed`);
    return { name, bench, outcome: { missing: `install the package ${missing.debian}` } };
  }
  const show = (round: number, { ours, peer }: Figures) => {
    const compared = peer === undefined ? '' : `, peer ${figureText(peer, bench.unit)}`;
    const ratio = peer === undefined ? '' : `, ratio ${(ours / peer).toFixed(2)}`;
    console.log(`  round ${round}: ${figureText(ours, bench.unit)}${compared}${ratio}`);
  };
  const counted = new Rounds(rounds, performance.now() + share, show);
  try {
    const before = await quiet();
    const notes = await bench.measure(counted);
    const busy = Math.max(before, await quiet());
    const result = resultOf(bench, { ours: counted.ours, peer: counted.peer, notes });
    const isUnjudged = busy > MOST_BUSY && !judgeBusy;
    if (isUnjudged) console.log(`  NOT JUDGED: other programs use ${percent(busy)} of the machine`);
    return { name, bench, outcome: { ...result, ...(isUnjudged && { busy }) } };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof PeerMissing) {
      console.log(`  NOT MEASURED: ${message}`);
      return { name, bench, outcome: { missing: message } };
    }
    // The others are measured all the same.
    console.error('  FAILED', error);
    return { name, bench, outcome: { failed: message } };
  }
}

/** Waits until our own server and the machine are idle. @returns the share of the cores still in use */
async function quiet(): Promise<number> {
  await rested();
  return untilQuiet();
}

const wasMeasured = ({ outcome }: Ran): boolean =>
  'missing' in outcome ? process.env.CI !== 'true' : 'measured' in outcome;

const isMet = (ran: Ran): boolean =>
  wasMeasured(ran) &&
  !('isReached' in ran.outcome && (!ran.outcome.isReached || ran.outcome.busy !== undefined));

process.exitCode = await main();
