/** What a browser loads before the first view is shown. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildWeb } from '../../packages/web/build.ts';

/** In bytes, compressed (docs/decisions/0034-web-page.md). */
const MOST = 150_000;

it('the first load is below 150 kB', async () => {
  const folder = await buildWeb();
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const files = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(
    ([, file = '']) => file,
  );
  expect(files.length).toBeGreaterThan(1);
  const contents = await Promise.all(files.map((file) => readFile(join(folder, file))));
  const size = [Buffer.from(page), ...contents].reduce(
    (sum, each) => sum + gzipSync(each).length,
    0,
  );
  expect(size).toBeLessThan(MOST);
});
