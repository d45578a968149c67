/** The generated routes in the kit's package, which imports no other of ours: `vitest -u` writes them. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleDocument, generateRoutes } from 'contract-first/generate';
import { expect, it } from 'vitest';

const kit = fileURLToPath(new URL('../../packages/contract-first-hono/', import.meta.url));

it.each(['test/shop', 'examples/tasks'])('the routes of %s are up to date', async (name) => {
  const scratch = await mkdtemp(join(tmpdir(), 'routes-'));
  try {
    await generateRoutes(await bundleDocument(join(kit, name, 'openapi.yaml')), scratch);
    for (const file of await readdir(scratch)) {
      const text = await readFile(join(scratch, file), 'utf8');
      await expect(text).toMatchFileSnapshot(join(kit, name, 'generated', file));
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
});
