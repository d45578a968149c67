/** All that is published on npm, installed together in an empty folder by npm, and used there. */
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Installed } from '../support/installed.ts';

const run = promisify(execFile);
const tarballs = inject('tarballs');

let installed: Installed;
beforeAll(async () => {
  installed = await Installed.into(Object.values(tarballs));
}, 300_000);
afterAll(() => installed.remove());

it('contains client, mock, toolkit and kit with licence and README', async () => {
  expect(Object.keys(tarballs).sort()).toEqual([
    '@contract-first/hono',
    '@file-organizer/client',
    '@file-organizer/mock',
    'contract-first',
  ]);
  for (const name of Object.keys(tarballs)) {
    const files = await readdir(installed.path(`node_modules/${name}`));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist']));
    const manifest = await readFile(installed.path(`node_modules/${name}/package.json`), 'utf8');
    expect(manifest).not.toContain('workspace:');
  }
});

it('lets the client call the mock', async () => {
  const mock = await installed.start('file-organizer-mock', '--port', '0', '--web');
  try {
    const [, baseUrl] = /(http:\/\/[\w.:]+)/.exec(mock.line) ?? [];
    await writeFile(
      installed.path('use.js'),
      `import FileOrganizerClient from '@file-organizer/client';
       const client = new FileOrganizerClient({ baseUrl: '${baseUrl}', apiKey: 'fo_abc123_token456' });
       const { path } = await client.files.upload(new File(['Hello'], 'hello.txt'), '/hello');
       const { total } = await client.files.list('/hello');
       console.log(path, total);`,
    );
    const { stdout } = await run(process.execPath, ['use.js'], { cwd: installed.folder });
    expect(stdout).toBe('/hello/hello.txt 1\n');
    // The web page is in the package.
    expect(await (await fetch(`${baseUrl}/`)).text()).toContain('<title>File Organizer</title>');
  } finally {
    await mock.stop();
  }
});
