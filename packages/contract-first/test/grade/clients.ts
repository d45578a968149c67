/**
 * The clients that are graded: each generated from the suite's document as its users generate it, in
 * a folder of the cache, with the adapter that stands for it.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ownVersion } from '../../src/cli/version.ts';
import gradeDocument from '../../src/grade/grade.json' with { type: 'json' };
import { installPeers, peerFolder, peers } from '../corpus/bench/peers.ts';
import { installProject } from '../corpus/project.ts';
import { cacheFolder, SourceMissing } from '../corpus/sources.ts';

const run = promisify(execFile);

/** Packages of Python clients, at these versions. */
const pythonPackages = {
  httpx: '0.28.1',
  'openapi-python-client': '0.29.1',
  pydantic: '2.14.4',
  anyio: '4.16.0',
  'typing-extensions': '4.16.0',
} as const;

const openapiFetch = { 'openapi-fetch': '0.17.0' } as const;

/** A client that can be graded. */
export type GradedClient = {
  readonly name: string;
  readonly version: string;
  /**
   * Generates it, unless it is in the cache.
   *
   * @returns the command of its adapter
   * @throws SourceMissing if what it needs cannot be installed
   */
  prepare(): Promise<string>;
};

const adapters = join(import.meta.dirname, 'adapters');
const versionOf = (name: string): string => peers.find((each) => each.name === name)?.version ?? '';

/**
 * Where Redocly's generator looks for how lists are read: an extension of its own. There is none for
 * lists that continue after an id.
 */
const pagination: Readonly<Record<string, object>> = {
  '/pages/cursor': {
    style: 'cursor',
    cursorParam: 'cursor',
    nextCursor: '/next_cursor',
    items: '/items',
  },
  '/pages/number': { style: 'page', offsetParam: 'page', limitParam: 'per_page', items: '/items' },
  '/pages/offset': { style: 'offset', offsetParam: 'offset', limitParam: 'limit', items: '/items' },
  '/pages/link': { style: 'link', items: '' },
  '/pages/url': { style: 'body-link', nextLink: '/next', items: '/results' },
};

const withPagination = (): object => ({
  ...gradeDocument,
  paths: Object.fromEntries(
    Object.entries(gradeDocument.paths).map(([path, item]) => [
      path,
      path in pagination && 'get' in item
        ? { ...item, get: { ...item.get, 'x-redoclyPagination': pagination[path] } }
        : item,
    ]),
  ),
});

/**
 * A folder with a generated client, made once for each version and document.
 *
 * @param write generates into a folder that has the document as `grade.json`
 */
