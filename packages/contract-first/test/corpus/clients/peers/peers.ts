/**
 * Clients of other generators, made as their users make them, and called as far as one driver can call them all.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Call } from '../calls.ts';
import { DriverProcess } from '../drivers/driverProcess.ts';
import type { Flavor, PeerJob } from '../drivers/peerDriver.ts';
import type { Jobs, Language, Source } from '../language.ts';
import { pythonIn } from '../pythonEnvironment.ts';

const execute = promisify(execFile);

/** Where the peers are installed. */
export type PeerFolders = {
  readonly npm: string;
  readonly openapiTypescript: string;
  readonly python: string;
};

/** Seconds for generating a client. */
const LONGEST = 300;

const driver = fileURLToPath(new URL('../drivers/peerDriver.ts', import.meta.url));
const pythonDriver = fileURLToPath(new URL('../drivers/driver.py', import.meta.url));

async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  try {
    const environment = {
      ...process.env,
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    };
    await execute(command, args, {
      cwd,
      env: environment,
      timeout: LONGEST * 1000,
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const output =
      error instanceof Error && 'stderr' in error
        ? `${'stdout' in error ? error.stdout : ''}${error.stderr}`
        : '';
    throw new Error(lastLines(output) || String(error));
  }
}

const lastLines = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
    .replaceAll(/\u001b\[[\d;]*m/g, '')
    .split('\n')
    .filter((line) => /error|fail|invalid|cannot|not /i.test(line))
    .slice(0, 3)
    .join(' ')
    .slice(0, 500);

const bundled = (folder: string): string => join(folder, 'bundle.mjs');

async function bundle(npm: string, entry: string, folder: string): Promise<void> {
  const flags = ['--bundle', '--format=esm', '--platform=node', `--outfile=${bundled(folder)}`];
  await run(join(npm, 'node_modules/.bin/esbuild'), [entry, ...flags, '--log-level=error'], folder);
}

async function writeDocument({ document }: Source, folder: string): Promise<string> {
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const file = join(folder, 'document.json');
  await writeFile(file, JSON.stringify(document));
  return file;
}

/** The parts of a call. */
function peerJob(call: Call, name: string): PeerJob {
  const { given, operation } = call;
  const { path, query, header, cookie, body } = given;
  const success = Object.entries(operation.responses).find(([status]) => /^2|default/.test(status));
  const [type] = Object.keys(success?.[1].content ?? {});
  return {
    ...{ name, template: operation.path, path, query, header, cookie },
    body: body?.value,
    mediaType: body?.mediaType,
    files: call.arguments.flatMap(({ kind, wire }) =>
      (kind === 'file' || kind === 'files') && wire !== undefined ? [wire] : [],
    ),
    answer: type === undefined ? 'none' : /json|\*/.test(type) ? 'json' : 'text',
  };
}

/** An operation by method and path. */
export const keyOf = (method: string, path: string): string => `${method.toLowerCase()} ${path}`;

const jobsBy =
  (names: ReadonlyMap<string, string>): Jobs =>
  (call) => {
    const { method, path } = call.operation;
    const name = names.get(keyOf(method, path));
    return name === undefined ? undefined : peerJob(call, name);
  };

function jsPeer(
  name: string,
  flavor: Flavor,
  parts: Pick<Language, 'generate' | 'jobs'>,
): Language {
  return {
    ...parts,
    ...{ name, writes: 'typescript', leeway: {}, credentialOption: () => '' },
    ...(flavor === 'openapi-fetch' && { hasNoCredentials: true }),
    basic: () => undefined,
    options: {},
    start: () => new DriverProcess(process.execPath, ['--no-warnings', driver]),
    setup: async (folder, { model, document }, chosen) => {
      const [server] = document.servers ?? [];
      const schemes = model.schemes.filter(({ name }) => chosen.has(name));
      const keys = schemes.filter(({ type }) => type === 'apiKey').map((each) => each.name);
      const isBasic = schemes.some(({ type }) => type === 'basic');
      const isBearer = schemes.some(({ type }) => type !== 'basic' && type !== 'apiKey');
      return {
        ...{ entry: bundled(folder), flavor, keys },
        ...(isBasic && { user: ['user', 'secret'] }),
        ...(isBearer && { bearer: 'secret' }),
        secret: 'secret',
        url: new URL(server?.url ?? 'http://127.0.0.1').origin,
      };
    },
  };
}

/** All peers that can be called, and those of Python, which are imported and type-checked. */
export function peersIn({ npm, openapiTypescript, python }: PeerFolders): Language[] {
  const program = (name: string) => join(npm, 'node_modules/.bin', name);
  return [
    jsPeer('hey-api', 'hey-api', {
      generate: async (source, folder) => {
        await generateHeyApi(npm, source, folder);
        const entry = join(folder, 'entry.ts');
        await writeFile(
          entry,
          "export * from './src/sdk.gen';\nexport { client } from './src/client.gen';\n",
        );
        await bundle(npm, entry, folder);
        return [];
      },
      jobs: async (_source, folder) => jobsBy(await heyApiFunctions(folder)),
    }),
    jsPeer('redocly (TypeScript)', 'redocly', {
      generate: async (source, folder) => {
        const file = await writeDocument(source, folder);
        await mkdir(join(folder, 'src'));
        await run(
          program('redocly'),
          ['generate-client', file, '-o', 'src/client.ts', '--generator', 'typescript'],
          folder,
        );
        await bundle(npm, join(folder, 'src/client.ts'), folder);
        return [];
      },
      jobs: async (_source, folder) => {
        const text = await readFile(join(folder, 'src/client.ts'), 'utf8');
        const found = text.matchAll(
          /^ {4}["']?([\w$]+)["']?: \{ id: ".*?", method: "(\w+)", path: "((?:[^"\\]|\\.)*)"/gm,
        );
        return jobsBy(
          new Map(
            [...found].map(([, name = '', verb = '', path = '']) => [
              keyOf(verb, JSON.parse(`"${path}"`)),
              name,
            ]),
          ),
        );
      },
    }),
    jsPeer('openapi-fetch', 'openapi-fetch', {
      generate: async (source, folder) => {
        const file = await writeDocument(source, folder);
        await mkdir(join(folder, 'src'));
        const types = join(folder, 'src/schema.d.ts');
        await run(
          join(openapiTypescript, 'node_modules/.bin/openapi-typescript'),
          [file, '-o', types],
          folder,
        );
        // Types in a declaration file are not checked; as a module they are.
        await rename(types, join(folder, 'src/schema.ts'));
        const entry = join(folder, 'entry.js');
        await writeFile(
          entry,
          `export { default } from ${JSON.stringify(join(npm, 'node_modules/openapi-fetch'))};\n`,
        );
        await bundle(npm, entry, folder);
        return [];
      },
      jobs: () => (call) => peerJob(call, call.operation.method),
    }),
    pythonPeer('redocly (Python)', python, async (source, folder) => {
      const file = await writeDocument(source, folder);
      const place = join(folder, 'src/redocly_client');
      await mkdir(place, { recursive: true });
      await writeFile(join(place, '__init__.py'), '');
      // The file is named by another language; the one that is written ends in `.py`.
      const flags = ['-o', join(place, 'client.ts'), '--generator', 'python'];
      await run(program('redocly'), ['generate-client', file, ...flags], folder);
    }),
    pythonPeer('openapi-python-client', python, async (source, folder) => {
      const file = await writeDocument(source, folder);
      await mkdir(join(folder, 'src'));
      const generator = join(pythonIn(python), '..', 'openapi-python-client');
      const flags = [
        '--output-path',
        join(folder, 'src/peer_client'),
        '--meta',
        'none',
        '--overwrite',
      ];
      await run(generator, ['generate', '--path', file, ...flags], folder);
    }),
  ];
}

/** Writes hey-api's client into `src` of a folder. */
export async function generateHeyApi(npm: string, source: Source, folder: string): Promise<void> {
  const input = await writeDocument(source, folder);
  const file = join(folder, 'openapi-ts.config.mjs');
  const output = join(folder, 'src');
  const plugins = ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'];
  await writeFile(file, `export default ${JSON.stringify({ input, output, plugins })};\n`);
  await run(join(npm, 'node_modules/.bin/openapi-ts'), ['-f', file], folder);
}

/** The functions of hey-api's client by method and path. */
export async function heyApiFunctions(folder: string): Promise<Map<string, string>> {
  const text = await readFile(join(folder, 'src/sdk.gen.ts'), 'utf8');
  const found = text.matchAll(
    /^export const (\w+) = .*?\(options\??\.client \?\? client\)\.(\w+)[\s\S]*?[{ ] *url: '((?:[^'\\]|\\.)*)'/gm,
  );
  return new Map(
    [...found].map(([, name = '', verb = '', url = '']) => [
      keyOf(verb, url.replaceAll("\\'", "'")),
      name,
    ]),
  );
}

function pythonPeer(
  name: string,
  environment: string,
  generate: (source: Source, folder: string) => Promise<void>,
): Language {
  return {
    ...{ name, writes: 'python', leeway: { isTimeRead: true }, credentialOption: () => '' },
    generate: async (source, folder) => {
      await generate(source, folder);
      return [];
    },
    jobs: undefined,
    basic: () => undefined,
    options: {},
    start: () => new DriverProcess(pythonIn(environment), ['-B', pythonDriver]),
    setup: async (folder) => ({ importAll: true, folder: join(folder, 'src') }),
  };
}
