/**
 * The mock and the server read requests alike. Both are sent the same ones, made from the contract:
 * valid ones, ones at an edge, and ones that are broken in one place, in every spelling. What an
 * answer depends on beside the request, such as which files there are, is not compared: only whether
 * a request is taken, or refused for what it is.
 */

import { startMock } from '@file-organizer/mock';
import {
  type BoundOperation,
  Contract,
  type JsonSchema,
  type Parameter,
  readDocument,
  resolve,
} from 'contract-first/contract';
import { Values } from 'contract-first/schema';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { adminKey, startTestServer } from '../support/testServer.ts';
import { sampled } from '../support/thorough.ts';

const seed = 20_260_101;
const document = await readDocument(
  new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
);
const operations = [...new Contract(document).operations.values()].filter(
  // What only says how the process is, and what leaves HTTP.
  ({ id }) => !['system.docs', 'system.problem', 'system.metrics', 'live.connect'].includes(id),
);
const values = new Values(document, seed);

/** A request, and what is particular about it. */
type Sent = {
  readonly what: string;
  readonly target: string;
  readonly init: RequestInit;
};

/** Statuses that refuse a request for what it is. */
const refusals = new Set([400, 405, 411, 413, 414, 415, 431]);
/** How many requests one operation gets for each of its parameters, and for its body. */
const MOST = 40;

const numbers = [
  '05',
  '+5',
  '5.0',
  '1e2',
  '5e-1',
  '0x10',
  ' 5',
  '5 ',
  '1,2',
  'NaN',
  'Infinity',
  '-0',
];
const words = ['', 'TRUE', 'True', 'yes', 'null', 'undefined', '%', '%zz', 'a%00b', 'é', '🚢'];

/** The texts that a parameter is tried with, as they stand in a request. */
function textsOf(schema: JsonSchema): string[] {
  const made = [
    ...[1, 2, 3].map(() => values.valid(schema)),
    ...[...values.edges(schema), ...values.broken(schema)].map(({ value }) => value),
  ];
  const scalars = made.filter((value) => value !== undefined && typeof value !== 'object');
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  return [...new Set([...scalars.map(String), ...(isNumber ? numbers : []), ...words])].slice(
    0,
    MOST,
  );
}

const exampleOf = (parameter: Parameter | undefined): string =>
  encodeURIComponent(String(parameter?.example));

/** The address of an operation. @param own the encoded text of one of its parameters */
function targetOf({ path, parameters }: BoundOperation, own?: Parameter, text = ''): string {
  const shown = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    own?.in === 'path' && own.name === name
      ? text
      : exampleOf(parameters.find((each) => each.in === 'path' && each.name === name)),
  );
  const query = parameters
    .filter((each) => each.in === 'query' && each.required && each !== own)
    .map((each) => `${each.name}=${exampleOf(each)}`);
  if (own?.in === 'query') query.push(`${own.name}=${text}`);
  return query.length > 0 ? `${shown}?${query.join('&')}` : shown;
}

/** A body that the operation takes, with its headers. */
function bodyOf({ requestBody }: BoundOperation): RequestInit {
  const [[type, media] = []] = Object.entries(requestBody?.content ?? {});
  if (type === undefined) return {};
  if (type === 'multipart/form-data') return { body: formOf({ path: '/uploads' }) };
  const body = type === 'application/json' ? JSON.stringify(media?.example) : 'Buy milk.';
  return { headers: { 'Content-Type': type }, body };
}

function formOf(
  fields: Readonly<Record<string, string>>,
  file: string | undefined = 'a.txt',
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (file !== undefined) form.append('file', new File(['Buy milk.'], file));
  return form;
}

function withHeaders(init: RequestInit, headers: Readonly<Record<string, string>>): RequestInit {
  return { ...init, headers: { ...(init.headers as Record<string, string>), ...headers } };
}

