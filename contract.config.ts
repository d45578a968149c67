import { defineConfig } from 'contract-first/config';
import { generateRoutes, pythonClient, typescriptClient } from 'contract-first/generate';

export default defineConfig({
  document: 'spec/openapi.yaml',
  messages: 'spec/asyncapi.yaml',
  workflows: 'spec/workflows.arazzo.yaml',
  bundle: 'spec/dist',
  lint: 'spec/redocly.yaml',
  // All packages of the contract have one version; the published client has the tags.
  release: {
    tags: '@file-organizer/client@*',
    changesets: '@file-organizer/spec',
    documentation: 'none',
  },
  generate: {
    'packages/server/src/generated': ({ document }, output) => generateRoutes(document, output),
    'packages/client': typescriptClient({
      names: 'camelCase',
      headers: 'options',
      // in TypeScript, the platform's own types have these names
      typeNames: { File: 'FileEntry', FileList: 'FileEntryList', ErrorEvent: 'LiveErrorEvent' },
    }),
    'packages/client-python': pythonClient({
      distribution: 'file-organizer-client',
      needsFilename: true,
    }),
  },
});
