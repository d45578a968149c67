/**
 * `pnpm bench`: measures the server against its peers and prints how it stands. Ends with 1 where
 * a reach was missed or a bench failed, or, with `CI=true`, where a peer is missing.
 *
 * @module
 */
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { accuracies, accuracyTable, agreementText } from './accuracy.ts';
import { type Bench, PeerMissing } from './bench.ts';
import { machine, markdown, outcomeOf, plainTable, type Ran } from './report.ts';

const SUFFIX = '.bench.ts';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
  .sort();

/** What is counted and not timed: it has no peer and no rounds. */
const ACCURACY = 'accuracy';

const help = `Measures the server against its peers, in turns, on this machine, and how often the
methodologies put a file where a person would.

  --only <name>   Only this one; may be given more than once: ${[ACCURACY, ...names].join(', ')}
  --rounds <n>    How many times each (5)
  --markdown      Print a table for the docs
  --json <file>   Write all figures to a file
  --help          Print this`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [ACCURACY, ...names] },
      rounds: { type: 'string', default: '5' },
      markdown: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const rounds = Number(values.rounds);
  const unknown = values.only.filter((name) => name !== ACCURACY && !names.includes(name));
  if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
    console.error(
      unknown.length > 0 ? `There is no bench "${unknown[0]}"` : '--rounds takes a number',
    );
    console.error(help);
    return 2;
  }
  const all: Ran[] = [];
  const benches = values.only.filter((name) => name !== ACCURACY);
  for (const name of benches) all.push(await run(name, rounds));
  const judged = values.only.includes(ACCURACY) ? accuracies() : [];
  if (all.length > 0) console.log(values.markdown ? markdown(all, new Date()) : plainTable(all));
  if (judged.length > 0) console.log(`\n${accuracyTable(judged)}\n\n${agreementText()}`);
  if (values.json) {
    const figures = all.map(({ name, bench: { work, peer, reach }, outcome }) => ({
      name,
      work,
      peer,
      reach,
      ...outcome,
    }));
    const measuredAt = new Date().toISOString();
    const text = JSON.stringify(
      { machine: machine(), measuredAt, benches: figures, accuracies: judged },
      null,
      2,
    );
    await writeFile(values.json, `${text}\n`);
  }
  return all.every(isWell) ? 0 : 1;
}

async function run(name: string, rounds: number): Promise<Ran> {
  const { default: bench } = (await import(`./${name}${SUFFIX}`)) as { default: Bench };
  console.error(`${name}: ${bench.work} …`);
  try {
    return { name, bench, outcome: outcomeOf(bench, await bench.measure(rounds)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof PeerMissing) {
      console.error(`${name}: NOT MEASURED, the peer is missing: ${message}`);
      return { name, bench, outcome: { missing: message } };
    }
    // The others are measured all the same.
    console.error(`${name}: FAILED`, error);
    return { name, bench, outcome: { failed: message } };
  }
}

function isWell({ outcome }: Ran): boolean {
  if ('missing' in outcome) return process.env.CI !== 'true';
  return 'isReached' in outcome && outcome.isReached;
}

process.exitCode = await main();
