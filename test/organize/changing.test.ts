/** What users change in a plan before it is executed. */
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Library, partOf } from '../support/sharedLibrary.ts';
import { json, serverPerFile } from '../support/testServer.ts';
import { execute, plan, put, results, tree } from './place.ts';

const whole = serverPerFile();
let server: Library;
beforeEach(async () => {
  server = await partOf(whole);
});

type Wanted = { from: string; excluded?: boolean; to?: string };

type Answer = {
  code: string;
  errors: unknown;
  items: { to: string; status: string }[];
};

async function change(jobId: string, ...changes: Wanted[]) {
  const response = await server.fetch(`/api/v1/organize/results/${jobId}`, {
    ...json({ changes }),
    method: 'PATCH',
  });
  return { status: response.status, body: (await response.json()) as Answer };
}

async function planned(body: object = {}): Promise<string> {
  await put(server, 'in/a.txt');
  await put(server, 'in/b.txt');
  await put(server, 'in/c.png');
  return plan(server, { path: '/in', methodology: 'type', ...body });
}

const foldersOf = async (jobId: string) =>
  (await results(server, jobId)).folders.map(
    ({ path, files_before: before, files_after: after }) => [path, before, after],
  );

describe('an excluded move', () => {
  it('leaves the file where it is', async () => {
    const jobId = await planned();
    const { status, body } = await change(jobId, { from: '/in/a.txt', excluded: true });
    expect([status, body.items.map((each) => each.status)]).toEqual([200, ['excluded']]);
    expect(await execute(server, jobId)).toMatchObject({
      status: 'completed',
      processed_count: 2,
      total_count: 2,
      progress: 100,
    });
    expect(await tree(server)).toEqual(['/in/Documents/b.txt', '/in/Images/c.png', '/in/a.txt']);
  });

  it('is still listed', async () => {
    const jobId = await planned();
    await change(jobId, { from: '/in/a.txt', excluded: true });
    const { items, total } = await results(server, jobId);
    expect(items.map(({ from, status }) => [from, status])).toEqual([
      ['/in/a.txt', 'excluded'],
      ['/in/b.txt', 'planned'],
      ['/in/c.png', 'planned'],
    ]);
    expect(total).toBe(3);
  });

  it('takes part again if it is included', async () => {
    const jobId = await planned();
    const before = await foldersOf(jobId);
    await change(jobId, { from: '/in/c.png', excluded: true });
    expect(await foldersOf(jobId)).toEqual([
      ['/in', 3, 1],
      ['/in/Documents', 0, 2],
    ]);
    await change(jobId, { from: '/in/c.png', excluded: false });
    expect(await foldersOf(jobId)).toEqual(before);
    await execute(server, jobId);
    expect(await tree(server)).toContain('/in/Images/c.png');
  });

  it('may be every move of the plan', async () => {
    const jobId = await planned();
    const { items } = await results(server, jobId);
    await change(jobId, ...items.map(({ from }) => ({ from, excluded: true })));
    expect(await execute(server, jobId)).toMatchObject({ status: 'completed', total_count: 0 });
    expect(await tree(server)).toEqual(['/in/a.txt', '/in/b.txt', '/in/c.png']);
  });
});

