/** The page about a client of GitHub's API: made, compiled and run against the mock. `THOROUGH=true` runs it. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { python } from '../support/runSample.ts';
import { thorough } from '../support/thorough.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const contract = join(repository, 'packages/contract-first/src/cli/main.ts');
const tsc = join(repository, 'node_modules/typescript7/bin/tsc');
/** Where `pnpm test:corpus` keeps the document, which is not committed. */
const packed = join(homedir(), '.cache/contract-first/corpus/octokit-openapi-23.0.2.tgz');

const run = promisify(execFile);

describe.skipIf(!thorough || !existsSync(packed))('a client of GitHub', () => {
  let folder: string;
  let mock: ReturnType<typeof spawn> | undefined;
  let url: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(repository, 'test/docs/.scratch-'));
    await cp(join(repository, 'docs/clients/samples/github'), folder, { recursive: true });
    const document = 'package/generated/api.github.com.json';
    await run('tar', ['xzf', packed, '-C', folder, document]);
    await rename(join(folder, document), join(folder, 'github.json'));
    const cwd = { cwd: folder, maxBuffer: 1e8 };
    await run(process.execPath, [contract, 'generate', '--overlay', 'token.yaml'], cwd);
    await run(process.execPath, [tsc, '-p', 'github-typescript/tsconfig.json'], cwd);
    await mkdir(join(folder, 'node_modules'));
    await symlink(join(folder, 'github-typescript'), join(folder, 'node_modules/github-client'));
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    const child = spawn(process.execPath, [contract, 'mock', 'github.json', '--port', '0'], cwd);
    mock = child;
    for (url = ''; url === ''; ) {
      const [chunk] = await once(child.stdout, 'data');
      [url = ''] = /http:\/\/[\w.]+:\d+/.exec(String(chunk)) ?? [];
    }
  }, 600_000);
  afterAll(async () => {
    mock?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  const lines = [
    /^Widget creation fails in Safari on OS X 10.8 2025/,
    /^1347 Found a bug$/,
    /^404 string /,
  ];

  const programs = [['github.ts'], ...(existsSync(python) ? [['github.py']] : [])];
  it.each(programs)('%s prints what the page says', { timeout: 120_000 }, async (file) => {
    const env = {
      ...process.env,
      GIT_HUB_BASE_URL: url,
      GITHUB_CLIENT_BASE_URL: url,
      PYTHONPATH: join(folder, 'github-python/src'),
    };
    const program = file.endsWith('.py') ? python : process.execPath;
    const { stdout } = await run(program, [file], { cwd: folder, env });
    for (const line of lines)
      expect(stdout.split('\n')).toContainEqual(expect.stringMatching(line));
  });
});
