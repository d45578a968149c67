/**
 * The files that make a package of a client's sources. People edit them, so they are written only if
 * they are missing.
 *
 * @module
 */
import { oneLine } from '../../text/printable.ts';
import type { ClientSources } from './clientFiles.ts';
import { kebabCase, titleInText } from './names.ts';
import { readme } from './readme.ts';

/** The files of the package, by path in its folder. */
export function packageFiles(sources: ClientSources): ReadonlyMap<string, string> {
  const { called, choices } = sources;
  const name = choices.packageName ?? kebabCase(called.words).toLowerCase();
  return new Map([
    ['package.json', json(manifest(name, sources))],
    ['tsconfig.json', json(esm(choices.dates === 'Temporal'))],
    ['tsconfig.cjs.json', json(cjs)],
    ['README.md', readme(name, sources)],
  ]);
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** What `import` and `require` get of a module. */
const entry = (module: string) => ({
  import: { types: `./dist/esm/${module}.d.ts`, default: `./dist/esm/${module}.js` },
  require: { types: `./dist/cjs/${module}.d.ts`, default: `./dist/cjs/${module}.js` },
});

/** Makes Node and TypeScript take the files in `dist/cjs` for CommonJS. */
const markCommonJs =
  "node -e \"require('node:fs').writeFileSync('dist/cjs/package.json', JSON.stringify({ type: 'commonjs' }))\"";

const manifest = (name: string, { model }: ClientSources) => ({
  name,
  version: /^\d+\.\d+\.\d+$/.test(model.version) ? model.version : '0.1.0',
  description: `TypeScript client of ${oneLine(titleInText(model.title)).slice(0, 200)}`,
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20.3' },
  files: ['dist', 'src'],
  exports: {
    '.': entry('index'),
    './functions': entry('functions'),
    './package.json': './package.json',
  },
  main: './dist/cjs/index.js',
  module: './dist/esm/index.js',
  types: './dist/esm/index.d.ts',
  scripts: {
    build: `tsc -p tsconfig.json && tsc -p tsconfig.cjs.json && ${markCommonJs}`,
    prepack: 'npm run build',
  },
  devDependencies: { typescript: '^6.0.3' },
});

const esm = (hasTemporal: boolean) => ({
  compilerOptions: {
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable', ...(hasTemporal ? ['esnext'] : [])],
    types: [],
    module: 'esnext',
    moduleResolution: 'bundler',
    rewriteRelativeImportExtensions: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    isolatedDeclarations: true,
    erasableSyntaxOnly: true,
    declaration: true,
    sourceMap: true,
    rootDir: 'src',
    outDir: 'dist/esm',
  },
  include: ['src'],
  exclude: ['**/*.test.ts'],
});

const cjs = {
  extends: './tsconfig.json',
  compilerOptions: { module: 'commonjs', verbatimModuleSyntax: false, outDir: 'dist/cjs' },
};
