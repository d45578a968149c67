/** Judges all features, and writes the matrix into `docs/features.md`: `node write.ts`. */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Cell } from './cell.ts';
import { type Command, commands } from './feature.ts';
import { features } from './index.ts';
import { judge } from './judge.ts';
import { type Judged, tableOf } from './table.ts';

const page = new URL('../../../../docs/features.md', import.meta.url);
const biome = fileURLToPath(new URL('../../../../node_modules/.bin/biome', import.meta.url));
const [begin, end] = ['<!-- features -->', '<!-- end of features -->'];

const judged: Judged[] = [];
for (const feature of features) {
  const cells = new Map<Command, Cell>();
  for (const command of commands) {
    const cell = await judge(feature, command);
    if (cell.state === 'lost') console.error(`${feature.id}, ${command}: ${cell.message}`);
    cells.set(command, cell);
  }
  judged.push({ feature, cells });
  if (judged.length % 20 === 0) console.error(`${judged.length} of ${features.length}`);
}
const [before, rest] = (await readFile(page, 'utf8')).split(begin);
const after = rest?.split(end)[1];
if (before === undefined || after === undefined) {
  throw new Error(`docs/features.md has no place between ${begin} and ${end}`);
}
await writeFile(page, `${before}${begin}\n\n${tableOf(judged)}\n\n${end}${after}`);
execFileSync(biome, ['format', '--write', fileURLToPath(page)]);
// Generators leave handles open.
process.exit(
  judged.some(({ cells }) => [...cells.values()].some(({ state }) => state === 'lost')) ? 1 : 0,
);
