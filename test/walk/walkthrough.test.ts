/** The walk in the docs, taken again: each step must still print what the page shows. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startWalkServer } from './server.ts';
import { plain, runSteps, stepsOf } from './walk.ts';

it('prints what the page shows', async () => {
  const markdown = await readFile(new URL('../../docs/walkthrough.md', import.meta.url), 'utf8');
  const steps = stepsOf(markdown);
  const server = await startWalkServer();
  const cwd = await mkdtemp(join(tmpdir(), 'walk-'));
  try {
    const outputs = await runSteps(steps, new URL(server.url).host, cwd);
    const shown = steps.flatMap(({ shown }, at) => (shown === undefined ? [] : [at]));
    expect(shown.length).toBeGreaterThan(8);
    for (const at of shown) {
      expect(plain(outputs[at] ?? ''), steps[at]?.script).toBe(plain(steps[at]?.shown ?? ''));
    }
  } finally {
    await server.end();
    await rm(cwd, { recursive: true });
  }
}, 70_000);
