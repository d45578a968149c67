/** What the repositories promise, on SQLite and on PostgreSQL. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundFile } from '../../packages/server/src/disk/walk.ts';
import { CredentialRepository } from '../../packages/server/src/storage/accounts/credentialRepository.ts';
import { SessionRepository } from '../../packages/server/src/storage/accounts/sessionRepository.ts';
import { UserRepository } from '../../packages/server/src/storage/accounts/userRepository.ts';
import { flushedAside, relaxed } from '../../packages/server/src/storage/database.ts';
import { DigestRepository } from '../../packages/server/src/storage/duplicates/digestRepository.ts';
import { DuplicateRepository } from '../../packages/server/src/storage/duplicates/duplicateRepository.ts';
import { EventRepository } from '../../packages/server/src/storage/eventRepository.ts';
import type { FileQuery } from '../../packages/server/src/storage/files/fileQuery.ts';
import { FileRepository } from '../../packages/server/src/storage/files/fileRepository.ts';
import { TrashRepository } from '../../packages/server/src/storage/files/trashRepository.ts';
import { UploadRepository } from '../../packages/server/src/storage/files/uploadRepository.ts';
import { IdempotencyRepository } from '../../packages/server/src/storage/idempotencyRepository.ts';
import { GivenNumberRepository } from '../../packages/server/src/storage/jobs/givenNumberRepository.ts';
import { JobRepository } from '../../packages/server/src/storage/jobs/jobRepository.ts';
import { PlanRepository } from '../../packages/server/src/storage/jobs/planRepository.ts';
import { readStatistics } from '../../packages/server/src/storage/statistics.ts';
import { type Opened, openPostgresForTest, openSqliteForTest, startPostgres } from './databases.ts';

const cluster = await startPostgres();
afterAll(() => cluster?.end());

const databases = [
  ['SQLite', openSqliteForTest],
  ...(cluster ? [['PostgreSQL', () => openPostgresForTest(cluster)] as const] : []),
] as const;

const NOW = 1_700_000_000_000;
const job = { user_id: '', kind: 'organize', root: 'r', path: '/', methodology: 'type' } as const;
const everything: FileQuery = {
  ...{ folder: '/', recursive: true, includeHidden: true, type: undefined },
  ...{ order: { by: 'name', direction: 'asc' }, after: undefined, limit: 100 },
};

/** A file as a walk finds it. */
function found(path: string, inode: number, size = 1): FoundFile {
  const identity = `1:${inode}:0`;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const state = { size, createdMs: NOW, modifiedMs: NOW, identity };
  return { path, name, state: { ...state, version: `${identity}:${size}:0` } };
}

describe.skipIf(!cluster)('on PostgreSQL alone', () => {
  it('what no text there can have is replaced', async () => {
    if (!cluster) return;
    const { database, close } = await openPostgresForTest(cluster);
    const plans = new PlanRepository(database);
    const jobs = new JobRepository(database);
    const { job_id: id } = await jobs.create({ ...job, dry_run: 0, options: '{}' }, NOW);
    await plans.addKept(id, [{ path: 'a\0b \ud83d', reason: String.raw`C:\u0000 \ud83d "😀"` }]);
    const [kept] = await plans.kept(id);
    expect(kept).toEqual({ path: 'a\ufffdb \ufffd', reason: String.raw`C:\u0000 \ud83d "😀"` });
    expect(await plans.movesFrom(id, ['a\0b'])).toEqual([]);
    await close();
  });
});

