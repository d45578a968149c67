/**
 * Draws the picture of the server's folders in ARCHITECTURE.md from their imports: an arrow for each
 * folder that another one imports, unless a longer way of arrows says so already.
 *
 * `node scripts/architecture.ts` writes the picture; with `--check` it fails if it is not up to date.
 *
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';

const root = join(import.meta.dirname, '..');
const page = join(root, 'ARCHITECTURE.md');
const between = /(<!-- imports -->\n\n)[\s\S]*?(\n\n<!-- \/imports -->)/;

/** The folders of the server, each with those that it imports. */
async function importsOfFolders(): Promise<Map<string, Set<string>>> {
  const folder = 'packages/server/src';
  const { output } = await cruise([folder], {
    baseDir: root,
    includeOnly: `^${folder}/[^/]+/`,
    exclude: '(\\.test\\.ts$|/testing/|/generated/)',
    tsPreCompilationDeps: true,
  });
  if (typeof output === 'string') throw new TypeError('dependency-cruiser has printed a report');
  const roomOf = (path: string) => path.slice(folder.length + 1).split('/')[0] ?? '';
  const imports = new Map<string, Set<string>>();
  for (const { source, dependencies } of (output satisfies ICruiseResult).modules) {
    const from = roomOf(source);
    const known = imports.get(from) ?? new Set();
    imports.set(from, known);
    for (const { resolved } of dependencies) {
      if (roomOf(resolved) !== from) known.add(roomOf(resolved));
    }
  }
  return imports;
}

/** Whether a folder imports another one, directly or by way of others. */
function reaches(imports: Map<string, Set<string>>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const each of seen) {
    for (const next of imports.get(each) ?? []) {
      if (next === to) return true;
      seen.add(next);
    }
  }
  return false;
}

function picture(imports: Map<string, Set<string>>): string {
  const arrows = [...imports].flatMap(([from, all]) =>
    [...all]
      .filter((to) => ![...all].some((by) => by !== to && reaches(imports, by, to)))
      .map((to) => `  ${from} --> ${to}`),
  );
  return ['```mermaid', 'flowchart TD', ...arrows.sort(), '```'].join('\n');
}

const text = readFileSync(page, 'utf8');
if (!between.test(text)) throw new Error('ARCHITECTURE.md has no place for the picture');
const drawn = picture(await importsOfFolders());
const next = text.replace(between, (_, before: string, after: string) => before + drawn + after);
if (next !== text) {
  if (process.argv.includes('--check')) {
    process.stderr.write(
      'The picture in ARCHITECTURE.md is not that of the imports; run node scripts/architecture.ts\n',
    );
    process.exitCode = 1;
  } else writeFileSync(page, next);
}
