/** The workflows of `spec/workflows.arazzo.yaml`, taken by Redocly's runner as anyone can take them. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMock } from '@file-organizer/mock';
import { expect, it } from 'vitest';
import { password, startTestServer } from '../support/testServer.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

type Outcome = { readonly code: number; readonly shown: string };

/** Takes the journeys as `pnpm journeys` does. */
async function takeJourneys(
  url: string,
  secret: string,
  ...flags: readonly string[]
): Promise<Outcome> {
  const command = `${scripts.journeys} ${['--server', `api=${url}`, ...flags].join(' ')}`;
  const environment = {
    ...process.env,
    NO_COLOR: '1',
    PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
    REDOCLY_CLI_RESPECT_INPUT: JSON.stringify({ username: 'admin', password: secret }),
  };
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], { cwd: root, env: environment }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), shown: `${stdout}${stderr}` });
    });
  });
}

it.concurrent('workflows run on the server', async () => {
  const server = await startTestServer();
  try {
    const { code, shown } = await takeJourneys(server.url, password);
    expect(shown).toContain('Workflows: 3 passed, 3 total');
    expect(code).toBe(0);
    const journeys = join(server.root, 'journeys');
    const left = await readdir(journeys, { recursive: true });
    expect(left.sort()).toEqual([
      'duplicates',
      'duplicates/a.txt',
      'duplicates/b.txt',
      'organize',
      'organize/hello.py',
      'organize/notes.txt',
    ]);
    const read = (path: string) => readFile(join(journeys, path), 'utf8');
    expect(await read('duplicates/a.txt')).toBe('The same in both.');
    expect(await read('duplicates/b.txt')).toBe('Another text here');
    expect(await read('organize/notes.txt')).toBe('Buy milk.');
  } finally {
    await server.end();
  }
}, 120_000);

it.concurrent('workflows run on the stateful mock', async () => {
  const mock = await startMock({ port: 0, stateful: true });
  try {
    const { code, shown } = await takeJourneys(mock.url, password);
    expect(shown).toContain('Workflows: 3 passed, 3 total');
    expect(code).toBe(0);
  } finally {
    await mock.close();
  }
}, 120_000);

it.concurrent('a failed step is named with exit code 1', async () => {
  const mock = await startMock({ port: 0, stateful: true });
  try {
    const { code, shown } = await takeJourneys(mock.url, 'wrong', '--workflow', 'get_key');
    expect(shown).toContain('✗ POST /api/v1/auth/login - step sign_in');
    expect(code).toBe(1);
  } finally {
    await mock.close();
  }
}, 120_000);
