/** Lists of files: filtered, sorted, and true to what is on the disk right now. */
import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  allPages,
  bodyOf,
  type Listing,
  list,
  listOf,
  makeFiles,
  names,
  pathsOf,
  refusal,
} from '../support/library.ts';
import { json, serverPerFile, waitForJob } from '../support/testServer.ts';

const server = serverPerFile();
const make = (...paths: readonly string[]) => makeFiles(server, ...paths);

describe('what is listed', () => {
  beforeAll(() =>
    make(
      'tree/a.txt',
      'tree/b.jpg',
      'tree/.hidden.txt',
      'tree/sub/c.txt',
      'tree/sub/.d.txt',
      'tree/sub/deep/e.mp3',
      'tree/.dot/f.txt',
      'tree/.dot/sub/g.txt',
      'tree/sub/.dot/h.txt',
      'treetop/not-below.txt',
      'tree0/not-below.txt',
      'tree.txt',
    ),
  );

  it.each([
    [{}, ['a.txt', 'b.jpg']],
    [{ include_hidden: 'true' }, ['.hidden.txt', 'a.txt', 'b.jpg']],
    [{ recursive: 'true' }, ['a.txt', 'b.jpg', 'sub/c.txt', 'sub/deep/e.mp3']],
    [
      { recursive: 'true', include_hidden: 'true' },
      [
        '.dot/f.txt',
        '.dot/sub/g.txt',
        '.hidden.txt',
        'a.txt',
        'b.jpg',
        'sub/.d.txt',
        'sub/.dot/h.txt',
        'sub/c.txt',
        'sub/deep/e.mp3',
      ],
    ],
    [{ recursive: 'true', type: 'document' }, ['a.txt', 'sub/c.txt']],
    [{ recursive: 'true', type: 'image' }, ['b.jpg']],
    [{ recursive: 'true', type: 'audio' }, ['sub/deep/e.mp3']],
    [{ recursive: 'true', type: 'video' }, []],
  ])('with %j', async (query, expected) => {
    const listing = await list(server, { path: '/tree', ...query });
    expect(pathsOf(listing).toSorted()).toEqual(expected.map((path) => `/tree/${path}`));
    expect(listing.total).toBe(expected.length);
  });

  it('includes a hidden folder that was requested, without what is hidden in it', async () => {
    const plain = await list(server, { path: '/tree/.dot', recursive: 'true' });
    expect(pathsOf(plain)).toEqual(['/tree/.dot/f.txt', '/tree/.dot/sub/g.txt']);
    make('.up/.down/a.txt', '.up/b.txt', '.up/\ud83c\udf89/c.txt', '.up/\ud83c\udf89/.d.txt');
    const up = await list(server, { path: '/.up', recursive: 'true' });
    expect(pathsOf(up).toSorted()).toEqual(['/.up/b.txt', '/.up/\ud83c\udf89/c.txt']);
    const emoji = await list(server, { path: '/.up/\ud83c\udf89', recursive: 'true' });
    expect(pathsOf(emoji)).toEqual(['/.up/\ud83c\udf89/c.txt']);
  });

  it('includes the direct subfolders, hidden ones on request', async () => {
    const plain = await list(server, { path: '/tree', recursive: 'true' });
    expect(plain.folders).toEqual(['/tree/sub']);
    const hidden = await list(server, { path: '/tree', include_hidden: 'true' });
    expect(hidden.folders).toEqual(['/tree/.dot', '/tree/sub']);
  });

  describe('sorts names in natural order', () => {
    const inOrder = [
      ...['_x', '-x', '#1', '1', '2', '10', 'a b', 'a.b', 'a1', 'a2', 'a10', 'ab'],
      ...['apfel', 'Apfel', 'Äpfel', 'file (2)', 'file (10)', 'zebra', 'Ω', 'Я', '日本'],
    ];
    const namesOf = ({ items }: Pick<Listing, 'items'>) =>
      items.map(({ name }) => name.replace('.txt', ''));

    beforeAll(() => {
      make(...inOrder.toReversed().map((name) => `natural/${name}.txt`));
      make(...inOrder.toReversed().map((name) => `natural/${name}/x`));
    });

    it('for files, ascending', async () => {
      expect(namesOf(await list(server, { path: '/natural' }))).toEqual(inOrder);
    });

    it('for files, descending', async () => {
      const listing = await list(server, { path: '/natural', sort_order: 'desc' });
      expect(namesOf(listing)).toEqual(inOrder.toReversed());
    });

    it('for folders', async () => {
      const { folders } = await list(server, { path: '/natural' });
      expect(folders).toEqual(inOrder.map((name) => `/natural/${name}`));
    });

    it.each(['asc', 'desc'])('across pages, %s, while files are added', async (sort_order) => {
      const at = (n: number) => `growing/${sort_order}/file${n}.txt`;
      const isBehind = (n: number, last: number) => (sort_order === 'asc' ? n < last : n > last);
      const there = Array.from({ length: 12 }, (_, n) => 10 * (n + 1));
      make(...there.map(at));
      const query = { path: `/growing/${sort_order}`, sort_order, limit: '5' };
      const seen: number[] = [];
      const expected = new Set(there);
      let page = await list(server, query);
      for (let pages = 1; pages < 20; pages++) {
        seen.push(...page.items.map(({ name }) => Number(name.slice(4, -4))));
        if (page.next_cursor === null) break;
        const last = seen.at(-1) ?? 0;
        for (const added of [last - 3, last + 3]) {
          make(at(added));
          if (!isBehind(added, last)) expected.add(added);
        }
        page = await list(server, { ...query, cursor: page.next_cursor });
      }
      const sign = sort_order === 'asc' ? 1 : -1;
      expect(seen).toEqual([...expected].sort((a, b) => sign * (a - b)));
    });

    it('after an upload', async () => {
      make('put/a2.txt', 'put/a10.txt');
      await list(server, { path: '/put' });
      const target = '/api/v1/files/content?path=/put/a3.txt';
      await bodyOf(await server.fetch(target, { method: 'PUT', body: '' }), 201);
      expect(namesOf(await list(server, { path: '/put' }))).toEqual(['a2', 'a3', 'a10']);
    });

    it.each([
      ['renamed', { name: 'a9.txt' }],
      ['moved there', { path: '/changed/a9.txt' }],
    ])('after a file was %s', async (what, change) => {
      const from = what === 'renamed' ? 'changed' : 'elsewhere';
      await rm(join(server.root, 'changed'), { recursive: true, force: true });
      make('changed/a2.txt', 'changed/a10.txt', `${from}/z.txt`);
      const { items } = await list(server, { path: `/${from}` });
      const id = items.find(({ name }) => name === 'z.txt')?.file_id;
      const sent = { ...json(change), method: 'PATCH' };
      await bodyOf(await server.fetch(`/api/v1/files/${id}`, sent), 200);
      expect(namesOf(await list(server, { path: '/changed' }))).toEqual(['a2', 'a9', 'a10']);
    });

    it('after files were organized under new names', async () => {
      make(...Array.from({ length: 11 }, (_, n) => `sorting/${n}/file.txt`));
      const wanted = { path: '/sorting', methodology: 'type' };
      const scan = await server.fetch('/api/v1/organize/scan', json(wanted));
      const { job_id } = await bodyOf<{ job_id: string }>(scan, 202);
      await waitForJob(server, job_id, 'planned');
      await bodyOf(await server.fetch('/api/v1/organize/execute', json({ job_id })), 202);
      await waitForJob(server, job_id, 'completed');
      const moved = await list(server, { path: '/sorting', recursive: 'true' });
      const numbered = Array.from({ length: 10 }, (_, n) => `file (${n + 2})`);
      expect(namesOf(moved)).toEqual([...numbered, 'file']);
    });

    it('with equal names sorted by path', async () => {
      const alike = ['a001', 'a01', 'a1'];
      make(...alike.map((name) => `alike/${name}.txt`));
      make(...alike.map((name) => `alike/below/${name}.txt`));
      const all = await allPages(server, { path: '/alike', recursive: 'true', limit: '1' });
      expect(all.flatMap(pathsOf)).toEqual([
        ...alike.map((name) => `/alike/${name}.txt`),
        ...alike.map((name) => `/alike/below/${name}.txt`),
      ]);
    });
  });

  it.each([
    ' ',
    ' two  spaces ',
    'new\nline\r.txt',
    '100%.txt',
    '%2e%2e',
    `quote"apostrophe'.txt`,
    'back\\slash.txt',
    '\u05e9\u05dc\u05d5\u05dd\u202e.txt',
    '\ud83d\udc68\u200d\ud83d\udc69.txt',
    'e\u0301.txt',
    'tab\tbell\u0007.txt',
    '...',
    '_%.txt',
    "'; DROP TABLE files; --",
    'x'.repeat(255),
    '\u00e9'.repeat(127),
  ])('includes files and folders named %j', async (name) => {
    make(`odd/${name}/${name}`);
    const { folders } = await list(server, { path: '/odd', include_hidden: 'true' });
    expect(folders).toContain(`/odd/${name}`);
    const { items } = await list(server, { path: `/odd/${name}`, include_hidden: 'true' });
    expect(items.map((file) => file.name)).toEqual([name]);
    const file = await server.fetch(`/api/v1/files/${items[0]?.file_id}/content`);
    expect(await file.text()).toBe(`odd/${name}/${name}`);
  });

  it('omits names that are not UTF-8', async () => {
    make('bytes-only/good.txt');
    const place = Buffer.from(join(server.root, 'bytes-only/'));
    for (const bytes of [
      [0xff, 0xfe],
      [0xc3, 0x28],
      [0xed, 0xa0, 0x80],
    ]) {
      await writeFile(Buffer.concat([place, Buffer.from(bytes)]), 'bad');
      await mkdir(Buffer.concat([place, Buffer.from([...bytes, 0x66])]));
    }
    for (const recursive of ['true', 'false']) {
      const listing = await list(server, { path: '/bytes-only', recursive });
      expect(listing.items.map(({ name }) => name)).toEqual(['good.txt']);
      expect(listing.folders).toEqual([]);
    }
  });

  it('omits pipes and sockets', async () => {
    make('special/good.txt');
    execFileSync('mkfifo', [join(server.root, 'special/pipe')]);
    const socket = createServer().listen(join(server.root, 'special/socket'));
    await new Promise((resolve) => socket.once('listening', resolve));
    expect(await names(server, '/special')).toEqual(['good.txt']);
    expect(await refusal(server.fetch(listOf({ path: '/special/pipe' })))).toBe('409 not_a_folder');
    await new Promise((resolve) => socket.close(resolve));
  });

  it('omits links and what is behind them', async () => {
    make('links/good.txt', 'linked/secret.txt');
    const links = join(server.root, 'links');
    await symlink('good.txt', join(links, 'to-file'));
    await symlink('../linked', join(links, 'to-folder'));
    await symlink('/etc', join(links, 'outside'));
    await symlink('nowhere', join(links, 'broken'));
    await symlink('.', join(links, 'loop'));
    const listing = await list(server, { path: '/links', recursive: 'true' });
    expect(pathsOf(listing)).toEqual(['/links/good.txt']);
    expect(listing.folders).toEqual([]);
    for (const path of ['to-folder', 'outside', 'loop', 'broken', 'outside/ssh', 'to-file']) {
      const response = server.fetch(listOf({ path: `/links/${path}` }));
      expect(await refusal(response)).toBe('400 invalid_path');
    }
  });

  it('is refused for a file or a path below one', async () => {
    make('plain/file.txt');
    for (const path of ['/plain/file.txt', '/plain/file.txt/below']) {
      expect(await refusal(server.fetch(listOf({ path })))).toBe('409 not_a_folder');
    }
  });

  it('has kind, size and times of a file', async () => {
    make('facts/song.mp3');
    const when = new Date('2020-02-29T12:34:56.789Z');
    await utimes(join(server.root, 'facts/song.mp3'), when, when);
    const { items } = await list(server, { path: '/facts' });
    expect(items[0]).toMatchObject({
      size: 'facts/song.mp3'.length,
      mime_type: 'audio/mpeg',
      type: 'audio',
      sha256: null,
      modified_at: '2020-02-29T12:34:56.789Z',
    });
  });

  it('has times before 1970 and in the far future', async () => {
    make('times/old.txt', 'times/new.txt');
    await utimes(join(server.root, 'times/old.txt'), 0, new Date(-86_400_000));
    await utimes(join(server.root, 'times/new.txt'), 0, 4_102_444_800);
    const { items } = await list(server, { path: '/times', sort_by: 'modified' });
    expect(items.map(({ modified_at }) => modified_at)).toEqual([
      '1969-12-31T00:00:00.000Z',
      '2100-01-01T00:00:00.000Z',
    ]);
  });
});

