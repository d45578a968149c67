/** The docs page and the README of the command. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { page, pageWithTables } from './commandPage.ts';

it('the tables of the page are those of the command (`node test/cli/commandPage.ts` writes them)', async () => {
  expect(await readFile(page, 'utf8')).toBe(await pageWithTables());
});
