import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { machine } from '../bench/report.ts';

const page = new URL('../../docs/proof.md', import.meta.url);

/**
 * Puts a table into `docs/proof.md`, between the two comments that name it, with date and machine.
 *
 * @throws Error where the page has no such place
 */
export async function writeTable(name: string, table: string): Promise<void> {
  const text = await readFile(page, 'utf8');
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`docs/proof.md has no place between ${begin} and ${end}`);
  }
  const day = new Date().toISOString().slice(0, 10);
  const seen = `Seen on ${day}: ${machine()}.`;
  await writeFile(page, `${before}${begin}\n\n${seen}\n\n${table}\n\n${end}${after}`);
  execFileSync('biome', ['format', '--write', fileURLToPath(page)]);
}
