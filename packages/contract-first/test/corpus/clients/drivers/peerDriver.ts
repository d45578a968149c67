/**
 * Calls clients of other generators, which all take a request by its parts; started with JSON lines on its input
 * and output.
 *
 * @module
 */
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Reply, Result } from './protocol.ts';

/** Which generator has made the client. */
export type Flavor = 'hey-api' | 'redocly' | 'openapi-fetch';

export type PeerSetup = {
  readonly entry: string;
  readonly flavor: Flavor;
  readonly url: string;
  /** The value of every API key. */
  readonly secret: string;
  /** For the scheme Basic, and a token for others in `Authorization`; what the user does not have is left out. */
  readonly user?: readonly [name: string, password: string];
  readonly bearer?: string;
  /** The names of the user's API keys. */
  readonly keys: readonly string[];
};

export type PeerJob = {
  /** The function of the operation; for openapi-fetch, its method. */
  readonly name: string;
  readonly template: string;
  readonly path: object;
  readonly query: object;
  readonly header: object;
  readonly cookie: object;
  readonly body: unknown;
  readonly mediaType: string | undefined;
  /** Fields of a form that are files. */
  readonly files: readonly string[];
  readonly answer: 'json' | 'text' | 'none';
};

type Callable = (...args: readonly unknown[]) => Promise<unknown>;
type Members = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Members =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

function callable(owner: unknown, name: string): Callable {
  const found = isRecord(owner) ? owner[name] : undefined;
  if (typeof found !== 'function') throw new Error(`There is no function ${name}`);
  // as: it is a function.
  return found as Callable;
}

let setup: PeerSetup | undefined;
let module: unknown;
let fetchClient: unknown;

async function begin(message: PeerSetup): Promise<Reply> {
  setup = message;
  module = await import(pathToFileURL(message.entry).href);
  const { secret, user, bearer, keys } = message;
  if (message.flavor === 'hey-api') {
    const client = isRecord(module) ? module.client : undefined;
    const auth = ({ type, scheme }: { type?: string; scheme?: string }) => {
      if (type === 'apiKey') return keys.length > 0 ? secret : undefined;
      return scheme === 'basic' ? user?.join(':') : bearer;
    };
    await callable(client, 'setConfig')({ auth });
  } else if (message.flavor === 'redocly') {
    // Its names of schemes are identifiers.
    const names = keys.flatMap((key) => [key, key.replaceAll(/\W/g, '_')]);
    const apiKey = Object.fromEntries(names.map((name) => [name, secret]));
    await callable(
      module,
      'configure',
    )({
      auth: {
        ...(bearer !== undefined && { bearer }),
        ...(user && { basic: { username: user[0], password: user[1] } }),
        apiKey,
      },
    });
  } else {
    fetchClient = callable(module, 'default')({ baseUrl: `${message.url}/base` });
  }
  return { ready: true };
}

function bodyOf({ body, files }: PeerJob): unknown {
  if (!isRecord(body) || files.length === 0) return body;
  const blob = (text: unknown) => new File([String(text)], 'file.bin');
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      if (!files.includes(name)) return [name, value];
      return [name, Array.isArray(value) ? value.map(blob) : blob(value)];
    }),
  );
}

/** A form as the documentation of openapi-fetch shows it. */
function formData(body: unknown): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(isRecord(body) ? body : {})) {
    for (const each of Array.isArray(value) ? value : [value]) {
      const isText = typeof each !== 'object' || each === null;
      form.append(name, isText ? String(each) : each instanceof Blob ? each : JSON.stringify(each));
    }
  }
  return form;
}

async function run(job: PeerJob): Promise<Result> {
  const body = bodyOf(job);
  const { path, query, header: headers, cookie } = job;
  const { flavor } = setup ?? {};
  if (flavor === 'hey-api') {
    const cookies = Object.keys(cookie).length > 0 ? { cookies: cookie } : {};
    const options = { path, query, headers, ...cookies, ...(body !== undefined && { body }) };
    const result = await callable(module, job.name)({ ...options, throwOnError: true });
    return resultOf(isRecord(result) ? result.data : result, job);
  }
  if (flavor === 'redocly') {
    const args = { path, query, headers, cookies: cookie, ...(body !== undefined && { body }) };
    return resultOf(await callable(module, job.name)(args), job);
  }
  const { mediaType } = job;
  const isMultipart = mediaType?.startsWith('multipart/') === true;
  const result = await callable(fetchClient, 'request')(job.name, job.template, {
    params: { path, query, header: headers, cookie },
    ...(body !== undefined && { body }),
    ...(isMultipart && { bodySerializer: formData }),
    ...(body !== undefined && !isMultipart && { headers: { 'Content-Type': mediaType } }),
    ...(job.answer === 'text' && { parseAs: 'text' }),
  });
  const { data, error } = isRecord(result) ? result : {};
  if (error !== undefined) throw new Error(JSON.stringify(error).slice(0, 200));
  return resultOf(data, job);
}

async function resultOf(value: unknown, { answer }: PeerJob): Promise<Result> {
  const isNothing =
    value === undefined || value === '' || (isRecord(value) && Object.keys(value).length === 0);
  if (isNothing && answer === 'none') return { kind: 'none' };
  if (value === undefined || value === null) return { kind: 'none' };
  if (value instanceof Blob) return { kind: 'bytes', text: await value.text() };
  if (value instanceof ReadableStream)
    return { kind: 'bytes', text: await new Response(value).text() };
  if (value instanceof ArrayBuffer) return { kind: 'bytes', text: Buffer.from(value).toString() };
  return { kind: 'value', value };
}

function errorOf(error: unknown): Reply {
  if (!(error instanceof Error)) {
    return {
      error: { name: 'thrown object', message: JSON.stringify(error)?.slice(0, 300) ?? '' },
    };
  }
  return { error: { name: error.name, message: error.message.slice(0, 500) } };
}

for await (const line of createInterface({ input: process.stdin })) {
  // as: the measure writes one setup, then jobs.
  const message = JSON.parse(line) as PeerSetup | PeerJob;
  const answer = async (): Promise<Reply> =>
    'flavor' in message ? begin(message) : { result: await run(message) };
  process.stdout.write(`${JSON.stringify(await answer().catch(errorOf))}\n`);
}
