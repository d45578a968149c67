import { expect, it } from 'vitest';
import { ChangedFolders } from './changedFolders.ts';

it('lists each folder once, and forgets it', () => {
  const changed = new ChangedFolders();
  for (const folder of ['/b', '/a', '/b']) changed.addFolder(folder);
  expect(changed.take()).toEqual({ folders: ['/a', '/b'], trash: false });
  expect(changed.take()).toBeUndefined();
});

it('reports the trash alone', () => {
  const changed = new ChangedFolders();
  changed.addTrash();
  expect(changed.take()).toEqual({ folders: [], trash: true });
});

it.each([
  ['many folders', Array.from({ length: 101 }, (_, at) => `/${at}`)],
  ['long paths', Array.from({ length: 20 }, (_, at) => `/${at}${'x'.repeat(4_000)}`)],
])('does not list %s', (_, folders) => {
  const changed = new ChangedFolders();
  changed.add({ folders, trash: false });
  expect(changed.take()).toEqual({ folders: null, trash: false });
  changed.addFolder('/later');
  expect(changed.take()?.folders).toEqual(['/later']);
});
