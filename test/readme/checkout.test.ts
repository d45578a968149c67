/** What holds before anything of a checkout runs. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const textOf = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

it("pnpm checks engines against the project's Node.js", async () => {
  const { devDependencies } = JSON.parse(await textOf('package.json'));
  const [, compared] = /^nodeVersion: (\S+)$/m.exec(await textOf('pnpm-workspace.yaml')) ?? [];
  expect(compared).toBe(devDependencies.node);
});
