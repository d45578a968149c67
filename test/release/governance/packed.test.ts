/** The workflow of the docs page, run step by step in the repository of somebody else. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../support/documents.ts';
import { documentOf } from './repository.ts';

type Step = { readonly run?: string; readonly if?: string };

const execute = promisify(execFile);
const tarball = inject('tarballs')['contract-first'] ?? '';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workflow-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (typeof address === 'object' && address) return address.port;
  throw new Error('No port');
}

function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

it('lints, compares, checks the version, builds docs and verifies', {
  timeout: 600_000,
}, async () => {
  const page = await readFile(join(root, 'docs/governance.md'), 'utf8');
  const [, workflow = ''] = /```yaml\n(name: API[\s\S]*?)```/.exec(page) ?? [];
  expect(workflow.trim().split('\n').length).toBeLessThanOrEqual(25);
  const { jobs } = parse(workflow);
  const steps: readonly Step[] = jobs.contract.steps;

  const git = (...args: readonly string[]) =>
    execute('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
      cwd: folder,
    });
  await copyFile(tarball, join(folder, 'contract-first.tgz'));
  const dependencies = { 'contract-first': 'file:contract-first.tgz' };
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'api', version: '1.0.0', private: true, devDependencies: dependencies }),
  );
  await writeFile(join(folder, '.gitignore'), 'node_modules\n');
  await writeFile(join(folder, 'openapi.yaml'), documentOf('1.0.0', ''));
  await execute('npm', ['install', '--package-lock-only', '--prefer-offline', '--no-audit'], {
    cwd: folder,
  });
  await git('init', '--quiet', '--initial-branch', 'main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'The API');
  await git('tag', 'v1.0.0');
  await git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  await git('switch', '--quiet', '--create', 'more');
  await writeFile(
    join(folder, 'openapi.yaml'),
    documentOf('1.1.0', '        - { name: colour, in: query, schema: { type: string } }\n'),
  );
  await git('commit', '--quiet', '--all', '--message', 'Filter by colour');

  const port = String(await freePort());
  const summary = join(folder, 'summary.md');
  await appendFile(summary, '');
  const env = {
    ...process.env,
    ...{ GITHUB_BASE_REF: 'main', GITHUB_STEP_SUMMARY: summary },
    ...{ npm_config_prefer_offline: 'true', npm_config_audit: 'false' },
  };
  for (const { run } of steps) {
    if (run === undefined) continue;
    // As GitHub runs a step: `bash -e`.
    const step = spawn('bash', ['-e', '-c', run.replaceAll('4010', port)], {
      ...{ cwd: folder, env, detached: true },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [step.stdout, step.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const [code] = await once(step, 'exit');
    // GitHub ends what a step leaves behind, such as the mock below npx.
    if (step.pid !== undefined) endGroup(step.pid);
    expect(code, `${run}\n${output}`).toBe(0);
  }
  expect(await readFile(summary, 'utf8')).toContain('colour');
  expect(await readFile(join(folder, 'docs.html'), 'utf8')).toContain('Birds');
});
