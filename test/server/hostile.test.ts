/**
 * Hostile input wherever the contract takes any: a new operation is attacked by itself. Each gets
 * a documented answer, the server goes on, and what lies beside the library is neither read nor
 * written. What a certain input leads to is told by the tests of paths, requests and credentials.
 */
import { lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type BoundOperation,
  Contract,
  isSchema,
  type JsonSchema,
  readDocument,
  resolve,
} from 'contract-first/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valid } from '../contract/requests/index.ts';
import { type Call, makeScene, type Scene } from '../contract/requests/scene.ts';
import { handshake } from '../support/liveClient.ts';
import { adminKey } from '../support/testServer.ts';
import { sampled } from '../support/thorough.ts';
import { boundary, fieldPart, filePart, formOf, headOf, send } from '../support/wire.ts';

const document = await readDocument(
  new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
);
const contract = new Contract(document);
const operations = [...contract.operations.values()];
const each = (some: readonly BoundOperation[]) => some.map((bound) => [bound.id, bound] as const);

/** What only a file outside the library has in it. */
const SECRET = 'the-secret-beside-the-library';

let scene: Scene;
let canary: string;
let before: string[];

beforeAll(async () => {
  scene = await makeScene();
  const { root } = scene.server;
  canary = join(root, '..', 'canary');
  await mkdir(join(canary, 'deep'), { recursive: true });
  await writeFile(join(canary, 'secret.txt'), SECRET);
  await writeFile(join(canary, 'deep', '.hidden'), SECRET);
  await symlink(canary, join(root, 'out'));
  await symlink(join(canary, 'secret.txt'), join(root, 'secret.txt'));
  await symlink('..', join(root, 'up'));
  await symlink('loop', join(root, 'loop'));
  await symlink('pong', join(root, 'ping'));
  await symlink('ping', join(root, 'pong'));
  before = await treeOf(canary);
});
afterAll(async () => {
  expect(await treeOf(canary)).toEqual(before);
  expect((await scene.server.fetch('/api/v1/files')).status).toBe(200);
  await scene.server.end();
});

/** Everything in a folder and below: names, kinds, times and contents. */
async function treeOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  const described = entries.sort().map(async (name) => {
    const place = join(folder, name);
    const stat = await lstat(place, { bigint: true });
    const content = stat.isFile() ? await readFile(place, 'utf8') : '';
    const target = stat.isSymbolicLink() ? await readlink(place) : '';
    return `${name} ${stat.mode} ${stat.ino} ${stat.mtimeNs} ${target}${content}`;
  });
  return Promise.all(described);
}

/** Values for any text that the contract takes, be it a path, a name, an id or something else. */
const texts: readonly string[] = [
  '',
  '/..',
  '../../etc/passwd',
  '/../canary',
  '/../canary/secret.txt',
  '/%2e%2e/canary',
  '/%252e%252e/canary',
  '..%2fcanary%2fsecret.txt',
  '/..;/canary',
  '/./../canary',
  '\\..\\canary',
  'C:\\',
  'C:/Windows/win.ini',
  '\\\\server\\share',
  '//server/share',
  'file:///etc/passwd',
  '/etc/passwd',
  '/out',
  '/out/secret.txt',
  '/secret.txt',
  '/up/canary',
  '/loop',
  '/loop/loop/loop',
  '/ping',
  '/nul\0byte',
  '\0',
  '/trailing.',
  '/trailing ',
  '/... ',
  '/CON',
  '/aux.txt',
  `/${'n'.repeat(300)}`,
  `/${'é'.repeat(150)}`,
  `/${'d/'.repeat(2000)}`,
  'x'.repeat(7000),
  '/new\nline',
  '/carriage\rreturn',
  '/\u202egnp.exe',
  '/cafe\u0301',
  '/caf\u00e9',
  '/THERE.TXT',
  '/\u{1f600}',
  '/\ud800',
  '/\uffff',
  "'; DROP TABLE files; --",
  '" OR 1=1 --',
  '%',
  '%00',
  '*',
  '"',
  '<script>alert(1)</script>',
  '$(id)',
  '__proto__',
  'constructor',
  'null',
  '-1',
  '1e309',
  '99999999999999999999999999',
];

const headerTexts = texts
  .concat(['bytes=0-0,'.repeat(500), `"${'q'.repeat(7000)}"`, 'W/"x"', 'sha-256=:x:', '2020-13-45'])
  .filter((text) => /^[ -~]*$/.test(text));

const headersOf = (init: RequestInit | undefined): Record<string, string> =>
  Object.fromEntries(new Headers(init?.headers));

const FEW = 4;

/**
 * Selects the values that a place gets: all of them if it is open. Others refuse most of them by one
 * comparison, and get one of {@link FEW}; the next one gets others, so that none is left out.
 */
function selection() {
  let places = 0;
  return <T>(values: readonly T[], isOpen: boolean): readonly T[] => {
    if (isOpen) return values;
    places++;
    return sampled(values, FEW, places);
  };
}

