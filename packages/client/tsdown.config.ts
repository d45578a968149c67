import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/functions.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  // neither Node nor a browser: what is special to Node is asked for at run time
  platform: 'neutral',
  dts: true,
  sourcemap: true,
  fixedExtension: false,
  logLevel: 'warn',
  outputOptions: { exports: 'named' },
});
