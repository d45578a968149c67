/** Clients that tests generate, and what the compiler says about them. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { onTestFinished } from 'vitest';
import type { Document } from '../../../document/model.ts';
import type { TypeScriptChoices } from '../choices.ts';
import { generateTypeScriptClient } from '../generate.ts';

/** Generates the sources of a client into a new folder. */
export async function generate(
  document: Document,
  choices: TypeScriptChoices = {},
): Promise<{ readonly folder: string; readonly rules: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'client-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { notices } = await generateTypeScriptClient({
    document,
    output: folder,
    choices: { bare: true, ...choices },
  });
  return { folder, rules: notices.map(({ rule }) => rule) };
}

/** The text of one of the generated files. */
export const textOf = (folder: string, name: string): Promise<string> =>
  readFile(join(folder, name), 'utf8');

/**
 * What the compiler says, at its strictest, about generated clients and code that uses them.
 *
 * @param uses code by the folder of its client, which it imports as `./index.ts`
 */
export async function compile(uses: ReadonlyMap<string, string>): Promise<string[]> {
  const roots: string[] = [];
  for (const [folder, use] of uses) {
    await writeFile(join(folder, 'use.ts'), use);
    const names = await readdir(folder, { recursive: true });
    roots.push(...names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name)));
  }
  const program = ts.createProgram(roots, {
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
    ...{ verbatimModuleSyntax: true, isolatedDeclarations: true, erasableSyntaxOnly: true },
    ...{ noUnusedLocals: true, declaration: true, noEmit: true, skipLibCheck: true },
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
    types: [],
  });
  return [...ts.getPreEmitDiagnostics(program), ...program.getDeclarationDiagnostics()].map(
    ({ messageText, file, start = 0 }) => {
      const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    },
  );
}
