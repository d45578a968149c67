import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { machine } from '../../../../test/bench/report.ts';

const biome = fileURLToPath(new URL('../../../../node_modules/.bin/biome', import.meta.url));

/**
 * Puts a table into a page of the docs, between the two comments that name it, with date and machine.
 *
 * @param file the page below `docs`
 * @throws Error if the page has no such place
 */
export async function writeTable(name: string, table: string, file = 'proof.md'): Promise<void> {
  const page = new URL(`../../../../docs/${file}`, import.meta.url);
  const text = await readFile(page, 'utf8');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`docs/${file} has no place between ${begin} and ${end}`);
  }
  const day = new Date().toISOString().slice(0, 10);
  const seen = `Seen on ${day}: ${machine()}.`;
  await writeFile(page, `${before}${begin}\n\n${seen}\n\n${table}\n\n${end}${after}`);
  formatFile(page);
}

/** Formats a generated file, as the check of all files expects it. */
export function formatFile(file: URL): void {
  execFileSync(biome, ['format', '--write', fileURLToPath(file)]);
}
