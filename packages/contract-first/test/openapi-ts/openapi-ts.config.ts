import { defineConfig } from '@hey-api/openapi-ts';
import { contractFirst } from 'contract-first/openapi-ts';

export default defineConfig({
  input: './pets.yaml',
  output: { path: './generated', entryFile: false },
  plugins: ['@hey-api/typescript', contractFirst()],
});
