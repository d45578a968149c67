/**
 * `node contractFirst.mjs FOLDER VERSION DOCUMENT`: the client that `contract generate` has written
 * into the folder. Its operations, which are data, say how arguments are called.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bytesOf, errorOf, Reported, serve, unsupported } from './protocol.mjs';

const [, , folder, version, document] = process.argv;
const load = (file) => import(pathToFileURL(`${folder}/src/${file}`).href);
const api = await load('index.ts');
const known = Object.values(await load('operations.ts'));
const { fieldsOf, parametersOf } = await load('runtime/arguments.ts');
const { paths } = JSON.parse(readFileSync(document, 'utf8'));

/** By the ids of the document: what the client knows of the operation. */
const operations = new Map(
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => [
      operationId,
      known.find((each) => each.path === path && each.method === method.toUpperCase()),
    ]),
  ),
);

const fileOf = ({ $bytes, filename, contentType }) => {
  const content = Buffer.from($bytes, 'base64');
  return filename === undefined && contentType === undefined
    ? content
    : { content, filename, contentType };
};

const withFiles = (value) => {
  if (Array.isArray(value)) return value.map(withFiles);
  if (typeof value !== 'object' || value === null) return value;
  if ('$bytes' in value) return fileOf(value);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withFiles(each)]));
};

/** What the document calls something, as an argument. */
const argument = (list, wire) => {
  const found = list.find((each) => (each.wire ?? each.name) === wire);
  if (!found) throw unsupported(`no argument ${wire}`);
  return found.name;
};

function argumentsOf({ operation: id, args }) {
  const operation = operations.get(id);
  const { bodies = [] } = operation;
  const parameters = parametersOf(operation);
  const given = {};
  for (const place of ['path', 'query', 'header', 'cookie']) {
    for (const [wire, value] of Object.entries(args[place] ?? {})) {
      if (wire === 'Idempotency-Key') continue;
      given[
        argument(
          parameters.filter((each) => each.in === place),
          wire,
        )
      ] = value;
    }
  }
  if (!('body' in args)) return given;
  const body = bodies.find((each) => each.mediaType === args.contentType) ?? bodies[0];
  if (!body) throw unsupported('no body');
  if (!body.fields) return { ...given, [body.argument]: withFiles(args.body) };
  for (const [wire, value] of Object.entries(args.body)) {
    given[argument(fieldsOf(body), wire)] = withFiles(value);
  }
  return given;
}

function started(client, message, signal) {
  const { args, options } = message;
  const operation = operations.get(message.operation);
  if (!operation) throw unsupported('no such operation');
  const [name, ...groups] = operation.id.split('.').reverse();
  const resource = groups.reverse().reduce((parent, each) => parent[each], client);
  const given = argumentsOf(message);
  const key = args.header?.['Idempotency-Key'];
  const callOptions = {
    signal,
    ...(options.timeoutMs !== undefined && { timeout: options.timeoutMs }),
    ...(options.headers && { headers: options.headers }),
    ...(key !== undefined && { idempotencyKey: key }),
    ...(args.contentType && { contentType: args.contentType }),
    ...(args.accept && { accept: args.accept }),
  };
  const takesArguments = parametersOf(operation).length || operation.bodies?.length;
  return takesArguments ? resource[name](given, callOptions) : resource[name](callOptions);
}

serve({
  about: {
    ...{ client: 'contract-first (TypeScript)', version, language: 'TypeScript' },
    capabilities: [
      ...['retries', 'idempotency', 'timeout', 'callTimeout', 'abort', 'credentials', 'tokens'],
      ...['pages', 'events', 'resume', 'lines', 'webhooks'],
    ],
  },
  create: ({ baseUrl, headers, credentials = {}, retries, timeoutMs }) => {
    const { password, ...others } = credentials;
    return new api.default({
      ...{ baseUrl, maxRetries: retries },
      ...(headers && { headers }),
      ...(timeoutMs !== undefined && { timeout: timeoutMs }),
      ...others,
      ...(password && { basic: password }),
    });
  },
  async call(client, message, signal) {
    const { data, response } = await started(client, message, signal).withResponse();
    const isStream = data === response && response !== undefined;
    return {
      status: response.status,
      ...(data !== undefined && { body: await bytesOf(isStream ? response : data) }),
    };
  },
  async *iterate(client, message, signal) {
    const list = started(client, message, signal);
    if (message.over !== 'pages') yield* list;
    else {
      for await (const page of list.pages()) {
        yield Array.isArray(page) ? page : (page.items ?? page.results ?? page.data);
      }
    }
  },
  unwrap: ({ body, headers, secret }) => api.webhooks.unwrap(body, headers, { secret }),
  errorOf(error, signal) {
    if (error instanceof Reported) return error.error;
    if (error instanceof api.AbortError) return { kind: 'abort', message: error.message };
    if (error instanceof api.TimeoutError) return { kind: 'timeout', message: error.message };
    const isAnswered = error?.status !== undefined && error.response?.ok === false;
    if (isAnswered) {
      return { kind: 'status', status: error.status, body: error.body, message: error.message };
    }
    if (error instanceof api.ConnectionError) return { kind: 'connection', message: error.message };
    return errorOf(error, signal);
  },
});
