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
  const parts = output.map((part) => {
    if (part.type !== 'chunk') throw new Error(`${part.fileName} is no code`);
    return part;
  });
  const first = new Set([output[0].fileName]);
  for (const name of first) {
    for (const each of parts.find(({ fileName }) => fileName === name)?.imports ?? [])
      first.add(each);
  }
  const sizes = { first: 0, later: 0 };
  for (const { fileName, code } of parts) {
    const size = gzipSync(code, { level: 9 }).length;
    sizes[first.has(fileName) ? 'first' : 'later'] += size;
  }
  return sizes;
}

it('the whole client has at most 19.6 kB', async () => {
  const { first, later } = await sizesOf(`export * from ${JSON.stringify(client)}`);
  expect(first + later).toBeLessThanOrEqual(19_600);
});

/** In bytes, of functions that need more than others. */
const most: Readonly<Record<string, number>> = { filesUpload: 9_700, eventsConnect: 9_400 };
const plumbing = new Set(['createConnection', 'logAttempts', 'waitForRateLimit']);

it.each(Object.keys(functions).filter((name) => !plumbing.has(name)))(
  'with the function %s alone, a bundle has at most 9 kB, or 9.4 kB for events and 9.7 kB for uploads',
  async (name) => {
    const { first, later } = await sizesOf(
      `import { createConnection, ${name} } from ${JSON.stringify(byFunction)};
       globalThis.api = ${name}(createConnection({}));`,
    );
    expect(first).toBeLessThanOrEqual(most[name] ?? 9_000);
    // what streams, files of the disk, progress and another `fetch` need, once one is met
    expect(later).toBeLessThanOrEqual(2_700);
  },
);

it('an unused import has no size', async () => {
  const { first, later } = await sizesOf(`import ${JSON.stringify(client)}`);
  expect(first + later).toBeLessThanOrEqual(50);
});
