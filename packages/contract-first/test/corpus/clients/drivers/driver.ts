/** Calls a TypeScript client as its users do; started with JSON lines on its input and output. */
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Job, Reply, Result, Setup } from './protocol.ts';

/** So many values of a stream are read at most. */
const MOST = 20;

type Callable = (...args: readonly unknown[]) => unknown;
type Constructor = new (options: object) => object;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The class that is called `…Client`. */
function clientOf(module: unknown): Constructor {
  const found = Object.entries(isRecord(module) ? module : {}).find(
    ([name, value]) => /Client$/.test(name) && typeof value === 'function',
  );
  if (!found) throw new Error('The module exports no client');
  // as: what is a class is seen only when it is used.
  return found[1] as Constructor;
}

function methodAt(client: object, place: readonly string[]): Callable {
  let owner: unknown = client;
  let member: unknown = client;
  for (const name of place) {
    owner = member;
    member = isRecord(owner) ? owner[name] : undefined;
  }
  if (typeof member !== 'function') throw new Error(`There is no method ${place.join('.')}`);
  // as: it is a function.
  return (member as Callable).bind(owner);
}

function argumentOf({ value, kind }: Job['arguments'][number]): unknown {
  if (kind === 'file') return new File([String(value)], 'file.bin');
  if (kind === 'files' && Array.isArray(value)) {
    return value.map((each, at) => new File([String(each)], `file-${at}.bin`));
  }
  if (kind === 'bytes') return new TextEncoder().encode(String(value));
  return value;
}

async function resultOf(value: unknown): Promise<Result> {
  if (value === undefined || value === null) {
    return value === null ? { kind: 'value', value } : { kind: 'none' };
  }
  if (value instanceof Response) return { kind: 'bytes', text: await value.text() };
  if (value instanceof Blob) return { kind: 'bytes', text: await value.text() };
  if (value instanceof ReadableStream)
    return { kind: 'bytes', text: await new Response(value).text() };
  if (isRecord(value) && Symbol.asyncIterator in value)
    return { kind: 'stream', values: await taken(value) };
  return { kind: 'value', value };
}

async function taken(stream: object): Promise<unknown[]> {
  const found: unknown[] = [];
  // as: it has the iterator that was looked for.
  for await (const each of stream as AsyncIterable<unknown>) {
    found.push(each);
    if (found.length >= MOST) break;
  }
  return found;
}

async function run(client: object, job: Job): Promise<Result> {
  const method = methodAt(client, job.place);
  const entries = job.arguments.map((each) => [each.name, argumentOf(each)] as const);
  const args = entries.length > 0 ? [Object.fromEntries(entries)] : [];
  return resultOf(await method(...args));
}

const jsonOf = (reply: Reply): string =>
  JSON.stringify(reply, (_key, value) => (typeof value === 'bigint' ? Number(value) : value));

function errorOf(error: unknown): Reply {
  if (!(error instanceof Error))
    return { error: { name: 'thrown object', message: String(error) } };
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return { error: { name: error.name, message: `${error.message}${cause}`.slice(0, 1000) } };
}

let client: object | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  // as: the measure writes one setup, then jobs.
  const message = JSON.parse(line) as Setup | Job;
  const reply = await answer(message).catch(errorOf);
  process.stdout.write(`${jsonOf(reply)}\n`);
}

async function answer(message: Setup | Job): Promise<Reply> {
  if ('entry' in message) {
    const Client = clientOf(await import(pathToFileURL(message.entry).href));
    client = new Client(message.options);
    return { ready: true };
  }
  if (!client) throw new Error('There is no client');
  return { result: await run(client, message) };
}
