/**
 * The files with handlers: made for a new workspace, and kept up to date without changing a line that
 * people have written.
 *
 * @module
 */
import ts from 'typescript';
import type { BoundOperation } from '../../document/model.ts';
import { type Group, labelOf, stubOf } from './operations.ts';
import { comment, constantName } from './source.ts';

/** A handler in a file. */
export type FoundHandler = { readonly id: string; readonly line: number };

/** A file with handlers, as it is now. */
export type HandlerFile = {
  readonly text: string;
  /** The name of the exported constant; undefined if the file has none that is an object. */
  readonly constant: string | undefined;
  readonly handlers: readonly FoundHandler[];
  /** Where the object ends, in characters. */
  readonly end: number;
};

/** Reads the exported object of a file that has handlers. */
export function readHandlerFile(text: string): HandlerFile {
  const file = ts.createSourceFile('handlers.ts', text, ts.ScriptTarget.Latest, true);
  for (const statement of file.statements) {
    const isExported =
      ts.isVariableStatement(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const object = initializer && objectIn(initializer);
      if (!object || !ts.isIdentifier(name)) continue;
      const handlers = object.properties.flatMap((property): FoundHandler[] => {
        const id = property.name && nameOf(property.name);
        const { line } = file.getLineAndCharacterOfPosition(property.getStart(file));
        return id === undefined ? [] : [{ id, line: line + 1 }];
      });
      return { text, constant: name.text, handlers, end: object.end - 1 };
    }
  }
  return { text, constant: undefined, handlers: [], end: text.length };
}

/** The object of `{ … } satisfies X` and `{ … } as X`. */
function objectIn(expression: ts.Expression): ts.ObjectLiteralExpression | undefined {
  if (ts.isObjectLiteralExpression(expression)) return expression;
  const isWrapped =
    ts.isSatisfiesExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isParenthesizedExpression(expression);
  return isWrapped ? objectIn(expression.expression) : undefined;
}

const nameOf = (name: ts.PropertyName): string | undefined =>
  ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;

type Examples = (operation: BoundOperation) => string | undefined;

/** A new file for a group. */
export function newHandlerFile({ file, tag, operations }: Group, examples: Examples): string {
  const subject = tag === undefined ? 'operations without a tag' : `"${comment(String(tag))}"`;
  return `import type { Handlers } from '@contract-first/hono';
import type * as api from '../generated/routes.gen.ts';

/**
 * Handlers of ${subject}. An operation without one is answered by the mock, except in production.
 */
export const ${constantName(file)} = {
${stubsOf(operations, examples)}
} satisfies Partial<Handlers<typeof api>>;
`;
}

/** How many operations are tried for a body to show, since making one takes time. */
const MOST_TRIED = 5;

/** The first operation that has a short body shows it. */
function stubsOf(operations: readonly BoundOperation[], examples: Examples): string {
  let isShown = false;
  const stubs = operations.map((each, at) => {
    const example = isShown || at >= MOST_TRIED ? undefined : examples(each);
    isShown ||= example !== undefined;
    return stubOf(each, example).join('\n');
  });
  return stubs.join('\n\n');
}

/** Whether a text has a place for an operation: its handler, or the comment that stands for it. */
export const hasPlace = (files: readonly HandlerFile[], operation: BoundOperation): boolean =>
  files.some(({ text, handlers }) => {
    if (handlers.some(({ id }) => id === operation.id)) return true;
    const place = `// ${labelOf(operation)}`;
    return text.split('\n').some((line) => isPlace(line.trim(), place));
  });

const isPlace = (line: string, place: string): boolean =>
  line === place || line.startsWith(`${place}:`);

/** A file with places for further operations at the end of its object. */
export function withPlaces(
  { text, end }: HandlerFile,
  operations: readonly BoundOperation[],
  examples: Examples,
): string {
  const before = text.slice(0, end);
  const lineStart = before.lastIndexOf('\n') + 1;
  // The brace has a line of its own, unless people have changed it.
  const at = before.slice(lineStart).trim() === '' ? lineStart : end;
  return `${text.slice(0, at)}\n${stubsOf(operations, examples)}\n${text.slice(at)}`;
}

/** The list of all files with handlers, which is generated. */
export function indexFile(
  notice: string,
  files: readonly { readonly file: string; readonly constant: string }[],
): string {
  const taken = new Set<string>();
  const named = files.map(({ file, constant }) => {
    let name = constant;
    for (let count = 2; taken.has(name); count++) name = `${constant}${count}`;
    taken.add(name);
    return { file, name, imported: name === constant ? name : `${constant} as ${name}` };
  });
  const imports = named.map(
    ({ file, imported }) => `import { ${imported} } from './${file}.ts';\n`,
  );
  const all = named.map(({ name }) => `  ...${name},\n`);
  return `// ${notice}

${imports.join('')}
/** The handlers of all files in this folder. */
export const handlers = {
${all.join('')}};
`;
}