function* parameterRequests(operation: BoundOperation): Generator<Sent> {
  const init = bodyOf(operation);
  for (const parameter of operation.parameters) {
    const { in: place, name } = parameter;
    const schema = resolve<JsonSchema>(document, parameter.schema ?? {});
    // Only a server has given them.
    if (name === 'cursor') continue;
    const what = (text: string) => `${place} ${name} "${text}"`;
    if (parameter.required && place !== 'path') {
      yield {
        what: `without ${place} ${name}`,
        target: targetOf(operation, { ...parameter, in: 'cookie' }).replace(
          new RegExp(`([?&])${name}=[^&]*&?`),
          '$1',
        ),
        init,
      };
    }
    for (const text of textsOf(schema)) {
      if (place === 'header') {
        if (!/^$|^[!-~]([ -~]*[!-~])?$/.test(text)) continue;
        yield {
          what: what(text),
          target: targetOf(operation),
          init: withHeaders(init, { [name]: text }),
        };
        continue;
      }
      if (place === 'path' && ['', '.', '..'].includes(text)) continue;
      if (!text.isWellFormed()) continue;
      // Those with a percent sign are there as they are, since that is what is tried.
      const written = text.includes('%') ? [text] : spellingsOf(place, text);
      for (const each of written)
        yield { what: what(each), target: targetOf(operation, parameter, each), init };
    }
    if (place === 'query') {
      const twice = `${exampleOf(parameter)}&${name}=${exampleOf(parameter)}`;
      yield { what: `${what('twice')}`, target: targetOf(operation, parameter, twice), init };
    }
  }
  const target = targetOf(operation);
  const separator = target.includes('?') ? '&' : '?';
  for (const extra of ['unknown=1', '__other=1', 'limit[]=1', '%6cimit=1', '=', '&', 'a&&b']) {
    yield { what: `query ${extra}`, target: `${target}${separator}${extra}`, init };
  }
}

/** A text as it may stand in an address: encoded in full, and with blanks as a form has them. */
function spellingsOf(place: string, text: string): string[] {
  const encoded = encodeURIComponent(text);
  return place === 'query' && text.includes(' ')
    ? [encoded, encoded.replaceAll('%20', '+')]
    : [encoded];
}

const mediaTypes = [
  'application/json; charset=utf-8',
  'Application/JSON ; a=b',
  'application/json;',
  'application/vnd.api+json',
  'text/json',
  'text/plain',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'nonsense',
];

function* bodyRequests(operation: BoundOperation): Generator<Sent> {
  const { requestBody } = operation;
  const target = targetOf(operation);
  const right = bodyOf(operation);
  if (!requestBody) return;
  yield { what: 'no body', target, init: {} };
  yield { what: 'an empty body', target, init: { ...right, body: '' } };
  for (const coding of ['gzip', 'identity', 'br, gzip', '']) {
    yield {
      what: `coding "${coding}"`,
      target,
      init: withHeaders(right, { 'Content-Encoding': coding }),
    };
  }
  yield { what: 'a range', target, init: withHeaders(right, { 'Content-Range': 'bytes 0-1/9' }) };
  const raw = typeof right.body === 'string' ? right.body : 'path=/';
  for (const type of mediaTypes) {
    yield { what: `type ${type}`, target, init: { headers: { 'Content-Type': type }, body: raw } };
  }
  const json = requestBody.content['application/json'];
  if (json) yield* jsonRequests(target, json);
  if (requestBody.content['multipart/form-data']) yield* formRequests(operation, target);
}

function* jsonRequests(
  target: string,
  { schema = {}, example }: { readonly schema?: JsonSchema; readonly example?: unknown },
): Generator<Sent> {
  const headers = { 'Content-Type': 'application/json' };
  const text = JSON.stringify(example);
  const texts: (string | Buffer)[] = [
    ...['', ' ', 'null', '1', '"a"', '[]', '{}', '[{}]', `${text} `, ` \n${text}`, `\ufeff${text}`],
    ...[
      `${text.slice(0, -1)},}`,
      `${text}${text}`,
      text.replaceAll('"', "'"),
      `${text}// end`,
      'NaN',
    ],
    // Of an object with alternatives, Zod leaves out a property of this name before it is looked at.
    ...('anyOf' in resolve<JsonSchema>(document, schema)
      ? []
      : [text.replace('{', '{"__proto__":{},')]),
    text.replace('{', '{"constructor":1,'),
    text.replace('{', '{"unknown":1,'),
    text.replace('{', '{"":1,'),
    text.replace('{', '{"a":"\\ud800",'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text.replace('{', '{"é":1,'), 'latin1'),
    `{"a":"${'x'.repeat(1024 * 1024)}"}`,
  ];
  for (const body of texts) {
    const what = `JSON ${String(body).slice(0, 60)}`;
    yield {
      what,
      target,
      init: { headers, body: typeof body === 'string' ? body : new Uint8Array(body) },
    };
  }
  const made = [...values.edges(schema), ...values.broken(schema)].filter(({ value }) =>
    JSON.stringify(value).isWellFormed(),
  );
  for (const { value, what } of made.slice(0, 4 * MOST)) {
    yield {
      what: `body ${what} ${JSON.stringify(value)?.slice(0, 80)}`,
      target,
      init: { headers, body: JSON.stringify(value) },
    };
  }
}

