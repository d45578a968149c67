import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readGuides } from './guides.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guides-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function pagesOf(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const { pages } = await readGuides(folder);
  return pages;
}
const pageOf = async (text: string) => (await pagesOf({ 'a.md': text }))[0];

describe('guides', () => {
  it('show the pictures of their folder', async () => {
    const [page] = await pagesOf({
      'more/a.md': '![A map](<../big map.png>)',
      'big map.png': '',
    });
    expect(page?.html).toContain('<img src="../big%20map.png" alt="A map"');
  });

  it('show no picture of another host, or outside of the folder', async () => {
    const page = await pageOf('![a](http://away.example/p.png) ![b](../p.png) ![c](data:,x)');
    expect(page?.html).not.toContain('<img');
  });

  it('read front matter with line breaks of Windows', async () => {
    const page = await pageOf('---\r\ntitle: x\r\n---\r\n# Start\r\n\r\nText\r\n');
    expect([page?.title, page?.html]).toEqual(['Start', expect.not.stringContaining('title: x')]);
  });

  it('take no comment in code for the title', async () => {
    const page = await pageOf('```sh\n# comment\n```\n\n# Start\n');
    expect([page?.title, page?.html]).toEqual(['Start', expect.stringContaining('# comment')]);
  });

  it('have a page each if their names differ in digits only', async () => {
    const pages = await pagesOf({
      '01-a.md': '# One',
      '02-a.md': '# Two',
      '03-b.md': '[x](02-a.md)',
    });
    expect(pages.map(({ path }) => path)).toEqual(['guides/a', 'guides/a-2', 'guides/b']);
    expect(pages[2]?.html).toContain('href="a-2.html"');
  });

  it('have links to pages and pictures in their Markdown copies', async () => {
    const source = '# A\n\n[B](02-b.md#why) `[B](02-b.md)` ![P](p.png)\n\n[r]: more/03-c.md\n';
    const pages = await pagesOf({
      'a.md': source,
      '02-b.md': '# B',
      'more/03-c.md': '# C',
      'p.png': '',
    });
    expect(pages.find(({ path }) => path === 'guides/a')?.source).toBe(
      '# A\n\n[B](b.md#why) `[B](02-b.md)` ![P](p.png)\n\n[r]: more/c.md\n',
    );
  });

  it('have their title in the copy if it is only the name of the file', async () => {
    expect((await pageOf('Text'))?.source).toBe('# A\n\nText');
  });

  it('keep a second heading of the highest level', async () => {
    expect((await pageOf('# One\n\n# Two\n'))?.html).toContain('<h2 id="two">Two</h2>');
  });

  it('give each heading an id of its own', async () => {
    const page = await pageOf('# A\n\n## Why\n\n## Why\n\n## Why-1\n');
    const ids = [...(page?.html ?? '').matchAll(/id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['why', 'why-1', 'why-1-1']);
  });
});
