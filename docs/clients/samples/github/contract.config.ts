import { defineConfig } from 'contract-first/config';
import { pythonClient, typescriptClient } from 'contract-first/generate';

export default defineConfig({
  document: 'github.json',
  generate: {
    'github-typescript': typescriptClient({ name: 'GitHub', packageName: 'github-client' }),
    'github-python': pythonClient({ name: 'GitHub', package: 'github_client' }),
  },
});
