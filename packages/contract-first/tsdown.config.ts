import { cp } from 'node:fs/promises';
import { defineConfig } from 'tsdown';
import manifest from './package.json' with { type: 'json' };

/** Files keep the places that they have in `src`, which `publishConfig` names. */
const entries = (files: readonly string[]) =>
  Object.fromEntries(files.map((file) => [file.replace(/^\.\/src\/(.*)\.ts$/, '$1'), file]));

const common = {
  format: 'esm',
  target: 'node22',
  platform: 'node',
  fixedExtension: false,
  logLevel: 'warn',
} as const;

export default defineConfig({
  ...common,
  // The thread that lints is a file of its own.
  entry: entries([
    ...Object.values(manifest.exports),
    ...Object.values(manifest.bin),
    './src/lint/worker.ts',
  ]),
  dts: true,
  // What generated clients carry along is read as text.
  copy: [
    { from: 'src/runtime/python/*.py', to: 'dist/runtime/python' },
    { from: 'src/docs/site/*.{css,bin}', to: 'dist/docs/site' },
    { from: 'src/docs/site/browser/*.ts', to: 'dist/docs/site/browser' },
  ],
  hooks: {
    // Clients carry it along as source.
    'build:done': () =>
      cp('src/runtime/typescript', 'dist/runtime/typescript', {
        recursive: true,
        filter: (path) => !/\.test\.ts$|\/testing$/.test(path),
      }),
  },
});