/** Whether a place takes any text: it has neither a list of values, nor a format, nor an alphabet. */
function takesTexts(schema: JsonSchema | undefined): boolean {
  const { type, enum: values, format, pattern } = resolve<JsonSchema>(document, schema ?? {});
  const isNarrow = values !== undefined || format !== undefined;
  return type === 'string' && !isNarrow && (pattern === undefined || pattern === '^/');
}

/** Sends a request and holds its answer to what is documented of it. */
async function attack(bound: BoundOperation, call: Call, what: string): Promise<void> {
  const { path, init, isHandshake = false } = call;
  const response = isHandshake
    ? await handshake(scene.server, path, { 'X-API-Key': adminKey, ...headersOf(init) })
    : await scene.server.fetch(path, { redirect: 'manual', ...init });
  const text = await response.text();
  const told = `${bound.id} with ${what.slice(0, 100)}: ${text.slice(0, 500)}`;
  expect(text, told).not.toContain(SECRET);
  expect(text, told).not.toContain('root:x:');
  expect(response.status, told).toBeLessThan(500);
  // An address whose parameter is empty or a step is another address, which there is not.
  const isElsewhere =
    contract.match(bound.method, new URL(path, scene.server.url).pathname) !== bound;
  if (isElsewhere) {
    expect([404, 405], told).toContain(response.status);
    return;
  }
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  const body = isJson ? JSON.parse(text) : text;
  const { status, headers } = response;
  expect(contract.checkResponse(bound, { status, headers, body }), told).toEqual([]);
}

async function validCall(bound: BoundOperation): Promise<Call> {
  const make = valid[bound.id];
  if (!make) throw new Error(`There is no valid request for ${bound.id}`);
  return make(scene);
}

const ofParameter = selection();
describe.each(each(operations.filter(({ parameters }) => parameters.length > 0)))(
  'the parameters of %s',
  (_id, bound) => {
    it.each(bound.parameters.map((parameter) => [parameter.name, parameter] as const))(
      '%s',
      async (name, parameter) => {
        const call = await validCall(bound);
        const values = parameter.in === 'header' ? headerTexts : texts;
        for (const text of ofParameter(values, takesTexts(parameter.schema))) {
          const headers = new Headers(call.init?.headers);
          const url = new URL(call.path, 'http://localhost');
          if (parameter.in === 'header') headers.set(name, text);
          if (parameter.in === 'query') url.searchParams.set(name, text);
          if (parameter.in === 'path') {
            const at = bound.path.split('/').indexOf(`{${name}}`);
            const encoded = encodeURIComponent(text.toWellFormed());
            url.pathname = url.pathname.split('/').with(at, encoded).join('/');
          }
          const path = url.pathname + url.search;
          await attack(
            bound,
            { ...call, path, init: { ...call.init, headers } },
            `${name}=${text}`,
          );
        }
      },
    );
  },
);

const jsonOf = ({ requestBody }: BoundOperation) => requestBody?.content['application/json'];
const takesJson = operations.filter((bound) => jsonOf(bound));

type Place = {
  /** The keys that lead to it, from the top. */
  readonly keys: readonly string[];
  readonly schema: JsonSchema;
};

/** Where in a body there is a text, an array or anything else. */
function placesIn(schema: JsonSchema, keys: readonly string[] = []): Place[] {
  const { properties } = resolve<JsonSchema>(document, schema);
  if (!isSchema(properties)) return keys.length > 0 ? [{ keys, schema }] : [];
  return Object.entries(properties).flatMap(([key, each]) =>
    isSchema(each) ? placesIn(each, [...keys, key]) : [],
  );
}

/** A body with a value put somewhere. */
function withValue(body: object, [key = '', ...rest]: readonly string[], value: unknown): object {
  const inner = (body as Record<string, unknown>)[key];
  const below = typeof inner === 'object' && inner !== null ? inner : {};
  return { ...body, [key]: rest.length > 0 ? withValue(below, rest, value) : value };
}

const DEPTH = 100_000;
const deepArray = '['.repeat(DEPTH) + ']'.repeat(DEPTH);
const deepObject = `${'{"a":'.repeat(DEPTH)}null${'}'.repeat(DEPTH)}`;

