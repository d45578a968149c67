/** `node heyApi.mjs FOLDER`: the client that @hey-api/openapi-ts has written into the folder. */
import { pathToFileURL } from 'node:url';
import { bytesOf, errorOf, Reported, serve, unsupported, withFiles } from './protocol.mjs';

const [, , folder, version] = process.argv;
const load = (file) => import(pathToFileURL(`${folder}/${file}`).href);
const sdk = await load('index.ts');
const { createClient, createConfig } = await load('client/index.ts');

/** What the client asks for, by what the document says of the scheme. */
const credentialOf = (credentials, { type, scheme, in: place = 'header' }) => {
  if (type === 'apiKey') return credentials[`${place}Key`];
  const { password } = credentials;
  if (scheme === 'basic') return password && `${password.username}:${password.password}`;
  return credentials.token;
};

const optionsOf = (client, { args, options }, signal) => {
  if (args.cookie) throw unsupported('no parameters in cookies');
  const isOther = args.contentType && args.contentType !== 'application/json';
  return {
    client: client.client,
    ...{ path: args.path, query: args.query, body: withFiles(args.body), signal },
    headers: {
      ...args.header,
      ...options.headers,
      ...(args.accept && { Accept: args.accept }),
      ...(isOther && { 'Content-Type': args.contentType }),
    },
    ...(isOther && { bodySerializer: null }),
  };
};

serve({
  about: {
    ...{ client: '@hey-api/openapi-ts', version, language: 'TypeScript' },
    capabilities: ['credentials', 'abort', 'events', 'resume'],
  },
  create: ({ baseUrl, headers, credentials = {}, retries }) => ({
    retries,
    client: createClient(
      createConfig({
        baseUrl,
        ...(headers && { headers }),
        auth: (auth) => credentialOf(credentials, auth),
      }),
    ),
  }),
  async call(client, message, signal) {
    const operation = sdk[message.operation];
    if (!operation) throw unsupported('no such operation');
    const { data, error, response } = await operation(optionsOf(client, message, signal));
    if (!response) throw error;
    if (!response.ok) {
      throw new Reported({ kind: 'status', status: response.status, body: await bytesOf(error) });
    }
    if (error !== undefined) throw error;
    return {
      status: response.status,
      // its type is void
      ...(response.status !== 204 && { body: await bytesOf(data) }),
    };
  },
  async *iterate(client, message, signal) {
    let failure;
    const { stream } = await sdk[message.operation]({
      ...optionsOf(client, message, signal),
      sseMaxRetryAttempts: client.retries + 1,
      onSseError: (error) => {
        failure = error;
      },
    });
    for await (const data of stream) {
      failure = undefined;
      yield data;
    }
    if (failure) throw failure;
  },
  errorOf(error, signal) {
    const [, status] = /SSE failed: (\d+)/.exec(error?.message) ?? [];
    return status ? { kind: 'status', status: Number(status) } : errorOf(error, signal);
  },
});
