import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/documents.ts';
import { example, verifyExample } from './runningExample.ts';

it('the example conforms to its document', async () => {
  const { findings, requests } = await verifyExample(example);
  expect(findings).toEqual([]);
  expect(requests).toBeGreaterThan(30);
}, 60_000);

it('the README shows the example', async () => {
  const readme = await readFile(join(root, 'packages/contract-first-hono/README.md'), 'utf8');
  expect(readme).toContain(await readFile(join(example, 'server.ts'), 'utf8'));
});
