/**
 * Measures what mocks with a state infer of public documents, and whether what is created is read,
 * listed, changed and deleted, with every response valid by ajv: `pnpm test:mock-state`.
 *
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Contract, isJson } from '../../../src/contract/contract.ts';
import { loadDocument } from '../../../src/document/load.ts';
import type { Document, Parameter } from '../../../src/document/model.ts';
import { startMockServer } from '../../../src/mock/index.ts';
import type { Role, StateOperation } from '../../../src/mock/state/resources.ts';
import { Values } from '../../../src/schema/index.ts';
import { drawSamples } from '../sample.ts';

/** How many resources of one document are tried. */
const MOST_RESOURCES = 5;
const { values: options } = parseArgs({
  options: {
    documents: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(`pnpm test:mock-state [--documents N] [--seed N] [--verbose]

  --documents N  How many documents are drawn (60)
  --seed N       Draws this sample (1)
  --verbose      Shows each request that fails`);
  process.exit(0);
}
const { seed, documents: count } = options;
type Tally = Record<string, { tried: number; valid: number }>;

const total: Tally = {};
const sums = { documents: 0, failed: 0, resources: 0, operations: 0, inState: 0 };
const folder = await mkdtemp(join(tmpdir(), 'mock-state-'));
try {
  const range = { least: 5, most: 100, bytes: 400_000 };
  for (const { name, file } of await drawSamples(Number(count), Number(seed), folder, range)) {
    try {
      await measure((await loadDocument(file)).document);
      sums.documents++;
    } catch (error) {
      sums.failed++;
      process.stderr.write(`${name}: ${error instanceof Error ? error.message : error}\n`);
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(`${JSON.stringify({ seed, ...sums, steps: total }, null, 2)}\n`);

async function measure(document: Document): Promise<void> {
  const mock = await startMockServer({ document, port: 0, host: '127.0.0.1', state: {} });
  try {
    const { state } = mock;
    if (!state) return;
    const { resources, byOperation, others } = state.inferred;
    sums.resources += resources.length;
    sums.inState += byOperation.size;
    sums.operations += byOperation.size + others.length;
    const contract = new Contract(document);
    const values = new Values(document, 1, 'request');
    for (const { name, operations } of resources.slice(0, MOST_RESOURCES)) {
      const by = (role: Role) => operations.find((each) => each.role === role);
      // What was deleted for another resource is needed here.
      state.reset();
      const create = by('create');
      const keys = () => state.snapshot()[name]?.map(({ key }) => key) ?? [];
      let key = keys()[0];
      if (create) {
        const before = new Set(keys());
        await step('create', create, undefined);
        key = keys().find((each) => !before.has(each));
        if (key === undefined) continue;
      }
      for (const role of ['read', 'list', 'update', 'replace', 'delete'] as const) {
        const operation = by(role);
        if (operation) await step(role, operation, key);
      }
      const reading = by('read');
      if (by('delete') && reading) await step('read after delete', reading, key);
    }

    async function step(what: string, operation: StateOperation, key: string | undefined) {
      const { bound } = operation;
      const tally = total[what] ?? { tried: 0, valid: 0 };
      total[what] = tally;
      tally.tried++;
      const request = requestOf(operation, key, values);
      if (!request) return;
      const response = await fetch(mock.url + request.target, request.init);
      const text = await response.text();
      const type = response.headers.get('Content-Type')?.split(';')[0] ?? '';
      const body: unknown = text !== '' && isJson(type) ? JSON.parse(text) : text;
      const { status, headers } = response;
      const isGone = what === 'read after delete';
      const received = { status, headers, body: text === '' ? undefined : body };
      const violations = contract.checkResponse(bound, received);
      const isListed = Object.keys(bound.responses).some((each) => /^[4d]/.test(each));
      const isRight = isGone ? status >= 400 && status < 500 : status >= 200 && status < 300;
      const isFromState = !(headers.get('X-Mock') ?? '').includes('stateless');
      const isValid = violations.length === 0 || (isGone && !isListed);
      if (isRight && isFromState && isValid) tally.valid++;
      else if (options.verbose) {
        process.stderr.write(
          `${what} ${bound.method} ${bound.path} ${status} ${isFromState} ${JSON.stringify(violations.slice(0, 2))} ${text.slice(0, 120)}\n`,
        );
      }
    }

    function requestOf(
      { bound, key: own, scope }: StateOperation,
      key: string | undefined,
      made: Values,
    ) {
      const record = state?.snapshot();
      const plain = { byExample: true, plain: true, optional: 0 };
      const valueFor = (parameter: Parameter) => made.valid(parameter.schema ?? {}, plain);
      const target = bound.path.replaceAll(/\{([^{}]+)\}/g, (_, each: string) => {
        const part = scope.find(({ parameter }) => parameter === each);
        const parent = resources.find(({ path }) => `${path}/{}` === part?.path);
        const above = parent && record?.[parent.name]?.[0]?.key;
        const parameter = bound.parameters.find(
          ({ in: place, name }) => place === 'path' && name === each,
        );
        const value = each === own ? key : (above ?? (parameter ? valueFor(parameter) : undefined));
        return encodeURIComponent(String(value));
      });
      const query = new URLSearchParams();
      const headers: Record<string, string> = {
        Authorization: 'Bearer x',
        ...credentials(document),
      };
      for (const parameter of bound.parameters) {
        if (!parameter.required || parameter.in === 'path') continue;
        const text = String(valueFor(parameter));
        if (parameter.in === 'query') query.set(parameter.name, text);
        else if (parameter.in === 'header') headers[parameter.name] = text;
      }
      for (const [name, value] of Object.entries(inQuery(document))) query.set(name, value);
      const contents = Object.entries(bound.requestBody?.content ?? {});
      const [type, media] = contents.find(([each]) => isJson(each)) ?? contents[0] ?? [];
      let body: string | undefined;
      if (type !== undefined) {
        const sent = made.valid(media?.schema ?? {}, plain);
        if (sent === undefined || !(isJson(type) || type.includes('urlencoded'))) return undefined;
        body = isJson(type)
          ? JSON.stringify(sent)
          : new URLSearchParams(
              Object.entries(sent as object).map(([name, each]): [string, string] => [
                name,
                String(each),
              ]),
            ).toString();
        headers['Content-Type'] = type;
      }
      const init: RequestInit = { method: bound.method.toUpperCase(), headers, redirect: 'manual' };
      return { target: `${target}?${query}`, init: body === undefined ? init : { ...init, body } };
    }
  } finally {
    await mock.close();
  }
}

type Scheme = {
  readonly type?: string;
  readonly in?: string;
  readonly name?: string;
  readonly scheme?: string;
};
function schemes(document: Document): readonly Scheme[] {
  // A document of the corpus has been read, and may say anything here; what is wrong is not found.
  return Object.values(document.components?.securitySchemes ?? {}) as readonly Scheme[];
}

/** The credentials of a document's schemes in headers. */
function credentials(document: Document): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { type, in: place, name = '', scheme = '' } of schemes(document)) {
    if (type === 'apiKey' && place === 'header') headers[name] = 'x';
    if (type === 'apiKey' && place === 'cookie') headers.Cookie = `${name}=x`;
    if (type === 'http') headers.Authorization = `${scheme} x`;
  }
  return headers;
}

function inQuery(document: Document): Record<string, string> {
  return Object.fromEntries(
    schemes(document).flatMap(({ type, in: place, name = '' }) =>
      type === 'apiKey' && place === 'query' ? [[name, 'x']] : [],
    ),
  );
}
