/** `organize`, `duplicates`, `search`, `jobs` and `undo` on a server on this machine, and errors in arguments. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { put, tree } from '../organize/place.ts';
import { adminKey, serverPerFile } from '../support/testServer.ts';
import { type RunOptions, runCommand } from './command.ts';

const server = serverPerFile();
let elsewhere: string;
let folder: string;
let runs = 0;
beforeAll(async () => {
  elsewhere = await mkdtemp(join(tmpdir(), 'file-organizer-cli-'));
});
afterAll(() => rm(elsewhere, { recursive: true }));
beforeEach(() => {
  folder = `/t${++runs}`;
});

const foWith = (options: RunOptions, ...args: string[]) =>
  runCommand([...args, '--data', server.data], { cwd: server.root, ...options });
const fo = (...args: string[]) => foWith({}, ...args);
const own = async () =>
  (await tree(server))
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(folder.length));
const add = (name: string, content?: string) => put(server, `${folder}/${name}`, content);
/** The folder as the user names it: from the current folder. */
const named = () => folder.slice(1);

describe('organize', () => {
  it('shows a plan, and moves nothing in a dry run', async () => {
    await add('b.txt');
    await add('a.png');
    const { code, out } = await fo('organize', named(), '--by', 'type', '--dry-run');
    expect(code).toBe(0);
    expect(out).toMatch(/a\.png +Images\/ +90 % +is an image/);
    expect(out).toContain('2 moves');
    expect(await own()).toEqual(['/a.png', '/b.txt']);
  });

  it('moves nothing without a terminal and --yes, and leaves no plan', async () => {
    await add('a.png');
    const { code, err } = await fo('organize', named(), '--by', 'type');
    expect([code, err, await own()]).toEqual([2, expect.stringContaining('--yes'), ['/a.png']]);
    const jobs = await fo('jobs', '--limit', '1', '--json');
    expect(jobs.json()).toMatchObject([{ status: 'cancelled' }]);
  });

  it('is undone also if a later plan was discarded, which has changed nothing', async () => {
    await add('a.png');
    const done = await fo('organize', named(), '--by', 'type', '--yes', '--json');
    await add('b.txt');
    await fo('organize', named(), '--by', 'type');
    const { code, out } = await fo('undo');
    expect([code, out]).toEqual([
      0,
      expect.stringContaining((done.json() as { job: { jobId: string } }).job.jobId),
    ]);
    expect(await own()).toEqual(['/a.png', '/b.txt']);
  });

  it('prints job, changes, folders and what stays as JSON, and nothing else on stdout', async () => {
    await add('a.png');
    const run = await fo('organize', named(), '--by', 'type', '--yes', '--json');
    expect(run.json()).toMatchObject({
      job: { status: 'completed' },
      changes: [{ from: `${folder}/a.png`, to: `${folder}/Images/a.png`, status: 'done' }],
      folders: expect.any(Array),
      kept: [],
    });
  });

  it('prints results and errors only with --quiet', async () => {
    await add('a.png');
    const { err } = await fo('organize', named(), '--by', 'type', '--yes', '--quiet');
    expect(err).toBe('');
  });

  it('leaves files in place that --exclude names, and says how many stay', async () => {
    await add('a.png');
    await add('b.txt');
    await fo('organize', named(), '--by', 'type', '--yes', '--exclude', '*.png');
    expect(await own()).toEqual(['/Documents/b.txt', '/a.png']);
  });

  it('creates the folders in --into', async () => {
    await add('in/a.png');
    await fo('organize', `${named()}/in`, '--by', 'type', '--yes', '--into', named());
    expect(await own()).toEqual(['/Images/a.png']);
  });

  it('refuses a folder that the running server does not manage', async () => {
    const { code, err } = await fo('organize', elsewhere, '--by', 'type', '--yes');
    expect([code, err]).toEqual([2, expect.stringContaining('is not in it')]);
  });

  it('takes paths of the library with --server', async () => {
    await add('a.png');
    const access = ['--server', server.url, '--api-key', adminKey];
    const run = await runCommand(['organize', folder, '--by', 'type', '--yes', ...access]);
    expect([run.code, await own()]).toEqual([0, ['/Images/a.png']]);
    expect(run.err).toMatch(new RegExp(`undo [\\da-f-]{36} --server ${server.url}\n`));
  });
});

