/**
 * Schemathesis, which knows nothing of our toolkit, on our own server with all its checks.
 *
 * `SCHEMATHESIS_EXAMPLES=100` makes more requests of each operation than a run of all tests has
 * time for.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import {
  runSchemathesis,
  SchemathesisMissing,
} from '../../packages/contract-first/test/mutants/schemathesis.ts';
import { placeFile } from '../support/placeFile.ts';
import {
  adminKey,
  json,
  startTestServer,
  type TestServer,
  waitForJob,
} from '../support/testServer.ts';

const examples = Number(process.env.SCHEMATHESIS_EXAMPLES ?? 4);

it('Schemathesis finds no fault in the server', async ({ skip }) => {
  // Limits are told and not reached.
  const server = await startTestServer({ rateLimitScale: 1000 });
  try {
    const variables = await fill(server);
    const { hasFailures, output } = await runSchemathesis(
      fileURLToPath(import.meta.resolve('@file-organizer/spec/openapi.json')),
      server.url,
      {
        config: join(import.meta.dirname, 'schemathesis.toml'),
        headers: [`X-API-Key: ${adminKey}`],
        examples,
        variables: {
          ...variables,
          SCHEMATHESIS_HOOKS: join(import.meta.dirname, 'schemathesis_hooks.py'),
        },
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

/** Puts files and jobs on the server. @returns their ids, by the names that the configuration has for them */
async function fill(server: TestServer): Promise<Record<string, string>> {
  for (const name of ['invoice', 'copy', 'deleted', 'trashed']) {
    await placeFile(server, `/documents/${name} 2026.txt`, 'An invoice of 2026');
  }
  const list = await server.fetch('/api/v1/files?path=/documents');
  const { items } = (await list.json()) as { items: { name: string; file_id: string }[] };
  const idOf = (name: string) => items.find((file) => file.name.startsWith(name))?.file_id ?? '';
  await server.fetch(`/api/v1/files/${idOf('trashed')}`, { method: 'DELETE' });
  const scan = async (kind: string, body: object) => {
    const answer = await server.fetch(`/api/v1/${kind}/scan`, json(body));
    const { job_id: id } = (await answer.json()) as { job_id: string };
    await waitForJob(server, id, 'planned');
    return id;
  };
  const begun = await server.fetch('/api/v1/uploads', json({ name: 'a.bin', size: 9 }));
  const { upload_id: uploadId } = (await begun.json()) as { upload_id: string };
  return {
    UPLOAD_ID: uploadId,
    ...{ FILE_ID: idOf('invoice'), DELETED_FILE_ID: idOf('deleted') },
    TRASHED_FILE_ID: idOf('trashed'),
    JOB_ID: await scan('organize', { path: '/', methodology: 'type', dry_run: false }),
    SEARCH_JOB_ID: await scan('dedupe', { path: '/' }),
  };
}
