/**
 * `pnpm bench:verify`: each mutant of the shop before four judges, with the same shop at the start:
 * `contract verify`, the shop's contract tests, Schemathesis with all its checks, and Prism's proxy,
 * which judges what passes it while `contract verify` asks. Writes who has caught what into
 * `docs/proof.md`.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Document } from 'contract-first/contract';
import { keys, type Mutation, startBookshop } from './bookshop.ts';
import { contractTests } from './contractTests.ts';
import { bookshopDocument, bookshopFile, verifyBookshop } from './judges.ts';
import { mutations } from './mutations.ts';
import { startProxy } from './prismProxy.ts';
import { type Outcome, runSchemathesis, SchemathesisMissing } from './schemathesis.ts';
import { writeTable } from './writeTable.ts';

const judges = ['contract verify', 'contract tests', 'Schemathesis', "Prism's proxy"] as const;
type Judge = (typeof judges)[number];
/** What a judge says of a server: something is wrong, all is well, or it could not be asked. */
type Verdict = 'caught' | 'missed' | 'not run';
type Row = { readonly mutant: string; readonly verdicts: Readonly<Record<Judge, Verdict>> };

const { values } = parseArgs({
  options: {
    part: { type: 'string', default: '1/1' },
    judge: { type: 'string', multiple: true, default: [...judges] },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(`pnpm bench:verify [--judge NAME] [--part 1/2] [--json FILE]

  --judge NAME Only this judge, of ${judges.join(', ')}; can be repeated
  --part 1/2   Only the first half of the mutants
  --json FILE  Write the verdicts to a file, after those of judges and mutants that it has from
               earlier and that are not asked now`);
  process.exit(0);
}

const EXAMPLES = 10;
const AT_ONCE = 2;

const unasked: Readonly<Record<Judge, Verdict>> = {
  'contract verify': 'not run',
  'contract tests': 'not run',
  Schemathesis: 'not run',
  "Prism's proxy": 'not run',
};

/** The words of the proxy on the shop that is right, which do not count against a mutant. */
let noise: ReadonlySet<string> = new Set();

async function verdictsOn(
  document: Document,
  file: string,
  mutation: Mutation,
): Promise<Record<Judge, Verdict>> {
  const asking: Record<Judge, (url: string) => Promise<boolean | undefined>> = {
    'contract verify': async (url) => (await verifyBookshop(document, url)).findings.length > 0,
    'contract tests': async (url) => (await contractTests(document, url)).length > 0,
    Schemathesis: async (url) => (await schemathesisOn(file, url))?.hasFailures,
    "Prism's proxy": async (url) => {
      const proxy = await startProxy(bookshopFile, url);
      try {
        await verifyBookshop(document, proxy.url);
      } finally {
        await proxy.close();
      }
      if (mutation === right) noise = new Set(proxy.violations);
      return [...proxy.violations].some((each) => !noise.has(each));
    },
  };
  const verdicts = { ...unasked };
  for (const judge of judges.filter((each) => values.judge.includes(each))) {
    const shop = await startBookshop(document, mutation);
    try {
      const isCaught = await asking[judge](shop.url);
      if (isCaught !== undefined) verdicts[judge] = isCaught ? 'caught' : 'missed';
    } finally {
      await shop.close();
    }
  }
  return verdicts;
}

/** Undefined where it cannot be installed here. */
async function schemathesisOn(file: string, url: string): Promise<Outcome | undefined> {
  try {
    return await runSchemathesis(file, url, {
      config: join(import.meta.dirname, 'schemathesis.toml'),
      headers: [`X-API-Key: ${keys.all}`],
      examples: EXAMPLES,
      // One failure is a verdict; what more there would be does not change it.
      args: ['--max-failures', '1', '--no-shrink'],
    });
  } catch (error) {
    if (!(error instanceof SchemathesisMissing)) throw error;
    console.error(`Schemathesis is not here: ${error.message}`);
    return undefined;
  }
}

const right: Mutation = {};

async function main(): Promise<void> {
  const [part = 1, parts = 1] = values.part.split('/').map(Number);
  const folder = await mkdtemp(join(tmpdir(), 'bookshop-'));
  try {
    const document = await bookshopDocument();
    const file = join(folder, 'bookshop.json');
    await writeFile(file, JSON.stringify(document));
    const rows = await earlierRows();
    const judge = async (mutant: string, mutation: Mutation) => {
      const verdicts = await verdictsOn(document, file, mutation);
      const before = rows.get(mutant) ?? unasked;
      for (const each of judges) {
        if (verdicts[each] === 'not run') verdicts[each] = before[each];
      }
      rows.set(mutant, verdicts);
      console.error(mutant, JSON.stringify(Object.values(verdicts)));
      if (values.json) {
        const all = Array.from(rows, ([mutant, verdicts]): Row => ({ mutant, verdicts }));
        await writeFile(values.json, JSON.stringify(all, null, 2));
      }
    };
    await judge('(none: the shop is right)', right);
    const queue = Object.entries(mutations).filter((_, at) => at % parts === part - 1);
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await judge(...next);
      }),
    );
    await writeTable(
      'mutants',
      markdown(Array.from(rows, ([mutant, verdicts]) => ({ mutant, verdicts }))),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The verdicts of earlier runs, by mutant. */
async function earlierRows(): Promise<Map<string, Record<Judge, Verdict>>> {
  if (!values.json || !existsSync(values.json)) return new Map();
  const rows: Row[] = JSON.parse(await readFile(values.json, 'utf8'));
  return new Map(rows.map(({ mutant, verdicts }) => [mutant, { ...unasked, ...verdicts }]));
}

/** The rows in the order of the mutations, and how many each judge has caught. */
function markdown(rows: readonly Row[]): string {
  const order = Object.keys(mutations);
  const mutants = rows
    .filter(({ mutant }) => order.includes(mutant))
    .sort((a, b) => order.indexOf(a.mutant) - order.indexOf(b.mutant));
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const count = (judge: Judge) => {
    const caught = mutants.filter(({ verdicts }) => verdicts[judge] === 'caught').length;
    const run = mutants.filter(({ verdicts }) => verdicts[judge] !== 'not run').length;
    return `**${caught} of ${run}**`;
  };
  return [
    row(['A server that', ...judges]),
    row(['---', ...judges.map(() => '---')]),
    ...mutants.map(({ mutant, verdicts }) =>
      row([
        mutant,
        ...judges.map((judge) => (verdicts[judge] === 'missed' ? '**missed**' : verdicts[judge])),
      ]),
    ),
    row(['**caught**', ...judges.map(count)]),
  ].join('\n');
}

await main();