describe('a destination of the user', () => {
  it('is where the file goes, and where it is undone from', async () => {
    const jobId = await planned();
    const { body } = await change(jobId, { from: '/in/a.txt', to: '/in/Lists/2026/todo.txt' });
    expect(body.items).toMatchObject([
      { to: '/in/Lists/2026/todo.txt', confidence: 1, needs_review: false, status: 'planned' },
    ]);
    expect(await foldersOf(jobId)).toEqual([
      ['/in', 3, 0],
      ['/in/Documents', 0, 1],
      ['/in/Images', 0, 1],
      ['/in/Lists/2026', 0, 1],
    ]);
    await execute(server, jobId);
    expect(await tree(server)).toContain('/in/Lists/2026/todo.txt');
    await server.fetch(`/api/v1/organize/jobs/${jobId}/rollback`, { method: 'POST' });
    await expect.poll(() => tree(server)).toEqual(['/in/a.txt', '/in/b.txt', '/in/c.png']);
  });

  it('never overwrites a file', async () => {
    await put(server, 'in/Lists/todo.txt', 'mine');
    const jobId = await planned();
    await change(
      jobId,
      { from: '/in/Lists/todo.txt', excluded: true },
      { from: '/in/a.txt', to: '/in/Lists/todo.txt' },
      { from: '/in/b.txt', to: '/in/Lists/todo.txt' },
    );
    await execute(server, jobId);
    expect(await tree(server)).toEqual(
      expect.arrayContaining([
        '/in/Lists/todo (2).txt',
        '/in/Lists/todo (3).txt',
        '/in/Lists/todo.txt',
      ]),
    );
  });

  it('may be that of a whole folder', async () => {
    await put(server, 'in/app/package.json', '{}');
    await put(server, 'in/app/index.js');
    const jobId = await plan(server, { path: '/in', methodology: 'para' });
    const { status } = await change(jobId, { from: '/in/app', to: '/in/Work/app' });
    expect(status).toBe(200);
    await execute(server, jobId);
    expect(await tree(server)).toEqual(['/in/Work/app/index.js', '/in/Work/app/package.json']);
  });

  it('may be in the destination of the scan', async () => {
    const jobId = await planned({ options: { destination: '/sorted' } });
    expect((await change(jobId, { from: '/in/a.txt', to: '/sorted/x/a.txt' })).status).toBe(200);
  });

  it.each([
    ['outside of the folders of the job', '/elsewhere/a.txt', 'Must be in "/in"'],
    ['the folder itself', '/in', 'Must be in "/in"'],
    ['where the file is', '/in/a.txt', 'exclude the move instead'],
    ['above the library', '/in/../../a.txt', '".." cannot be the name'],
    ['behind a link', '/in/link/a.txt', 'link'],
    ['a reserved name', '/in/.file-organizer-a', 'reserved'],
  ])('is refused if it is %s', async (_, to, message) => {
    await mkdir(join(server.root, 'in'), { recursive: true });
    await symlink('/tmp', join(server.root, 'in/link'));
    const jobId = await planned();
    const before = await results(server, jobId);
    const { status, body } = await change(
      jobId,
      { from: '/in/b.txt', excluded: true },
      { from: '/in/a.txt', to },
    );
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { pointer: '#/body/changes/1/to', message: expect.stringContaining(message) },
    ]);
    expect(await results(server, jobId)).toEqual(before);
  });
});

it('names changes of moves that the plan does not have', async () => {
  const jobId = await planned();
  const { status, body } = await change(jobId, { from: '/in/x.txt', excluded: true });
  expect([status, body.errors]).toEqual([
    400,
    [{ pointer: '#/body/changes/0/from', message: 'Is not the path of a planned move' }],
  ]);
});

it('makes a thousand changes at once', async () => {
  const names = Array.from({ length: 1000 }, (_, n) => `in/${n}.txt`);
  for (const name of names) await put(server, name);
  const jobId = await plan(server, { path: '/in', methodology: 'type' });
  const changes = names.map((name, n) => ({ from: `/${name}`, to: `/in/${n % 10}/${n}.txt` }));
  expect((await change(jobId, ...changes)).status).toBe(200);
  expect((await foldersOf(jobId)).slice(1)).toEqual(
    Array.from({ length: 10 }, (_, n) => [`/in/${n}`, 0, 100]),
  );
});

it.each(['executed', 'cancelled', 'a dry run'])(
  'a plan cannot be changed once it is %s',
  async (state) => {
    const jobId = await planned({ dry_run: state === 'a dry run' });
    if (state === 'executed') await execute(server, jobId);
    if (state === 'cancelled') {
      await server.fetch(`/api/v1/organize/jobs/${jobId}/cancel`, { method: 'POST' });
    }
    const { status, body } = await change(jobId, { from: '/in/a.txt', excluded: true });
    expect([status, body.code]).toEqual([409, 'plan_not_changeable']);
  },
);

it('either changes a plan or executes it, if both are asked for at once', async () => {
  const jobId = await planned();
  const [changed] = await Promise.all([
    change(jobId, { from: '/in/a.txt', excluded: true }),
    execute(server, jobId),
  ]);
  const stays = (await tree(server)).includes('/in/a.txt');
  expect(changed.status).toBe(stays ? 200 : 409);
});
