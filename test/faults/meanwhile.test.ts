/**
 * What can happen between a plan and its execution: each is a line in the results with a code of
 * its own, the rest goes on, and the job ends `partial`.
 */
import { readdirSync } from 'node:fs';
import {
  appendFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mountAt, run } from '../support/disks.ts';
import { putMany } from '../support/library.ts';
import { execute, outcomesOf, plan, put, resultsOf, rollBack } from '../support/scene.ts';
import { type Library, partOf } from '../support/sharedLibrary.ts';
import { contentsOf, differences, snapshotOf } from '../support/snapshot.ts';
import { serverPerFile } from '../support/testServer.ts';

const whole = serverPerFile();
let server: Library;
beforeEach(async () => {
  server = await partOf(whole);
});
afterEach(() => {
  for (const undo of undone.splice(0)) undo();
});

/** What a test has done to the system that must be taken back before the folder can go. */
const undone: (() => void)[] = [];
const at = (path: string) => join(server.root, path);

/** Makes a file or folder immutable: even the administrator, as whom tests may run, is refused. */
function makeImmutable(path: string): boolean {
  undone.push(() => run('chattr', '-i', at(path)));
  return run('chattr', '+i', at(path));
}

function mount(path: string, options: string): boolean {
  const unmount = mountAt(at(path), options);
  if (unmount) undone.push(unmount);
  return unmount !== undefined;
}

type Happening = {
  /** What becomes of `/in/victim.txt`, by the results. */
  readonly code: string;
  /** Makes it happen; false: it cannot be had on this system. */
  readonly happen: () => unknown;
};

const happenings: Readonly<Record<string, Happening>> = {
  'a file vanishes': { code: 'vanished', happen: () => rm(at('in/victim.txt')) },
  'its folder vanishes': { code: 'vanished', happen: () => rm(at('in'), { recursive: true }) },
  'its folder becomes a file': {
    code: 'vanished',
    happen: async () => {
      await rm(at('in'), { recursive: true });
      await writeFile(at('in'), 'a file');
    },
  },
  'a file changes': {
    code: 'changed',
    happen: () => writeFile(at('in/victim.txt'), 'another one'),
  },
  'a file grows': { code: 'changed', happen: () => appendFile(at('in/victim.txt'), ' and more') },
  'another file of its size takes its name': {
    code: 'changed',
    happen: async () => {
      await utimes(at('in/victim.txt'), 1, 1);
      await writeFile(at('new'), '/in/victim.TXT');
      await utimes(at('new'), 1, 1);
      await rename(at('new'), at('in/victim.txt'));
    },
  },
  'a file becomes a link': {
    code: 'replaced',
    happen: async () => {
      await rename(at('in/victim.txt'), at('in/elsewhere'));
      await symlink('elsewhere', at('in/victim.txt'));
    },
  },
  'a file becomes a folder': {
    code: 'replaced',
    happen: async () => {
      await rm(at('in/victim.txt'));
      await mkdir(at('in/victim.txt'));
    },
  },
  'its folder becomes a link': {
    code: 'replaced',
    happen: async () => {
      await rename(at('in'), at('.away'));
      await symlink('.away', at('in'));
    },
  },
  'a file becomes immutable': {
    code: 'denied',
    happen: async () => makeImmutable('in/victim.txt'),
  },
  'its folder becomes immutable': {
    code: 'denied',
    happen: async () => makeImmutable('in'),
  },
  'the destination folder is a file': {
    code: 'blocked',
    happen: () => writeFile(at('Documents'), 'in the way'),
  },
  'the destination folder is a link': {
    code: 'blocked',
    happen: () => symlink('in', at('Documents')),
  },
  'the destination folder has a case conflict': {
    code: 'blocked',
    happen: () => mkdir(at('DOCUMENTS')),
  },
  'the disk of the destination is full': {
    code: 'disk_full',
    happen: () => mount('Documents', 'size=16k,nr_inodes=1'),
  },
};