const ofBody = selection();
const listsOfBody = selection();
describe.each(each(takesJson))('the body of %s', (_id, bound) => {
  const headers = { 'Content-Type': 'application/json' };
  const places = placesIn(jsonOf(bound)?.schema ?? {});

  const named = places.map((place) => [place.keys.join('.'), place] as const);
  it.each(named)('%s', async (name, { keys, schema }) => {
    const { path, init } = await validCall(bound);
    const body = JSON.parse(String(init?.body ?? '{}'));
    const isList = resolve<JsonSchema>(document, schema).type === 'array';
    const lists = texts.map((text) => [text]);
    const values = [
      ...ofBody(texts, takesTexts(schema)),
      ...[1e308, -0, [], {}, null, [[]]],
      ...listsOfBody(lists, isList),
    ];
    for (const value of values) {
      const sent = JSON.stringify(withValue(body, keys, value));
      await attack(bound, { path, init: { ...init, body: sent } }, `${name}: ${sent}`);
    }
    // Below a certain depth, whatever walks the value by calling itself runs out of stack.
    for (const deep of [deepArray, deepObject]) {
      const sent = JSON.stringify(withValue(body, keys, '@deep')).replace('"@deep"', deep);
      await attack(bound, { path, init: { ...init, body: sent } }, `${name}: deep`);
    }
  });

  it.each([
    ['100,000 nested arrays', deepArray],
    ['100,000 nested objects', deepObject],
    ['100,000 unclosed arrays', '['.repeat(DEPTH)],
    ['a key repeated 10,000 times', `{${'"path":"/",'.repeat(10_000)}"path":"/.."}`],
    ['10,000 keys', `{${Array.from({ length: 10_000 }, (_, at) => `"k${at}":0`).join()}}`],
    ['a prototype', '{"__proto__":{"path":"/","job_id":"x","admin":true}}'],
    ['a constructor', '{"constructor":{"prototype":{"admin":true}}}'],
    ['a number of 100,000 digits', '9'.repeat(100_000)],
    ['a number beyond all bounds', '1e999999999'],
    ['a number with a huge exponent', '-1e-99999999999999999'],
    ['an unpaired surrogate', '"\\ud800"'],
    ['a NUL', '"\\u0000"'],
    ['bytes that are not UTF-8', '"\xff\xfe"'],
  ])('of %s is handled', async (what, body) => {
    const { path, init } = await validCall(bound);
    await attack(bound, { path, init: { ...init, headers, body } }, what);
    expect(Object.prototype).not.toHaveProperty('admin');
  });
});

const FORM = 'multipart/form-data';
const takesForm = operations.filter(({ requestBody }) => requestBody?.content[FORM]);

describe.each(each(takesForm))('the form of %s', (_id, bound) => {
  const schema = bound.requestBody?.content[FORM]?.schema ?? {};
  const fields = placesIn(schema).map((place) => [place.keys[0] ?? '', place] as const);

  it.each(fields)('%s', async (field, place) => {
    const { path } = await validCall(bound);
    for (const text of ofBody(texts, field === 'file' || takesTexts(place.schema))) {
      const form = new FormData();
      form.append('file', new Blob(['x']), field === 'file' ? text : 'a.txt');
      if (field !== 'file') form.append(field, text.toWellFormed());
      await attack(
        bound,
        { path, init: { method: bound.method, body: form } },
        `${field}: ${text}`,
      );
    }
  });

  const file = filePart('x');
  const forms: readonly (readonly [what: string, body: Buffer, type?: string])[] = [
    ['without a boundary', formOf([file]), FORM],
    ['with another boundary', formOf([file]), `${FORM}; boundary=another`],
    ['with a boundary of 8 KB', formOf([file]), `${FORM}; boundary=${'b'.repeat(8192)}`],
    [
      'with 10,000 fields',
      formOf(Array.from({ length: 10_000 }, (_, at) => fieldPart(`f${at}`, ''))),
    ],
    ['with 10,000 files', formOf(Array.from({ length: 10_000 }, () => file))],
    [
      'in a form',
      formOf([
        {
          headers: `Content-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: multipart/mixed; boundary=inner`,
          content:
            '--inner\r\nContent-Disposition: attachment; filename="/../canary/x"\r\n\r\nx\r\n--inner--',
        },
        fieldPart('path', '/../canary'),
      ]),
    ],
    ['with an endless part header', Buffer.from(`--${boundary}\r\nX-A: ${'a'.repeat(200_000)}`)],
    [
      'with 10,000 headers of a part',
      formOf([
        {
          headers: `${'X-A: a\r\n'.repeat(10_000)}Content-Disposition: form-data; name="path"`,
          content: '/',
        },
      ]),
    ],
    ['with nothing but boundaries', Buffer.from(`--${boundary}\r\n`.repeat(20_000))],
    ['with a name of 100 KB', formOf([filePart('x', `; filename="${'n'.repeat(100_000)}"`)])],
    ['with a path as a file name', formOf([filePart('x', '; filename="../../canary/secret.txt"')])],
    [
      'with a name in another encoding',
      formOf([filePart('x', "; filename*=UTF-8''%2e%2e%2fcanary%2fsecret.txt")]),
    ],
    ['with an unknown charset', formOf([filePart('x', "; filename*=x-none''a.txt")])],
  ];

  it.each(forms.map(([what, ...form]) => [what, form] as const))(
    '%s',
    async (what, [body, type = `${FORM}; boundary=${boundary}`]) => {
      const { path } = await validCall(bound);
      const answer = await send(
        scene.server,
        headOf(bound.method.toUpperCase(), path, {
          'Content-Type': type,
          'Content-Length': body.length,
        }),
        body,
      );
      expect(answer.status, `${what}: ${answer.text}`).toBeLessThan(500);
      const { status, headers, text } = answer;
      expect(contract.checkResponse(bound, { status, headers, body: JSON.parse(text) })).toEqual(
        [],
      );
      expect(text).not.toContain(SECRET);
    },
  );
});
