/** The command as a process without a running server, on a folder of this machine. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { put, tree } from '../organize/place.ts';

const main = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));

let folder: string;
let root: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-cli-'));
  root = join(folder, 'Downloads');
  await mkdir(root);
});
afterEach(() => rm(folder, { recursive: true }));

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

function start(...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    ...{ cwd: folder, env: { PATH, HOME, XDG_DATA_HOME: join(folder, 'share') } },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = (async () => {
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      err += text;
    });
    const [code] = await once(child, 'close');
    return { code, out, err };
  })();
  return { child, ended };
}
const fo = (...args: string[]): Promise<Ended> => start(...args).ended;

const files = () => tree({ root });

describe('without a server', () => {
  it('executes a plan, lists the job, and undoes it', async () => {
    await put({ root }, 'b.txt');
    await put({ root }, 'a.png');
    const moved = await fo('organize', 'Downloads', '--by', 'type', '--yes');
    expect([moved.code, moved.err]).toEqual([0, expect.stringContaining('file-organizer undo ')]);
    expect(await files()).toEqual(['/Documents/b.txt', '/Images/a.png']);
    const { out } = await fo('jobs', '--json');
    expect(JSON.parse(out)).toMatchObject([{ status: 'completed', methodology: 'type' }]);
    expect((await fo('undo')).code).toBe(0);
    expect(await files()).toEqual(['/a.png', '/b.txt']);
  }, 60_000);

  it('keeps the library when a folder in it is organized', async () => {
    await put({ root }, 'in/b.txt');
    await fo('organize', 'Downloads', '--by', 'type', '--dry-run');
    await fo('organize', 'Downloads/in', '--by', 'type', '--yes');
    const { out } = await fo('jobs', '--json');
    expect(JSON.parse(out)).toMatchObject([{ path: '/in' }, { path: '/' }]);
  }, 60_000);

  it('finds what is in a file that has just been added', async () => {
    await put({ root }, 'new.txt', 'pears are sold out');
    const { code, out } = await fo('search', 'pears', '--root', 'Downloads');
    expect([code, out]).toEqual([0, `${join(root, 'new.txt')}\n`]);
  }, 60_000);

  it('stops between two files on Ctrl+C, and what was moved can be undone', async () => {
    const names = Array.from({ length: 6_000 }, (_, n) => `${n}.txt`);
    for (const name of names) writeFileSync(join(root, name), '');
    const { child, ended } = start('organize', 'Downloads', '--by', 'type', '--yes');
    const moved = () => readdir(join(root, 'Documents')).catch(() => []);
    await expect.poll(moved, { timeout: 60_000, interval: 10 }).not.toEqual([]);
    child.kill('SIGINT');
    const { code, err } = await ended;
    expect([code, err]).toEqual([130, expect.stringContaining('Stopped after')]);
    expect((await files()).length).toBe(6_000);
    expect((await fo('undo')).code).toBe(0);
    expect(new Set(await files())).toEqual(new Set(names.map((name) => `/${name}`)));
  }, 112_000);

  it('ends quietly if its reader ends', async () => {
    for (let n = 0; n < 300; n++) await put({ root }, `file ${n}.txt`);
    const { child, ended } = start('files', 'list', 'Downloads');
    child.stdout?.destroy();
    const { code, err } = await ended;
    expect([code, err]).toEqual([0, '']);
  }, 60_000);
});