async function generated(
  name: string,
  version: string,
  document: object,
  write: (folder: string) => Promise<void>,
): Promise<string> {
  const text = JSON.stringify(document);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const folder = join(cacheFolder, 'grade', `${name}-${version}-${hash}`);
  if (existsSync(folder)) return folder;
  const scratch = `${folder}.new`;
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  await writeFile(join(scratch, 'grade.json'), text);
  // Its files are modules.
  await writeFile(join(scratch, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await write(scratch);
  await rename(scratch, folder);
  return folder;
}

/** @throws SourceMissing if there is no Python, or its packages cannot be installed */
export async function pythonEnvironment(): Promise<string> {
  const hash = createHash('sha256')
    .update(JSON.stringify(pythonPackages))
    .digest('hex')
    .slice(0, 12);
  const folder = join(cacheFolder, `python-${hash}`);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const done = join(folder, 'installed');
  if (existsSync(done)) return python;
  const packages = Object.entries(pythonPackages).map(([name, version]) => `${name}==${version}`);
  try {
    await run('python3', ['-m', 'venv', '--clear', folder]);
    await run(python, ['-m', 'pip', 'install', '--quiet', ...packages], { timeout: 600_000 });
  } catch (error) {
    throw new SourceMissing(`Python clients cannot be installed: ${String(error)}`);
  }
  await writeFile(done, '');
  return python;
}

const quoted = (...words: readonly string[]): string =>
  words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');

const nodeAdapter = (file: string, ...words: readonly string[]): string =>
  `exec ${quoted(process.execPath, join(adapters, file), ...words)}`;

async function peer(program: string, args: readonly string[], folder: string): Promise<void> {
  await installPeers();
  const environment = {
    ...process.env,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  };
  await run(join(peerFolder, 'node_modules/.bin', program), [...args], {
    ...{ cwd: folder, timeout: 300_000 },
    env: environment,
  });
}

const redoclyFolder = (): Promise<string> =>
  generated('redocly', versionOf('redocly generate-client'), withPagination(), (folder) =>
    peer(
      'redocly',
      [
        ...['generate-client', 'grade.json', '-o', 'client.ts', '--args-style', 'grouped'],
        ...['--generator', 'typescript', '--generator', 'python'],
      ],
      folder,
    ),
  );

/** Other generators, in the order of the table. */
export const peerClients: readonly GradedClient[] = [
  {
    name: '@hey-api/openapi-ts',
    version: versionOf('@hey-api/openapi-ts'),
    async prepare() {
      const folder = await generated('hey-api', this.version, gradeDocument, async (target) => {
        const plugins = ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'];
        const output = { path: './generated', importFileExtension: '.ts' };
        const config = JSON.stringify({ input: 'grade.json', output, plugins });
        await writeFile(join(target, 'openapi-ts.config.mjs'), `export default ${config};\n`);
        await peer('openapi-ts', ['-f', 'openapi-ts.config.mjs'], target);
      });
      return nodeAdapter('heyApi.mjs', join(folder, 'generated'), this.version);
    },
  },
  {
    name: 'openapi-fetch',
    version: openapiFetch['openapi-fetch'],
    async prepare() {
      const project = await installProject('openapi-fetch', openapiFetch);
      const folder = await generated('openapi-fetch', this.version, gradeDocument, async () => {});
      return nodeAdapter('openapiFetch.mjs', project, this.version, join(folder, 'grade.json'));
    },
  },
  {
    name: 'redocly (TypeScript)',
    version: versionOf('redocly generate-client'),
    async prepare() {
      return nodeAdapter('redocly.mjs', await redoclyFolder(), this.version);
    },
  },
  {
    name: 'redocly (Python)',
    version: versionOf('redocly generate-client'),
    async prepare() {
      const python = await pythonEnvironment();
      return `exec ${quoted(python, join(adapters, 'redocly.py'), await redoclyFolder(), this.version)}`;
    },
  },
  {
    name: 'openapi-python-client',
    version: pythonPackages['openapi-python-client'],
    async prepare() {
      const python = await pythonEnvironment();
      const folder = await generated(
        ...(['openapi-python-client', this.version, gradeDocument] as const),
        async (target) => {
          // It formats with `ruff` if there is one; that changes nothing that is graded.
          const output = join(target, 'generated');
          await run(
            python,
            [
              '-m',
              'openapi_python_client',
              'generate',
              '--path',
              'grade.json',
              '--output-path',
              output,
            ],
            { cwd: target },
          );
          await cp(join(output, 'orchard_client'), join(target, 'orchard_client'), {
            recursive: true,
          });
        },
      );
      const adapter = join(adapters, 'openapi_python_client.py');
      return `exec ${quoted(python, adapter, folder, this.version)}`;
    },
  },
];

/**
 * A client of ours, generated anew each time by `contract generate`.
 *
 * @param choices the configuration of its output
 */
async function ownFolder(language: string, choices: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `grade-${language}-`));
  const generators = pathToFileURL(join(import.meta.dirname, '../../src/generate/index.ts')).href;
  await writeFile(join(folder, 'grade.json'), JSON.stringify(gradeDocument));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  await writeFile(
    join(folder, 'contract.config.mjs'),
    `import * as generate from ${JSON.stringify(generators)};
export default { document: 'grade.json', generate: { ${language}: ${choices} } };
`,
  );
  const command = join(import.meta.dirname, '../../src/cli/main.ts');
  await run(process.execPath, [command, 'generate'], { cwd: folder, timeout: 300_000 });
  return folder;
}

/** Ours, in the order of the table. */
export const ownClients: readonly GradedClient[] = [
  {
    name: 'contract-first (TypeScript)',
    version: ownVersion,
    async prepare() {
      const folder = await ownFolder(
        'typescript',
        "generate.typescriptClient({ int64: 'bigint' })",
      );
      const document = join(folder, 'grade.json');
      return nodeAdapter('contractFirst.mjs', join(folder, 'typescript'), this.version, document);
    },
  },
  {
    name: 'contract-first (Python)',
    version: ownVersion,
    async prepare() {
      const python = await pythonEnvironment();
      const folder = await ownFolder('python', 'generate.pythonClient()');
      const adapter = join(adapters, 'contract_first.py');
      const words = [join(folder, 'python'), this.version, join(folder, 'grade.json')];
      return `exec ${quoted(python, adapter, ...words)}`;
    },
  },
];
