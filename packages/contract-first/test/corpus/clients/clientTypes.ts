/** Checks TypeScript clients as a strict project does, with the settings that the strictest users have. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { Counter, kindOf, type Tally } from '../measurement.ts';
import { TypeChecker } from '../typeCheck.ts';

const types = fileURLToPath(new URL('../../../../../node_modules/@types', import.meta.url));

/** As in a project of ES2022 for browsers and Node.js. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  typeRoots: [types],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

const checker = new TypeChecker(options);

/** Whether a client in a folder has no errors: 1 of 1, or 0 of 1. */
export function checkTypeScript(folder: string): Tally {
  const counter = new Counter();
  for (const { code, text } of checker.check(folder)) {
    const kind = kindOf(text.replace(/ \([^()]*: .*$/s, ""));
    counter.bad(`TS${code} ${kind}`.slice(0, 120), () => text);
  }
  const { groups } = counter.tally;
  return { total: 1, good: groups.length === 0 ? 1 : 0, groups };
}