describe('changes by other programs', () => {
  it('are listed: added, changed, removed', async () => {
    make('back/stays.txt', 'back/changes.txt', 'back/goes.txt');
    const before = await list(server, { path: '/back' });
    make('back/added.txt');
    await writeFile(join(server.root, 'back/changes.txt'), 'something longer than before');
    await unlink(join(server.root, 'back/goes.txt'));
    const after = await list(server, { path: '/back' });
    const names = after.items.map(({ name }) => name);
    expect(names).toEqual(['added.txt', 'changes.txt', 'stays.txt']);
    const find = (listing: Listing, name: string) =>
      listing.items.find((each) => each.name === name);
    expect(find(after, 'stays.txt')).toEqual(find(before, 'stays.txt'));
    const [was, is] = [find(before, 'changes.txt'), find(after, 'changes.txt')];
    expect(is).toMatchObject({ file_id: was?.file_id, size: 28, sha256: null });
    expect(is?.etag).not.toBe(was?.etag);
    const gone = find(before, 'goes.txt')?.file_id;
    expect(await refusal(server.fetch(`/api/v1/files/${gone}`))).toBe('404 file_not_found');
  });

  it('keep the id of a renamed file', async () => {
    make('renamed/before.txt');
    const [file] = (await list(server, { path: '/renamed' })).items;
    await rename(join(server.root, 'renamed/before.txt'), join(server.root, 'renamed/after.mp3'));
    const { items, total } = await list(server, { path: '/renamed' });
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ file_id: file?.file_id, name: 'after.mp3', type: 'audio' });
    expect((await server.fetch(`/api/v1/files/${file?.file_id}`)).status).toBe(200);
  });

  it('keep the ids of two files that swap names', async () => {
    make('swapped/a.txt', 'swapped/b.txt');
    const ids = new Map(
      (await list(server, { path: '/swapped' })).items.map((file) => [file.name, file.file_id]),
    );
    const place = (name: string) => join(server.root, 'swapped', name);
    await rename(place('a.txt'), place('c.txt'));
    await rename(place('b.txt'), place('a.txt'));
    await rename(place('c.txt'), place('b.txt'));
    const { items } = await list(server, { path: '/swapped' });
    // Each id stays with the path, as with a program that saves by writing a new file in place.
    expect(new Map(items.map((file) => [file.name, file.file_id]))).toEqual(ids);
  });

  it('keep the id of a file that moved to another folder after it was missed', async () => {
    make('from/a.txt', 'to/other.txt');
    const [file] = (await list(server, { path: '/from' })).items;
    await rename(join(server.root, 'from/a.txt'), join(server.root, 'to/a.txt'));
    await list(server, { path: '/from' });
    const { items } = await list(server, { path: '/to' });
    expect(items[0]).toMatchObject({ name: 'a.txt', file_id: file?.file_id });
  });

  it('keep the ids of all files in a renamed folder', async () => {
    make('old-name/a.txt', 'old-name/sub/b.txt');
    const before = await list(server, { path: '/old-name', recursive: 'true' });
    await rename(join(server.root, 'old-name'), join(server.root, 'new-name'));
    expect(await refusal(server.fetch(listOf({ path: '/old-name' })))).toBe('404 folder_not_found');
    await list(server, { path: '/', recursive: 'true' });
    const after = await list(server, { path: '/new-name', recursive: 'true' });
    const ids = (listing: Listing) => listing.items.map(({ file_id }) => file_id);
    expect(ids(after)).toEqual(ids(before));
  });

  it('give a new file with an old name a new id', async () => {
    make('again/a.txt');
    const [old] = (await list(server, { path: '/again' })).items;
    await rm(join(server.root, 'again/a.txt'));
    expect((await list(server, { path: '/again' })).items).toEqual([]);
    make('again/a.txt');
    const [fresh] = (await list(server, { path: '/again' })).items;
    expect(fresh?.file_id).not.toBe(old?.file_id);
    expect(await refusal(server.fetch(`/api/v1/files/${old?.file_id}`))).toBe('404 file_not_found');
  });

  it('treat hard links as separate files', async () => {
    make('hard/a.txt');
    execFileSync('ln', [join(server.root, 'hard/a.txt'), join(server.root, 'hard/b.txt')]);
    const before = await list(server, { path: '/hard' });
    expect(new Set(before.items.map(({ file_id }) => file_id)).size).toBe(2);
    await rename(join(server.root, 'hard/a.txt'), join(server.root, 'hard/c.txt'));
    await rename(join(server.root, 'hard/b.txt'), join(server.root, 'hard/d.txt'));
    const after = await list(server, { path: '/hard' });
    expect(after.items.map(({ name }) => name)).toEqual(['c.txt', 'd.txt']);
    expect(new Set(after.items.map(({ file_id }) => file_id)).size).toBe(2);
  });

  it('are consistent under concurrent lists', async () => {
    make(...Array.from({ length: 40 }, (_, at) => `busy/${at}/a.txt`));
    const churn = async () => {
      for (let at = 0; at < 40; at++) {
        const place = (name: string) => join(server.root, 'busy', String(at), name);
        await rename(place('a.txt'), place('b.txt'));
        await writeFile(place('a.txt'), 'new');
        await unlink(place('b.txt'));
      }
    };
    const lists = Array.from({ length: 20 }, () =>
      list(server, { path: '/busy', recursive: 'true' }),
    );
    await Promise.all([churn(), ...lists]);
    const settled = await list(server, { path: '/busy', recursive: 'true' });
    expect(settled.items.map(({ name }) => name)).toEqual(Array(40).fill('a.txt'));
    for (const { file_id } of settled.items) {
      expect((await server.fetch(`/api/v1/files/${file_id}`)).status).toBe(200);
    }
  });
});
