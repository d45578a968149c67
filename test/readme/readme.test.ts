/** What the README shows beside the commands of `newcomer.test.ts`. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { python } from '../support/runSample.ts';
import { adminKey, startTestServer } from '../support/testServer.ts';
import { plain, runSteps } from '../walk/walk.ts';
import { transcriptOf } from './transcript.ts';

const run = promisify(execFile);
const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');

it('starts with the two commands', () => {
  const [first] = /```bash\n([^`]*)```/.exec(readme)?.slice(1) ?? [];
  expect(first?.trim().split('\n')).toEqual([
    'npx -y pnpm@12.21.0 start',
    'npx -y pnpm@12.21.0 test',
  ]);
});

it('has at most 120 lines', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(120);
});

it('shows the real output from plan to undo', async () => {
  const server = await startTestServer();
  try {
    const steps = transcriptOf(readme, adminKey);
    const outputs = await runSteps(steps, new URL(server.url).host, import.meta.dirname);
    const shown = steps.flatMap(({ shown }, at) =>
      shown === undefined ? [] : [{ shown: plain(shown), printed: plain(outputs[at] ?? '') }],
    );
    expect(shown.length).toBe(3);
    for (const { shown: wanted, printed } of shown) expect(printed).toBe(wanted);
  } finally {
    await server.end();
  }
}, 70_000);

/** The program in a language that the README shows, with a key that works. */
const program = (language: string, url: string): string => {
  const [, shown = ''] = new RegExp(`\`\`\`${language}\\n([^\`]*)\`\`\``).exec(readme) ?? [];
  return shown.replaceAll('fo_…', adminKey).replaceAll('http://localhost:8000', url);
};

/** Runs a program of the README on a server, from a file of this folder, where it finds the clients. */
async function runProgram(language: 'ts' | 'python'): Promise<string> {
  const server = await startTestServer();
  const scratch = await mkdtemp(join(import.meta.dirname, '.scratch-'));
  try {
    await writeFile(join(server.root, 'notes.txt'), 'notes');
    const file = join(scratch, `program.${language}`);
    await writeFile(file, program(language, server.url));
    const { stdout } = await run(language === 'ts' ? process.execPath : python, [file]);
    const jobs = await (await server.fetch('/api/v1/organize/jobs')).json();
    expect(jobs).toMatchObject({ total: 1 });
    return stdout;
  } finally {
    await server.end();
    await rm(scratch, { recursive: true });
  }
}

it('has a working TypeScript program', async () => {
  expect(await runProgram('ts')).toBe('/notes.txt\n');
});

it.skipIf(!existsSync(python) && process.env.CI !== 'true')(
  'has a working Python program',
  async () => {
    expect(await runProgram('python')).toBe('/notes.txt\n');
  },
);
