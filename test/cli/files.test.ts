/** `file-organizer files` on a server elsewhere. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { put, tree } from '../organize/place.ts';
import { adminKey, serverPerFile } from '../support/testServer.ts';
import { Running, type RunOptions, runCommand } from './command.ts';
import { cuttingProxy } from './cuttingProxy.ts';

const server = serverPerFile();
let here: string;
let folder: string;
let runs = 0;
beforeEach(async () => {
  here = await mkdtemp(join(tmpdir(), 'file-organizer-cli-'));
  folder = `/t${++runs}`;
});
afterEach(() => rm(here, { recursive: true }));

const access = () => ['--server', server.url, '--api-key', adminKey];
const fo = (...args: string[]) => runCommand([...args, ...access()], { cwd: here });
const foWith = (options: RunOptions, ...args: string[]) =>
  runCommand([...args, ...access()], { cwd: here, ...options });
const own = async () => (await tree(server)).filter((path) => path.startsWith(`${folder}/`));

describe('files list', () => {
  it('shows folders, then files with size, time and type', async () => {
    await put(server, `${folder}/b.txt`, 'bb');
    await put(server, `${folder}/in/a.png`);
    const { out } = await fo('files', 'list', folder);
    expect(out).toMatch(/folder +in\/\n.*2 bytes +\d{4}-\d\d-\d\d \d\d:\d\d +document +b\.txt\n$/);
  });

  it('prints folders, items and their number as JSON', async () => {
    await put(server, `${folder}/b.txt`);
    await put(server, `${folder}/c.txt`);
    const list = await fo('files', 'list', folder, '--limit', '1', '--json');
    expect(list.json()).toMatchObject({ folders: [], items: [{ name: 'b.txt' }], total: 2 });
  });

  it('shows what a terminal would act on as escapes', async () => {
    await put(server, `${folder}/\u001b[31mred\u202e.txt`);
    const { out } = await foWith({ columns: 100 }, 'files', 'list', folder);
    expect(out).toContain('\\x1b[31mred\\u202e.txt');
  });

  it('shortens a long name in the middle to the width of the terminal', async () => {
    await put(server, `${folder}/${'日本'.repeat(30)}.txt`);
    const { out } = await foWith({ columns: 60, env: { NO_COLOR: '1' } }, 'files', 'list', folder);
    const [, row = ''] = out.split('\n');
    expect(row).toMatch(/日本日.*….*日本\.txt$/);
    // Each of these characters takes two columns.
    expect(row.length + [...row.matchAll(/\p{Script=Han}/gu)].length).toBeLessThanOrEqual(60);
  });

  it('colours its head on a terminal only', async () => {
    await put(server, `${folder}/a.txt`);
    const coloured = await foWith({ columns: 80 }, 'files', 'list', folder);
    const plain = await foWith({ columns: 80, env: { NO_COLOR: '1' } }, 'files', 'list', folder);
    const piped = await fo('files', 'list', folder);
    const marks = [coloured, plain, piped].map(({ out }) => out.includes('\u001b'));
    expect(marks).toEqual([true, false, false]);
  });
});

describe('files info', () => {
  it('shows a file by its path and by its ID', async () => {
    await put(server, `${folder}/a.txt`, 'abc');
    const byPath = await fo('files', 'info', `${folder}/a.txt`, '--json');
    const { fileId } = byPath.json<{ fileId: string }>();
    const { out } = await fo('files', 'info', fileId);
    expect(out).toContain(`Path      ${folder}/a.txt\nSize      3 bytes`);
  });

  it('ends with 2 if the file does not exist', async () => {
    const { code, err } = await fo('files', 'info', `${folder}/none.txt`);
    expect([code, err]).toEqual([2, `Error: The file ${folder}/none.txt does not exist.\n`]);
  });
});

describe('files upload', () => {
  it('sends files, and folders with their structure', async () => {
    await mkdir(join(here, 'pictures/sub'), { recursive: true });
    await writeFile(join(here, 'a.txt'), 'a');
    await writeFile(join(here, 'pictures/sub/b.png'), 'b');
    const { code } = await fo('files', 'upload', 'a.txt', 'pictures', '--to', folder);
    expect([code, await own()]).toEqual([0, [`${folder}/a.txt`, `${folder}/pictures/sub/b.png`]]);
  });

  it('reports links in folders, which it does not follow', async () => {
    await mkdir(join(here, 'in'));
    await symlink('/etc/hostname', join(here, 'in/link'));
    const { err } = await fo('files', 'upload', 'in', '--to', folder);
    expect(err).toContain(`skipped: ${join(here, 'in/link')}`);
  });

  it.each([
    ['rename', 0, 'a (2).txt'],
    ['skip', 0, undefined],
    ['fail', 1, undefined],
  ])('with --on-conflict %s ends with %i', async (action, code, added) => {
    await put(server, `${folder}/a.txt`);
    await writeFile(join(here, 'a.txt'), 'new');
    const run = await fo('files', 'upload', 'a.txt', '--to', folder, '--on-conflict', action);
    const files = added === undefined ? ['a.txt'] : [added, 'a.txt'];
    expect([run.code, await own()]).toEqual([code, files.map((name) => `${folder}/${name}`)]);
  });

  it('goes on with a large file after the connection was lost', async () => {
    const content = randomBytes(20_000_000);
    await writeFile(join(here, 'large.bin'), content);
    const proxy = await cuttingProxy(server.url, 9_000_000);
    try {
      const args = ['files', 'upload', 'large.bin', '--to', folder, '--server', proxy.url];
      const { code, err } = await runCommand([...args, '--api-key', adminKey], { cwd: here });
      expect([code, proxy.cuts()]).toEqual([0, 1]);
      expect(err).toContain('Connection lost. Trying again');
      const stored = await readFile(join(server.root, folder, 'large.bin'));
      expect(stored.equals(content)).toBe(true);
    } finally {
      await proxy.close();
    }
  });

  it('stops at a signal, leaves nothing of the file, and says how to continue', async () => {
    await writeFile(join(here, 'a.bin'), Buffer.alloc(300_000_000));
    await writeFile(join(here, 'b.bin'), 'b');
    const args = ['files', 'upload', 'a.bin', 'b.bin', '--to', folder, ...access()];
    const running = new Running(args, { cwd: here, columns: 100 });
    await running.until('MB of', 'err');
    running.signals.emit('SIGTERM');
    const { code, err } = await running.ended;
    expect([code, err]).toEqual([143, expect.stringContaining('Stopped; 2 files left.')]);
    expect(err).toContain('--on-conflict skip');
    expect(await own()).toEqual([]);
  });
});

describe('files download', () => {
  it('writes a file and a folder', async () => {
    await put(server, `${folder}/a.txt`, 'a');
    await put(server, `${folder}/in/sub/b.txt`, 'b');
    const { code } = await fo('files', 'download', `${folder}/a.txt`, `${folder}/in`, '--to', 'to');
    const written = (await readdir(join(here, 'to'), { recursive: true })).sort();
    expect([code, written]).toEqual([0, ['a.txt', 'in', 'in/sub', 'in/sub/b.txt']]);
  });

  it('overwrites a file only with --force', async () => {
    await put(server, `${folder}/a.txt`, 'new');
    await writeFile(join(here, 'a.txt'), 'old');
    const refused = await fo('files', 'download', `${folder}/a.txt`);
    expect([refused.code, await readFile(join(here, 'a.txt'), 'utf8')]).toEqual([1, 'old']);
    const forced = await fo('files', 'download', `${folder}/a.txt`, '--force');
    expect([forced.code, await readFile(join(here, 'a.txt'), 'utf8')]).toEqual([0, 'new']);
  });

  it('writes a file to stdout', async () => {
    await put(server, `${folder}/a.txt`, 'content');
    const { out } = await fo('files', 'download', `${folder}/a.txt`, '--stdout');
    expect(out).toBe('content');
  });
});

describe('changing files', () => {
  it('moves a file', async () => {
    await put(server, `${folder}/a.txt`);
    await fo('files', 'move', `${folder}/a.txt`, '--to', `${folder}/new`);
    expect(await own()).toEqual([`${folder}/new/a.txt`]);
  });

  it('renames a file', async () => {
    await put(server, `${folder}/a.txt`);
    await fo('files', 'rename', `${folder}/a.txt`, 'b.txt');
    expect(await own()).toEqual([`${folder}/b.txt`]);
  });

  it('moves a file to the trash, lists and restores it', async () => {
    await put(server, `${folder}/a.txt`);
    const { err } = await fo('files', 'delete', `${folder}/a.txt`);
    expect([err, await own()]).toEqual([expect.stringContaining('files restore '), []]);
    expect((await fo('files', 'trash')).out).toContain(`${folder}/a.txt`);
    const { code } = await fo('files', 'restore', `${folder}/a.txt`);
    expect([code, await own()]).toEqual([0, [`${folder}/a.txt`]]);
  });

  it('deletes permanently only after a question or with --yes', async () => {
    await put(server, `${folder}/a.txt`);
    const refused = await fo('files', 'delete', `${folder}/a.txt`, '--permanent');
    expect([refused.code, (await own()).length]).toEqual([2, 1]);
    await fo('files', 'delete', `${folder}/a.txt`, '--permanent', '--yes');
    const restored = await fo('files', 'restore', `${folder}/a.txt`);
    expect([restored.code, restored.err]).toEqual([
      1,
      expect.stringContaining('The trash does not'),
    ]);
  });

  it('goes on after a file that fails, and ends with 1', async () => {
    await put(server, `${folder}/b.txt`);
    const { code, err } = await fo('files', 'delete', `${folder}/a.txt`, `${folder}/b.txt`);
    expect([code, err, await own()]).toEqual([1, expect.stringContaining('does not exist'), []]);
  });
});

describe('files mkdir and rmdir', () => {
  it('create a folder with its parents, and name each', async () => {
    const { code, out } = await fo('files', 'mkdir', `${folder}/a/b`);
    expect([code, out]).toEqual([
      0,
      `${folder} created\n${folder}/a created\n${folder}/a/b created\n`,
    ]);
    expect(await readdir(join(server.root, folder, 'a'))).toEqual(['b']);
  });

  it('go on after a folder that exists, and end with 1', async () => {
    await fo('files', 'mkdir', `${folder}/a`);
    const { code, err } = await fo('files', 'mkdir', `${folder}/a`, `${folder}/b`);
    expect(code).toBe(1);
    expect(err).toContain(`${folder}/a: The folder "${folder}/a" already exists`);
    expect((await readdir(join(server.root, folder))).sort()).toEqual(['a', 'b']);
  });

  it('print what was created as JSON', async () => {
    const created = await fo('files', 'mkdir', `${folder}/a`, '--json');
    expect(created.json()).toEqual({
      items: [{ path: `${folder}/a`, name: 'a', createdParents: [folder] }],
      failed: 0,
    });
  });

  it('delete an empty folder only', async () => {
    await put(server, `${folder}/full/a.txt`);
    await fo('files', 'mkdir', `${folder}/empty`);
    const { code, out, err } = await fo('files', 'rmdir', `${folder}/full`, `${folder}/empty`);
    expect([code, out]).toEqual([1, `${folder}/empty deleted\n`]);
    expect(err).toContain('is not empty');
    expect(await own()).toEqual([`${folder}/full/a.txt`]);
  });
});
