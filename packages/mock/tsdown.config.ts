import { defineConfig } from 'tsdown';

const common = {
  target: 'node22',
  platform: 'node',
  // By their annotations: that the types of all they import are checked is the work of `typecheck`.
  dts: { oxc: true },
  fixedExtension: false,
  logLevel: 'warn',
} as const;

export default defineConfig([
  { ...common, entry: ['src/index.ts', 'src/cli.ts'], format: 'esm' },
  // For tests in CommonJS.
  { ...common, entry: ['src/index.ts'], format: 'cjs', clean: false },
]);
