/** What holds before anything of a checkout runs. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const textOf = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

it('compares packages with the Node.js that runs them, so that an older host is shown no warnings', async () => {
  const { devDependencies } = JSON.parse(await textOf('package.json'));
  const [, compared] = /^nodeVersion: (\S+)$/m.exec(await textOf('pnpm-workspace.yaml')) ?? [];
  expect(compared).toBe(devDependencies.node);
});