describe('undo and jobs', () => {
  it('undoes the last job', async () => {
    await add('a.png');
    await fo('organize', named(), '--by', 'type', '--yes');
    const { code, out } = await fo('undo');
    expect([code, out]).toEqual([0, expect.stringContaining('Undone: 1 change')]);
    expect(await own()).toEqual(['/a.png']);
  });

  it('ends with 1 and shows what could not be undone', async () => {
    await add('a.png');
    await fo('organize', named(), '--by', 'type', '--yes');
    await add('a.png', 'the name is taken');
    const { code, out } = await fo('undo');
    expect([code, out]).toEqual([
      1,
      expect.stringContaining(`not undone: ${join(server.root, folder, 'Images/a.png')}`),
    ]);
  });

  it('shows the plan of a job', async () => {
    await add('a.png');
    const run = await fo('organize', named(), '--by', 'type', '--dry-run', '--json');
    const { job } = run.json<{ job: { jobId: string } }>();
    const { out } = await fo('jobs', 'show', job.jobId);
    expect(out).toMatch(
      new RegExp(`type of ${join(server.root, folder)}: planned\n(.*\n)*a\\.png +Images/`),
    );
  });

  it('explains a job that the library does not have', async () => {
    const { code, err } = await fo('undo', '00000000-0000-4000-8000-000000000000');
    expect([code, err]).toEqual([2, expect.stringContaining('This library has no job')]);
  });
});

describe('duplicates', () => {
  it('marks what is kept, and removes nothing by itself', async () => {
    await add('a.txt', 'same');
    await add('b.txt', 'same');
    const { code, out } = await fo('duplicates', named(), '--keep', 'shortest_path');
    expect([code, out]).toEqual([0, expect.stringMatching(/keep {2}.*\/[ab]\.txt/)]);
    expect((await own()).length).toBe(2);
  });

  it('keeps the file that it has marked', async () => {
    await put(server, `${folder}/new.txt`, 'same', '2026-01-01');
    await put(server, `${folder}/old.txt`, 'same', '2020-01-01');
    const { out } = await fo('duplicates', named(), '--keep', 'oldest', '--remove', '--yes');
    expect(out).toMatch(/keep {2}\S*\/old\.txt/);
    expect(await own()).toEqual(['/old.txt']);
  });

  it('keeps the files in --keep-file instead', async () => {
    for (const name of ['a', 'b', 'c']) await add(`${name}.txt`, 'same');
    const keep = ['--keep-file', `${named()}/b.txt`, '--keep-file', `${named()}/c.txt`];
    const { out } = await fo('duplicates', named(), ...keep, '--remove', '--yes');
    expect(out.match(/keep {2}\S*\/[bc]\.txt/g)?.length).toBe(2);
    expect(await own()).toEqual(['/b.txt', '/c.txt']);
  });

  it('removes nothing if a file in --keep-file has no duplicate', async () => {
    for (const name of ['a', 'b']) await add(`${name}.txt`, 'same');
    const keep = ['--keep-file', `${named()}/other.txt`];
    const { code, err } = await fo('duplicates', named(), ...keep, '--remove', '--yes');
    expect([code, err]).toEqual([2, expect.stringContaining('other.txt: this file has no')]);
    expect(await own()).toEqual(['/a.txt', '/b.txt']);
  });
});

describe('search', () => {
  it('finds words in a folder, with paths of this machine', async () => {
    await add('a.txt', `pears${runs} are sold out`);
    const { out } = await fo('search', `pears${runs}`, '--in', named());
    expect(out).toBe(`${join(server.root, folder, 'a.txt')}\n`);
  });

  it('shows the passage on a terminal, with the words in bold', async () => {
    await add('a.txt', `All pears${runs} are sold out.`);
    const found = await foWith({ columns: 100 }, 'search', `pears${runs}`, '--in', named());
    expect(found.out).toContain(`\n  All \u001b[1mpears${runs}\u001b[22m are sold out.\n`);
  });

  it('ends with 1 if nothing was found', async () => {
    const { code, out } = await fo('search', 'nothinglikethis');
    expect([code, out]).toEqual([1, '']);
  });
});

describe('files on this machine', () => {
  it('are named by their paths, from the current folder', async () => {
    await add('in/a.txt');
    const run = await fo('files', 'info', `${named()}/in/a.txt`, '--json');
    expect(run.json()).toMatchObject({ path: `${folder}/in/a.txt` });
  });

  it('are listed from a folder', async () => {
    await add('in/a.txt');
    const { out } = await fo('files', 'list', join(server.root, folder));
    expect(out).toMatch(/folder +in\/$/m);
  });

  it('have to be in the library', async () => {
    const { code, err } = await fo('files', 'list', elsewhere);
    expect([code, err]).toEqual([2, expect.stringContaining(`${elsewhere} is not in it`)]);
  });
});

describe('errors in arguments', () => {
  it.each([
    [['organize', 'nowhere', '--by', 'type'], 'does not exist'],
    [['organize', 'x'], "required option '--by <method>'"],
    [['organise', 'x'], 'Did you mean organize?'],
    [['files', 'lst'], 'Did you mean list?'],
    [['files', 'list', '--jsn'], 'Did you mean --json?'],
    [['files', 'list', '--limit', 'many'], 'It must be a whole number'],
    [['login'], '--server'],
    [['status', '--server', 'files.example.org'], 'Invalid URL'],
  ])('ends with 2 and what to do for %j', async (args, message) => {
    const { code, err } = await fo(...args);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('names the help of the command', async () => {
    const { err } = await fo('files', 'rename', 'x');
    expect(err).toContain('Run `file-organizer files rename --help`');
  });
});
