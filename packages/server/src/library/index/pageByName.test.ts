import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FileQuery } from '../../storage/files/fileQuery.ts';
import { pageByName } from './pageByName.ts';

/** More than the limit up to which a tree is read whole. */
const COUNT = 2_100;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'file-organizer-survey-'));
  for (let n = 0; n < COUNT; n++) {
    const folder = join(root, `${n % 3}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `file ${n}.txt`), '');
  }
});
afterAll(() => rmSync(root, { recursive: true }));

const query: FileQuery = {
  ...{ folder: '/', recursive: true, includeHidden: false, type: undefined },
  ...{ order: { by: 'name', direction: 'asc' }, after: undefined, limit: 100 },
};
const namesOf = (page: ReturnType<typeof pageByName>) => page?.page.map(({ name }) => name);
const names = Array.from({ length: COUNT }, (_, n) => `file ${n}.txt`);

it('finds the first page of a large tree in natural order', () => {
  expect(pageByName(root, query)?.total).toBe(COUNT);
  expect(namesOf(pageByName(root, query))).toEqual(names.slice(0, 100));
});

it('finds the page after a name in either direction', () => {
  const after = ['file 999.txt', '/0/file 999.txt'] as const;
  expect(namesOf(pageByName(root, { ...query, after }))).toEqual(names.slice(1_000, 1_100));
  const order = { by: 'name', direction: 'desc' } as const;
  expect(namesOf(pageByName(root, { ...query, order, after }))).toEqual(
    names.slice(899, 999).toReversed(),
  );
});
