/**
 * Generates the server of a document and starts it with handlers that only note that they were
 * called.
 *
 * @module
 */
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type Api,
  type Credential,
  type IncomingForm,
  implement,
  type Log,
  ProblemError,
} from '@contract-first/hono';
import { listen } from '@contract-first/hono/node';
import type { Document } from 'contract-first/contract';
import { generateRoutes } from 'contract-first/generate';
import { securitySchemes } from '../../src/verify/credentials.ts';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** What a generator says of a part that it has left out. */
type Report = { readonly pointer: string; readonly text: string };

/**
 * Generates the server into a folder, as a project of its own.
 *
 * @returns what the generator reports
 */
export async function generateInto(folder: string, document: Document): Promise<Report[]> {
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  await symlink(modules, join(folder, 'node_modules'));
  return reportsIn(await generateRoutes(document, folder));
}

/** Everything in a result that has a pointer, whatever its form. */
function reportsIn(result: unknown): Report[] {
  if (typeof result !== 'object' || result === null) return [];
  if ('pointer' in result && typeof result.pointer === 'string') {
    const rule = 'rule' in result ? `${result.rule}: ` : '';
    const text = 'message' in result ? result.message : 'reason' in result ? result.reason : '';
    return [{ pointer: result.pointer, text: `${rule}${text}` }];
  }
  return Object.values(result).flatMap(reportsIn);
}

/** Writes a server as somebody begins it: a handler for each operation, and no more. */
export async function writeHandlers(folder: string, { routes }: Api): Promise<void> {
  const handlers = Object.keys(routes).map(
    (id) => `  [${JSON.stringify(id)}]: async ({ params, query, headers, cookies, body }) => {
    throw new Error(String([params, query, headers, cookies, body]));
  },`,
  );
  const text = `import { type AppOptions, type Handlers, implement } from '@contract-first/hono';
import * as api from './routes.gen.ts';

declare const options: Omit<AppOptions<typeof api>, 'handlers'>;
const handlers: Handlers<typeof api> = {
${handlers.join('\n')}
};
export const app = implement(api).with({ ...options, handlers });
`;
  await writeFile(join(folder, 'server.ts'), text);
}

/** @throws what importing the generated module throws */
export const importRoutes = async (folder: string): Promise<Api> =>
  import(pathToFileURL(join(folder, 'routes.gen.ts')).href);

/** A running server. */
export type RunningServer = {
  readonly url: string;
  /** The document that is read off the routes. */
  readonly emitted: Document;
  /** The operations whose handlers were called since it was last asked. */
  takeReached(): string[];
  /** What was logged as an error since it was last asked. */
  takeErrors(): string[];
  stop(): Promise<void>;
};

/** Thrown by each handler. */
class HandlerCalled extends Error {}

/** @throws what mounting the routes throws */
export async function startServer(document: Document, api: Api): Promise<RunningServer> {
  const reached: string[] = [];
  const errors: string[] = [];
  const handlers = Object.fromEntries(
    Object.keys(api.routes).map((id) => [
      id,
      async (input: unknown) => {
        await readForm(input);
        reached.push(id);
        throw new HandlerCalled('The handler was called');
      },
    ]),
  );
  const app = implement(api).with({
    credentials: credentialsFor(document, api),
    handlers: handlers as never,
    covers: () => true,
    limits: { scale: 0 },
    log: logInto(errors),
  });
  const listener = await listen(app, { host: '127.0.0.1', port: 0 });
  const { openapi, info } = document;
  return {
    url: listener.url,
    get emitted() {
      return app.app.getOpenAPI31Document({ openapi, info }) as unknown as Document;
    },
    takeReached: () => reached.splice(0),
    takeErrors: () => errors.splice(0),
    stop: () => listener.close(),
  };
}

/** A form is validated while its handler reads it. Its files are not kept. */
async function readForm(input: unknown): Promise<void> {
  const save = async (stream: Readable) => {
    stream.resume();
    await finished(stream);
  };
  await formIn(input)?.receiveAll({ save });
}

type Form = Pick<IncomingForm<unknown>, 'receiveAll'>;
const isForm = (value: unknown): value is Form =>
  typeof value === 'object' && value !== null && 'receiveAll' in value;

/** Under `form`, or in a body of several media types as its value. */
function formIn(input: unknown): Form | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const body = 'body' in input ? input.body : undefined;
  const value =
    typeof body === 'object' && body !== null && 'value' in body ? body.value : undefined;
  return [value, 'form' in input ? input.form : undefined].find(isForm);
}

/**
 * Credentials for every scheme that routes need.
 *
 * @param accepts whether a credential is right; by default any text is
 */
export function credentialsFor(
  document: Document,
  { routes }: Api,
  accepts: (secret: string) => boolean = () => true,
): Record<string, Credential> {
  const schemes = new Map(securitySchemes(document).map((each) => [each.key, each]));
  const needed = Object.values(routes).flatMap(({ security = [] }) =>
    security.flatMap((each) => Object.keys(each)),
  );
  const verify = async (secret: string) =>
    accepts(secret) ? { credential: 'corpus', scopes: new Set<string>() } : undefined;
  return Object.fromEntries(
    [...new Set(needed)].map((key): [string, Credential] => {
      const { type, in: place, name = '', scheme } = schemes.get(key) ?? {};
      if (type === 'apiKey' && (place === 'header' || place === 'query' || place === 'cookie')) {
        return [key, { type, in: place, name, verify }];
      }
      if (type === 'mutualTLS') return [key, { type, header: 'Client-Cert', verify }];
      return [key, { type: 'http', scheme: scheme || 'bearer', verify }];
    }),
  );
}

/** Keeps what an administrator would have to look at, except that a handler was called. */
function logInto(errors: string[]): Log {
  const silent = () => {};
  const log: Log = {
    debug: silent,
    info: silent,
    warn: silent,
    error: (details, message) => {
      const error = 'err' in details ? details.err : undefined;
      if (error === undefined || error instanceof HandlerCalled) return;
      // A refusal with a status that the operation does not list.
      if (error instanceof ProblemError) return;
      errors.push(`${message}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    },
    child: () => log,
  };
  return log;
}
