/**
 * Schemathesis, which knows nothing of our toolkit, on our own server with all its checks.
 *
 * `SCHEMATHESIS_EXAMPLES=100` makes more requests of each operation than a run of all tests has
 * time for.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runSchemathesis, SchemathesisMissing } from '../mutants/schemathesis.ts';
import { adminKey, startTestServer } from '../server/testServer.ts';

const examples = Number(process.env.SCHEMATHESIS_EXAMPLES ?? 1);

it('Schemathesis finds nothing wrong with our server', async ({ skip }) => {
  // Limits are told and not reached.
  const server = await startTestServer({ rateLimitScale: 1000 });
  try {
    await mkdir(join(server.root, 'documents'));
    await writeFile(join(server.root, 'documents', 'invoice 2026.txt'), 'An invoice of 2026');
    const { hasFailures, output } = await runSchemathesis(
      fileURLToPath(import.meta.resolve('@file-organizer/spec/openapi.json')),
      server.url,
      {
        config: join(import.meta.dirname, 'schemathesis.toml'),
        headers: [`X-API-Key: ${adminKey}`],
        examples,
      },
    );
    expect(hasFailures, output).toBe(false);
  } catch (error) {
    if (!(error instanceof SchemathesisMissing) || process.env.CI === 'true') throw error;
    console.warn(`Skipped: Schemathesis, which cannot be installed here: ${error.message}`);
    skip();
  } finally {
    await server.end();
  }
}, 600_000);
