/**
 * `pnpm bench:growth`: how time and memory grow with the number of files. Each size gets a server, a data folder
 * and a library of its own.
 *
 * @module
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeTable } from '../../packages/contract-first/test/mutants/writeTable.ts';
import { ApiClient } from './apiClient.ts';
import { median, secondsOf } from './bench.ts';
import { busyShare, MOST_BUSY, untilQuiet } from './busy.ts';
import { growthChart } from './growthChart.ts';
import { memoryOf, startServer } from './process.ts';
import { percent } from './report.ts';

/** What is measured, in the order of the table. */
const WORKS = [
  'start',
  'first listing',
  'plan by type',
  'execution',
  'rollback',
  'duplicates',
  'search for a word',
  'page in the middle',
] as const;
export type Work = (typeof WORKS)[number];

/** The figures of one size. */
export type Growth = {
  readonly files: number;
  /** In seconds. */
  readonly seconds: Readonly<Partial<Record<Work, number>>>;
  /** In MiB. */
  readonly peak: number | undefined;
  /** In bytes for each file. */
  readonly database: number;
};

const chart = fileURLToPath(new URL('../../docs/charts/growth.svg', import.meta.url));
const FILES_A_FOLDER = 100;
/** One of ten files is text, which the search reads; every fifth has the content of another one. */
const ENDINGS = ['txt', 'jpg', 'mp3', 'zip', 'mp4', 'bin', 'png', 'iso', 'wav', 'gz'];
const COPIES = 5;
/** A word in the name of one file. */
const RARE = 'heliotrope';
/** How often quick requests are repeated. */
const REPEATED = 20;

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
  if (values.write) {
    writeFileSync(chart, growthChart(all));
    await writeTable('growth', table, 'growth.md');
  }
  return 0;
}

async function measured(files: number): Promise<Growth> {
  const folder = mkdtempSync(join(tmpdir(), 'file-organizer-growth-'));
  console.log(`${files.toLocaleString('en')} files`);
  const seconds: Partial<Record<Work, number>> = {};
  const note = (work: Work, value: number) => {
    seconds[work] = value;
    console.log(`  ${work}: ${value.toFixed(3)} s`);
  };
  try {
    const root = join(folder, 'library');
    mkdirSync(root);
    makeLibrary(root, files);
    let server = await startServer(root, folder);
    try {
      const on = new ApiClient(server.url);
      note('first listing', await secondsOf(() => on.ask('files?recursive=true&limit=1000')));
      await on.searchHasRead();
      const plan = await on.timedJob(
        'organize/scan',
        { path: '/', methodology: 'type' },
        'planned',
      );
      note('plan by type', plan.seconds);
      const id = { job_id: plan.jobId };
      note('execution', (await on.timedJob('organize/execute', id, 'completed')).seconds);
      const rollback = `organize/jobs/${plan.jobId}/rollback`;
      note('rollback', (await on.timedJob(rollback, {}, 'rolled_back')).seconds);
      await on.searchHasRead();
      note('duplicates', (await on.timedJob('dedupe/scan', { path: '/' }, 'planned')).seconds);
      // Digests are stored after the job has ended.
      await untilQuiet();
      note('search for a word', await often(on, `search?q=${RARE}&limit=20`));
      note('page in the middle', await often(on, await middlePage(on, files)));
      const { peak } = memoryOf(server.process.pid) ?? {};
      await server.stop();
      const started = performance.now();
      server = await startServer(root, folder);
      note('start', (performance.now() - started) / 1000);
      return { files, seconds, peak, database: sizeOf(join(folder, 'data')) / files };
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function makeLibrary(root: string, files: number): void {
  writeFileSync(join(root, `${RARE}.txt`), RARE);
  for (let n = 0; n < files; n++) {
    const number = Math.floor(n / FILES_A_FOLDER);
    const folder = join(root, `area ${number % 50}`, `folder ${number}`);
    if (n % FILES_A_FOLDER === 0) mkdirSync(folder, { recursive: true });
    const content = n % COPIES === 0 ? n + 1 : n;
    writeFileSync(join(folder, `file ${n}.${ENDINGS[n % ENDINGS.length]}`), `number ${content}`);
  }
}

/** The size of the files in a folder, in bytes. */
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, state) => sum + (state.isFile() ? state.size : 0), 0);

/** The median time of a request, in seconds. */
async function often(api: ApiClient, path: string): Promise<number> {
  const times: number[] = [];
  while (times.length < REPEATED) times.push(await secondsOf(() => api.ask(path)));
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

/** A row for each kind of work, and a column for each number of files. */
export function growthTable(all: readonly Growth[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const heads = all.map(({ files }) => `${files.toLocaleString('en')} files`);
  const works = WORKS.map((work) =>
    row([work, ...all.map(({ seconds }) => secondsText(seconds[work]))]),
  );
  return [
    row(['', ...heads]),
    row(['---', ...heads.map(() => '---:')]),
    ...works,
    row(['peak of memory', ...all.map(({ peak }) => (peak === undefined ? '' : `${peak} MiB`))]),
    row(['data folder', ...all.map(({ database }) => `${Math.round(database)} bytes a file`)]),
  ].join('\n');
}

const secondsText = (value: number | undefined): string => {
  if (value === undefined) return '';
  return value < 1 ? `${(value * 1000).toFixed(1)} ms` : `${value.toFixed(1)} s`;
};

if (import.meta.main) process.exitCode = await main();