describe.each(databases)('on %s', (_name, open) => {
  let opened: Opened;
  let files: FileRepository;
  beforeEach(async () => {
    opened = await open();
    files = new FileRepository(opened.database);
  });
  afterEach(() => opened.close());

  const add = (...all: readonly FoundFile[]) =>
    files.add(all.map((each) => ({ ...each, sha256: `digest of ${each.state.size}` })));
  const pathsOf = async (query: Partial<FileQuery> = {}) =>
    (await files.page({ ...everything, ...query })).map(({ path }) => path);
  const newJob = () =>
    new JobRepository(opened.database).create({ ...job, dry_run: 0, options: '{}' }, NOW);

  describe('files', () => {
    it('are listed in the natural order of their names, bytewise', async () => {
      const names = ['b10', 'b2', 'Ä', 'a', 'é', '!', '_', 'Z', '😀', '日本'];
      await add(...names.map((name, n) => found(`/${name}`, n)));
      const order = await pathsOf();
      expect(order.indexOf('/b2')).toBeLessThan(order.indexOf('/b10'));
      expect(order).toEqual(
        (await pathsOf({ order: { by: 'name', direction: 'desc' } })).reverse(),
      );
      expect(order).toMatchInlineSnapshot(`
        [
          "/_",
          "/!",
          "/😀",
          "/a",
          "/Ä",
          "/b2",
          "/b10",
          "/é",
          "/Z",
          "/日本",
        ]
      `);
    });

    it('are listed a page at a time, in every order', async () => {
      await add(...['a', 'b', 'c', 'd'].map((name, n) => found(`/${name}`, n, n % 2)));
      const by = { by: 'size', direction: 'desc' } as const;
      const [first, second] = await files.page({ ...everything, order: by, limit: 2 });
      expect([first?.path, second?.path]).toEqual(['/d', '/b']);
      const rest = await pathsOf({ order: by, after: [second?.size ?? 0, second?.path ?? ''] });
      expect(rest).toEqual(['/c', '/a']);
    });

    it('below a hidden folder are only listed on request', async () => {
      await add(found('/ü/.git/x', 1), found('/ü/y', 2), found('/z', 3));
      const query = { folder: '/ü', includeHidden: false };
      expect(await pathsOf(query)).toEqual(['/ü/y']);
      expect(await files.count({ ...everything, ...query })).toBe(1);
      expect(await pathsOf({ folder: '/ü' })).toEqual(['/ü/.git/x', '/ü/y']);
    });

    it('keep their ids when they are found elsewhere', async () => {
      const [before] = await add(found('/a', 1), found('/b', 2));
      const extent = { folder: '/', recursive: true };
      const rows = await files.reconcile(extent, [found('/c/a', 1), found('/b', 2)], () => true);
      expect(rows.get('/c/a')?.file_id).toBe(before?.file_id);
      expect(await pathsOf()).toEqual(['/c/a', '/b']);
    });

    it('of no path are none', async () => {
      expect(await files.reconcile({ paths: [] }, [], () => true)).toEqual(new Map());
    });

    it('get an id even if they are gone or in the trash', async () => {
      const [known] = await add(found('/a', 1));
      if (!known) throw new Error('Nothing was added');
      await new TrashRepository(opened.database).announce(known, NOW);
      await files.remove(known.file_id);
      const seen = ({ path, state }: FoundFile) => ({ path, ...state, sha256: 'x' });
      const [first, second] = await files.ensureIds(
        [seen(found('/a', 1)), seen(found('/gone', 9))],
        () => undefined,
      );
      expect(first).toBe(known.file_id);
      expect((await files.find(second ?? ''))?.present).toBe(0);
    });

    it('may be equal if their sizes and digests are', async () => {
      const [a, b, c] = await add(found('/a', 1, 5), found('/b', 2, 5), found('/c', 3, 6));
      if (!a || !b || !c) throw new Error('Something was not added');
      expect(await files.mayHaveEquals([a, b, c])).toEqual(new Set([a.file_id, b.file_id]));
      expect((await files.maybeEqual(a, 10)).map(({ path }) => path)).toEqual(['/b']);
    });

    it('are known to be moving while a job has announced it', async () => {
      await add(found('/a.txt', 1));
      const [row] = await files.page(everything);
      if (!row) throw new Error('The file has no row');
      expect(await files.isBeingMoved(row)).toBe(false);
      const { job_id: id } = await newJob();
      await opened.database
        .insertInto('changes')
        .values({
          ...{ job_id: id, file_id: row.file_id, from_path: '/a.txt', to_path: '/b.txt' },
          ...{ reason: '', confidence: 1, needs_review: 0, version: '', status: 'moving' },
        })
        .execute();
      await opened.database.updateTable('jobs').set({ status: 'executing' }).execute();
      expect(await files.isBeingMoved(row)).toBe(true);
    });

    it('with impossible names are not found', async () => {
      expect(await files.at('/\0')).toBeUndefined();
    });
  });

  describe('what is written', () => {
    it('is reported before a folder counts as settled, with its folders', async () => {
      const told: string[] = [];
      opened.writes.changes.on('fileRow', (folder) => told.push(folder));
      const extent = { folder: '/', recursive: true };
      await files.settle(
        extent,
        [found('/a/x', 1), found('/ü "b"/y', 2)],
        () => true,
        () => told.push('done'),
      );
      expect(told.pop()).toBe('done');
      expect(new Set(told)).toEqual(new Set(['/a', '/ü "b"']));
    });

    it('is reported for both folders of a move', async () => {
      const [row] = await add(found('/a/x', 1));
      if (!row) throw new Error('Nothing was added');
      const told = new Set<string>();
      opened.writes.changes.on('fileRow', (folder) => told.add(folder));
      await files.arrive(row, found('/b/x', 1));
      expect(told).toEqual(new Set(['/a', '/b']));
    });

    it('is reported for the trash', async () => {
      const [row] = await add(found('/x', 1));
      if (!row) throw new Error('Nothing was added');
      let told = 0;
      opened.writes.changes.on('trash', () => told++);
      await new TrashRepository(opened.database).announce(row, NOW);
      expect(told).toBe(1);
      await files.remove(row.file_id);
      expect(told).toBe(2);
    });

    it('is gone after a transaction that fails', async () => {
      const failing = opened.database.transaction().execute(async (trx) => {
        await trx.insertInto('secrets').values({ name: 'a', value: 'b' }).execute();
        throw new Error('It fails');
      });
      await expect(failing).rejects.toThrow('It fails');
      expect(await opened.database.selectFrom('secrets').selectAll().execute()).toEqual([]);
    });

    it('is there after a transaction that is not flushed, and one that is', async () => {
      const put = (name: string) => (trx: typeof opened.database) =>
        trx.insertInto('secrets').values({ name, value: '' }).execute();
      await relaxed(opened.database, put('a'));
      await flushedAside(opened.database, put('b'));
      const rows = await opened.database.selectFrom('secrets').select('name').execute();
      expect(rows.map(({ name }) => name)).toEqual(['a', 'b']);
    });

    it('by concurrent transactions is written by one after the other', async () => {
      const events = new EventRepository(opened.database, 30);
      const event = { user_id: 'u', event: 'e', occurred_ms: NOW, data: '{}' };
      await Promise.all(Array.from({ length: 20 }, () => events.append([event, event])));
      const { oldest, newest } = await events.range('u');
      expect([oldest, newest]).toEqual([11, 40]);
      expect(await events.after('u', 0, 100)).toHaveLength(30);
    });
  });

  describe('accounts', () => {
    const jane = { username: 'Jane', password_hash: 'h', scopes: 'admin' };

    it('are found by name in any case, and names are unique', async () => {
      const users = new UserRepository(opened.database);
      const added = await users.add(jane, NOW);
      expect(await users.findByName('jANE')).toEqual(added);
      expect(await users.add({ ...jane, username: 'JANE' }, NOW)).toBeUndefined();
      expect(await users.findByName('jane\0')).toBeUndefined();
    });

    it('have one administrator at least', async () => {
      const users = new UserRepository(opened.database);
      const { user_id: id = '' } = (await users.add(jane, NOW)) ?? {};
      expect(await users.change(id, { disabled: 1 })).toBe('last');
      expect(await users.findAdministrator()).toMatchObject({ user_id: id, disabled: 0 });
    });

    it('have a limited number of keys, however many are added at once', async () => {
      const { user_id: id = '' } = (await new UserRepository(opened.database).add(jane, NOW)) ?? {};
      const credentials = new CredentialRepository(opened.database, opened.writes);
      const key = { user_id: id, name: '', hash: '', scopes: '', created_ms: NOW };
      const added = await Promise.all(
        Array.from({ length: 5 }, (_, n) =>
          credentials.addKeyWithin(
            { ...key, id: `k${n}`, expires_ms: null, last_used_ms: null },
            3,
            NOW,
          ),
        ),
      );
      expect(added.filter(Boolean)).toHaveLength(3);
      expect(await credentials.countKeys(id)).toBe(3);
    });

    it('cannot use a key that was just deleted', async () => {
      const { user_id: id = '' } = (await new UserRepository(opened.database).add(jane, NOW)) ?? {};
      const credentials = new CredentialRepository(opened.database, opened.writes);
      const key = { id: 'k', user_id: id, name: '', hash: '', scopes: '', created_ms: NOW };
      await credentials.putKey({ ...key, expires_ms: null, last_used_ms: null });
      expect(await credentials.findKey('k', NOW)).toMatchObject({ user_scopes: 'admin' });
      await credentials.removeKey('k');
      expect(await credentials.findKey('k', NOW)).toBeUndefined();
    });

    it('lose their session if a refresh token is used twice', async () => {
      const user = await new UserRepository(opened.database).add(jane, NOW);
      if (!user) throw new Error('No user was added');
      const sessions = new SessionRepository(opened.database);
      const token = (hash: string) => ({ hash, expiresMs: NOW + 10 });
      expect(await sessions.begin('s', user, token('a'), NOW)).toBe(true);
      const both = await Promise.all([
        sessions.rotate('a', token('b'), NOW),
        sessions.rotate('a', token('c'), NOW),
      ]);
      expect(both.filter((each) => each !== undefined)).toHaveLength(1);
      expect(await sessions.findUser('s', NOW)).toBeUndefined();
    });
  });

  describe('jobs', () => {
    it('are listed newest first, and in no state if none is asked for', async () => {
      const jobs = new JobRepository(opened.database);
      const { job_id: first } = await newJob();
      const { job_id: second } = await jobs.create({ ...job, dry_run: 0, options: '{}' }, NOW + 1);
      const query = { root: 'r', status: undefined, after: undefined, limit: 1 };
      const [latest] = await jobs.page(query);
      expect(latest?.job_id).toBe(second);
      const after = [NOW + 1, second] as const;
      expect((await jobs.page({ ...query, after })).map((each) => each.job_id)).toEqual([first]);
      expect(await jobs.inState('r')).toEqual([]);
      expect(await jobs.inState('r', 'pending', 'scanning')).toHaveLength(2);
    });

    it('move files that swap their paths', async () => {
      const [a, b] = await add(found('/a', 1), found('/b', 2));
      const plans = new PlanRepository(opened.database);
      const { job_id: id } = await newJob();
      await plans.addChanges(
        id,
        [a, b].map((row, n) => ({
          ...{ file_id: row?.file_id ?? '', action: 'move', reason: '', confidence: 0.75 },
          ...{ from_path: row?.path ?? '', to_path: n === 0 ? '/b' : '/a' },
          ...{ needs_review: 0, version: row?.version ?? '' },
        })),
      );
      const [first, second] = await plans.changes(id, 0, 10);
      expect([first?.from_path, second?.from_path, first?.confidence]).toEqual(['/a', '/b', 0.75]);
      await plans.record(id, {
        statuses: [first, second].map((each) => ({ id: each?.id ?? 0, status: 'moving' })),
      });
      await plans.record(id, {
        statuses: [{ id: first?.id ?? 0, status: 'done' }],
        outcomes: [
          {
            ...{ id: second?.id ?? 0, status: 'failed', to_path: '/a', to_version: null },
            ...{ back_version: null, error_code: 'changed', error_message: 'It "changed"' },
          },
        ],
        moved: [
          { fileId: a?.file_id ?? '', from: '/a', to: '/b' },
          { fileId: b?.file_id ?? '', from: '/b', to: '/a' },
        ],
      });
      expect(await plans.tally(id)).toMatchObject({ done: 1, failed: 1, total: 2 });
      expect((await files.at('/b'))?.file_id).toBe(a?.file_id);
      expect((await files.at('/a'))?.file_id).toBe(b?.file_id);
      expect((await plans.lastDone(id, 1e9, 10)).map((each) => each.from_path)).toEqual(['/a']);
    });

    it('move folders with everything in them', async () => {
      await add(found('/ü/a/x', 1), found('/ü/y', 2), found('/üx', 3));
      const plans = new PlanRepository(opened.database);
      const { job_id: id } = await newJob();
      await plans.record(id, { moved: [{ fileId: '', from: '/ü', to: '/b/ü' }] });
      expect(await pathsOf()).toEqual(['/üx', '/b/ü/a/x', '/b/ü/y']);
      expect((await files.at('/b/ü/a/x'))?.folder).toBe('/b/ü/a');
    });

    it('record the latest state of each folder', async () => {
      const plans = new PlanRepository(opened.database);
      const { job_id: id } = await newJob();
      const folder = {
        ...{ path: '/a', identity: null, mode: 0o755, uid: 0, gid: 0 },
        ...{ accessed_ns: '1', modified_ns: '9223372036854775807', left_ns: null },
      };
      const folders = (['making', 'made'] as const).map((state) => ({ ...folder, state }));
      await plans.record(id, { folders });
      await plans.record(id, { folders: [{ ...folder, state: 'unmade' }] });
      expect(await plans.touchedFolders(id)).toEqual([{ ...folder, state: 'unmade', job_id: id }]);
    });

    it('count what their changed plan puts into folders', async () => {
      const [row] = await add(found('/a', 1));
      const plans = new PlanRepository(opened.database);
      const { job_id: id } = await newJob();
      const change = { file_id: row?.file_id ?? '', action: 'move', reason: 'r', confidence: 1 };
      await plans.addChanges(id, [
        {
          ...change,
          action: 'move',
          from_path: '/a',
          to_path: '/b/a',
          needs_review: 0,
          version: '',
        },
      ]);
      await plans.addFolders(id, [
        { path: '/', files_before: 1, files_after: 0 },
        { path: '/b', files_before: 0, files_after: 1 },
      ]);
      const moves = await plans.movesFrom(id, ['/a']);
      await plans.changeMoves(id, []);
      await plans.changeMoves(
        id,
        moves.map((each) => ({ ...each, to_path: '/c/a' })),
      );
      const counts = (await plans.folders(id)).map((each) => [each.path, each.files_after]);
      expect(counts).toEqual([
        ['/', 0],
        ['/c', 1],
      ]);
    });

    it('report at most a thousand things left alone', async () => {
      const plans = new PlanRepository(opened.database);
      const { job_id: id } = await newJob();
      const kept = Array.from({ length: 1_100 }, (_, n) => ({ path: `/${n}`, reason: 'r' }));
      await plans.addKept(id, kept);
      expect((await plans.kept(id)).map(({ path }) => path)).toEqual(
        kept.slice(0, 1_000).map(({ path }) => path),
      );
    });

    it('know the numbers that were ever assigned', async () => {
      const numbers = new GivenNumberRepository(opened.database);
      const place = { root: 'r', folder: '/' };
      await numbers.note(place, [{ number: '11', title: 'a' }], 'job');
      await numbers.note(place, [{ number: '11', title: 'b' }], null);
      expect(await numbers.all(place)).toEqual([{ number: '11', title: 'b', job_id: 'job' }]);
    });
  });

  describe('duplicates', () => {
    const stamps = (count: number) => new BigInt64Array(6 * count);

    it('are counted and read most wasted bytes first', async () => {
      const duplicates = new DuplicateRepository(opened.database);
      const { job_id: id } = await newJob();
      await duplicates.add(id, {
        ...{ sha256: ['x', 'y'], sizes: [2 ** 52, 7], counts: [2, 3] },
        ...{ paths: '/a\0/b\0/c\0/d\0/é', stamps: stamps(5) },
      });
      const totals = { groups: 2, files: 5, wasted: 2 ** 52 + 14 };
      expect(await duplicates.totals(id)).toEqual(totals);
      const groups = await duplicates.groups(id, 0, 10);
      expect(groups.map(({ sha256, file_count: count }) => [sha256, count])).toEqual([
        ['x', 2],
        ['y', 3],
      ]);
      const rows = await duplicates.filesOf(groups.map((each) => each.id));
      expect(rows.map(({ path }) => path)).toEqual(['/a', '/b', '/c', '/d', '/é']);
      expect(rows[2]?.group_id).toBe(groups[1]?.id);
      expect(await duplicates.totals(id)).toEqual(totals);
      expect(await duplicates.tally(id)).toEqual(new Map([['found', 5]]));
      expect(await duplicates.unknown(id, ['y', 'z'])).toEqual(['z']);
      expect(await duplicates.filesOf([])).toEqual([]);
    });

    it('are read by several readers at once', async () => {
      const duplicates = new DuplicateRepository(opened.database);
      for (let round = 0; round < 10; round++) {
        const { job_id: id } = await newJob();
        const pack = { sha256: ['x'], sizes: [7], counts: [2], paths: '/a\0/b', stamps: stamps(2) };
        await duplicates.add(id, pack);
        const reads = Array.from({ length: 4 }, () => duplicates.groups(id, 0, 10));
        const counts = (await Promise.all(reads)).map((groups) => groups.length);
        expect(counts).toEqual([1, 1, 1, 1]);
      }
    });

    it('are recorded with their ids and outcomes', async () => {
      const duplicates = new DuplicateRepository(opened.database);
      const { job_id: id } = await newJob();
      const pack = { sha256: ['x'], sizes: [1], counts: [2], paths: '/a\0/b', stamps: stamps(2) };
      await duplicates.add(id, pack);
      const [group] = await duplicates.groups(id, 0, 1);
      const [first] = await duplicates.filesOf([group?.id ?? 0]);
      await duplicates.setFileIds([{ id: first?.id ?? 0, file_id: 'f' }]);
      expect(await duplicates.unknownFiles(id, ['f', 'g'])).toEqual(['g']);
      const outcome = { spared_reason: null, error_code: null, error_message: null };
      await duplicates.record([{ id: first?.id ?? 0, status: 'removed', ...outcome }]);
      expect((await duplicates.inState(id, 'removed', 10)).map(({ path }) => path)).toEqual(['/a']);
    });

    it('are found by digests that are known for exactly one state', async () => {
      const digests = new DigestRepository(opened.database);
      expect(await digests.isEmpty()).toBe(true);
      await digests.keep([
        { inode: '1', state: 'old', sha256: 'a' },
        { inode: '1', state: 'new', sha256: 'b' },
      ]);
      const wanted = ['old', 'new'].map((state) => ({ inode: '1', state }));
      expect(await digests.find(wanted)).toEqual(new Map([['1', 'b']]));
    });
  });

  describe('the rest', () => {
    it('keeps responses until they expire', async () => {
      const answers = new IdempotencyRepository(opened.database);
      const answer = { fingerprint: 'f', answer: Buffer.from([0, 255]) };
      await answers.keep('a', answer, NOW, NOW + 10);
      expect(await answers.find('a', NOW)).toEqual(answer);
      expect(await answers.find('a', NOW + 10)).toBeUndefined();
      await answers.keep('b', answer, NOW + 10, NOW + 20);
      const rows = await opened.database.selectFrom('idempotent_answers').select('name').execute();
      expect(rows).toEqual([{ name: 'b' }]);
    });

    it('removes uploads that have expired, except those in use', async () => {
      const uploads = new UploadRepository(opened.database);
      const upload = {
        ...{ user_id: 'u', folder: '/', name: 'n', size: 2 ** 40, on_conflict: 'fail' },
        ...{ sha256: null, received: 0, identity: null, file_id: null },
      } as const;
      await uploads.add({ ...upload, on_conflict: 'rename', upload_id: 'a', expires_ms: NOW });
      await uploads.add({ ...upload, on_conflict: 'rename', upload_id: 'b', expires_ms: NOW });
      await uploads.received('b', 5, NOW);
      expect(await uploads.countOf('u', NOW - 1)).toBe(2);
      expect(await uploads.removeExpired(NOW, ['b'])).toEqual(['a']);
      expect(await uploads.removeExpired(NOW, [])).toEqual(['b']);
    });

    it('lists the trash, latest deletion first, without what is only announced', async () => {
      const trash = new TrashRepository(opened.database);
      const rows = await add(found('/a', 1), found('/b', 2), found('/c', 3));
      for (const [n, row] of rows.entries()) await trash.announce(row, NOW + n);
      expect(await trash.announced()).toHaveLength(3);
      for (const { file_id: id } of rows.slice(0, 2)) await files.remove(id);
      const { items, total } = await trash.page(undefined, 1);
      expect([total, items[0]?.row.path]).toEqual([2, '/b']);
      const next = await trash.page([NOW + 1, items[0]?.row.file_id ?? ''], 10);
      expect(next.items.map(({ row }) => row)).toEqual([rows[0]]);
    });

    it('sums up files, trash and jobs', async () => {
      const [row] = await add(found('/a.txt', 1, 2 ** 52), found('/b.txt', 2, 2 ** 52));
      if (!row) throw new Error('Nothing was added');
      await new TrashRepository(opened.database).announce(row, NOW);
      await newJob();
      expect(await readStatistics(opened.database)).toEqual({
        types: [{ type: 'document', count: 2, bytes: 2 ** 53 }],
        trash: { count: 1, bytes: 2 ** 52 },
        jobs: [{ status: 'pending', count: 1 }],
      });
    });
  });
});