describe('a file is left alone if', () => {
  it.each(Object.entries(happenings))('%s', async (what, { code, happen }) => {
    await put(server, 'in/victim.txt');
    await put(server, 'song.mp3');
    const jobId = await plan(server);
    if ((await happen()) === false) {
      console.warn(`Skipped: "${what}" cannot be had here; run this as root`);
      return;
    }
    const before = contentsOf(server.root);
    expect(await execute(server, jobId)).toMatchObject({ status: 'partial', error_count: 1 });
    expect(await outcomesOf(server, jobId)).toEqual({
      '/in/victim.txt': code,
      '/song.mp3': 'done',
    });
    expect(contentsOf(server.root)).toEqual(before);
    expect(readdirSync(at('/')).filter((name) => name.startsWith('.file-organizer'))).toEqual([]);
    // What was moved goes back, what was not is not touched.
    expect(await rollBack(server, jobId)).toMatchObject({ status: 'rolled_back' });
    expect(await readFile(at('song.mp3'), 'utf8')).toBe('song.mp3');
    expect(contentsOf(server.root)).toEqual(before);
  });

  it('a file with two names moves by each and rolls back', async () => {
    await put(server, 'a.txt', 'shared');
    await mkdir(at('sub'));
    await link(at('a.txt'), at('sub/b.txt'));
    const before = snapshotOf(server.root);
    const jobId = await plan(server);
    expect(await execute(server, jobId)).toMatchObject({ status: 'completed' });
    expect(await rollBack(server, jobId)).toMatchObject({ status: 'rolled_back' });
    expect(differences(before, snapshotOf(server.root))).toEqual([]);
  });
});

it('names of every kind move and roll back', async () => {
  const long = 'ä'.repeat(120);
  for (const name of [
    `two\nlines.txt`,
    `${long}${'x'.repeat(11)}.txt`,
    '  .txt',
    "it's $HOME;*.txt",
  ]) {
    await put(server, `in/${name}`);
    await put(server, `also/${name}`, `another ${name}`);
  }
  const broken = Buffer.concat([Buffer.from(at('in/')), Buffer.from([0xff, 0x2e, 0x74])]);
  await writeFile(broken, 'no UTF-8');
  const before = snapshotOf(server.root);
  const jobId = await plan(server);
  expect(await execute(server, jobId)).toMatchObject({ status: 'completed', error_count: 0 });
  const { items, kept, folders } = await resultsOf(server, jobId);
  expect(items).toHaveLength(8);
  expect(items.every(({ to }) => Buffer.byteLength(to.slice('/Documents/'.length)) <= 255)).toBe(
    true,
  );
  expect(kept.map(({ reason }) => reason)).toContain('The name is not valid UTF-8');
  // What cannot be named keeps its folder.
  expect(await readFile(broken, 'utf8')).toBe('no UTF-8');
  expect(folders).toContainEqual(expect.objectContaining({ path: '/also', status: 'removed' }));
  expect(await rollBack(server, jobId)).toMatchObject({ status: 'rolled_back' });
  expect(differences(before, snapshotOf(server.root))).toEqual([]);
});

it('a folder keeps files that are written meanwhile', async () => {
  await putMany(server, 'in', 300);
  const jobId = await plan(server);
  let isOver = false;
  const writing = (async () => {
    const written: string[] = [];
    for (let n = 0; !isOver; n++) {
      await mkdir(at('in'), { recursive: true });
      const wrote = await writeFile(at(`in/new ${n}.txt`), `new ${n}`).then(
        () => true,
        () => false,
      );
      if (wrote) written.push(`new ${n}.txt`);
    }
    return written;
  })();
  expect(await execute(server, jobId)).toMatchObject({ status: 'completed' });
  isOver = true;
  const written = await writing;
  expect(new Set(await readdir(at('in')))).toEqual(new Set(written));
  expect(await rollBack(server, jobId)).toMatchObject({ status: 'rolled_back' });
  expect(await readdir(at('in'))).toHaveLength(300 + written.length);
});

it('files are copied across two file systems and roll back', async ({ skip }) => {
  if (!mount('Documents', 'size=1m')) skip('nothing can be mounted here; run this as root');
  await put(server, 'in/notes.txt', 'notes');
  await utimes(at('in/notes.txt'), 1_600_000_000.123, 1_600_000_000.123);
  const before = snapshotOf(server.root);
  const jobId = await plan(server);
  expect(await execute(server, jobId)).toMatchObject({ status: 'completed' });
  expect(await readdir(at('Documents'))).toEqual(['notes.txt']);
  expect(await rollBack(server, jobId)).toMatchObject({ status: 'rolled_back' });
  expect(differences(before, snapshotOf(server.root))).toEqual([]);
});
