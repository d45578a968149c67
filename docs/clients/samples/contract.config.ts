import { defineConfig } from 'contract-first/config';
import { pythonClient, typescriptClient } from 'contract-first/generate';

/** Names by operationId, or by method and path. */
const methods = { listMedia: 'catalog.list', 'GET /sales': 'sales.live' };

export default defineConfig({
  document: 'bookshop.yaml',
  generate: {
    client: typescriptClient({
      packageName: '@bookshop/client',
      names: 'camelCase',
      int64: 'bigint',
      methods,
    }),
    'client-python': pythonClient({ distribution: 'bookshop', methods }),
  },
});
