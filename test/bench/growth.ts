/**
 * `pnpm bench:growth`: how time and memory grow with the number of files. Each size gets a server, a data folder
 * and a library of its own.
 *
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeTable } from '../../packages/contract-first/test/mutants/writeTable.ts';
import { walk } from '../../packages/server/src/disk/walk.ts';
import { ApiClient } from './apiClient.ts';
import { median, secondsOf } from './bench.ts';
import { busyShare, MOST_BUSY } from './busy.ts';
import { growthChart } from './growthChart.ts';
import { COMMON, FILES_A_FOLDER, makeLibrary, RARE, sizeOf } from './growthLibrary.ts';
import { Meter, type Spent } from './growthMeter.ts';
import { startServer } from './process.ts';
import { percent } from './report.ts';

/** What is measured, in the order of the table. */
const WORKS = [
  'first listing',
  'index and search',
  'walk',
  'plan by type',
  'execution',
  'rollback',
  'duplicates',
  'search for a rare word',
  'search for a word of all names',
  'page in the middle',
  'statistics',
  'start',
] as const;
export type Work = (typeof WORKS)[number];

/** The figures of one size. */
export type Growth = {
  readonly files: number;
  readonly spent: Readonly<Partial<Record<Work, Spent>>>;
  /** In bytes for each file. */
  readonly database: number;
};

const chart = fileURLToPath(new URL('../../docs/charts/growth.svg', import.meta.url));
/** How often quick requests are repeated. */
const REPEATED = 20;
/** How often slow ones are. */
const FEW = 3;
/** Between two looks whether everything is read, in the time of a look: it counts all files. */
const PAUSE = 30;
/** How much the quotient of two times may exceed that of the numbers of files, and still count as linear. */
const MARGIN = 1.25;

const help = `Measures the server with more and more files: ${WORKS.join(', ')}, memory and database.

  --files <list>   Numbers of files (10000,100000,1000000)
  --busy           Measure even if other programs use the machine
  --write          Replace the table and the chart in docs/growth.md
  --help           Print this`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      files: { type: 'string', default: '10000,100000,1000000' },
      busy: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const sizes = values.files.split(',').map(Number);
  const isWrong = sizes.some((size) => !Number.isInteger(size) || size < FILES_A_FOLDER);
  if (values.help || isWrong) {
    console.log(isWrong ? `--files takes numbers from ${FILES_A_FOLDER} on\n\n${help}` : help);
    return isWrong ? 2 : 0;
  }
  const busy = await busyShare();
  if (busy > MOST_BUSY && !values.busy) {
    console.error(
      `Other programs use ${percent(busy)} of the machine; --busy measures all the same`,
    );
    return 1;
  }
  const all: Growth[] = [];
  for (const size of sizes) all.push(await measured(size));
  const table = growthTable(all);
  console.log(`\n${table}`);
  for (const line of steeper(all)) console.log(line);
  if (values.write) {
    writeFileSync(chart, growthChart(all));
    await writeTable('growth', table, 'growth.md');
  }
  return 0;
}

