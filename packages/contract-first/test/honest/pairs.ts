/**
 * The honest servers: what each serves, and what `contract verify` has to be told.
 *
 * @module
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Credential, VerifySettings } from '../../src/verify/index.ts';

/** The frameworks, and the servers that need no handwriting. */
export const FRAMEWORKS = ['Express', 'FastAPI', 'Go', 'Spring', 'kit', 'mock'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** A server, and the document that it is held to. */
export type Pair = { readonly framework: Framework; readonly document: string };

/** Where the server's own document is fetched, if it has been written code first. */
export const emittedBy: Readonly<Record<string, string>> = {
  inventory: '/openapi.json',
  orders: '/v3/api-docs',
};

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
  Spring: ['bulk', 'catalog', 'notes', 'orders', 'payments', 'shapes', 'todos', 'uploads'],
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

/** What a handwritten server knows and its document does not. */
export function settingsOf(document: string, url: string): VerifySettings {
  const credentials = credentialsOf(url)[document];
  return {
    ...(credentials && { credentials }),
    ...(document === 'projects' && {
      weak: { credentials: { oauth: 'token-of-a-reader' }, scopes: ['projects:read'] },
    }),
  };
}

const credentialsOf = (url: string): Readonly<Record<string, Record<string, Credential>>> => ({
  inventory: { APIKeyHeader: 'key-of-the-store' },
  legacy: { basic: 'shop:secret' },
  messages: { token: 'token-of-ada' },
  payments: { basicAuth: 'merchant:secret' },
  projects: { oauth: 'token-of-an-admin' },
  session: { session: () => signIn(url) },
  weather: { appid: '0123456789abcdef' },
});

/** Signs in, for each request anew, since signing out ends a session. */
async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/app/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'ada', password: 'correct horse' }),
  });
  return /sid=([^;]*)/.exec(response.headers.get('Set-Cookie') ?? '')?.[1] ?? '';
}
