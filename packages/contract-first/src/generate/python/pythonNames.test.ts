import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { thorough } from '../../../../../test/support/thorough.ts';
import type { Document } from '../../document/model.ts';
import { importable } from './file.ts';
import { generatePythonClient } from './generate.ts';
import type { PythonClientOptions } from './options.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'python-names-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const place = fileURLToPath(new URL('../../../../client-python/.venv/bin/', import.meta.url));
const pyright = fileURLToPath(
  new URL('../../../../../node_modules/pyright/index.js', import.meta.url),
);
const hasPython = existsSync(join(place, 'python'));
if (!hasPython)
  console.warn('\n*** NOT TESTED: names of Python in clients, which need pnpm test:python. ***\n');

const run = (program: string, ...args: string[]): string => {
  const { stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  return stdout + stderr;
};

/** What a module of Python can name without an import, except classes of errors, and what clients import. */
function namesOfPython(): string[] {
  const program = 'import builtins; print(*dir(builtins))';
  const builtins = execFileSync('python3', ['-c', program]).toString().trim().split(' ');
  const usual = ['annotations', 'importlib', 'builtins', 'typing', 'json', 'self', 'dt'];
  const names = [...builtins, ...importable, ...usual];
  return [...new Set(names)].filter((name) =>
    /^(?:[a-z]|[A-Z](?!.*(?:Error|Warning)$))/.test(name),
  );
}

/**
 * Resources, methods, arguments, properties and schemas with these names.
 *
 * @param isLarge whether there are so many schemas that each has its own file
 */
function documentOf(names: readonly string[], isLarge: boolean): Document {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const json = (schema: object) => ({ content: { 'application/json': { schema } } });
  const text = { type: 'string' };
  const classes = isLarge ? names : names.filter((name) => /^[A-Z]/.test(name)).slice(0, 120);
  const things = Object.fromEntries(
    classes.map((name, at) => [
      name,
      {
        type: 'object',
        required: [name],
        properties: {
          [name]: ref(classes[at ^ 1] ?? name),
          day: { type: 'string', format: 'date' },
          kind: { enum: ['a', 'b'] },
          all: { type: 'array', items: text },
        },
      },
    ]),
  );
  const page = {
    type: 'object',
    properties: { items: { type: 'array', items: text }, next_cursor: text },
  };
  const cursor = { name: 'cursor', in: 'query', schema: text };
  const paths = Object.fromEntries(
    names.flatMap((name, at) => [
      [
        `/things/${at}`,
        {
          post: {
            operationId: `things.${name}`,
            parameters: [{ name, in: 'query', required: true, schema: { type: 'integer' } }],
            requestBody: { required: true, ...json(name in things ? ref(name) : text) },
            responses: {
              200: { description: '', ...json(name in things ? ref(name) : text) },
              201: { description: '', content: { 'text/plain': {}, ...json(text).content } },
            },
          },
        },
      ],
      [
        `/resources/${at}`,
        {
          get: {
            operationId: `${name}.list`,
            parameters: [cursor],
            responses: { 200: { description: '', ...json(page) } },
          },
        },
      ],
    ]),
  );
  return {
    openapi: '3.1.1',
    info: { title: 'Names', version: '1' },
    paths,
    components: { schemas: things },
  } as unknown as Document;
}

describe.skipIf(!hasPython && process.env.CI !== 'true')(
  'a client with the names of Python everywhere',
  { timeout: 300_000 },
  () => {
    // Type checkers take a minute for each; `pnpm test:faults` runs all.
    const others: [string, boolean, PythonClientOptions][] = [
      ['large', true, {}],
      ['with the names of the document', false, { names: 'wire' }],
    ];
    it.each<[string, boolean, PythonClientOptions]>([
      ['small', false, {}],
      ...(thorough ? others : []),
    ])('is clean for type checkers, and can be imported: %s', async (_, isLarge, options) => {
      await generatePythonClient({
        document: documentOf(namesOfPython(), isLarge),
        output: folder,
        ...options,
      });
      const modules =
        'import sys, pkgutil, importlib; sys.path.insert(0, "src")\n' +
        'for each in pkgutil.walk_packages(["src"]): importlib.import_module(each.name)\n' +
        'import names; names.NamesClient(base_url="http://127.0.0.1")';
      expect(run(join(place, 'python'), '-B', '-c', modules)).toBe('');
      expect(run(join(place, 'mypy'), '--no-incremental')).toContain('Success');
      const checked = run(process.execPath, pyright, '--pythonpath', join(place, 'python'), 'src');
      expect(checked).toContain('0 errors');
    });
  },
);
