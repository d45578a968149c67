/** The English of the docs, the READMEs and the contract: no phrase of `phrases.ts`. */
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { phrases } from './phrases.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const patterns = [
  '*.md',
  'docs/*.{md,mdx}',
  'docs/{guide,methodologies,server,decisions}/*.{md,mdx}',
  'packages/*/README.md',
  'test/*/README.md',
  'spec/*.yaml',
  'spec/{components,paths}/**/*.yaml',
];

/** Files that still have a phrase, to be removed from the list when they are fixed. */
const allowed = new Set(
  (await readFile(new URL('proseAllowed.txt', import.meta.url), 'utf8')).trim().split('\n'),
);

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');

/** The text without code, links' addresses and comments, at the same places. */
const proseOf = (text: string): string =>
  text
    .replaceAll(/^ *```[\s\S]*?^ *```/gm, blank)
    .replaceAll(
      /`[^`]*`|\]\([^)]*\)|^ *#? *(operationId|pattern|import|export) .*$|^ *# .*(?=\n *#)/gm,
      blank,
    );

/** Where a file has phrases, as `path: phrase`, with the lines. */
async function findingsIn(path: string): Promise<Map<string, string>> {
  const text = proseOf(await readFile(join(repository, path), 'utf8'));
  // A phrase may be on two lines.
  const joined = text.replaceAll('\n', ' ');
  const found = new Map<string, string>();
  for (const { name, pattern, write } of phrases) {
    const lines = [...joined.matchAll(pattern)].map(
      ({ 0: words, index }) => `"${words}" in line ${text.slice(0, index).split('\n').length}`,
    );
    if (lines.length > 0) found.set(`${path}: ${name}`, `${lines.join(', ')}; write: ${write}`);
  }
  return found;
}

const found = new Map<string, string>();
for await (const path of glob(patterns, { cwd: repository })) {
  for (const [finding, where] of await findingsIn(path)) found.set(finding, where);
}

it('has none of the phrases, in any file that is not on the list', () => {
  const fresh = [...found].filter(([finding]) => !allowed.has(finding));
  expect(fresh.map(([finding, where]) => `${finding}: ${where}`)).toEqual([]);
});

it('has a list without files that are fixed already', () => {
  expect([...allowed].filter((each) => each !== '' && !found.has(each))).toEqual([]);
});
