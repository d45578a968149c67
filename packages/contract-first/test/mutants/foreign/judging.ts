/**
 * What each judge says of a running server, as a set of words: those that it also says of the honest
 * server do not count against a mutant.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Document } from 'contract-first/contract';
import { loadDocument } from 'contract-first/document';
import { verify } from 'contract-first/verify';
import { basePaths, fileOf, settingsOf } from '../../honest/pairs.ts';
import { startProxy } from '../prismProxy.ts';
import { schemathesis } from '../schemathesis.ts';

const run = promisify(execFile);

export const judges = ['contract verify', 'Schemathesis', "Prism's proxy"] as const;
export type Judge = (typeof judges)[number];
/** What a judge has found; undefined if it cannot read the document. */
export type Words = ReadonlySet<string> | undefined;

/** Test cases of Schemathesis for each operation and phase. */
const EXAMPLES = '20';
/** How long Schemathesis may take for one server, in milliseconds. */
const PATIENCE = 180_000;

const documents = new Map<string, Promise<Document>>();
const documentOf = (name: string): Promise<Document> => {
  const known = documents.get(name);
  if (known) return known;
  const read = loadDocument(fileOf(name)).then(({ document }) => document);
  documents.set(name, read);
  return read;
};

/** A server that runs for one judge alone. */
type Asked = {
  readonly document: string;
  readonly url: string;
  /** Where the judge may write files. */
  readonly folder: string;
  readonly seed: number;
};

export const ask: Readonly<Record<Judge, (asked: Asked) => Promise<Words>>> = {
  'contract verify': (asked) => verified(asked, asked.url + (basePaths[asked.document] ?? '')),
  Schemathesis: async ({ document, url, folder, seed }) => {
    // Schemathesis 4.32.5 reads documents up to OpenAPI 3.1.
    if ((await documentOf(document)).openapi.startsWith('3.2')) return undefined;
    const program = await schemathesis();
    const config = join(folder, 'schemathesis.toml');
    await writeFile(config, '');
    const base = url + (basePaths[document] ?? '');
    const args = [
      ...['--config-file', config, 'run', fileOf(document), '--url', base, '--checks', 'all'],
      ...['--seed', String(seed), '--max-examples', EXAMPLES, '--no-color', '--no-shrink'],
      // What is found on the honest server must not hide what only the fault shows.
      ...['--continue-on-failure', '--generation-database', 'none'],
      ...(await headersOf(document, url)),
    ];
    const { stdout } = await run(program, args, {
      timeout: PATIENCE,
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: { code?: unknown; killed?: boolean; stdout?: string }) => {
      // 1: it has found something. Without a verdict: it could not work, or not in time.
      if (error.code !== 1) throw new Error(`Schemathesis ended with ${error.code}`);
      return { stdout: error.stdout ?? '' };
    });
    return failuresIn(stdout);
  },
  "Prism's proxy": async (asked) => {
    const { document, url } = asked;
    const proxy = await startProxy(fileOf(document), url + (basePaths[document] ?? ''));
    try {
      await verified(asked, proxy.url, (line) => {
        proxy.isValid = !line.includes('invalid requests');
      });
    } finally {
      await proxy.close();
    }
    return proxy.violations;
  },
};

/** @param address of the server itself, or of a proxy before it */
async function verified(
  { document, url, seed }: Asked,
  address: string,
  onProgress?: (line: string) => void,
): Promise<Words> {
  const { findings, operations } = await verify(
    structuredClone(await documentOf(document)),
    address,
    { ...settingsOf(document, url), seed, maxWait: 0 },
    onProgress,
  );
  return new Set([
    ...findings.map(({ check, operation }) => `${check} ${operation}`),
    ...operations.filter((each) => !each.hasSucceeded).map((each) => `unreached ${each.operation}`),
  ]);
}

/** What Schemathesis reports: titles of failures, by operation. */
function failuresIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  let operation = '';
  for (const line of text.split('\n')) {
    const heading = /^_{3,} (.+?) _{3,}$/.exec(line)?.[1];
    if (heading !== undefined) operation = heading;
    const title = /^- (.+)$/.exec(line)?.[1];
    if (title !== undefined) found.add(`${operation} ${title}`);
  }
  return found;
}

/** Credentials as its users give them: headers, or for a key in the query nothing that it takes. */
async function headersOf(document: string, url: string): Promise<string[]> {
  const { credentials = {} } = settingsOf(document, url);
  const [given] = Object.values(credentials);
  if (given === undefined || document === 'weather') return [];
  const value = typeof given === 'string' ? given : await given();
  const basic = `Basic ${Buffer.from(value).toString('base64')}`;
  const headers: Readonly<Record<string, string>> = {
    legacy: `Authorization: ${basic}`,
    payments: `Authorization: ${basic}`,
    messages: `Authorization: Bearer ${value}`,
    projects: `Authorization: Bearer ${value}`,
    session: `Cookie: sid=${value}`,
  };
  return ['-H', headers[document] ?? ''];
}
