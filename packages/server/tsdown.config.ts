import { dirname, join } from 'node:path';
import { defineConfig } from 'tsdown';

/**
 * What stays a package of its own: what loads files that lie beside it, and what is only loaded for a
 * document.
 */
const apart = [
  'better-sqlite3',
  '@node-rs/argon2',
  'koffi',
  'unpdf',
  'pdfjs-dist',
  '@file-organizer/spec',
];

/** Modules that are started as a thread or a process of their own: `new URL('./it.ts', …)`. */
const started = /new URL\('(\.[^']*\.ts)', import\.meta\.url\)/g;

export default defineConfig({
  entry: ['src/index.ts', 'src/main.ts'],
  format: 'esm',
  target: 'node24',
  platform: 'node',
  fixedExtension: false,
  logLevel: 'warn',
  dts: false,
  sourcemap: true,
  // One name for all builds, so that what is compiled of the last one gives way.
  hash: false,
  deps: {
    neverBundle: apart.map((name) => new RegExp(`^${name}(/|$)`)),
    alwaysBundle: (id) => !apart.some((name) => id === name || id.startsWith(`${name}/`)),
    onlyBundle: false,
  },
  plugins: [
    {
      name: 'started modules',
      transform: {
        filter: { code: started },
        handler(code, id) {
          const replaced = code.replaceAll(started, (_, path: string) => {
            const chunk = this.emitFile({ type: 'chunk', id: join(dirname(id), path) });
            return `new URL(import.meta.ROLLUP_FILE_URL_${chunk})`;
          });
          // Only columns have changed.
          return { code: replaced, map: null };
        },
      },
    },
  ],
});
