/** What the options of a scan do, over the real server. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { putMany } from '../support/library.ts';
import { type Library, partOf } from '../support/sharedLibrary.ts';
import { json, serverPerFile } from '../support/testServer.ts';
import { execute, plan, put, results, tree } from './place.ts';

const whole = serverPerFile();
let server: Library;
beforeEach(async () => {
  server = await partOf(whole);
});

const scan = (options: object, more: object = {}) =>
  plan(server, { path: '/', methodology: 'type', ...more, options });

async function moves(jobId: string): Promise<string[]> {
  return (await results(server, jobId)).items.map(({ from, to }) => `${from} > ${to}`);
}

async function refusal(options: object, more: object = {}) {
  const body = json({ path: '/', methodology: 'type', ...more, options });
  const response = await server.fetch('/api/v1/organize/scan', body);
  const { code, errors } = (await response.json()) as {
    code: string;
    errors?: { pointer: string }[];
  };
  return { status: response.status, code, pointers: errors?.map(({ pointer }) => pointer) };
}

it('exclude keeps and lists matching files and folders', async () => {
  for (const path of ['in/a.txt', 'in/b.tmp', 'in/deep/c.tmp', 'in/Letters/d.txt']) {
    await put(server, path);
  }
  const jobId = await scan({ exclude: ['*.tmp', 'Letters'] }, { path: '/in' });
  expect(await moves(jobId)).toEqual(['/in/a.txt > /in/Documents/a.txt']);
  const { kept } = await results(server, jobId);
  expect(kept.map(({ path }) => path).sort()).toEqual([
    '/in/Letters',
    '/in/b.tmp',
    '/in/deep/c.tmp',
  ]);
  expect(kept[0]?.reason).toBe('Excluded by `options.exclude`');
});

describe('destination', () => {
  it('is where the folders are created', async () => {
    await put(server, 'in/a.txt');
    await put(server, 'sorted/Documents/a.txt', 'another');
    const jobId = await scan({ destination: '/sorted/' }, { path: '/in' });
    expect(await moves(jobId)).toEqual(['/in/a.txt > /sorted/Documents/a (2).txt']);
    await execute(server, jobId);
    expect(await tree(server)).toEqual(['/sorted/Documents/a (2).txt', '/sorted/Documents/a.txt']);
  });

  it('has the spelling on disk and is created if missing', async () => {
    await put(server, 'in/a.txt');
    await mkdir(join(server.root, 'Sorted'));
    const jobId = await scan({ destination: '/sorted/by/kind' }, { path: '/in' });
    await execute(server, jobId);
    expect(await tree(server)).toEqual(['/Sorted/by/kind/Documents/a.txt']);
  });

  it('may be the parent folder', async () => {
    await put(server, 'in/a.txt');
    await put(server, 'b.txt');
    const jobId = await scan({ destination: '/' }, { path: '/in' });
    expect(await moves(jobId)).toEqual(['/in/a.txt > /Documents/a.txt']);
  });

  it('is refused if it is a file or outside', async () => {
    await put(server, 'a.txt');
    expect(await refusal({ destination: '/a.txt' })).toMatchObject({
      status: 409,
      code: 'not_a_folder',
    });
    expect(await refusal({ destination: '/../x' })).toMatchObject({
      status: 400,
      code: 'invalid_path',
    });
  });
});

it('recursive: false organizes only files directly in the folder', async () => {
  await put(server, 'a.txt');
  await put(server, 'b.png.txt', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  await put(server, 'below/c.txt');
  await put(server, 'Documents/a.txt', 'another');
  const jobId = await scan({ recursive: false });
  expect(await moves(jobId)).toEqual([
    '/a.txt > /Documents/a (2).txt',
    '/b.png.txt > /Images/b.png.txt',
  ]);
  await execute(server, jobId);
  expect(await tree(server)).toContain('/below/c.txt');
});

it('include_hidden organizes hidden files except in repositories', async () => {
  await put(server, '.a.txt');
  await put(server, '.box/b.txt');
  await put(server, 'site/.git/config');
  expect(await moves(await scan({}))).toEqual([]);
  expect(await moves(await scan({ include_hidden: true }))).toEqual([
    '/.a.txt > /Documents/.a.txt',
    '/.box/b.txt > /Documents/b.txt',
  ]);
});

it('min_confidence keeps files with a lower confidence', async () => {
  await put(server, 'a.txt');
  await put(server, 'b.unknown');
  const jobId = await scan({ min_confidence: 0.6 });
  expect(await moves(jobId)).toEqual(['/a.txt > /Documents/a.txt']);
  expect((await results(server, jobId)).kept).toEqual([
    { path: '/b.unknown', reason: expect.stringContaining('The confidence of 0.5 is below 0.6') },
  ]);
});

it.each(['projects', 'areas'])('%s are refused for other methodologies', async (name) => {
  expect(await refusal({ [name]: ['Website'] })).toEqual({
    status: 400,
    code: 'invalid_request',
    pointers: [`#/body/options/${name}`],
  });
});

describe('the lists of projects and areas', () => {
  it('name the folder of matching files', async () => {
    await put(server, 'Website/invoice.txt');
    await put(server, '1 Projects/other.txt');
    const jobId = await scan({ projects: ['Website'], areas: [] }, { methodology: 'para' });
    expect(await moves(jobId)).toEqual(['/Website/invoice.txt > /1 Projects/Website/invoice.txt']);
  });

  it.each([
    [{ projects: Array.from({ length: 201 }, (_, n) => `${n}`) }, '#/body/options/projects'],
    [{ areas: ['x'.repeat(101)] }, '#/body/options/areas/0'],
    [{ areas: [''] }, '#/body/options/areas/0'],
  ])('are limited', async (options, pointer) => {
    expect(await refusal(options, { methodology: 'para' })).toEqual({
      status: 400,
      code: 'invalid_request',
      pointers: [pointer],
    });
  });
});

it.each([
  [{ unknown: true }, '#/body/options/unknown'],
  [{ min_confidence: 1.1 }, '#/body/options/min_confidence'],
  [{ exclude: [''] }, '#/body/options/exclude/0'],
  [{ exclude: ['*.tmp', '!keep.tmp'] }, '#/body/options/exclude/1'],
  [{ exclude: Array.from({ length: 101 }, () => '*') }, '#/body/options/exclude'],
])('%j is refused', async (options, pointer) => {
  expect(await refusal(options)).toEqual({
    status: 400,
    code: 'invalid_request',
    pointers: [pointer],
  });
});

it('jobs with the same destination exclude each other', async () => {
  await putMany(server, 'one', 2_000);
  await mkdir(join(server.root, 'two'));
  const one = { path: '/one', methodology: 'type', options: { destination: '/out' } };
  const running = await server.fetch('/api/v1/organize/scan', json(one));
  expect(running.status).toBe(202);
  expect(await refusal({ destination: '/out/below' }, { path: '/two' })).toMatchObject({
    status: 409,
    code: 'job_conflict',
  });
});
