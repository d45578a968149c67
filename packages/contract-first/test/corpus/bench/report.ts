/** The tables of `pnpm bench:toolkit`, in Markdown. */
import { median } from '../../../../../test/bench/bench.ts';
import type { Measurement, Tally } from '../measurement.ts';
import { percent } from '../summary.ts';
import type { PeerMeasurement } from './measurePeer.ts';
import { peers } from './peers.ts';
import { medianOf, type Speed, type Start } from './speed.ts';

/** What one document came to, by us and by each peer. */
export type Row = {
  readonly document: string;
  readonly operations: number;
  readonly ours: Measurement;
  /** How long generating took as a command, in seconds; undefined if it failed. */
  readonly seconds: number | undefined;
  /** By the peer's name; an error if there is no measurement. */
  readonly peers: Readonly<Record<string, PeerMeasurement | string>>;
};

/** Columns of every tool. */
type Figures = {
  readonly written: Tally;
  readonly types: Tally;
  readonly imported: Tally;
  readonly reached?: Tally | undefined;
  readonly equal?: Tally | undefined;
  readonly verdicts?: Tally | undefined;
  readonly seconds: number | undefined;
};

const table = ([head = [], ...rows]: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
};

/** How each tool fares on all documents. */
export function toolsTable(rows: readonly Row[]): string {
  const own = rows.map(({ ours, seconds }): Figures => oursOf(ours, seconds));
  const others = peers.map(({ name, version, writes }) => {
    const figures = rows.map((row) => figuresOf(row, name));
    return [`${name} ${version}, a ${writes}`, ...cellsOf(figures)];
  });
  return table([
    [
      'Tool',
      'Operations written',
      'Documents that type-check',
      'Imported',
      'Operations reached',
      'Emitted with the same meaning',
      'Verdicts as ajv',
      'Median time',
    ],
    ['**contract-first**, a server', ...cellsOf(own)],
    ...others,
  ]);
}

function oursOf(ours: Measurement, seconds: number | undefined): Figures {
  const { written, types, reached, equal, verdicts, failure } = ours;
  const isWhole = written.good === written.total;
  const isImported = isWhole && !['read', 'generate', 'import'].includes(failure?.step ?? '');
  const one = (isGood: boolean): Tally => ({ total: 1, good: isGood ? 1 : 0, groups: [] });
  return {
    types: one(isWhole && types.total > 0 && types.good === types.total),
    imported: one(isImported),
    ...{ written, reached, equal, verdicts, seconds },
  };
}

function figuresOf({ operations, peers: all }: Row, name: string): Figures {
  const found = all[name];
  if (found !== undefined && typeof found !== 'string') {
    return { ...found, seconds: found.failure === undefined ? found.seconds : undefined };
  }
  const one: Tally = { total: 1, good: 0, groups: [] };
  const lost: Tally = { total: operations, good: 0, groups: [] };
  return { written: lost, types: one, imported: one, seconds: undefined };
}

function cellsOf(figures: readonly Figures[]): string[] {
  const sum = (key: 'written' | 'types' | 'imported' | 'reached' | 'equal' | 'verdicts') => {
    const all = figures.flatMap(({ [key]: tally }) => tally ?? []);
    if (all.length === 0) return '';
    const total = all.reduce((count, tally) => count + tally.total, 0);
    const good = all.reduce((count, tally) => count + tally.good, 0);
    const isCount = key === 'types' || key === 'imported';
    return isCount ? `${good} of ${total}` : percent({ total, good, groups: [] });
  };
  const times = figures.flatMap(({ seconds }) => seconds ?? []);
  return [
    ...[sum('written'), sum('types'), sum('imported')],
    ...[sum('reached'), sum('equal'), sum('verdicts')],
    times.length === 0 ? '' : `${median(times).toFixed(1)} s`,
  ];
}

/** Each document: what our server came to, and the time of every tool. */
export function documentsTable(rows: readonly Row[]): string {
  const time = (seconds: number | undefined) =>
    seconds === undefined ? 'failed' : `${seconds.toFixed(1)} s`;
  return table([
    [
      'Document',
      'Operations',
      'Written',
      'Type-checks',
      'Reached',
      'Same meaning',
      'Verdicts',
      'Time',
      ...peers.map(({ name }) => name),
    ],
    ...rows.map((row) => {
      const { document, operations, ours, seconds } = row;
      const figures = oursOf(ours, seconds);
      const { written, reached, equal, verdicts } = ours;
      return [
        document,
        String(operations),
        ...[percent(written), figures.types.good > 0 ? 'yes' : '**no**'],
        ...[percent(reached), percent(equal)],
        ...[verdicts.total === 0 ? '' : percent(verdicts), time(seconds)],
        ...peers.map(({ name }) => time(figuresOf(row, name).seconds)),
      ];
    }),
  ]);
}

/** Requests a second and CPU time of the servers, by kind of request. */
export function speedText({ comparisons, ratio, cpuRatio, start }: Speed): string {
  const round = (value: number) => value.toFixed(0);
  const rows = comparisons.map(({ kind, routes, ours, fastify, bare }) => {
    const [rate, otherRate] = [medianOf(ours, 'rate'), medianOf(fastify, 'rate')];
    const [cpu, otherCpu] = [medianOf(ours, 'cpu'), medianOf(fastify, 'cpu')];
    return [
      ...[kind, String(routes), round(rate), round(otherRate), (rate / otherRate).toFixed(2)],
      ...[`${cpu.toFixed(1)} µs`, `${otherCpu.toFixed(1)} µs`, (otherCpu / cpu).toFixed(2)],
      `${medianOf(bare, 'cpu').toFixed(1)} µs`,
    ];
  });
  const head = [
    ...['Requests', 'Routes', 'Requests/s, generated server', 'Fastify', 'Ratio'],
    ...['CPU per request, generated server', 'Fastify', 'Ratio', 'Hono, validating nothing'],
  ];
  const started = ({ ms, memory }: Start) => `${(ms / 1000).toFixed(1)} s and ${round(memory)} MiB`;
  return `${table([head, ...rows])}

All kinds together, each with the same weight and without the checked responses: a ratio of **${ratio.toFixed(2)}** in requests a second (wanted: at least 1.0), and of ${cpuRatio.toFixed(2)} in CPU time. Until it listens, the generated server takes ${started(start.ours)}, Fastify ${started(start.fastify)}.`;
}
