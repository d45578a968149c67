/** Divides a profile of the server's main thread among the parts of the server, by its source maps. */
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

type Frame = {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
};
type Node = { readonly id: number; readonly callFrame: Frame; readonly children?: number[] };
type Profile = {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

/** The parts, by the source of the innermost frame that has one of these. */
const PARTS: readonly (readonly [part: string, source: RegExp])[] = [
  ['SQLite, with Kysely', /kysely|better-sqlite3|server\/src\/storage\/sqlite/],
  ['log', /pino|sonic-boom|process\/log|requestLog/],
  ['metrics', /prom-client|http\/metrics/],
  ['HTTP: Hono and the kit', /node_modules\/.*hono|contract-first-hono|server\/src\/http/],
  ['credentials', /server\/src\/(auth|storage\/accounts)/],
  ['events', /server\/src\/(events|storage\/event|live)/],
  ['search index', /server\/src\/(search|storage\/search)/],
  ['following the disk', /server\/src\/library\/(watching|index)/],
  ['receiving and handing over', /server\/src\/(library\/writing\/(upload|small|start)|process)/],
  ['names and rows', /server\/src\/(library|disk|storage|files)/],
  ['handlers', /server\/src/],
  ['HTTP: Node.js', /^node:(_http|net|internal\/(streams|stream_base))/],
];

/**
 * The share of each part in the samples in which the thread was at work.
 *
 * @param file a profile that `--cpu-prof` has written
 * @param from microseconds after the start of the profile before which samples do not count
 */
export function shareOfParts(file: string, from: number): Map<string, number> {
  const profile = JSON.parse(readFileSync(file, 'utf8')) as Profile;
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const sourceOf = sourceReader();
  const partOf = (id: number): string | undefined => {
    const { functionName } = nodes.get(id)?.callFrame ?? {};
    if (functionName === '(idle)' || functionName === '(root)') return undefined;
    if (functionName === '(garbage collector)') return 'garbage collection';
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = nodes.get(at)?.callFrame;
      const source = frame && sourceOf(frame);
      const [part] = PARTS.find(([, pattern]) => source && pattern.test(source)) ?? [];
      if (part) return part;
    }
    return 'rest of Node.js';
  };
  const known = new Map<number, string | undefined>();
  const times = new Map<string, number>();
  let elapsed = 0;
  let all = 0;
  for (const [at, id] of profile.samples.entries()) {
    const delta = profile.timeDeltas[at] ?? 0;
    elapsed += delta;
    if (elapsed < from) continue;
    if (!known.has(id)) known.set(id, partOf(id));
    const part = known.get(id);
    if (part === undefined) continue;
    times.set(part, (times.get(part) ?? 0) + delta);
    all += delta;
  }
  return new Map([...times].map(([part, time]) => [part, time / all]));
}

/** @returns a function that finds the source of a frame, or its module if that is not bundled */
function sourceReader(): (frame: Frame) => string {
  const maps = new Map<string, SourceMap | undefined>();
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.startsWith('file:')) return url;
    if (!maps.has(url)) maps.set(url, mapOf(url));
    const entry = maps.get(url)?.findEntry(lineNumber, columnNumber);
    return entry && 'originalSource' in entry ? new URL(entry.originalSource, url).href : url;
  };
}

function mapOf(url: string): SourceMap | undefined {
  const file = `${fileURLToPath(url)}.map`;
  if (!existsSync(file)) return undefined;
  return new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
}
