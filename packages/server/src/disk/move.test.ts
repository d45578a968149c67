import { lstatSync, renameSync } from 'node:fs';
import { link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DestinationTaken, moveFile, moveInPlace } from './move.ts';
import { spotAt } from './spot.ts';
import { lstatSpot, systemCalls } from './systemCalls.ts';

/** Both ways of moving: with `renameat2` and without. */
const ways = [
  ['renameat2', systemCalls()],
  ['link and unlink', null],
] as const;

describe.each(ways)('moveFile by %s', (_, calls) => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const move = (from: string, to: string) => moveFile(spotAt(at(from)), spotAt(at(to)), { calls });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'file-organizer-move-'));
    await writeFile(at('source'), 'source');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('renames a file', async () => {
    await move('source', 'destination');
    expect(await readdir(folder)).toEqual(['destination']);
    expect(await readFile(at('destination'), 'utf8')).toBe('source');
  });

  it.each(['file', 'folder', 'link', 'broken link', 'other name of the same file'])(
    'never replaces a %s',
    async (what) => {
      await writeFile(at('other'), 'other');
      if (what === 'file') await writeFile(at('destination'), 'taken');
      else if (what === 'folder') await mkdir(at('destination'));
      else if (what === 'link') await symlink('other', at('destination'));
      else if (what === 'broken link') await symlink('nowhere', at('destination'));
      else await link(at('source'), at('destination'));
      await expect(move('source', 'destination')).rejects.toThrow(DestinationTaken);
      expect(await readFile(at('source'), 'utf8')).toBe('source');
      expect(await readFile(at('other'), 'utf8')).toBe('other');
    },
  );

  it('changes nothing if the source or the folder is missing', async () => {
    const gone = { code: 'ENOENT' };
    await expect(move('missing', 'destination')).rejects.toMatchObject(gone);
    await expect(move('source', 'missing/destination')).rejects.toMatchObject(gone);
    expect(await readdir(folder)).toEqual(['source']);
  });

  it('leaves a file that an editor saves meanwhile', async () => {
    // As editors save: a new file takes the name of the old one.
    await writeFile(at('saved'), 'saved');
    const moving = move('source', 'destination');
    const saving = (async () => {
      for (;;) {
        const linked = lstatSync(at('source'), { throwIfNoEntry: false })?.nlink !== 1;
        if (linked) return renameSync(at('saved'), at('source'));
        await setImmediate();
      }
    })();
    await Promise.allSettled([moving, saving]);
    const contents = await Promise.all(
      (await readdir(folder)).map((name) => readFile(at(name), 'utf8')),
    );
    expect(contents).toContain('saved');
  });

  it('leaves a file that has replaced the source since it was checked', async () => {
    const before = lstatSpot(spotAt(at('source')));
    await writeFile(at('saved'), 'saved');
    renameSync(at('saved'), at('source'));
    const [from, to] = [spotAt(at('source')), spotAt(at('destination'))];
    expect(() => moveInPlace(from, to, before, calls)).toThrow(
      expect.objectContaining({ code: 'EBUSY' }),
    );
    expect(await readdir(folder)).toEqual(['source']);
    expect(await readFile(at('source'), 'utf8')).toBe('saved');
  });

  it('lets one of many concurrent moves win without losing a file', async () => {
    const sources = Array.from({ length: 20 }, (_, number) => `source ${number}`);
    await Promise.all(sources.map((name) => writeFile(at(name), name)));
    const moves = sources.map((name) => move(name, 'destination'));
    const results = await Promise.allSettled(moves);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await readdir(folder)).length).toBe(sources.length + 1);
  });
});

// Mocked, because these errors come from file systems and containers.
it.skipIf(!systemCalls()).each(['EINVAL', 'ENOSYS', 'EPERM'])(
  'falls back to links if `renameat2` fails with %s',
  async (code) => {
    const folder = await mkdtemp(join(tmpdir(), 'file-organizer-move-'));
    const [from, to] = [join(folder, 'source'), join(folder, 'destination')];
    await writeFile(from, 'source');
    const renameNoReplace = () => {
      throw Object.assign(new Error(code), { code });
    };
    const calls = { renameNoReplace, statAt: lstatSpot, fileAt: lstatSpot };
    await moveFile(spotAt(from), spotAt(to), { calls });
    expect(await readdir(folder)).toEqual(['destination']);
    await rm(folder, { recursive: true });
  },
);
