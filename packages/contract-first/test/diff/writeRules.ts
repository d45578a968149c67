/** Writes the table of rules of `contract diff` into `docs/breaking-changes.md`. */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rulesTable } from '../../src/diff/rules/printTable.ts';

const page = new URL('../../../../docs/breaking-changes.md', import.meta.url);
const biome = fileURLToPath(new URL('../../../../node_modules/.bin/biome', import.meta.url));
const [begin, end] = ['<!-- rules -->', '<!-- end of rules -->'];
const [before, rest] = (await readFile(page, 'utf8')).split(begin);
const after = rest?.split(end)[1];
if (before === undefined || after === undefined) {
  throw new Error(`docs/breaking-changes.md has no place between ${begin} and ${end}`);
}
await writeFile(page, `${before}${begin}\n\n${rulesTable()}\n\n${end}${after}`);
execFileSync(biome, ['format', '--write', fileURLToPath(page)]);
