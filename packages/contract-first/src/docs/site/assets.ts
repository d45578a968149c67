/**
 * The files that all pages of a site share: styles, and the scripts of its pages.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The folder of the scripts and styles, in this repository and in the published package. */
export function assetFolder(): string {
  const places = ['src/docs/site', 'dist/docs/site'];
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = places
      .map((place) => join(folder, place))
      .find((place) => existsSync(join(place, 'browser')));
    if (found !== undefined) return found;
    if (folder === dirname(folder)) throw new Error('The scripts of docs sites are not installed');
  }
}

/** The modules of the script, each after those that it imports. */
const modules = [
  'elements',
  'tabs',
  'copy',
  'request',
  'receive',
  'console',
  'search',
  'start',
  'page',
];

/** The files of all sites, by their paths. */
export async function assets(): Promise<ReadonlyMap<string, string>> {
  const folder = assetFolder();
  const read = (name: string) => readFile(join(folder, 'browser', `${name}.ts`), 'utf8');
  const sources = await Promise.all(modules.map(read));
  // The package exports no path to this build, which a plain script can load.
  const search = new URL('../umd/index.js', import.meta.resolve('minisearch'));
  const styles = ['colours.css', 'frame.css', 'content.css'].map((name) =>
    readFile(join(folder, name), 'utf8'),
  );
  return new Map([
    ['assets/site.js', plainScript(sources)],
    ['assets/theme.js', plainScript([await read('theme')])],
    [
      'assets/minisearch.js',
      (await readFile(search, 'utf8')).replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n'),
    ],
    ['assets/site.css', (await Promise.all(styles)).join('\n')],
  ]);
}

/**
 * Modules as one script without imports: a page on a disk can load scripts, but no modules, since it has no
 * origin. The names of modules do not clash.
 */
function plainScript(sources: readonly string[]): string {
  const { ESNext, ES2022 } = { ESNext: ts.ModuleKind.ESNext, ES2022: ts.ScriptTarget.ES2022 };
  const texts = sources.map((source) =>
    ts
      .transpileModule(source, {
        compilerOptions: { module: ESNext, target: ES2022, removeComments: true },
      })
      .outputText.replaceAll(/^import [^;]*;\n/gm, '')
      .replaceAll(/^export (?=async function|function|const|class)/gm, '')
      .replaceAll(/^export \{\};\n/gm, ''),
  );
  return `(() => {\n'use strict';\n${texts.join('')}})();\n`;
}
