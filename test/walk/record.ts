/** Walks through docs/walkthrough.md and writes down what each step prints. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWalkServer } from './server.ts';
import { runSteps, stepsOf, withOutputs } from './walk.ts';

const page = new URL('../../docs/walkthrough.md', import.meta.url);
const markdown = await readFile(page, 'utf8');
const server = await startWalkServer();
const cwd = await mkdtemp(join(tmpdir(), 'walk-'));
try {
  const outputs = await runSteps(stepsOf(markdown), new URL(server.url).host, cwd);
  await writeFile(page, withOutputs(markdown, outputs));
} finally {
  await server.end();
  await rm(cwd, { recursive: true });
}
