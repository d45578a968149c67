/** What `contract generate` does with files that are already there. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { typed, typedAsProcess } from './testing/typed.ts';

const codegen = new URL('../generate/index.ts', import.meta.url).href;

const document = {
  openapi: '3.1.1',
  info: { title: 'Harbour', version: '1.0.0' },
  paths: {
    '/ships': {
      get: {
        operationId: 'ships.list',
        summary: 'List ships',
        responses: {
          200: {
            description: 'Ships',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Ships' } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Ships: {
        type: 'object',
        required: ['items'],
        properties: { items: { type: 'array', items: { type: 'string' } } },
      },
    },
  },
};

const writers = {
  generateRoutes: '({ document }, output) => codegen.generateRoutes(document, output)',
  generateSdk: '({ document }, output) => codegen.generateSdk({ document, output })',
  generatePythonSdk: '({ document }, output) => codegen.generatePythonSdk({ document, output })',
} as const;
type Writer = keyof typeof writers;

const firstFile: Readonly<Record<Writer, string>> = {
  generateRoutes: 'routes.gen.ts',
  generateSdk: 'types.ts',
  generatePythonSdk: 'models.py',
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'generate-'));
  await put('api.json', JSON.stringify(document));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
}
const read = (name: string) => readFile(join(folder, name), 'utf8');

const configure = (generate: Readonly<Record<string, string>>, more = '') =>
  put(
    'contract.config.ts',
    `import * as codegen from '${codegen}';
    export default { document: 'api.json', ${more} generate: {
      ${Object.entries(generate)
        .map(([place, writer]) => `'${place}': ${writer},`)
        .join('')}
    } };`,
  );

const generate = (...args: readonly string[]) => typed(folder, 'generate', ...args);

describe('contract generate', { timeout: 120_000 }, () => {
  const each = Object.keys(writers) as Writer[];

  it.each(each)('by %s leaves other files of the folder alone', async (writer) => {
    await configure({ src: writers[writer] });
    await put('src/app.ts', 'export const mine = 1;\n');
    await put('src/deep/notes.md', 'mine\n');
    expect(await generate()).toMatchObject({ code: 0 });
    expect(await read('src/app.ts')).toBe('export const mine = 1;\n');
    expect(await read('src/deep/notes.md')).toBe('mine\n');
    expect(await read(`src/${firstFile[writer]}`)).toContain('`contract generate`');
    expect(await generate('--check')).toMatchObject({ code: 0 });
  });

  it.each(each)('by %s refuses to replace a file that was not generated', async (writer) => {
    await configure({ src: writers[writer] });
    const name = `src/${firstFile[writer]}`;
    await put(name, 'mine\n');
    for (const args of [[], ['--check']]) {
      const { code, note } = await generate(...args);
      expect([code, note]).toEqual([2, expect.stringContaining(name)]);
    }
    expect(await read(name)).toBe('mine\n');
    expect(await readdir(join(folder, 'src'))).toEqual([firstFile[writer]]);
  });

  it('writes nothing to other folders if one is refused', async () => {
    await configure({ one: writers.generateRoutes, two: writers.generateRoutes });
    await put('two/routes.gen.ts', 'mine\n');
    expect(await generate()).toMatchObject({ code: 2 });
    expect(await readdir(folder)).not.toContain('one');
  });

  it('says what it wrote', async () => {
    await configure({ 'src/generated': writers.generateRoutes, py: writers.generatePythonSdk });
    expect(await typedAsProcess(folder, 'generate')).toEqual({
      code: 0,
      out: 'Wrote 1 file in src/generated\nWrote 6 files in py\n',
      note: '',
    });
    expect((await generate()).out).toBe(
      'Wrote 1 file in src/generated (all unchanged)\nWrote 6 files in py (all unchanged)\n',
    );
  });

  it('removes a generated file that is no longer made, and names it', async () => {
    await configure({ src: writers.generateRoutes });
    await put(
      'src/old.ts',
      '// Generated from the contract by `pnpm generate`; do not edit.\nexport {};\n',
    );
    const check = await generate('--check', '--json');
    expect(JSON.parse(check.out).stale.sort()).toEqual(['src/old.ts', 'src/routes.gen.ts']);
    expect((await generate()).out).toContain('Removed src/old.ts\n');
    expect(await readdir(join(folder, 'src'))).toEqual(['routes.gen.ts']);
  });

  it('keeps what another output makes inside its folder', async () => {
    await configure({ src: writers.generateRoutes, 'src/inner': writers.generateRoutes });
    expect(await generate()).toMatchObject({ code: 0 });
    expect((await generate()).out).not.toContain('Removed');
    expect(await readdir(join(folder, 'src/inner'))).toEqual(['routes.gen.ts']);
  });

  it('replaces a bundle that it wrote before', async () => {
    await configure({}, "bundle: 'dist',");
    expect(await generate()).toMatchObject({ code: 0 });
    await put('api.json', JSON.stringify({ ...document, info: { title: 'New', version: '2' } }));
    expect(await generate()).toMatchObject({ code: 0 });
    expect(await read('dist/api.json')).toContain('"New"');
  });

  it('refuses to replace JSON of another kind by a bundle', async () => {
    await configure({}, "bundle: 'dist',");
    await put('dist/api.json', '{\n  "mine": 1\n}\n');
    const { code, note } = await generate();
    expect([code, note]).toEqual([2, expect.stringContaining('dist/api.json')]);
    expect(await read('dist/api.json')).toBe('{\n  "mine": 1\n}\n');
  });

  it('refuses to replace the document itself by its bundle', async () => {
    const source = `${JSON.stringify(document, null, 2)}\n`;
    await put('api.json', source);
    await configure({}, "bundle: '.',");
    const { code, note } = await generate();
    expect([code, note]).toEqual([2, expect.stringContaining('api.json')]);
    expect(await read('api.json')).toBe(source);
  });
});