async function measured(files: number): Promise<Growth> {
  const folder = mkdtempSync(join(tmpdir(), 'file-organizer-growth-'));
  console.log(`${files.toLocaleString('en')} files`);
  const spent: Partial<Record<Work, Spent>> = {};
  try {
    const root = join(folder, 'library');
    const data = join(folder, 'data');
    makeLibrary(root, files);
    let server = await startServer(root, folder);
    try {
      const on = new ApiClient(server.url);
      const meter = new Meter(server, join(data, 'file-organizer.sqlite-wal'));
      const note = async (work: Work, run: () => Promise<unknown>) => {
        try {
          spent[work] = await meter.of(async () => {
            const told = await run();
            return typeof told === 'number' ? told : undefined;
          });
          console.log(`  ${lineOf(work, spent[work])}, log ${mebibytes(meter.log())} MiB`);
        } catch (error) {
          // The others can still be measured.
          console.log(`  ${work}: ${error instanceof Error ? error.message : String(error)}`);
        }
      };
      const quick = (work: Work, path: string, times = REPEATED) =>
        note(work, () => often(on, path, times));
      const job = async (path: string, body: object, wanted: string) =>
        (await on.timedJob(path, body, wanted)).jobId;
      let jobId = '';
      await note('first listing', () => on.ask('files?recursive=true&limit=1000'));
      await note('index and search', () => everythingRead(on, files));
      await note('walk', () => secondsOf(() => walked(root)));
      await note('plan by type', async () => {
        jobId = await job('organize/scan', { path: '/', methodology: 'type' }, 'planned');
      });
      await note('execution', () => job('organize/execute', { job_id: jobId }, 'completed'));
      await note('rollback', () => job(`organize/jobs/${jobId}/rollback`, {}, 'rolled_back'));
      await meter.rest();
      await note('duplicates', () => job('dedupe/scan', { path: '/' }, 'planned'));
      // Digests are stored after the job has ended.
      await meter.rest();
      await quick('search for a rare word', `search?q=${RARE}&limit=20`);
      await quick('search for a word of all names', `search?q=${COMMON}&limit=20`, FEW);
      await quick('page in the middle', await middlePage(on, files));
      await quick('statistics', 'system/stats', FEW);
      await server.stop();
      const started = performance.now();
      server = await startServer(root, folder);
      const seconds = (performance.now() - started) / 1000;
      spent.start = { seconds, processor: undefined, peak: undefined, slowest: 0 };
      console.log(`  ${lineOf('start', spent.start)}`);
      return { files, spent, database: sizeOf(data) / files };
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const mebibytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

const lineOf = (work: Work, { seconds, processor, peak, slowest }: Spent): string =>
  `${work}: ${seconds.toFixed(3)} s, processor ${processor?.toFixed(2)} s, peak ${peak} MiB, slowest answer ${slowest.toFixed(2)} s`;

async function walked(root: string): Promise<void> {
  for await (const _folder of walk(root, '/'));
}

/** Waits until the index has all files, and the search their texts. */
async function everythingRead(api: ApiClient, files: number): Promise<void> {
  for (;;) {
    const began = performance.now();
    const { search } = (await api.ask('system/stats')) as {
      search: { indexed_count: number; queued_count: number };
    };
    if (search.queued_count === 0 && search.indexed_count > files) return;
    await setTimeout(PAUSE * (performance.now() - began));
  }
}

/** The median time of a request, in seconds. */
async function often(api: ApiClient, path: string, repeated: number): Promise<number> {
  const times: number[] = [];
  while (times.length < repeated) times.push(await secondsOf(() => api.ask(path)));
  return median(times);
}

/** The path of the page of a recursive list behind half of the files. */
async function middlePage(api: ApiClient, files: number): Promise<string> {
  const pageOf = (cursor: string) =>
    `files?recursive=true&limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
  let cursor = '';
  for (let seen = 0; seen < files / 2; seen += 1000) {
    const page = (await api.ask(pageOf(cursor))) as { next_cursor: string | null };
    cursor = page.next_cursor ?? '';
  }
  return pageOf(cursor);
}

/** These take long enough that the clock of the processor says something. */
const LONG: readonly Work[] = [
  'index and search',
  'plan by type',
  'execution',
  'rollback',
  'duplicates',
];

/** A row for each kind of work, and a column for each number of files. */
export function growthTable(all: readonly Growth[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const heads = all.map(({ files }) => `${files.toLocaleString('en')} files`);
  const rows = WORKS.map((work) =>
    row([work, ...all.map(({ spent }) => spentText(work, spent[work]))]),
  );
  const jobs = ['plan by type', 'execution', 'rollback', 'duplicates'] as const;
  const most = (works: readonly Work[], what: 'peak' | 'slowest') =>
    all.map(({ spent }) => {
      const values = works.map((work) => spent[work]?.[what] ?? 0);
      return Math.max(...values);
    });
  const memory = (name: string, works: readonly Work[]) =>
    row([name, ...most(works, 'peak').map((peak) => (peak ? `${peak} MiB` : ''))]);
  return [
    row(['', ...heads]),
    row(['---', ...heads.map(() => '---:')]),
    ...rows,
    row(['slowest answer during a job', ...most(jobs, 'slowest').map(secondsText)]),
    memory('memory while indexing', ['index and search']),
    memory('memory while organizing', ['plan by type', 'execution', 'rollback']),
    memory('memory while finding duplicates', ['duplicates']),
    row(['data folder', ...all.map(({ database }) => `${Math.round(database)} bytes a file`)]),
  ].join('\n');
}

/** The kinds of work that take more than ten times as long for ten times as many files. */
export function steeper(all: readonly Growth[]): string[] {
  return all.slice(1).flatMap(({ files, spent }, at) => {
    const before = all[at];
    if (!before) return [];
    return WORKS.flatMap((work) => {
      const [few, many] = [before.spent[work]?.seconds, spent[work]?.seconds];
      const factor = few && many ? many / few : 0;
      if (factor <= (files / before.files) * MARGIN) return [];
      const size = files.toLocaleString('en');
      return [`${work}: ${factor.toFixed(1)} times as long for ${size} files`];
    });
  });
}

/** The time, and in brackets that of the server's processors, which other programs hardly change. */
function spentText(work: Work, spent: Spent | undefined): string {
  const { seconds, processor } = spent ?? {};
  const isTold = processor !== undefined && LONG.includes(work);
  return isTold ? `${secondsText(seconds)} (${secondsText(processor)})` : secondsText(seconds);
}

function secondsText(value: number | undefined): string {
  if (value === undefined) return '';
  return value < 1 ? `${(value * 1000).toFixed(1)} ms` : `${value.toFixed(1)} s`;
}

if (import.meta.main) process.exitCode = await main();
