/**
 * `pnpm bench:foreign`: every fault of the catalogue before `contract verify`, Schemathesis and Prism's
 * proxy. Writes what each has caught, and its false alarms on the honest servers, into `docs/proof.md`.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { serveChanged } from '../../honest/mutated.ts';
import { type Served, serve } from '../../honest/serving.ts';
import { faults } from './catalogue.ts';
import type { Fault } from './fault.ts';
import { ask, type Judge, judges } from './judging.ts';
import { honestRunKey, type Result, seeds, tables } from './table.ts';

const { values } = parseArgs({
  options: {
    judge: { type: 'string', multiple: true, default: [...judges] },
    'at-once': { type: 'string', default: '2' },
    json: { type: 'string' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(`pnpm bench:foreign [--judge NAME] [--only FRAMEWORK] [--at-once N] [--json FILE] [--write]

  --judge NAME      Only this judge, of ${judges.join(', ')}; can be repeated
  --only FRAMEWORK  Only faults of Express, FastAPI or Go
  --at-once N       Judge N servers at the same time (default: 2)
  --json FILE       Keep results in a file, and ask again only what it lacks
  --write           Write the tables into docs/proof.md`);
  process.exit(0);
}

const atOnce = Number(values['at-once']);
const results = new Map<string, Result>(
  values.json && existsSync(values.json) ? JSON.parse(readFileSync(values.json, 'utf8')) : [],
);

type Subject = {
  readonly key: string;
  readonly document: string;
  readonly seed: number;
  start(): Promise<Served>;
};
const honestKey = ({ framework, document }: Fault) => `${framework} ${document}`;
const keyOf = (fault: Fault) => `${honestKey(fault)} ${fault.name}`;

const chosen = faults.filter(({ framework }) => !values.only || framework === values.only);
const honest = new Map(
  chosen.flatMap((fault) =>
    seeds.map((seed): [string, Subject] => {
      const key = honestRunKey(honestKey(fault), seed);
      return [key, { key, document: fault.document, seed, start: () => serve(fault) }];
    }),
  ),
);
const subjects: readonly Subject[] = [
  ...honest.values(),
  ...chosen.map((fault) => ({
    key: keyOf(fault),
    document: fault.document,
    seed: seeds[0],
    start: () => serveChanged(fault),
  })),
];

async function judge({ key, document, seed, start }: Subject, name: Judge): Promise<void> {
  const id = `${name} | ${key}`;
  if (results.get(id)) return;
  let result: Result;
  try {
    const served = await start();
    try {
      const words = await ask[name]({ document, seed, ...served });
      result = words ? [...words] : null;
    } finally {
      await served.stop();
    }
  } catch (error) {
    console.error(`${id}: ${error instanceof Error ? error.message.slice(0, 300) : error}`);
    result = null;
  }
  results.set(id, result);
  if (values.json) await writeFile(values.json, JSON.stringify([...results]));
  console.error(`${id}: ${result ? result.length : 'not run'}`);
}

for (const name of judges.filter((each) => values.judge.includes(each))) {
  const queue = [...subjects];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await judge(next, name);
    }),
  );
}
await tables(faults, results, values.write);
