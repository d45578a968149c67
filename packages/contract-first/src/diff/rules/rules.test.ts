import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { rules } from './index.ts';
import { rulesTable } from './printTable.ts';

const page = new URL('../../../../../docs/breaking-changes.md', import.meta.url);

/** The rows of tables, without the padding of their columns. */
const rowsOf = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s:-]+\|/.test(line))
    .map((line) => line.replaceAll(/\s+/g, ' '));

it('docs/breaking-changes.md lists the current rules (write with `node packages/contract-first/test/diff/writeRules.ts`)', async () => {
  const text = await readFile(page, 'utf8');
  const documented = text.split('<!-- rules -->')[1]?.split('<!-- end of rules -->')[0] ?? '';
  expect(rowsOf(documented)).toEqual(rowsOf(rulesTable()));
});

it('every breaking rule has advice', () => {
  const silent = Object.entries(rules).filter(
    ([, rule]) => rule.level === 'breaking' && !('advice' in rule),
  );
  expect(silent).toEqual([]);
});
