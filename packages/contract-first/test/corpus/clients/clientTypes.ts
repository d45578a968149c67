/** Checks TypeScript clients as a strict project does, with the settings that the strictest users have. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { Counter, kindOf, type Tally } from '../measurement.ts';
import { TypeChecker, type TypeProblem } from '../typeCheck.ts';

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

/** As bundlers resolve imports, which is what other generators write for. */
const bundled: ts.CompilerOptions = {
  ...options,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

/** For clients that are not clean under the strictest settings: what they are under `strict` alone. */
const usual: ts.CompilerOptions = {
  ...bundled,
  exactOptionalPropertyTypes: false,
  noUncheckedIndexedAccess: false,
};

const own = new TypeChecker(options);
const ofPeers = new TypeChecker(bundled);
const plain = new TypeChecker(usual);

/** Whether a client has no errors: 1 of 1, or 0 of 1. */
export type TypeScriptVerdict = {
  /** Under `strict`. */
  readonly tsc: Tally;
  /** Also with `exactOptionalPropertyTypes` and `noUncheckedIndexedAccess`. */
  readonly exact: Tally;
};

/** @param isPeer whether it is of another generator */
export function checkTypeScript(folder: string, isPeer: boolean): TypeScriptVerdict {
  const exact = tallyOf((isPeer ? ofPeers : own).check(folder));
  // What is clean under the strictest settings is clean under others.
  return { exact, tsc: exact.good > 0 ? exact : tallyOf(plain.check(folder)) };
}

function tallyOf(problems: readonly TypeProblem[]): Tally {
  const counter = new Counter();
  for (const { code, text } of problems) {
    const kind = kindOf(text.replace(/ \([^()]*: .*$/s, ''));
    counter.bad(`TS${code} ${kind}`.slice(0, 120), () => text);
  }
  const { groups } = counter.tally;
  return { total: 1, good: groups.length === 0 ? 1 : 0, groups };
}
