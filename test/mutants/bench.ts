/**
 * `pnpm bench:verify`: each mutant of the shop before three judges, with the same shop at the start:
 * `contract verify`, Schemathesis with all its checks, and Prism's proxy, which judges what passes it
 * while `contract verify` asks. Prints who has caught what, as Markdown.
 *
 * @module
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Document } from '@file-organizer/toolkit/contract';
import { machine } from '../bench/report.ts';
import { keys, type Mutation, startBookshop } from './bookshop.ts';
import { bookshopDocument, bookshopFile, verifyBookshop } from './judges.ts';
import { mutations } from './mutations.ts';
import { startProxy } from './prismProxy.ts';
import { type Outcome, runSchemathesis, SchemathesisMissing } from './schemathesis.ts';

const judges = ['contract verify', 'Schemathesis', "Prism's proxy"] as const;
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

  --judge NAME Only this judge, of ${judges.join(', ')}; may be given more than once
  --part 1/2   Only the first half of the mutants
  --json FILE  Write the verdicts to a file`);
  process.exit(0);
}

const EXAMPLES = 10;
const AT_ONCE = 2;

/** The words of each judge on the shop that is right, which do not count against a mutant. */
let noise: ReadonlySet<string> = new Set();

async function verdictsOn(
  document: Document,
  file: string,
  mutation: Mutation,
): Promise<Record<Judge, Verdict>> {
  const shops = await Promise.all(judges.map(() => startBookshop(document, mutation)));
  const [first = '', second = '', third = ''] = shops.map(({ url }) => url);
  const proxy = await startProxy(bookshopFile, third);
  const verdict = (isCaught: boolean): Verdict => (isCaught ? 'caught' : 'missed');
  const isAsked = (judge: Judge) => values.judge.includes(judge);
  const verdicts: Record<Judge, Verdict> = {
    'contract verify': 'not run',
    Schemathesis: 'not run',
    "Prism's proxy": 'not run',
  };
  try {
    if (isAsked('contract verify')) {
      const { findings } = await verifyBookshop(document, first);
      verdicts['contract verify'] = verdict(findings.length > 0);
    }
    const theirs = isAsked('Schemathesis') ? await schemathesisOn(file, second) : undefined;
    if (theirs) verdicts.Schemathesis = verdict(theirs.hasFailures);
    if (isAsked("Prism's proxy")) {
      await verifyBookshop(document, proxy.url);
      if (mutation === right) noise = new Set(proxy.violations);
      verdicts["Prism's proxy"] = verdict([...proxy.violations].some((each) => !noise.has(each)));
    }
    return verdicts;
  } finally {
    await proxy.close();
    await Promise.all(shops.map((shop) => shop.close()));
  }
}

/** Undefined where it cannot be installed here. */
async function schemathesisOn(file: string, url: string): Promise<Outcome | undefined> {
  try {
    return await runSchemathesis(file, url, {
      config: join(import.meta.dirname, 'schemathesis.toml'),
      headers: [`X-API-Key: ${keys.all}`],
      examples: EXAMPLES,
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
    const rows: Row[] = [];
    const judge = async (mutant: string, mutation: Mutation) => {
      const verdicts = await verdictsOn(document, file, mutation);
      rows.push({ mutant, verdicts });
      console.error(mutant, JSON.stringify(Object.values(verdicts)));
      if (values.json) await writeFile(values.json, JSON.stringify(rows, null, 2));
    };
    await judge('(none: the shop is right)', right);
    const queue = Object.entries(mutations).filter((_, at) => at % parts === part - 1);
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await judge(...next);
      }),
    );
    console.log(markdown(rows));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
    `${new Date().toISOString().slice(0, 10)}, ${machine()}.`,
    '',
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
