/** Measures the clients of one document. */
import { mkdir, mkdtemp, realpath, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDocument } from 'contract-first/document';
import { readClient } from '../../../src/generate/model/readClient.ts';
import { kindOf } from '../measurement.ts';
import type { Sample } from '../sample.ts';
import { ApiServer } from './apiServer.ts';
import {
  type ClientMeasurement,
  type ClientTallies,
  unmeasuredTallies,
} from './clientMeasurement.ts';
import { ClientRun } from './clientRun.ts';
import { checkTypeScript } from './clientTypes.ts';
import { Judge } from './judge.ts';
import type { Language, LanguageName } from './language.ts';
import { withLocalServers } from './localServers.ts';
import type { PeerFolders } from './peers/peers.ts';
import { checkTypeScript7 } from './typescript7.ts';

/** How clients are measured. */
export type ClientManner = {
  readonly seed: number;
  /** Whether types are checked, which costs most of the time. */
  readonly types: boolean;
  readonly languages: readonly LanguageName[];
  /** The Python environment; undefined without Python. */
  readonly environment: string | undefined;
  /** Where Python clients are kept until many of them are type-checked at once. */
  readonly keep: string | undefined;
  /** Where other generators are installed; undefined without them. */
  readonly peers: PeerFolders | undefined;
  /** Where TypeScript 7 is installed, if it checks, too. */
  readonly typescript7: string | undefined;
};

/** Measures the clients of a document. Whatever fails is part of the measurement. */
export async function measureClients(
  sample: Sample,
  manner: ClientManner,
): Promise<ClientMeasurement> {
  const folder = await realpath(await mkdtemp(join(manner.keep ?? tmpdir(), 'clients-')));
  const server = await ApiServer.start();
  try {
    const loaded = await loadDocument(sample.file);
    const document = withLocalServers(loaded.document, server.url);
    const { model, notices } = readClient(document);
    server.judgeBy(new Judge(document));
    const clients: Record<string, ClientTallies> = {};
    const pythonFolders: Record<string, string> = {};
    for (const [at, language] of (await languagesOf(manner)).entries()) {
      const own = join(folder, String(at));
      await mkdir(own);
      const run = new ClientRun(language, {
        ...{ document, model, notices, server, seed: manner.seed, folder: own },
        checkTypes: async () => {
          if (!manner.types || language.writes !== 'typescript') return {};
          const isPeer = language.name !== 'typescript';
          const verdict = checkTypeScript(own, isPeer);
          if (isPeer || manner.typescript7 === undefined) return verdict;
          return { ...verdict, tsgo: await checkTypeScript7(manner.typescript7, own) };
        },
      });
      const tallies = await run.measure();
      clients[language.name] = tallies;
      const isKept = manner.keep !== undefined && manner.types && language.writes === 'python';
      if (isKept && tallies.generated.good === 1) pythonFolders[language.name] = own;
      else await rm(own, { recursive: true, force: true });
    }
    return { document: sample.name, operations: sample.operations, clients, pythonFolders };
  } catch (error) {
    const { message, name, stack } = error instanceof Error ? error : new Error(String(error));
    return unmeasured(sample, manner, (stack ?? message).slice(0, 1000), name, kindOf(message));
  } finally {
    await server.stop();
    // It stays if something in it has to be checked.
    await rmdir(folder).catch(() => {});
  }
}

/** Each is imported only if it is measured. */
async function languagesOf({ languages, environment, peers }: ClientManner): Promise<Language[]> {
  const found: Language[] = [];
  if (languages.includes('typescript')) {
    found.push((await import('./typescript.ts')).typescript);
  }
  if (languages.includes('python') && environment !== undefined) {
    found.push((await import('./python.ts')).pythonLanguage(environment));
  }
  if (peers) found.push(...(await import('./peers/peers.ts')).peersIn(peers));
  return found;
}

/** The measurement of a document of which nothing can be measured. */
export function unmeasured(
  { name, operations }: Sample,
  { languages }: Pick<ClientManner, 'languages'>,
  message: string,
  error = 'Unmeasured',
  kind = kindOf(message),
): ClientMeasurement {
  const failure = { step: 'read', name: error, kind, message } as const;
  const tallies = languages.map((each) => [each, unmeasuredTallies(operations, failure)]);
  const clients = Object.fromEntries(tallies);
  return { document: name, operations, failure, clients, pythonFolders: {} };
}
