/** What is organized is in its place: the same methodology has nothing to do there again. */
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../support/snapshot.ts';
import { serverPerFile } from '../support/testServer.ts';
import { thorough } from '../support/thorough.ts';
import { lists } from './labelled/labelled.ts';
import { execute, plan, put, results } from './place.ts';

const settings = [
  ['with the defaults', {}],
  ['into another folder', { destination: '/sorted/here' }],
  ['with exclusions and hidden files', { exclude: ['*.pdf', 'Downloads'], include_hidden: true }],
  ['with a minimum confidence', { min_confidence: 0.6 }],
  ['without subfolders', { recursive: false }],
] as const;

const ownLists = { projects: ['Website relaunch', 'Kitchen'], areas: ['Health', 'Tax'] };

/** Some of each folder, and all that are directly in the library; more in `pnpm test:faults`. */
const files = lists.first
  .map(({ file }) => file)
  .filter(({ path }, at) => at % (thorough ? 3 : 9) === 0 || path.lastIndexOf('/') === 0);

/** Names of folders that are to be made; a file may have them that goes elsewhere itself. */
const namesakes: Readonly<Record<string, string>> = {
  type: 'Documents',
  date: '2025',
  para: 'Areas',
  johnny_decimal: '10-19 Finance',
};

describe.each([
  ['para', [...settings, ['with own lists', ownLists] as const]],
  ['johnny_decimal', settings],
  ['type', settings],
  ['date', settings],
] as const)('%s', (methodology, all) => {
  // One for all settings: each has a folder of its own.
  const server = serverPerFile();

  it.each(all)('plans nothing for its own result %s', async (name, options) => {
    const path = `/${name}`;
    for (const file of files) {
      const modified = new Date(file.modifiedMs).toISOString();
      await put(server, path + file.path, file.sample ?? file.path, modified);
    }
    await put(server, `${path}/IMG_9.jpg.xmp`);
    await put(server, `${path}/IMG_9.jpg`);
    const before = contentsOf(server.root);
    const body = { path, methodology, options };
    const jobId = await plan(server, body);
    expect((await results(server, jobId)).total).toBeGreaterThan(0);
    expect(await execute(server, jobId)).toMatchObject({ status: 'completed' });
    expect(contentsOf(server.root)).toEqual(before);
    const again = await results(server, await plan(server, body));
    expect(again.items.map(({ from, to }) => `${from} > ${to}`)).toEqual([]);
  });

  it('plans nothing for its own result if a file has the name of a folder', async () => {
    const path = '/namesakes';
    const namesake = `${path}/${namesakes[methodology]}`;
    await put(server, namesake, Buffer.from('89504e470d0a1a0a', 'hex'), '2024-03-01T12:00:00Z');
    await put(server, `${path}/in/tax return 2025.pdf`, '%PDF-1.7', '2025-03-01T12:00:00Z');
    await put(server, `${path}/in/invoice 2019.txt`, 'Invoice', '2019-03-01T12:00:00Z');
    const body = { path, methodology };
    const jobId = await plan(server, body);
    const { kept } = await results(server, jobId);
    expect(kept).toContainEqual({
      path: namesake,
      reason: expect.stringMatching(
        /^Other files go to a folder with the same name, .* rename this file/,
      ),
    });
    expect(kept).toContainEqual({
      path: expect.stringContaining('/in/'),
      reason: `The file "${namesake}" is in the way of its folder`,
    });
    expect(await execute(server, jobId)).toMatchObject({ status: 'completed', error_count: 0 });
    expect((await results(server, await plan(server, body))).items).toEqual([]);
  });
});
