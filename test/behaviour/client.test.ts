/** The cases of this folder, with the TypeScript client. */
import * as library from '@file-organizer/client';
import { readDocument } from 'contract-first/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ScriptedServer, startScripted } from './scriptedServer.ts';
import { type ApiCall, type Case, type ExpectedRequest, suite } from './suite.ts';

const waits: number[] = [];
vi.mock('../../packages/client/src/runtime/pause.ts', async (original) => ({
  ...(await original<object>()),
  // notes the wait, and spares it
  pause: async (time: number) => {
    waits.push(time / 1000);
  },
}));

let other: ScriptedServer;
let server: ScriptedServer;
beforeEach(async () => {
  waits.length = 0;
  vi.stubEnv('FILE_ORGANIZER_API_KEY', '');
  other = await startScripted([]);
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.close();
  other.close();
});

const contract = JSON.stringify(
  await readDocument(new URL(import.meta.resolve('@file-organizer/spec/openapi.json'))),
);

const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The names that TypeScript has for those of the wire. */
function camelKeys(value: unknown, rename = camel): unknown {
  if (Array.isArray(value)) return value.map((each) => camelKeys(each, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [rename(key), camelKeys(one, rename)]),
  );
}

/** In results, a name that the contract does not have stays as it is. */
const inResults = (name: string): string => (contract.includes(`"${name}"`) ? camel(name) : name);

/** Options of a client or a call; times are in milliseconds already. */
function optionsFrom({ timeout_ms: timeout, ...options }: Record<string, unknown> = {}): object {
  return { ...(camelKeys(options) as object), ...(timeout === undefined ? {} : { timeout }) };
}

type Method = (params: object, options: object) => Promise<unknown> & library.PagePromise<never>;

function call(client: library.FileOrganizerClient, { call: id, args = {}, options }: ApiCall) {
  const [group = '', name = ''] = id.split('.').map(camel);
  const resource = Reflect.get(client, group) as Record<string, Method>;
  const method = resource[name]?.bind(resource);
  if (!method) throw new Error(`There is no client.${group}.${name}`);
  const params = camelKeys(args) as object;
  // what takes no fields has its options first
  return Object.keys(params).length > 0
    ? method(params, optionsFrom({ ...options }))
    : Reflect.apply(method, resource, options ? [{}, optionsFrom({ ...options })] : []);
}

async function outcome(client: library.FileOrganizerClient, one: ApiCall): Promise<unknown> {
  const sent = call(client, one);
  if (one.as === 'response') {
    const { data, response, requestId } = await sent.withResponse();
    return { data, status: response.status, requestId };
  }
  if (one.as === undefined) return sent;
  const collected: unknown[] = [];
  for await (const each of one.as === 'pages' ? sent.pages() : sent) {
    if (collected.push(each) === one.take) break;
  }
  return collected;
}

async function run(client: library.FileOrganizerClient, one: ApiCall): Promise<void> {
  if (!one.error) {
    const result = await outcome(client, one);
    if (one.result !== undefined) expect(result).toEqual(partly(camelKeys(one.result, inResults)));
    return;
  }
  const thrown = await outcome(client, one).then(
    () => undefined,
    (error: unknown) => error,
  );
  const { class: name, message, ...fields } = one.error;
  const ErrorClass = Reflect.get(library, name);
  expect(ErrorClass, name).toBeDefined();
  expect((thrown as Error | undefined)?.constructor).toBe(ErrorClass);
  expect(thrown).toBeInstanceOf(library.FileOrganizerError);
  for (const [field, value] of Object.entries(fields)) {
    expect(Reflect.get(thrown as object, camel(field)), field).toEqual(value ?? undefined);
  }
  if (message) expect((thrown as Error).message).toContain(message);
}

/** A matcher that compares only what is written, in objects of any depth; lists as a whole. */
function partly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(partly);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, partly(one)]);
  return expect.objectContaining(Object.fromEntries(entries));
}

function compare(received: ScriptedServer['received'][number], wanted: ExpectedRequest): void {
  const { pathname, searchParams } = new URL(received.url, 'http://localhost');
  if (wanted.method) expect(received.method).toBe(wanted.method);
  if (wanted.path) expect(pathname).toBe(wanted.path);
  if (wanted.raw_path) expect(received.url).toBe(wanted.raw_path);
  if (wanted.query) expect(Object.fromEntries(searchParams)).toEqual(wanted.query);
  if (wanted.json !== undefined) expect(JSON.parse(received.body)).toEqual(wanted.json);
  for (const [name, value] of Object.entries(wanted.headers ?? {})) {
    const got = received.headers[name];
    if (value === null) expect(got, name).toBeUndefined();
    else if (typeof value === 'string') expect(got, name).toBe(value);
    else expect(got, name).toMatch(new RegExp(value.matches));
  }
}

async function check(each: Case): Promise<void> {
  server = await startScripted(each.server, other.url);
  const client = new library.FileOrganizerClient({
    baseUrl: server.url,
    ...optionsFrom({ ...each.client }),
  });
  const from = each.together_from ?? each.calls.length;
  for (const one of each.calls.slice(0, from)) await run(client, one);
  await Promise.all(each.calls.slice(from).map((one) => run(client, one)));

  const seen = server.received.map(({ method, url }) => `${method} ${url}`);
  expect(seen).toHaveLength(each.requests.length);
  each.requests.forEach((wanted, at) => {
    const got = server.received[at];
    if (got) compare(got, wanted);
  });
  const values = (name: string) => new Set(server.received.map(({ headers }) => headers[name]));
  for (const name of each.same ?? []) {
    expect(values(name).size, name).toBe(1);
    expect([...values(name)][0], name).toBeDefined();
  }
  for (const name of each.different ?? []) expect(values(name).size).toBe(each.requests.length);
  if (each.waits) {
    expect(waits).toHaveLength(each.waits.length);
    each.waits.forEach(([least, most], at) => {
      expect(waits[at]).toBeGreaterThanOrEqual(least);
      expect(waits[at]).toBeLessThanOrEqual(most);
    });
  }
  expect(other.received).toEqual([]);
}

describe.each([...suite])('%s', (_, cases) => {
  it.each(cases)('$name', check);
});
