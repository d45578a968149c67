/** `contract diff` as it is typed: what it prints, and what it ends with. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typed, typedAsProcess } from './testing/typed.ts';

const info = { title: 'Harbour', version: '1.0.0' };
const ships = (parameter: object, rest: object = {}) => ({
  '/ships': {
    get: {
      operationId: 'ships.list',
      parameters: [{ name: 'most', in: 'query', ...parameter }],
      responses: { 200: { description: 'All' } },
      ...rest,
    },
  },
});
const integer = (rest: object) => ({ schema: { type: 'integer', ...rest } });
const documents = {
  wide: { openapi: '3.1.1', info, paths: ships(integer({ minimum: 1 })) },
  narrow: { openapi: '3.1.1', info, paths: ships(integer({ minimum: 1, maximum: 9 })) },
  defaults: { openapi: '3.1.1', info, paths: ships(integer({ minimum: 1, default: 5 })) },
  others: { openapi: '3.1.1', info, paths: ships(integer({ minimum: 1, default: 6 })) },
  described: {
    openapi: '3.1.1',
    info,
    paths: ships(integer({ minimum: 1 }), { summary: 'Lists' }),
  },
  old: { openapi: '3.0.3', info, paths: ships(integer({ minimum: 0, exclusiveMinimum: true })) },
  oldest: {
    swagger: '2.0',
    info,
    paths: ships({ type: 'integer', minimum: 1 }),
  },
  oldestNarrow: { swagger: '2.0', info, paths: ships({ type: 'integer', minimum: 1, maximum: 9 }) },
  future: { openapi: '4.0.0', info, paths: ships(integer({ minimum: 1 })) },
};
type Name = keyof typeof documents;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-diff-'));
  for (const [name, document] of Object.entries(documents)) {
    await writeFile(join(folder, `${name}.json`), JSON.stringify(document));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const words = (before: Name, after: Name, ...options: readonly string[]) => [
  'diff',
  `${before}.json`,
  `${after}.json`,
  ...options,
];
const diff = (...given: Parameters<typeof words>) => typed(folder, ...words(...given));

describe('contract diff', { timeout: 120_000 }, () => {
  it('exits with 1 if a change breaks clients', async () => {
    const { code, out } = await typedAsProcess(folder, ...words('wide', 'narrow', '--json'));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      summary: { breaking: 1, warning: 0, compatible: 0, annotation: 0 },
      changes: [
        {
          ...{ level: 'breaking', rule: 'request-maximum-narrowed' },
          ...{ where: 'GET /ships query most', operations: ['GET /ships'] },
          message: 'maximum changed from unlimited to 9',
          before: '#/paths/~1ships/get/parameters/0/schema',
          after: '#/paths/~1ships/get/parameters/0/schema/maximum',
        },
      ],
    });
  });

  it('exits with 0 if no change breaks clients', async () => {
    const { code, out } = await diff('narrow', 'wide');
    expect(code).toBe(0);
    expect(out).toContain('0 breaking, 0 warnings, 1 compatible, 0 in documentation only');
  });

  it('says where a breaking change is and how to avoid it', async () => {
    const { out } = await diff('wide', 'narrow');
    expect(out).toMatch(
      /^✗ breaking {2}GET \/ships query most: maximum changed from unlimited to 9 \(request-maximum-narrowed\)\n {4}at narrow\.json:1 #\/paths.*\n {4}→ Go on accepting/,
    );
  });

  it('exits with 1 at the level of --fail-on or worse', async () => {
    expect(await diff('defaults', 'others')).toMatchObject({ code: 0 });
    expect(await diff('defaults', 'others', '--fail-on', 'warning')).toMatchObject({ code: 1 });
    expect(await diff('narrow', 'wide', '--fail-on', 'warning')).toMatchObject({ code: 0 });
    const { code, note } = await diff('wide', 'narrow', '--fail-on', 'major');
    expect([code, note]).toEqual([2, expect.stringContaining('Unknown level "major"')]);
  });

  it('lists documentation changes only with --all', async () => {
    expect((await diff('wide', 'described')).out).not.toContain('summary changed');
    expect((await diff('wide', 'described', '--all')).out).toContain('summary changed');
  });

  it('writes Markdown for a comment', async () => {
    await diff('wide', 'narrow', '--markdown', 'changes.md');
    const markdown = await readFile(join(folder, 'changes.md'), 'utf8');
    expect(markdown).toContain('### Breaking');
    expect(markdown).toContain('| `GET /ships query most` | maximum changed from unlimited to 9 |');
  });

  it('ignores differences between OpenAPI versions', async () => {
    for (const name of ['old', 'oldest'] as const) {
      const { code, out } = await diff(name, 'wide');
      expect(code).toBe(0);
      expect(out).toContain('0 breaking, 0 warnings, 0 compatible');
    }
  });

  it('compares documents of old versions', async () => {
    const { code, out } = await diff('oldest', 'oldestNarrow', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).changes).toMatchObject([
      { rule: 'request-maximum-narrowed', after: '#/paths/~1ships/get/parameters/0/maximum' },
    ]);
  });

  it('exits with 2 without a verdict on an unknown version', async () => {
    for (const [before, after] of [
      ['future', 'future'],
      ['wide', 'future'],
      ['future', 'wide'],
    ] as const) {
      const { code, out, note } = await diff(before, after);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(note).toContain('4.0.0');
    }
  });
});
