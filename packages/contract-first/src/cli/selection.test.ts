/** Parts of a document by `--only`, and changes to it by `--overlay`. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleWithOverlays, loadDocument, narrowed } from '../document/index.ts';
import { typed } from './testing/typed.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'selection-'));
  await writeFile(join(folder, 'api.json'), JSON.stringify(document));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const answer = (name: string) => ({
  200: {
    description: 'Fine',
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  },
});
const document = {
  openapi: '3.1.1',
  info: { title: 'T', version: '1' },
  tags: [{ name: 'pets' }, { name: 'shops' }],
  paths: {
    '/pets': {
      get: { operationId: 'pets.list', tags: ['pets'], responses: answer('Pets') },
      post: { operationId: 'pets.create', tags: ['pets'], responses: answer('Pet') },
    },
    '/shops': { get: { operationId: 'shops.list', tags: ['shops'], responses: answer('Shop') } },
  },
  components: {
    schemas: {
      Pets: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
      Pet: { type: 'object' },
      Shop: { type: 'object' },
    },
  },
};

describe('--only', () => {
  const parts = (...names: readonly string[]) => {
    const { document: part } = narrowed(document, names);
    const methods = Object.entries(part.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    return [methods, Object.keys(part.components?.schemas ?? {})];
  };

  it.each([
    ['an operationId', ['pets.create'], ['post /pets'], ['Pet']],
    ['a tag', ['pets'], ['get /pets', 'post /pets'], ['Pets', 'Pet']],
    ['a path', ['/shops'], ['get /shops'], ['Shop']],
    ['a method and a path', ['GET /pets'], ['get /pets'], ['Pets', 'Pet']],
    ['several names', ['pets.create', 'shops'], ['post /pets', 'get /shops'], ['Pet', 'Shop']],
  ])('keeps %s with the components that it needs', (_what, names, operations, schemas) => {
    expect(parts(...names)).toEqual([operations, schemas]);
  });

  it('keeps operations that references point into', () => {
    const referring = structuredClone(document);
    const $ref = '#/paths/~1pets/get/responses/200/content/application~1json/schema';
    Object.assign(referring.components.schemas.Shop, { properties: { pets: { $ref } } });
    expect(narrowed(referring, ['shops']).operations).toEqual(['POST /pets']);
  });

  it('leaves out webhooks', () => {
    const sending = { ...document, webhooks: { born: { post: { responses: answer('Pet') } } } };
    const { document: part, operations } = narrowed(sending, ['pets']);
    expect([operations, 'webhooks' in part]).toEqual([['GET /shops', 'webhook born'], false]);
  });

  it('suggests similar names', () => {
    expect(() => narrowed(document, ['pets.creat'])).toThrow(/Did you mean "pets.create"/);
  });

  it('exits with 2 and lists the names if nothing matches', async () => {
    for (const command of [['mock'], ['docs'], ['verify', 'http://127.0.0.1:1', '--document']]) {
      const { code, note } = await typed(folder, ...command, 'api.json', '--only', 'pet');
      expect([code, note]).toEqual([2, expect.stringContaining('"pets"')]);
    }
  });

  it('generates only the selected part', async () => {
    const write = `({ document }, folder) => import('node:fs/promises').then(async (fs) => {
      await fs.mkdir(folder, { recursive: true });
      await fs.writeFile(folder + '/out.txt', Object.keys(document.paths).join());
    })`;
    const config = `export default { document: 'api.json', generate: { made: ${write} } };`;
    await writeFile(join(folder, 'contract.config.ts'), config);
    const { code, note } = await typed(folder, 'generate', '--only', 'shops');
    expect(code).toBe(0);
    expect(note).toContain('operations: 2 (GET /pets, POST /pets), components: 2');
    expect(await readFile(join(folder, 'made/out.txt'), 'utf8')).toBe('/shops');
  });
});

describe('--overlay', () => {
  const overlaid = async (...actions: readonly object[]) => {
    const overlay = { overlay: '1.1.0', info: { title: 'O', version: '1' }, actions };
    await writeFile(join(folder, 'overlay.json'), JSON.stringify(overlay, null, 1));
    const entry = join(folder, 'api.json');
    return bundleWithOverlays(entry, [join(folder, 'overlay.json')]);
  };

  it.each([
    [
      'merges objects',
      { target: '$.info', update: { description: 'D', contact: { name: 'N' } } },
      '$.info',
      { title: 'T', version: '1', description: 'D', contact: { name: 'N' } },
    ],
    [
      'adds to lists',
      { target: "$.paths['/pets'].*.tags", update: 'new' },
      "$.paths['/pets'].get.tags",
      ['pets', 'new'],
    ],
    [
      'joins lists in objects',
      { target: '$.paths..get', update: { tags: ['new'] } },
      "$.paths['/shops'].get.tags",
      ['shops', 'new'],
    ],
    ['replaces a value', { target: '$.info.title', update: 'New' }, '$.info.title', 'New'],
    [
      'removes a list',
      { target: '$.tags[?@.name == "shops"]', remove: true },
      '$.tags',
      [{ name: 'pets' }],
    ],
    ['removes several entries of a list', { target: '$.tags[*]', remove: true }, '$.tags', []],
    [
      'copies a node',
      { target: '$.components.schemas.Shop', copy: '$.components.schemas.Pets' },
      '$.components.schemas.Shop',
      { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
    ],
  ])('%s', async (_what, action, path, expected) => {
    const { jsonpath } = await import('json-p3');
    const changed = await overlaid(action);
    const [value] = jsonpath.query(path, JSON.parse(JSON.stringify(changed.document))).values();
    expect(value).toEqual(expected);
  });

  it('warns about an action that selects nothing', async () => {
    const { notices } = await overlaid({ target: '$.nothing', remove: true });
    expect(notices).toMatchObject([
      { rule: 'overlay-without-target', pointer: '#/actions/0', place: { line: 8 } },
    ]);
  });

  it.each([
    [
      'an invalid path',
      { target: '$[', remove: true },
      /overlay\.json:8 #\/actions\/0: .*JSONPath/,
    ],
    [
      'an action without a change',
      { target: '$.info' },
      /needs `update`, `remove: true` or `copy`/,
    ],
    ['a copy of several nodes', { target: '$.info', copy: '$.tags[*]' }, /must select one node/],
    ['a reference to a file', { target: '$.info', update: { $ref: 'a.json' } }, /not to a\.json/],
  ])('refuses %s', async (_what, action, message) => {
    await expect(overlaid(action)).rejects.toThrow(message);
  });

  it('is the place of notices about its parts', async () => {
    await overlaid({
      target: '$.components.schemas.Pet',
      update: { properties: { name: { nullable: true } } },
    });
    const overlay = join(folder, 'overlay.json');
    const { notices } = await loadDocument(join(folder, 'api.json'), [overlay]);
    expect(notices).toMatchObject([
      { rule: 'nullable-without-effect', place: { file: overlay, line: 12 } },
    ]);
  });

  it('is applied in order', async () => {
    const title = (name: string) => ({
      overlay: '1.0.0',
      info: { title: 'O', version: '1' },
      actions: [{ target: '$.info', update: { title: name } }],
    });
    await writeFile(join(folder, 'one.json'), JSON.stringify(title('One')));
    await writeFile(join(folder, 'two.json'), JSON.stringify(title('Two')));
    const flags = ['--overlay', 'one.json', '--overlay', 'two.json'];
    const { code, out } = await typed(folder, 'bundle', 'api.json', ...flags);
    expect([code, JSON.parse(out).info.title]).toEqual([0, 'Two']);
  });
});
