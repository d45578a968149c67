/** What the client exports has names of its own. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const entries = ['@file-organizer/client', '@file-organizer/client/functions'];

it.each(entries)('%s exports no name of a global', (entry) => {
  const file = fileURLToPath(import.meta.resolve(entry));
  const program = ts.createProgram([file], {
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    allowImportingTsExtensions: true,
    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.webworker.d.ts'],
    types: ['node'],
    typeRoots: [fileURLToPath(new URL('../../node_modules/@types', import.meta.url))],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const names = module ? checker.getExportsOfModule(module).map(({ name }) => name) : [];
  expect(names.length).toBeGreaterThan(40);
  const everything = ts.SymbolFlags.Type | ts.SymbolFlags.Value | ts.SymbolFlags.Namespace;
  const isGlobal = (name: string) => checker.resolveName(name, undefined, everything, false);
  expect(names.filter(isGlobal)).toEqual([]);
});
