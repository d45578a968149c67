/**
 * Where the project's texts have phrases that they should not have.
 *
 * @module
 */
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { phrases } from './phrases.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
/** A file with a line for each text that still has a phrase. */
export const listOfLeft = new URL('phrasesLeft.txt', import.meta.url);

const pages = [
  '*.md',
  'docs/*.{md,mdx}',
  'docs/{guide,clients,methodologies,server,decisions}/*.{md,mdx}',
  'packages/*/README.md',
  'test/*/README.md',
  'spec/*.yaml',
  'spec/{components,paths}/**/*.yaml',
];
const sources = 'packages/*/src/**/*.ts';
const notSources = ['**/*.test.ts', '**/testing/**', '**/generated/**', '**/node_modules/**'];

/** Code, addresses of links, and tables that are generated. */
const notProse = [
  /^ *```[\s\S]*?^ *```/gm,
  /<!-- (\w+) -->[\s\S]*?<!-- end of \1 -->/g,
  /`[^`]*`/g,
  /\]\([^)]*\)/g,
  /^ *(operationId|pattern|import|export)\b.*$/gm,
];

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');

/** The text with blanks in place of what is not prose. */
const proseOf = (text: string): string =>
  notProse.reduce((prose, pattern) => prose.replaceAll(pattern, blank), text);

/** The messages of a source: its strings that have a space. */
const messagesOf = (source: string): string[] =>
  [
    ...source
      .replaceAll(/^\s*(\/\/|\*|\/\*).*$|\s\/\/ .*$/gm, '')
      .matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`|"((?:[^"\\\n]|\\.)*)"/g),
  ]
    .map(([, single, template, double]) => (single ?? template ?? double ?? '').trim())
    .filter((text) => /\w \w/.test(text));

/**
 * All findings: for a page, by its path and the name of the phrase; for a message of the code, by the message,
 * so that it may move to another file.
 *
 * @returns what is left to do, by finding
 */
export async function findings(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const path of glob(pages, { cwd: repository })) {
    const text = proseOf(await readFile(join(repository, path), 'utf8'));
    for (const { name, pattern, write } of phrases) {
      // A phrase may be on two lines.
      const hits = [...text.replaceAll('\n', ' ').matchAll(pattern)].map(
        ({ 0: words, index }) => `"${words}" in line ${text.slice(0, index).split('\n').length}`,
      );
      if (hits.length > 0) found.set(`${path}: ${name}`, `${hits.join(', ')}; write: ${write}`);
    }
  }
  for await (const path of glob(sources, { cwd: repository, exclude: notSources })) {
    for (const message of messagesOf(await readFile(join(repository, path), 'utf8'))) {
      const hit = phrases.find(({ pattern }) => message.search(pattern) >= 0);
      const line = message.replaceAll(/\s+/g, ' ');
      if (hit) found.set(`message: ${line}`, `"${hit.name}" in ${path}; write: ${hit.write}`);
    }
  }
  return found;
}

/** The findings that were there when the list was made, and have not been fixed since. */
export const left = async (): Promise<Set<string>> =>
  new Set((await readFile(listOfLeft, 'utf8')).split('\n').filter((line) => line !== ''));

// `node test/docs/prose.ts` removes from the list what has been fixed; nothing is ever added.
if (import.meta.main) {
  const found = await findings();
  const remaining = [...(await left())].filter((each) => found.has(each));
  await writeFile(listOfLeft, remaining.map((each) => `${each}\n`).join(''));
}