function* formRequests({ requestBody }: BoundOperation, target: string): Generator<Sent> {
  const schema = resolve<JsonSchema>(
    document,
    requestBody?.content['multipart/form-data']?.schema ?? {},
  );
  const form = (what: string, body: FormData): Sent => ({
    what: `form ${what}`,
    target,
    init: { body },
  });
  yield form('without a file', formOf({ path: '/' }, undefined));
  yield form('with a text for a file', formOf({ path: '/', file: 'text' }, undefined));
  yield form('with a file without a name', formOf({ path: '/' }, ''));
  yield form('with an unknown field', formOf({ path: '/', unknown: '1' }));
  const twice = formOf({ path: '/' });
  twice.append('path', '/');
  yield form('with a field twice', twice);
  const files = formOf({ path: '/' });
  files.append('file', new File(['b'], 'b.txt'));
  yield form('with two files', files);
  const other = formOf({});
  other.append('path', new File(['/'], 'path'));
  yield form('with a file for a field', other);
  const elsewhere = formOf({ path: '/' });
  elsewhere.append('other', new File(['b'], 'b.txt'));
  yield form('with a file in an unknown field', elsewhere);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (name === 'file') continue;
    for (const text of textsOf(resolve<JsonSchema>(document, property as JsonSchema))) {
      if (text.isWellFormed()) yield form(`${name} "${text}"`, formOf({ [name]: text }));
    }
  }
}

type Place = { readonly url: string };
let places: readonly (readonly [name: string, place: Place])[];
let server: Awaited<ReturnType<typeof startTestServer>>;
let close: () => Promise<void>;
beforeAll(async () => {
  server = await startTestServer();
  const mocks = [
    await startMock({ port: 0 }),
    await startMock({ port: 0, stateful: true }),
  ] as const;
  places = [
    ['without a state', mocks[0]],
    ['with a state', mocks[1]],
  ];
  close = async () => {
    for (const mock of mocks) await mock.close();
    await server.end();
  };
});
afterAll(() => close());
beforeEach(async () => {
  const path = '/api/v1/files/content?path=/a.txt&on_conflict=rename';
  const made = await server.fetch(path, { method: 'PUT', body: 'a' });
  const { file_id } = (await made.json()) as { readonly file_id: string };
  realFile = file_id;
});

/** The file that the contract's examples are about, and the one in its place on the server. */
const shownFile = '0198c0de-7a11-7000-8000-00000000f001';
let realFile: string;

/** Of plans, only the form of changes can be compared: what is in the plan differs. */
const shownPlan = '/organize/results/0198c0de-7a11-7000-8000-00000000a001';
const noPlan = '/organize/results/00000000-0000-4000-8000-000000000000';

async function statusOf(
  place: Place,
  { id, method, parameters }: BoundOperation,
  { what, target, init }: Sent,
): Promise<number> {
  const needed = parameters
    .filter((each) => each.in === 'header' && each.required)
    .filter(({ name }) => what !== `without header ${name}`)
    .map(({ name, example }) => [name, String(example)]);
  const own = withHeaders(init, { 'X-API-Key': adminKey });
  const all = withHeaders(
    { ...own, headers: Object.fromEntries(needed) },
    own.headers as Record<string, string>,
  );
  const known = id === 'organize.change_plan' ? target.replace(shownPlan, noPlan) : target;
  const address = place === server ? known.replace(shownFile, realFile) : known;
  const response = await fetch(place.url + address, {
    ...all,
    method: method.toUpperCase(),
    redirect: 'manual',
  });
  await response.arrayBuffer();
  return response.status;
}

it.each(operations.map((operation, at) => [operation.id, operation, at] as const))(
  '%s',
  async (_id, operation, at) => {
    const differences: string[] = [];
    const requests = [...parameterRequests(operation), ...bodyRequests(operation)];
    // Operations have much alike: the next one gets the other half.
    for (const sent of sampled(requests, 2, at)) {
      const real = await statusOf(server, operation, sent);
      for (const [name, place] of places) {
        const mocked = await statusOf(place, operation, sent);
        const reading = (status: number) => (refusals.has(status) ? status : 'taken');
        if (reading(real) !== reading(mocked)) {
          differences.push(`${sent.what}: ${real} by the server, ${mocked} by the mock ${name}`);
        }
      }
    }
    expect(differences).toEqual([]);
  },
  120_000,
);
