/** The index follows the disk: by itself, at once where somebody asks, and never to a wrong place. */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../support/database.ts';
import { list, until } from '../support/library.ts';
import { serverPerFile } from '../support/testServer.ts';
import { thorough } from '../support/thorough.ts';

const server = serverPerFile();
let index: Sqlite.Database;

beforeAll(async () => {
  index = openDatabase(server, { readonly: true });
});
afterAll(async () => {
  index.close();
});

const place = (path: string): string => join(server.root, path);

function make(path: string, content = path): void {
  mkdirSync(place(join(path, '..')), { recursive: true });
  writeFileSync(place(path), content);
}

/** What the index has below a folder, without asking the server: paths and ids. */
function indexed(folder: string): Map<string, string> {
  const rows = index
    .prepare('SELECT path, file_id FROM files WHERE present = 1 AND path LIKE ? ORDER BY path')
    .all(`${folder}/%`) as { path: string; file_id: string }[];
  return new Map(rows.map(({ path, file_id }) => [path, file_id]));
}

const paths = (folder: string): string => [...indexed(folder).keys()].join(' ');

it('sees added, changed and removed files', async () => {
  make('alone/a.txt');
  make('alone/deep/er/b.txt');
  await until('both are there', () => paths('/alone') === '/alone/a.txt /alone/deep/er/b.txt');
  make('alone/deep/er/c.txt');
  rmSync(place('alone/a.txt'));
  await until('one came and one went', () => {
    return paths('/alone') === '/alone/deep/er/b.txt /alone/deep/er/c.txt';
  });
  rmSync(place('alone/deep'), { recursive: true });
  await until('the folder is gone', () => paths('/alone') === '');
});

it('keeps the ids of all files in a renamed folder', async () => {
  for (const name of ['a', 'b', 'sub/c']) make(`tree-old/${name}.txt`);
  await until('it is seen', () => indexed('/tree-old').size === 3);
  const before = [...indexed('/tree-old').values()];
  renameSync(place('tree-old'), place('tree-new'));
  await until('its name is seen', () => {
    return indexed('/tree-old').size === 0 && indexed('/tree-new').size === 3;
  });
  expect([...indexed('/tree-new').values()]).toEqual(before);
});

it('keeps the id of a moved file whose new folder is listed first', async () => {
  make('first/a.txt');
  make('second/b.txt');
  const [file] = (await list(server, { path: '/first' })).items;
  renameSync(place('first/a.txt'), place('second/a.txt'));
  const { items } = await list(server, { path: '/second' });
  expect(items[0]).toMatchObject({ name: 'a.txt', file_id: file?.file_id });
});

it('gives a copy its own id', async () => {
  make('copies/a.txt', 'same');
  const [file] = (await list(server, { path: '/copies' })).items;
  make('copies-2/a.txt', 'same');
  const [copy] = (await list(server, { path: '/copies-2' })).items;
  expect(copy?.file_id).not.toBe(file?.file_id);
});

it('includes a write that ended before the request', async () => {
  make('fresh/a.txt', '');
  for (let size = 1; size <= (thorough ? 300 : 100); size++) {
    // In place: the folder itself is not touched, so only the event tells of it.
    writeFileSync(place('fresh/a.txt'), 'x'.repeat(size));
    const { items } = await list(server, { path: '/fresh' });
    expect(items[0]?.size).toBe(size);
  }
});

it('includes files created before the request', async () => {
  mkdirSync(place('growing/sub'), { recursive: true });
  for (let count = 1; count <= (thorough ? 100 : 40); count++) {
    make(`growing/sub/${count}.txt`);
    expect((await list(server, { path: '/growing/sub' })).total).toBe(count);
    expect((await list(server, { path: '/growing', recursive: 'true' })).total).toBe(count);
  }
});

it('follows another folder that takes a known path', async () => {
  make('taken/sub/old.txt');
  make('other/sub/new.txt');
  await until('both are seen', () => indexed('/taken').size + indexed('/other').size === 2);
  renameSync(place('taken'), place('taken-away'));
  renameSync(place('other'), place('taken'));
  expect((await list(server, { path: '/taken/sub' })).items[0]?.name).toBe('new.txt');
  make('taken/sub/newer.txt');
  await until('what happens there is seen', () => {
    return paths('/taken') === '/taken/sub/new.txt /taken/sub/newer.txt';
  });
});

it('is correct after a storm of changes', async () => {
  mkdirSync(place('storm'));
  const writes = thorough ? 10_000 : 2_000;
  for (let at = 0; at < writes; at++) writeFileSync(place(`storm/${at % 500}.txt`), String(at));
  for (let at = 0; at < 250; at++) rmSync(place(`storm/${at}.txt`));
  await until('it is over', () => indexed('/storm').size === 250);
  expect((await list(server, { path: '/storm' })).total).toBe(250);
});

it('is correct after the kernel has lost events', async () => {
  make('flood/a.txt');
  make('quiet/a.txt');
  await until('both are seen', () => indexed('/flood').size + indexed('/quiet').size === 2);
  // Nobody reads the kernel's queue meanwhile, since the server is in this very process.
  const queue = Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8'));
  for (let at = 0; at < queue / 2; at++) {
    renameSync(place('flood/a.txt'), place('flood/b.txt'));
    renameSync(place('flood/b.txt'), place('flood/a.txt'));
  }
  // No event tells of these, for they find the queue full.
  make('quiet/late.txt');
  writeFileSync(place('quiet/a.txt'), 'longer than it was');
  await until('what was lost is found', () => paths('/quiet') === '/quiet/a.txt /quiet/late.txt');
  const { items } = await list(server, { path: '/quiet', recursive: 'true' });
  expect(items.map(({ name, size }) => [name, size])).toEqual([
    ['a.txt', 18],
    ['late.txt', 14],
  ]);
});

it('lists a large tree by name as when it is fully indexed', async () => {
  // In one go, since each that comes by itself is looked at.
  const made = mkdtempSync(join(tmpdir(), 'file-organizer-large-'));
  for (let folder = 0; folder < 7; folder++) mkdirSync(join(made, `${folder}`));
  for (let at = 0; at < 2_400; at++) {
    const name = `${at % 3 ? '.' : ''}${at % 90}-${at}.txt`;
    writeFileSync(join(made, `${at % 7}`, name), name);
  }
  renameSync(made, place('large'));
  const query = { path: '/large', recursive: 'true', limit: '150' };
  const pages = async () => {
    const all = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list(server, {
        ...query,
        include_hidden: 'true',
        ...(cursor && { cursor }),
      });
      expect(page.total).toBe(2_400);
      all.push(...page.items);
      cursor = page.next_cursor;
    }
    return all;
  };
  const surveyed = await pages();
  await until('all is known', () => indexed('/large').size === 2_400);
  expect(await pages()).toEqual(surveyed);
  expect(surveyed).toHaveLength(2_400);
});

it('does not treat a missing library as empty', async () => {
  make('kept/a.txt');
  await until('it is seen', () => indexed('/kept').size === 1);
  renameSync(server.root, `${server.root}-away`);
  mkdirSync(server.root);
  expect((await server.fetch('/api/v1/files')).status).toBe(503);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(indexed('/kept').size).toBe(1);
  rmSync(server.root, { recursive: true });
  renameSync(`${server.root}-away`, server.root);
  expect((await list(server, { path: '/kept' })).total).toBe(1);
});
