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

/** The sizes of a page's code, in bytes: of what it begins with, and of what it loads when needed. */
async function sizesOf(code: string): Promise<{ readonly first: number; readonly later: number }> {
  const input = join(folder, 'page.ts');
  await writeFile(input, code);
  const bundle = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
  const { output } = await bundle.generate({ minify: true });
  await bundle.close();
  const sizes = { first: 0, later: 0 };
  for (const part of output) {
    if (part.type !== 'chunk') throw new Error(`${part.fileName} is no code`);
    // one file to begin with: else what it imports would have to be counted, too
    expect(part.imports.filter((name) => name !== output[0].fileName)).toEqual([]);
    const size = gzipSync(part.code, { level: 9 }).length;
    sizes[part.isEntry ? 'first' : 'later'] += size;
  }
  return sizes;
}

it('whole, with all that it may load, is at most 12 kB', async () => {
  const { first, later } = await sizesOf(`export * from ${JSON.stringify(client)}`);
  expect(first + later).toBeLessThanOrEqual(12_000);
});

/** Those that upload load what streams, files of the disk and progress need, once one is met. */
const uploading = new Set(['filesUpload', 'filesPutContent']);
const plumbing = new Set(['createConnection', 'logAttempts', 'waitForRateLimit']);

it.each(Object.keys(functions).filter((name) => !plumbing.has(name)))(
  'with one function, %s, is at most 5 kB',
  async (name) => {
    const { first, later } = await sizesOf(
      `import { createConnection, ${name} } from ${JSON.stringify(byFunction)};
       globalThis.api = ${name}(createConnection({}));`,
    );
    expect(first).toBeLessThanOrEqual(5_000);
    expect(later).toBeLessThanOrEqual(uploading.has(name) ? 1_500 : 0);
  },
);

it('unused, is nothing', async () => {
  const { first, later } = await sizesOf(`import ${JSON.stringify(client)}`);
  expect(first + later).toBeLessThanOrEqual(50);
});
