import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'node/index': 'src/node/index.ts',
    'problems/index': 'src/problems/index.ts',
    'webhooks/index': 'src/webhooks/index.ts',
    'zod/index': 'src/zod/index.ts',
  },
  format: 'esm',
  target: 'node22',
  platform: 'node',
  fixedExtension: false,
  logLevel: 'warn',
  dts: true,
});
