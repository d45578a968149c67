/**
 * The honest servers: what each serves, and what `contract verify` has to be told.
 *
 * @module
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The frameworks, and the servers that need no handwriting. */
export const FRAMEWORKS = ['Express', 'FastAPI', 'Go', 'Spring', 'kit', 'mock'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** A server, and the document that it is held to. */
export type Pair = { readonly framework: Framework; readonly document: string };

/** Where the server's own document is fetched, if it has been written code first. */
export const emittedBy: Readonly<Record<string, string>> = { inventory: '/openapi.json' };

/** What the document says of where its paths begin, as a part of the URL that is verified. */
export const basePaths: Readonly<Record<string, string>> = {
  legacy: '/api/v1',
  session: '/app',
  weather: '/data/2.5',
};

const folder = fileURLToPath(new URL('documents', import.meta.url));
export const fileOf = (document: string): string => `${folder}/${document}.yaml`;

const handwritten: Readonly<Record<Exclude<Framework, 'kit' | 'mock'>, readonly string[]>> = {
  Express: [
    ...['bulk', 'feed', 'legacy', 'library', 'notes'],
    ...['payments', 'search', 'session', 'teams', 'todos'],
  ],
  FastAPI: [
    ...['accounts', 'exports', 'inventory', 'messages'],
    ...['projects', 'shapes', 'todos', 'uploads'],
  ],
  Go: ['articles', 'blobs', 'catalog', 'notes', 'payments', 'todos', 'weather'],
  Spring: ['todos'],
};

const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

export const pairs: readonly Pair[] = [
  ...Object.entries(handwritten).flatMap(([framework, names]) =>
    names.map((document): Pair => ({ framework: framework as Framework, document })),
  ),
  ...(['kit', 'mock'] as const).flatMap((framework) =>
    documents.map((document): Pair => ({ framework, document })),
  ),
];

/** What a handwritten server knows and a document does not: a part of `contract.config.ts`. */
export const settings: Readonly<Record<string, string>> = {
  inventory: `credentials: { APIKeyHeader: 'key-of-the-store' }`,
  legacy: `credentials: { basic: 'shop:secret' }`,
  messages: `credentials: { token: 'token-of-ada' }`,
  payments: `credentials: { basicAuth: 'merchant:secret' }`,
  projects: `credentials: { oauth: 'token-of-an-admin' },
    weak: { credentials: { oauth: 'token-of-a-reader' }, scopes: ['projects:read'] }`,
  session: `credentials: { session: signIn }`,
  weather: `credentials: { appid: '0123456789abcdef' }`,
};
