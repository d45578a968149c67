/** The generated routes in the kit's package, which imports no other of ours: `vitest -u` writes them. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleDocument, generateRoutes } from 'contract-first/generate';
import { expect, it } from 'vitest';

const kit = fileURLToPath(new URL('../../packages/contract-first-hono/', import.meta.url));

it.each(['test/shop', 'examples/tasks'])(
  'the routes of %s are those of its document',
  async (name) => {
    const scratch = await mkdtemp(join(tmpdir(), 'routes-'));
    try {
      await generateRoutes(await bundleDocument(join(kit, name, 'openapi.yaml')), scratch);
      const routes = await readFile(join(scratch, 'routes.gen.ts'), 'utf8');
      await expect(routes).toMatchFileSnapshot(join(kit, name, 'generated/routes.gen.ts'));
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
);
