/** Measures the clients of one document. */
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDocument } from 'contract-first/document';
import { readClient } from '../../../src/generate/model/readClient.ts';
import { kindOf } from '../measurement.ts';
import type { Sample } from '../sample.ts';
import { ApiServer } from './apiServer.ts';
import { type ClientMeasurement, type ClientTallies, unmeasuredTallies } from './clientMeasurement.ts';
import { ClientRun } from './clientRun.ts';
import { checkTypeScript } from './clientTypes.ts';
import { Judge } from './judge.ts';
import type { Language, LanguageName } from './language.ts';
import { withLocalServers } from './localServers.ts';

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
};

/** Measures the clients of a document. Whatever fails is part of the measurement. */
export async function measureClients(
  { name, file, operations }: Sample,
  manner: ClientManner,
): Promise<ClientMeasurement> {
  const folder = await realpath(await mkdtemp(join(manner.keep ?? tmpdir(), 'clients-')));
  const server = await ApiServer.start();
  try {
    const loaded = await loadDocument(file);
    const document = withLocalServers(loaded.document, server.url);
    const { model, notices } = readClient(document);
    server.judgeBy(new Judge(document));
    const languages: [LanguageName, ClientTallies][] = [];
    for (const language of await languagesOf(manner)) {
      const own = join(folder, language.name);
      await mkdir(own);
      const run = new ClientRun(language, {
        ...{ document, model, notices, server, seed: manner.seed, folder: own },
        checkTypes: async () =>
          manner.types && language.name === 'typescript' ? { tsc: checkTypeScript(own) } : {},
      });
      languages.push([language.name, await run.measure()]);
    }
    const python = languages.find(([each]) => each === 'python')?.[1];
    const isKept = manner.keep !== undefined && manner.types && python?.generated.good === 1;
    if (!isKept) await rm(folder, { recursive: true, force: true });
    return {
      document: name,
      operations,
      languages: Object.fromEntries(languages),
      ...(isKept && { pythonFolder: join(folder, 'python') }),
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    const { message, name: kind, stack } = error instanceof Error ? error : new Error(String(error));
    const text = (stack ?? message).slice(0, 1000);
    return unmeasured({ name, file, operations }, manner, text, kind, kindOf(message));
  } finally {
    await server.stop();
  }
}

/** Each is imported only if it is measured. */
async function languagesOf({ languages, environment }: ClientManner): Promise<Language[]> {
  const found: Language[] = [];
  if (languages.includes('typescript')) {
    found.push((await import('./typescript.ts')).typescript);
  }
  if (languages.includes('python') && environment !== undefined) {
    found.push((await import('./python.ts')).pythonLanguage(environment));
  }
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
  return { document: name, operations, failure, languages: Object.fromEntries(tallies) };
}
