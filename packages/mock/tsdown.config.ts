import { defineConfig } from 'tsdown';

const common = {
  target: 'node22',
  platform: 'node',
  dts: true,
  fixedExtension: false,
  logLevel: 'warn',
} as const;

export default defineConfig([
  { ...common, entry: ['src/index.ts', 'src/cli.ts'], format: 'esm' },
  // For tests in CommonJS.
  { ...common, entry: ['src/index.ts'], format: 'cjs', clean: false },
]);
