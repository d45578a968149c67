/** Compiles generated servers as a project with strict settings does. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

function strictOptions(): ts.CompilerOptions {
  const file = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
  return {
    ...options,
    typeRoots: [join(root, 'node_modules/@types')],
    // Of a handler that does nothing, all inputs are unused.
    noUnusedParameters: false,
  };
}

/** What the compiler objects to. */
export type TypeProblem = { readonly code: number; readonly text: string };

/** Checks one project after another; what they have in common is read once. */
export class TypeChecker {
  readonly #options: ts.CompilerOptions;
  readonly #shared = new Map<string, ts.SourceFile | undefined>();

  constructor(options: ts.CompilerOptions = strictOptions()) {
    this.#options = options;
  }

  /** The problems in the TypeScript files of a folder and below, not those of what they import. */
  check(folder: string): TypeProblem[] {
    const files = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts') && !name.startsWith('node_modules'))
      .map((name) => join(folder, name));
    const host = ts.createCompilerHost(this.#options);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (file, ...rest) => {
      if (file.startsWith(`${folder}/`)) return read(file, ...rest);
      if (!this.#shared.has(file)) this.#shared.set(file, read(file, ...rest));
      return this.#shared.get(file);
    };
    const program = ts.createProgram(files, this.#options, host);
    return files.flatMap((file) => {
      const source = program.getSourceFile(file);
      const found = [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
      ];
      return found.map(({ code, messageText, start = 0 }) => {
        const text = ts.flattenDiagnosticMessageText(messageText, ' ');
        const line = source?.text.slice(start, start + 80).split('\n')[0];
        return { code, text: `${text} (${file.slice(folder.length + 1)}: ${line})` };
      });
    });
  }
}
