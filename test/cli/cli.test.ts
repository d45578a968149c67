/** The command `file-organizer`, run as a process on real folders. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildServer } from '../../packages/server/build.ts';
import { put, tree } from '../organize/place.ts';
import { adminKey, startTestServer } from '../support/testServer.ts';

const main = new URL('../../packages/cli/src/main.ts', import.meta.url);

let folder: string;
let root: string;
beforeAll(async () => {
  await buildServer();
}, 120_000);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-cli-'));
  root = join(folder, 'Downloads');
  await mkdir(root);
});
afterEach(() => rm(folder, { recursive: true }));

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

function start(...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [main.pathname, ...args], {
    cwd: folder,
    env: { ...process.env, INIT_CWD: undefined, NO_COLOR: '1', FILE_ORGANIZER_API_KEY: undefined },
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

describe('on a folder of this machine', () => {
  it('shows a plan, and moves nothing in a dry run', async () => {
    await put({ root }, 'b.txt');
    await put({ root }, 'a.png');
    const { code, out } = await fo('organize', 'Downloads', '--by', 'type', '--dry-run');
    expect(code).toBe(0);
    expect(out).toMatch(/a\.png +Images\/a\.png +90 %/);
    expect(out).toContain('2 moves');
    expect(await files()).toEqual(['/a.png', '/b.txt']);
  }, 60_000);

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
    expect((await fo('undo')).err).toContain('nothing to undo');
  }, 60_000);

  it('moves nothing without a terminal and --yes', async () => {
    await put({ root }, 'a.png');
    const { code, err } = await fo('organize', 'Downloads', '--by', 'type');
    expect([code, err]).toEqual([2, expect.stringContaining('--yes')]);
    expect(await files()).toEqual(['/a.png']);
    expect(JSON.parse((await fo('jobs', '--json')).out)).toMatchObject([{ status: 'cancelled' }]);
  }, 60_000);

  it('shows names that a terminal would act on as text', async () => {
    await put({ root }, '\u001b[31mred.txt');
    const { out } = await fo('organize', 'Downloads', '--by', 'type', '--dry-run');
    expect(out).toContain('[31mred.txt');
    expect(out).not.toContain('\u001b');
  }, 60_000);

  it('finds words, and removes duplicates to the trash', async () => {
    await put({ root }, 'a.txt', 'same');
    await put({ root }, 'copy of a.txt', 'same');
    const kept = await fo('duplicates', 'Downloads');
    expect([kept.code, kept.out]).toEqual([0, expect.stringContaining('1 group')]);
    const removed = await fo('duplicates', 'Downloads', '--remove', '--yes');
    expect([removed.code, (await files()).length]).toEqual([0, 1]);
    const none = await fo('search', 'nothinglikethis');
    expect([none.code, none.out]).toEqual([1, '']);
  }, 60_000);

  it('finds what is in a file that has just been added', async () => {
    await put({ root }, 'a.png');
    await fo('organize', 'Downloads', '--by', 'type', '--dry-run');
    await put({ root }, 'new.txt', 'pears are sold out');
    const { code, out } = await fo('search', 'pears');
    expect([code, out]).toEqual([0, `${join(root, 'new.txt')}\n`]);
  }, 60_000);

  it('stops between two files on Ctrl+C, and what was moved can be undone', async () => {
    const names = Array.from({ length: 20_000 }, (_, n) => `${n}.txt`);
    for (const name of names) await writeFile(join(root, name), '');
    const { child, ended } = start('organize', 'Downloads', '--by', 'type', '--yes');
    await expect
      .poll(async () => (await files()).some((path) => path.startsWith('/Documents/')), {
        timeout: 60_000,
        interval: 20,
      })
      .toBe(true);
    child.kill('SIGINT');
    const { code, err } = await ended;
    expect([code, err]).toEqual([130, expect.stringContaining('Stopped after')]);
    expect((await files()).length).toBe(20_000);
    expect((await fo('undo')).code).toBe(0);
    expect(new Set(await files())).toEqual(new Set(names.map((name) => `/${name}`)));
  }, 120_000);

  it.each([
    [['organize', 'nowhere', '--by', 'type'], 'does not exist'],
    [['organize', 'Downloads'], '--by'],
    [['undo'], 'Nothing has been organized'],
    [['dance'], 'unknown command'],
  ])(
    'ends with 2 and what to do for %j',
    async (args, message) => {
      const { code, err } = await fo(...args);
      expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    },
    60_000,
  );
});

describe('with a server that runs', () => {
  it('uses that on the same data, and refuses folders that it does not manage', async () => {
    const server = await startTestServer();
    try {
      await put(server, 'in/a.png');
      const data = ['--data', server.data];
      const moved = await fo('organize', join(server.root, 'in'), '--by', 'type', '--yes', ...data);
      expect(moved.code, moved.err).toBe(0);
      expect(await tree(server)).toEqual(['/in/Images/a.png']);
      const jobs = await server.fetch('/api/v1/organize/jobs');
      expect(await jobs.json()).toMatchObject({ items: [{ path: '/in', status: 'completed' }] });
      const other = await fo('organize', root, '--by', 'type', '--yes', ...data);
      expect([other.code, other.err]).toEqual([2, expect.stringContaining('is not in it')]);
    } finally {
      await server.end();
    }
  }, 60_000);

  it('uses one elsewhere, by its URL and an API key', async () => {
    const server = await startTestServer();
    try {
      await put(server, 'a.png');
      const there = ['--server', server.url, '--api-key', adminKey];
      const moved = await fo('organize', '/', '--by', 'type', '--yes', ...there);
      expect(moved.code, moved.err).toBe(0);
      expect(await tree(server)).toEqual(['/Images/a.png']);
      const refused = await fo('jobs', '--server', server.url, '--api-key', 'fo_no_key');
      expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('API key')]);
    } finally {
      await server.end();
    }
  }, 60_000);
});
