/** Folders deeper than a path of the API may name. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, list, refusal } from '../support/library.ts';
import { json, serverPerFile, waitForJob } from '../support/testServer.ts';

/** The most names that a path may have, as the contract says. */
const DEEPEST = 100;
const REASON = `The path has more than ${DEEPEST} names`;
const folderAt = (depth: number) => '/d'.repeat(depth);

const server = serverPerFile();
beforeAll(async () => {
  await mkdir(join(server.root, folderAt(1_500)), { recursive: true });
  for (const depth of [0, DEEPEST, DEEPEST + 1, 1_500]) {
    await writeFile(join(server.root, folderAt(depth), 'file.txt'), 'equal');
  }
});

const shown = ['/file.txt', `${folderAt(DEEPEST)}/file.txt`];

describe('a folder beyond the maximum path length', () => {
  it.each(['name', 'size', 'created', 'modified'])('is omitted from lists by %s', async (by) => {
    const { items, total } = await list(server, { recursive: 'true', sort_by: by });
    expect(items.map(({ path }) => path).toSorted()).toEqual(shown.toSorted());
    expect(total).toBe(2);
  });

  it('is omitted from a page of a large tree', async () => {
    // More files than the index is read for first.
    await mkdir(join(server.root, 'many'));
    const names = Array.from({ length: 2_500 }, (_, at) => `${at}.txt`);
    for (const name of names) await writeFile(join(server.root, 'many', name), '');
    const { total } = await list(server, { recursive: 'true', limit: '1' });
    expect(total).toBe(2_502);
  });

  it('is refused as a path', async () => {
    const path = encodeURIComponent(folderAt(DEEPEST + 1));
    expect(await refusal(server.fetch(`/api/v1/files?path=${path}`))).toBe('400 invalid_path');
  });

  it.each([
    ['organize', { methodology: 'type' }],
    ['dedupe', {}],
  ])('is skipped by a scan of `%s` with a reason', async (group, options) => {
    const scan = await server.fetch(`/api/v1/${group}/scan`, json({ path: '/d', ...options }));
    const { job_id } = await bodyOf<{ job_id: string }>(scan, 202);
    await waitForJob(server, job_id, 'planned');
    const results = await server.fetch(`/api/v1/${group}/results/${job_id}`);
    const { kept } = await bodyOf<{ kept: { path: string; reason: string }[] }>(results, 200);
    expect(kept).toContainEqual({ path: folderAt(DEEPEST + 1), reason: REASON });
  });
});
