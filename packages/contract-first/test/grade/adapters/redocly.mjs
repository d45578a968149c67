/** `node redocly.mjs FOLDER`: the client that Redocly's generate-client has written into the folder. */
import { pathToFileURL } from 'node:url';
import { bytesOf, errorOf, serve, unsupported, withFiles } from './protocol.mjs';

const [, , folder, version] = process.argv;
const { createClient, OPERATIONS, ApiError, TimeoutError } = await import(
  pathToFileURL(`${folder}/client.ts`).href
);

/** A form as its type asks for it: made by the caller where a part is JSON. */
const formOf = (body) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(withFiles(body))) {
    const isJson = typeof value === 'object' && !(value instanceof Blob);
    form.append(
      name,
      isJson ? new Blob([JSON.stringify(value)], { type: 'application/json' }) : value,
    );
  }
  return form;
};

const bodyOf = (operation, body) => {
  if (operation === 'uploadPhoto') return formOf(body);
  if (operation !== 'sendForm') return withFiles(body);
  const lists = Object.entries(body).map(([name, value]) => [name, [value].flat()]);
  return new URLSearchParams(
    lists.flatMap(([name, all]) => all.map((each) => [name, String(each)])),
  );
};

const argumentsOf = ({ operation, args }) => ({
  ...(args.path && { path: args.path }),
  ...(args.query && { query: args.query }),
  ...(args.header && { headers: args.header }),
  ...(args.cookie && { cookies: args.cookie }),
  ...('body' in args && { body: bodyOf(operation, args.body) }),
});

const optionsOf = ({ operation, args, options }, signal) => ({
  signal,
  ...(options.timeoutMs !== undefined && { timeout: options.timeoutMs }),
  ...(operation === 'createOrder' && !args.header && { idempotencyKey: true }),
  headers: {
    ...options.headers,
    ...(args.accept && { Accept: args.accept }),
    ...(args.contentType && { 'Content-Type': args.contentType }),
  },
});

serve({
  about: {
    ...{ client: 'redocly (TypeScript)', version, language: 'TypeScript' },
    capabilities: [
      ...['retries', 'idempotency', 'timeout', 'callTimeout', 'abort', 'credentials'],
      ...['pages', 'events', 'resume'],
    ],
  },
  create: ({ baseUrl, headers, credentials = {}, retries, timeoutMs }) => {
    const { token, password, machine: _, ...apiKey } = credentials;
    return createClient(OPERATIONS, {
      ...{ serverUrl: baseUrl, retry: { retries } },
      ...(headers && { headers }),
      ...(timeoutMs !== undefined && { timeout: timeoutMs }),
      auth: {
        ...(token && { bearer: token }),
        ...(password && { basic: password }),
        apiKey,
      },
    });
  },
  async call(client, message, signal) {
    const { data, response } = await client[message.operation](argumentsOf(message), {
      ...optionsOf(message, signal),
      envelope: true,
    });
    return { status: response.status, ...(data !== undefined && { body: await bytesOf(data) }) };
  },
  async *iterate(client, message, signal) {
    const { operation, over } = message;
    const method = client[operation];
    const args = argumentsOf(message);
    const options = optionsOf(message, signal);
    if (over === 'events') {
      for await (const { data } of method(args, options)) yield data;
    } else if (!method.pages) throw unsupported('no pages of this operation');
    else if (over === 'items') yield* method.items(args, options);
    else {
      for await (const page of method.pages(args, options)) {
        yield page.items ?? page.results ?? page.data ?? page;
      }
    }
  },
  errorOf: (error, signal) =>
    error instanceof ApiError
      ? { kind: 'status', status: error.status, body: error.body, message: error.message }
      : error instanceof TimeoutError
        ? { kind: 'timeout', message: error.message }
        : errorOf(error, signal),
});
