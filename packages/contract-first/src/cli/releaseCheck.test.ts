/** `contract release-check` in a git repository with releases. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GitFolder } from './testing/gitFolder.ts';
import { typed } from './testing/typed.ts';

type Api = { version?: string; summary?: string; maximum?: number; others?: string };
const api = ({ version = '1.2.3', summary = 'Lists', maximum = 100, others = '' }: Api = {}) =>
  `openapi: 3.1.1
info: { title: Harbour, version: ${version} }
paths:
  /ships:
    get:
      operationId: ships.list
      summary: ${summary}
      parameters: [{ name: most, in: query, schema: { type: integer, maximum: ${maximum} } }]
      responses: { '200': { description: All } }
${others}`;
const addition = `  /boats:
    get: { operationId: boats.list, responses: { '200': { description: All } } }
`;

let folder: GitFolder;
beforeEach(async () => {
  folder = await GitFolder.create();
  await folder.commit({ 'openapi.yaml': api() });
  folder.git('tag', 'v1.2.3');
});
afterEach(() => folder.remove());

const check = (...words: readonly string[]) =>
  typed(folder.path, 'release-check', 'openapi.yaml', ...words);
const verdictOf = async (change: Api, ...words: readonly string[]) => {
  await folder.commit({ 'openapi.yaml': api(change) });
  const { code, out } = await check(...words, '--json');
  const { needed, least, declared } = JSON.parse(out);
  return { code, needed, least, declared };
};

describe('contract release-check', { timeout: 60_000 }, () => {
  it.each<[string, Api, string, string, number]>([
    ['nothing', {}, 'none', '1.2.3', 0],
    ['its version alone', { version: '1.2.4' }, 'none', '1.2.3', 0],
    ['documentation', { summary: 'All ships' }, 'patch', '1.2.4', 1],
    ['documentation, with a patch', { summary: 'All', version: '1.2.4' }, 'patch', '1.2.4', 0],
    ['an addition', { others: addition, version: '1.2.4' }, 'minor', '1.3.0', 1],
    ['an addition, with a minor', { others: addition, version: '1.3.0' }, 'minor', '1.3.0', 0],
    ['a breaking change', { maximum: 9, version: '1.3.0' }, 'major', '2.0.0', 1],
    ['a breaking change, with a major', { maximum: 9, version: '2.0.0' }, 'major', '2.0.0', 0],
  ])('judges a document that changes %s', async (_, change, needed, least, code) => {
    expect(await verdictOf(change)).toMatchObject({ code, needed, least });
  });

  it('says what to do', async () => {
    await folder.commit({ 'openapi.yaml': api({ maximum: 9 }) });
    const { out } = await check();
    expect(out).toContain('Version 1.2.3 is too low: the changes need a major version, 2.0.0');
    expect(out).toContain('Set info.version of openapi.yaml to 2.0.0, or undo the breaking');
  });

  it('lets a minor version of 0.x break, unless told otherwise', async () => {
    await folder.commit({ 'openapi.yaml': api({ version: '0.4.0' }) });
    folder.git('tag', 'v0.4.0');
    const change = { maximum: 9, version: '0.5.0' };
    expect(await verdictOf(change)).toMatchObject({ code: 0, least: '0.5.0' });
    const strict = await verdictOf(change, '--breaking-below-1', 'major');
    expect(strict).toMatchObject({ code: 1, least: '1.0.0' });
  });

  it('reads changesets', async () => {
    const change = { maximum: 9 };
    await folder.write({ '.changeset/one.md': "---\n'@acme/api': minor\n---\n\nMore\n" });
    const words = ['--changesets', '@acme/api'];
    expect(await verdictOf(change, ...words)).toMatchObject({ code: 1, declared: '1.3.0' });
    await folder.write({ '.changeset/two.md': '---\n"@acme/api": major\n---\n\nLess\n' });
    expect(await verdictOf(change, ...words)).toMatchObject({ code: 0, declared: '2.0.0' });
  });

  it('reads the version of a package.json', async () => {
    await folder.commit({ 'package.json': '{ "version": "3.0.0" }' });
    folder.git('tag', 'v3.0.0');
    await folder.write({ 'package.json': '{ "version": "3.1.0" }' });
    const verdict = await verdictOf({ others: addition }, '--package-json', 'package.json');
    expect(verdict).toMatchObject({ code: 0, least: '3.1.0', declared: '3.1.0' });
  });

  it('compares with --base, and with tags of a pattern', async () => {
    folder.git('tag', 'api@1.2.3');
    await folder.commit({ 'openapi.yaml': api({ maximum: 9 }) });
    folder.git('tag', 'v9.0.0');
    await folder.commit({ 'other.txt': '' });
    expect((await check()).code).toBe(0);
    expect((await check('--base', 'v1.2.3')).code).toBe(1);
    expect((await check('--tags', 'api@*')).code).toBe(1);
  });

  it('compares a release that is checked out with the release before it', async () => {
    await folder.commit({ 'openapi.yaml': api({ maximum: 9, version: '1.3.0' }) });
    folder.git('tag', 'v1.3.0');
    const { code, out } = await check();
    expect([code, out]).toEqual([1, expect.stringContaining('Since v1.2.3:openapi.yaml')]);
  });

  it('compares uncommitted changes with the release that is checked out', async () => {
    await folder.commit({ 'openapi.yaml': api({ version: '2.0.0' }) });
    folder.git('tag', 'v2.0.0');
    await folder.write({ 'openapi.yaml': api({ maximum: 9, version: '2.0.0' }) });
    const { code, out } = await check();
    expect([code, out]).toEqual([1, expect.stringContaining('Since v2.0.0:openapi.yaml')]);
  });

  it('says that a version is lower than the release', async () => {
    await folder.commit({ 'openapi.yaml': api({ version: '1.1.0' }) });
    const { code, out } = await check();
    expect([code, out]).toEqual([
      1,
      expect.stringContaining('Version 1.1.0 is lower than the released 1.2.3.'),
    ]);
  });

  it('says how many changes are accepted', async () => {
    const rule = 'request-maximum-narrowed';
    const accepted = [{ rule, place: 'GET /ships', reason: 'Agreed', until: '2999-01-31' }];
    await folder.write({ 'contract.accepted.yaml': JSON.stringify({ diff: accepted }) });
    await folder.commit({ 'openapi.yaml': api({ maximum: 9, version: '1.3.0' }) });
    const { code, out } = await check();
    expect([code, out]).toEqual([0, expect.stringContaining('in documentation only, 1 accepted.')]);
  });

  it('does not count accepted changes of documentation as additions', async () => {
    const rule = 'annotation-changed';
    const accepted = [{ rule, place: 'GET /ships', reason: 'Wording', until: '2999-01-31' }];
    await folder.write({ 'accepted.json': JSON.stringify(accepted) });
    const change = { summary: 'All ships', version: '1.2.4' };
    expect(await verdictOf(change, '--accepted', 'accepted.json')).toMatchObject({
      code: 0,
      needed: 'patch',
    });
  });

  it('reads --package-json from the folder that it is run in', async () => {
    await folder.commit({ 'api/package.json': '{ "version": "1.2.3" }' });
    folder.git('tag', 'v1.2.4');
    await folder.commit({
      'contract.config.json': JSON.stringify({ document: 'openapi.yaml' }),
      'api/package.json': '{ "version": "1.2.5" }',
    });
    const words = ['--config', '../contract.config.json', '--package-json', 'package.json'];
    const { code, out } = await typed(join(folder.path, 'api'), 'release-check', ...words);
    expect([code, out]).toEqual([0, expect.stringContaining('1.2.5')]);
  });

  it('passes before the first release', async () => {
    const { code, out } = await check('--tags', 'other@*');
    expect([code, out]).toEqual([0, expect.stringContaining('no release to compare with yet')]);
  });

  it('exits with 2 if a version is no semantic version', async () => {
    await folder.commit({ 'openapi.yaml': api({ version: '2024-05-01' }) });
    const { code, note } = await check();
    expect([code, note]).toEqual([2, expect.stringContaining('not a semantic version')]);
  });
});
