/** `contract diff` between revisions of a git repository. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GitFolder } from './testing/gitFolder.ts';
import { typed } from './testing/typed.ts';

const api = (rest = '') => `openapi: 3.1.1
info: { title: Harbour, version: 1.0.0 }
paths:
  /ships:
    get:
      operationId: ships.list
      parameters:
        - $ref: 'parts/most of.yaml'
      responses: { '200': { description: All } }
${rest}`;
const most = (maximum: number) =>
  `name: most\nin: query\nschema: { type: integer, maximum: ${maximum} }\n`;
const FILE = 'api docs/öpen [1].yaml';
const PART = 'api docs/parts/most of.yaml';

let folder: GitFolder;
beforeEach(async () => {
  folder = await GitFolder.create();
  await folder.commit({ [FILE]: api(), [PART]: most(100) });
  folder.git('switch', '--quiet', '--create', 'narrower');
  await folder.commit({ [PART]: most(9) });
});
afterEach(() => folder.remove());

const diff = (...words: readonly string[]) => typed(folder.path, 'diff', ...words);

describe('contract diff of revisions', { timeout: 60_000 }, () => {
  it.each([
    ['two revisions', 'main..HEAD'],
    ['a revision and HEAD', 'main..'],
    ['a revision and the working tree', 'HEAD~1'],
  ])('compares %s, with all files of the document', async (_, words) => {
    const { code, out } = await diff(words, FILE, '--json');
    expect([code, JSON.parse(out).changes]).toEqual([
      1,
      [
        expect.objectContaining({
          rule: 'request-maximum-narrowed',
          beforeLine: expect.stringMatching(/:api docs\/parts\/most of\.yaml:3$/),
        }),
      ],
    ]);
  });

  it('compares with the last common commit by three dots', async () => {
    folder.git('switch', '--quiet', 'main');
    await folder.commit({ [PART]: most(5) });
    folder.git('switch', '--quiet', 'narrower');
    expect((await diff('main..HEAD', FILE)).out).toContain('maximum changed from 5 to 9');
    expect((await diff('main...HEAD', FILE)).out).toContain('maximum changed from 100 to 9');
  });

  it('compares files of revisions by their own paths', async () => {
    const { code, out } = await diff(`main:${FILE}`, `HEAD:${FILE}`);
    expect([code, out]).toEqual([1, expect.stringContaining('1 breaking')]);
  });

  it('compares uncommitted changes', async () => {
    expect((await diff('HEAD', FILE)).code).toBe(0);
    await folder.write({ [PART]: most(8) });
    expect((await diff('HEAD', FILE)).code).toBe(1);
  });

  it('changes neither checkout nor index', async () => {
    const before = folder.git('status', '--porcelain', '--branch');
    await diff('main..HEAD', FILE);
    expect(folder.git('status', '--porcelain', '--branch')).toBe(before);
  });

  it('counts all operations of an added document as new', async () => {
    await folder.commit({ 'new.yaml': api().replace("'parts", "'api docs/parts") });
    const { code, out, note } = await diff('main', 'new.yaml');
    expect([code, note]).toEqual([0, expect.stringContaining('main:new.yaml does not exist')]);
    expect(out).toContain('operation added');
  });

  it('counts all operations of a removed document as removed', async () => {
    folder.git('rm', '--quiet', FILE);
    const { code, out } = await diff('HEAD', FILE);
    expect([code, out]).toEqual([1, expect.stringContaining('1 breaking')]);
  });

  it.each([
    ['an unknown revision', ['nowhere..HEAD', FILE], /Unknown revision "nowhere"/],
    ['an unknown document', ['main..HEAD', 'other.yaml'], /Neither .*other\.yaml exists/],
    ['a missing file', ['other.yaml', FILE], /"other\.yaml" is neither a file nor a revision/],
    ['a missing file of another folder', ['../old.yaml', FILE], /File not found: \.\.\/old\.yaml/],
    ['a missing file of Windows', ['C:\\old.yaml', FILE], /File not found: C:\\old\.yaml/],
    ['a missing file by a detour', ['a/../old.yaml', FILE], /File not found: a\/\.\.\/old/],
    ['no document', ['main..HEAD'], /Name a document/],
  ])('exits with 2 for %s', async (_, words, message) => {
    const { code, note } = await diff(...words);
    expect([code, note]).toEqual([2, expect.stringMatching(message)]);
  });

  it('exits with 2 outside of a repository', async () => {
    const { code, note } = await typed('/', 'diff', 'main..HEAD', 'openapi.yaml');
    expect([code, note]).toEqual([2, expect.stringContaining('not in a git repository')]);
  });

  it('says how to get the history of a shallow clone', async () => {
    const clone = await GitFolder.create();
    try {
      const source = pathToFileURL(folder.path).href;
      clone.git('clone', '--quiet', '--depth', '1', source, 'shallow');
      const { code, note } = await typed(join(clone.path, 'shallow'), 'diff', 'main..HEAD', FILE);
      expect([code, note]).toEqual([2, expect.stringContaining('`fetch-depth: 0`')]);
    } finally {
      await clone.remove();
    }
  });

  it('refuses a file whose name is a path on Windows', async () => {
    const name = '..\\..\\stolen.yaml';
    const referring = api().replace('parts/most of.yaml', name);
    await folder.commit({ [FILE]: referring, [`api docs/${name}`]: most(9) });
    const { code, note } = await diff('main..HEAD', FILE);
    expect([code, note]).toEqual([2, expect.stringContaining('backslash')]);
  });

  it('names the last common commit, and not the revision after it', async () => {
    const base = folder.git('rev-parse', '--short=12', 'main').trim();
    folder.git('switch', '--quiet', 'main');
    await folder.commit({ 'other.yaml': api().replace("'parts", "'api docs/parts") });
    const { note } = await diff('main...narrower', 'other.yaml');
    expect(note).toContain(`Neither ${base}:other.yaml nor narrower:other.yaml exists`);
  });

  it('runs no option that a revision is spelled as', async () => {
    const { code, note } = await diff('main..--output=stolen', FILE);
    expect([code, note]).toEqual([2, expect.stringContaining('Unknown revision')]);
  });

  it('writes SARIF with places in the files of the repository', async () => {
    await diff('main..HEAD', FILE, '--sarif', 'changes.sarif');
    const { version, runs } = JSON.parse(
      await readFile(join(folder.path, 'changes.sarif'), 'utf8'),
    );
    const uri = 'api%20docs/parts/most%20of.yaml';
    expect([version, runs[0].results]).toMatchObject([
      '2.1.0',
      [
        {
          ruleId: 'request-maximum-narrowed',
          level: 'error',
          locations: [
            { physicalLocation: { artifactLocation: { uri }, region: { startLine: 3 } } },
          ],
        },
      ],
    ]);
  });
});

describe('SARIF', { timeout: 60_000 }, () => {
  const uri = 'api%20docs/parts/most%20of.yaml';
  const uriIn = async (file: string) => {
    const { runs } = JSON.parse(await readFile(join(folder.path, file), 'utf8'));
    return runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri;
  };

  it('has paths of the repository for a revision with a slash in its name', async () => {
    folder.git('update-ref', 'refs/remotes/origin/narrower', 'narrower');
    await diff('main..origin/narrower', FILE, '--sarif', 'changes.sarif');
    expect(await uriIn('changes.sarif')).toBe(uri);
  });

  it('has paths of the repository for files, from any folder', async () => {
    const inside = join(folder.path, 'api docs');
    await typed(inside, 'diff', 'main', 'öpen [1].yaml', '--sarif', '../changes.sarif');
    expect(await uriIn('changes.sarif')).toBe(uri);
  });

  it('has paths of the repository for recorded traffic, from any folder', async () => {
    const url = 'http://localhost/ships';
    const entry = { request: { method: 'GET', url, headers: [] }, response: { status: 409 } };
    await folder.write({ 'traffic.har': JSON.stringify({ log: { entries: [entry] } }) });
    const inside = join(folder.path, 'api docs');
    await typed(
      inside,
      ...['drift', '../traffic.har', 'öpen [1].yaml', '--sarif', '../drift.sarif'],
    );
    expect(await uriIn('drift.sarif')).toBe('api%20docs/%C3%B6pen%20%5B1%5D.yaml');
  });
});

describe('accepted changes', { timeout: 60_000 }, () => {
  const exception = (change: Readonly<Record<string, string>> = {}) =>
    JSON.stringify([
      {
        rule: 'request-maximum-narrowed',
        place: 'GET /ships query most',
        reason: 'Nobody asks for more',
        until: '2999-01-31',
        ...change,
      },
    ]);
  const accepting = async (accepted: string) => {
    await folder.write({ 'accepted.yaml': accepted });
    return diff('main..HEAD', FILE, '--accepted', 'accepted.yaml');
  };

  it.each(['GET /ships query most', 'GET /ships'])(
    'does not fail for what is accepted at %s',
    async (place) => {
      const { code, out } = await accepting(exception({ place }));
      expect([code, out]).toEqual([0, expect.stringContaining('0 breaking')]);
      expect(out).toContain('Nobody asks for more');
    },
  );

  it('reads them from the configuration', async () => {
    const config = { document: FILE, accepted: { diff: JSON.parse(exception()) } };
    await folder.write({ 'contract.config.json': JSON.stringify(config) });
    expect((await diff('main..HEAD')).code).toBe(0);
  });

  it('fails after the date', async () => {
    const { code, out } = await accepting(exception({ until: '2000-01-31' }));
    expect([code, out]).toEqual([1, expect.stringContaining('expired on 2000-01-31')]);
  });

  it('accepts no other place', async () => {
    const { code, out } = await accepting(exception({ place: 'GET /boats' }));
    expect([code, out]).toEqual([
      1,
      expect.stringContaining('GET /boats is not needed: remove it'),
    ]);
  });

  it.each([
    [{ reason: '' }, 'needs `reason`'],
    [{ until: 'soon' }, 'is not a date'],
    [{ rule: 'no-such-rule' }, 'unknown rule "no-such-rule"'],
  ])('exits with 2 for %j', async (change, message) => {
    const { code, note } = await accepting(exception(change));
    expect([code, note]).toEqual([2, expect.stringContaining(message)]);
  });
});
