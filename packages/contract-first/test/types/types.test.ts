/** The generated types of several documents compile, and hold a server to its document. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDocument } from '../../src/document/load.ts';
import { generateRoutes } from '../../src/generate/server/generate.ts';
import { uses } from './uses.ts';

const toolkit = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
let errors: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  // Inside of the package, where what generated code imports is found.
  folder = await mkdtemp(join(toolkit, '.scratch-'));
  const files: string[] = [];
  for (const [name, use] of Object.entries(uses)) {
    const { document } = await loadDocument(
      fileURLToPath(new URL(`documents/${name}.yaml`, import.meta.url)),
    );
    const place = join(folder, name);
    await mkdir(place);
    const { notices } = await generateRoutes(document, place);
    expect(notices).toEqual([]);
    await writeFile(join(place, 'use.ts'), use);
    files.push(join(place, 'use.ts'));
  }
  errors = errorsIn(files);
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(Object.keys(uses))('the types of %s are those of its document', (name) => {
  expect(errors.get(name) ?? []).toEqual([]);
});

it('every document with type errors is listed', () => {
  expect([...errors.keys()].filter((name) => !Object.hasOwn(uses, name))).toEqual([]);
});

/** What the compiler objects to, by folder. */
function errorsIn(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const program = ts.createProgram([...files], {
    ...{ strict: true, noEmit: true, skipLibCheck: true, exactOptionalPropertyTypes: true },
    ...{ noUncheckedIndexedAccess: true, noUnusedLocals: false, verbatimModuleSyntax: true },
    ...{ allowImportingTsExtensions: true, types: ['node'], lib: ['lib.es2024.d.ts'] },
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.NodeNext,
  });
  const found = new Map<string, string[]>();
  for (const { file, start = 0, messageText } of ts.getPreEmitDiagnostics(program)) {
    const place = file ? basename(dirname(file.fileName)) : '';
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const text = `${file?.fileName.split('/').at(-1)}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    found.set(place, [...(found.get(place) ?? []), text]);
  }
  return found;
}
