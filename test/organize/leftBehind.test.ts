/** What PARA is not sure enough of stays where it is, and stays there the next time, too. */
import { expect, it } from 'vitest';
import { folderOf, nameOf } from '../../packages/server/src/files/path.ts';
import type {
  ListedFile,
  Listing,
} from '../../packages/server/src/organize/methodologies/methodology.ts';
import { organizeByPara } from '../../packages/server/src/organize/methodologies/para/para.ts';
import { planMoves } from '../../packages/server/src/organize/planning/plan.ts';
import { lists, now } from './labelled/labelled.ts';

function listingOf(files: readonly ListedFile[]): Listing {
  const folders = new Set<string>();
  for (const { path } of files) {
    for (let at = folderOf(path); at !== '/'; at = folderOf(at)) folders.add(at);
  }
  const items = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { base: '/', destination: '/', items, folders: [...folders].sort(), now };
}

function movesOf(files: readonly ListedFile[], minConfidence: number): Map<string, string> {
  const listing = listingOf(files);
  const occupied = files.map(({ path }) => path);
  const limits = { occupied, minConfidence, keep: () => {} };
  const moves = planMoves(listing, organizeByPara(listing, {}), limits);
  return new Map([...moves].map(({ from, to }) => [from, to]));
}

const steps = Array.from({ length: 21 }, (_, n) => n / 20);

it.each(steps)('a second plan is empty with a minimum confidence of %d', (minConfidence) => {
  const before = Object.values(lists)
    .flat()
    .map(({ file }) => file);
  const moves = movesOf(before, minConfidence);
  // More than the highest confidence there is leaves all where it is.
  expect(moves.size > 0).toBe(minConfidence < 0.95);
  const after = before.map((file) => {
    const path = moves.get(file.path) ?? file.path;
    return { ...file, path, name: nameOf(path) };
  });
  expect([...movesOf(after, minConfidence)]).toEqual([]);
});
