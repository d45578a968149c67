/**
 * The pictures in README and docs. Whether they are the newest is not compared: fonts and versions of Chromium
 * change pixels without changing the page. `pnpm test:faults` goes through all views instead, so that the script
 * keeps working, and a picture that is no longer possible is noticed.
 */
import { glob, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/documents.ts';
import { thorough } from '../support/thorough.ts';
import { Camera } from './camera.ts';
import { shown, takePictures } from './run.ts';

/** All of them together, in bytes. */
const MOST = 400_000;

const folder = join(root, 'docs/pictures');

async function listed(pattern: string): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob(pattern, { cwd: root })) found.push(path);
  return found.sort();
}

describe('the pictures of the docs', () => {
  it('are those that the script takes', async () => {
    const files = await listed('docs/pictures/*');
    expect(files.map((file) => basename(file))).toEqual(shown.map((name) => `${name}.webp`).sort());
  });

  it('are small', async () => {
    const sizes = await Promise.all(shown.map((name) => stat(join(folder, `${name}.webp`))));
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(MOST);
  });

  it('are shown in README or docs', async () => {
    const pages = [...(await listed('docs/**/*.{md,mdx}')), 'README.md'];
    const texts = await Promise.all(
      pages
        .filter((page) => !page.includes('node_modules'))
        .map((page) => readFile(join(root, page), 'utf8')),
    );
    const unused = shown.filter((name) => !texts.some((text) => text.includes(`${name}.webp`)));
    expect(unused).toEqual([]);
  });

  it.skipIf(!thorough)(
    'are taken of every view',
    async () => {
      const draft = await mkdtemp(join(tmpdir(), 'pictures-'));
      try {
        const taken = await takePictures(new Camera(draft, (_, look) => look === 'desk-light'));
        const views = taken.map((path) => basename(path));
        expect(views).toContain('sign-in-desk-light.webp');
        expect(views.at(-1)).toBe('offline-desk-light.webp');
      } finally {
        await rm(draft, { recursive: true, force: true });
      }
    },
    300_000,
  );
});
