/**
 * `pnpm bench:mock`: how many requests a second our mock and stock Prism's answer, on the same documents
 * and the same requests, and how long a mock takes to start. Writes tables into `docs/mock-corpus.md`.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  type Prepared,
  send,
  sendOne,
} from '../../packages/contract-first/test/corpus/bench/mixedLoad.ts';
import { writeTable } from '../../packages/contract-first/test/mutants/writeTable.ts';
import { median } from './bench.ts';
import { type MockLoad, mockLoads } from './mockLoads.ts';
import { startContractMock, startSilentStock } from './mockServers.ts';
import type { Serving } from './process.ts';
import { machine } from './report.ts';

const PAGE = 'mock-corpus.md';
const CONNECTIONS = 10;
/** The least ratio of requests a second, in every kind of request together. */
const REACH = 5;

const help = `pnpm bench:mock [--only NAME] [--rounds N] [--seconds N] [--write]

Sends the same valid requests to \`contract mock\` and to stock \`prism mock\`, in turns, each in a process of
its own and without a log. Ends with 1 if a ratio is below ${REACH}.

  --only NAME   Only documents whose name contains this; may be repeated
  --rounds N    Rounds that are measured, after one for nothing (5)
  --seconds N   How long each round takes for each request and mock (1)
  --write       Write the table into docs/${PAGE}`;

/** What a mock did in a round. */
type Round = {
  /** Requests a second. */
  readonly rate: number;
  /** CPU time for a request, in milliseconds; NaN where the system does not tell it. */
  readonly cpuMs: number;
};

type Compared = {
  readonly name: string;
  /** The request; undefined for the means of all. */
  readonly request: Prepared | undefined;
  readonly ours: readonly Round[];
  readonly stock: readonly Round[];
};

type Settings = { readonly rounds: number; readonly seconds: number };

async function compareOn(load: MockLoad, settings: Settings): Promise<Compared[]> {
  const file = await load.document();
  const ours = await startContractMock(file);
  try {
    const stock = await startSilentStock(file);
    try {
      for (const request of load.requests) await refuseDifferent(request, ours, stock);
      return await inTurns(load, { ours, stock }, settings);
    } finally {
      await stock.stop();
    }
  } finally {
    await ours.stop();
  }
}

async function inTurns(
  { name, requests }: MockLoad,
  mocks: { readonly ours: Serving; readonly stock: Serving },
  { rounds, seconds }: Settings,
): Promise<Compared[]> {
  const found = requests.map((request) => ({
    ...{ name, request },
    ours: [] as Round[],
    stock: [] as Round[],
  }));
  // The first round is for nothing, so that both are measured warm.
  for (let round = 0; round <= rounds; round++) {
    for (const each of found) {
      for (const which of ['ours', 'stock'] as const) {
        const measured = await measure(mocks[which], each.request, seconds);
        if (round > 0) each[which].push(measured);
      }
    }
  }
  return found;
}

async function measure(mock: Serving, request: Prepared, seconds: number): Promise<Round> {
  const before = cpuMsOf(mock.process.pid);
  const answered = await send({
    ...{ url: mock.url, requests: [request], connections: CONNECTIONS, seconds },
  });
  const cpuMs = (cpuMsOf(mock.process.pid) - before) / answered.requests;
  return { rate: answered.requests / answered.seconds, cpuMs };
}

/** The CPU time of a process in milliseconds, in ticks of 10; NaN where the system does not tell it. */
function cpuMsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    // Not Linux.
    return Number.NaN;
  }
}

/** @throws Error if the two do not answer with the same success and media type */
async function refuseDifferent(request: Prepared, ours: Serving, stock: Serving): Promise<void> {
  const read = async (url: string) => {
    const response = await sendOne(url, request);
    const type = /\r\ncontent-type: *([^;\r]*)/i.exec(response)?.[1];
    return { text: `${response.slice(9, 12)} ${type}`, response };
  };
  const [own, other] = [await read(ours.url), await read(stock.url)];
  if (/^2/.test(own.text) && own.text === other.text) return;
  const shown = `${own.response.slice(0, 500)}\n\n${other.response.slice(0, 500)}`;
  throw new Error(`${request.method} ${request.target} has different responses:\n${shown}`);
}

/** All kinds of requests together: the mean of each round, in which each kind has the same weight. */
function together(all: readonly Compared[]): Compared[] {
  return [...Map.groupBy(all, ({ name }) => name)].map(([name, own]) => {
    const meansOf = (which: 'ours' | 'stock'): Round[] =>
      (own[0]?.[which] ?? []).map((_, at) => {
        const rounds = own.flatMap((each) => each[which][at] ?? []);
        const meanOf = (key: keyof Round) =>
          rounds.reduce((sum, each) => sum + each[key], 0) / rounds.length;
        return { rate: meanOf('rate'), cpuMs: meanOf('cpuMs') };
      });
    return { name, request: undefined, ours: meansOf('ours'), stock: meansOf('stock') };
  });
}

const medianOf = (rounds: readonly Round[], key: keyof Round): number =>
  median(rounds.map((each) => each[key]));

const ratioOf = ({ ours, stock }: Compared): number =>
  medianOf(ours, 'rate') / medianOf(stock, 'rate');

const heads = ['Document', 'Request', 'Ours', 'Prism', 'Ratio', 'CPU: ours', 'CPU: Prism', 'Ratio'];

function cellsOf(compared: Compared): string[] {
  const { name, request, ours, stock } = compared;
  const rate = (rounds: readonly Round[]) => {
    const rates = rounds.map((each) => each.rate);
    const [least, most] = [Math.min(...rates), Math.max(...rates)].map((each) => each.toFixed(0));
    return `${medianOf(rounds, 'rate').toFixed(0)}/s (${least} to ${most})`;
  };
  const cpu = (rounds: readonly Round[]) => `${medianOf(rounds, 'cpuMs').toFixed(2)} ms`;
  const cpuRatio = medianOf(stock, 'cpuMs') / medianOf(ours, 'cpuMs');
  const what = request ? `\`${request.method} ${request.target}\`` : '**all**';
  return [
    ...[name, what, rate(ours), rate(stock), ratioOf(compared).toFixed(1)],
    ...[cpu(ours), cpu(stock), cpuRatio.toFixed(1)],
  ];
}

function tableOf(all: readonly Compared[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = [...Map.groupBy(all, ({ name }) => name).values()].flatMap((own) =>
    [...own, ...together(own)].map(cellsOf),
  );
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const settings = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
  const { only } = values;
  const all: Compared[] = [];
  for (const load of mockLoads) {
    if (only.length > 0 && !only.some((name) => load.name.includes(name))) continue;
    console.error(`${load.name} …`);
    all.push(...(await compareOn(load, settings)));
  }
  const table = tableOf(all);
  console.log(`${machine()}\n\n${table}`);
  if (values.write) await writeTable('mock-speed', table, PAGE);
  const missed = together(all).filter((each) => !(ratioOf(each) >= REACH));
  for (const each of missed) {
    console.error(`${each.name}: ${ratioOf(each).toFixed(1)} times as many requests, not ${REACH}`);
  }
  return missed.length === 0 ? 0 : 1;
}

process.exitCode = await main();
