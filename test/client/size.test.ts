/** How many bytes the client adds to a page: minified and compressed, as a bundler delivers it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as functions from '@file-organizer/client/functions';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, it } from 'vitest';

const client = fileURLToPath(import.meta.resolve('@file-organizer/client'));
const byFunction = fileURLToPath(import.meta.resolve('@file-organizer/client/functions'));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-size-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The size of a page's code, in bytes. */
async function sizeOf(code: string): Promise<number> {
  const input = join(folder, 'page.ts');
  await writeFile(input, code);
  const bundle = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
  const { output } = await bundle.generate({ minify: true });
  await bundle.close();
  expect(output).toHaveLength(1);
  return gzipSync(output[0].code, { level: 9 }).length;
}

it('whole, is at most 12 kB', async () => {
  expect(await sizeOf(`export * from ${JSON.stringify(client)}`)).toBeLessThanOrEqual(12_000);
});

/** Those that upload bring forms, streams, files of Node and progress along. */
const uploading = new Set(['filesUpload', 'filesPutContent']);
const plumbing = new Set(['createConnection', 'logAttempts', 'waitForRateLimit']);

it.each(Object.keys(functions).filter((name) => !plumbing.has(name)))(
  'with one function, %s, is at most 5 kB, or 6.1 kB where it uploads',
  async (name) => {
    const one = await sizeOf(
      `import { createConnection, ${name} } from ${JSON.stringify(byFunction)};
       globalThis.api = ${name}(createConnection({}));`,
    );
    expect(one).toBeLessThanOrEqual(uploading.has(name) ? 6_100 : 5_000);
  },
);

it('unused, is nothing', async () => {
  expect(await sizeOf(`import ${JSON.stringify(client)}`)).toBeLessThanOrEqual(50);
});
