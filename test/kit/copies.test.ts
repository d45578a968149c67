/** What the kit and the toolkit both have, since neither may import the other, stays the same. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const source = (path: string): Promise<string> =>
  readFile(fileURLToPath(new URL(`../../packages/${path}`, import.meta.url)), 'utf8');

it.each(['references.ts', 'equality.ts'])('%s is the same in toolkit and kit', async (name) => {
  const [kit, toolkit] = await Promise.all([
    source(`contract-first-hono/src/zod/${name}`),
    source(`contract-first/src/schema/${name}`),
  ]);
  expect(toolkit).toBe(kit);
});
