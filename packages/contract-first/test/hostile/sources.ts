/** What generated sources say, read by the parser of each language. */
import { execFileSync } from 'node:child_process';
import ts from 'typescript';

/** What a source holds of texts. */
export type Texts = {
  /** String literals, names of properties, and patterns. */
  readonly literals: readonly string[];
  /** Comments, or docstrings, with each run of white space as one blank. */
  readonly prose: readonly string[];
};

/** The texts of a TypeScript file. @throws Error for a syntax error */
export function textsOfTypeScript(source: string): Texts {
  const file = ts.createSourceFile('made.ts', source, ts.ScriptTarget.ESNext, true);
  // Part of every source file, though not of its public type.
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: ts.Diagnostic[] };
  const [first] = parseDiagnostics;
  if (first) {
    const message = ts.flattenDiagnosticMessageText(first.messageText, '\n');
    throw new Error(`${message}: ${source.slice(first.start ?? 0).slice(0, 200)}`);
  }
  const literals: string[] = [];
  const comments = new Set<string>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []) {
      comments.add(source.slice(pos, end));
    }
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) literals.push(node.text);
    if (ts.isRegularExpressionLiteral(node)) literals.push(node.text);
    const { name } = node as { name?: ts.Node };
    if (name && ts.isIdentifier(name)) literals.push(name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const prose = [...comments].map((each) =>
    oneLine(each.replace(/^\/\*\*|\*\/$/g, '').replace(/^[^\S\n]*\* ?/gm, '')),
  );
  return { literals, prose };
}

/** How a comment shows a text: its white space is free, and nothing in it ends the comment. */
export const shownInComment = (text: string): string =>
  oneLine(
    text
      .replaceAll('\r\n', '\n')
      .replaceAll('*/', '*\\/')
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (each) =>
        '\n\t'.includes(each)
          ? each
          : [...each.split('')]
              .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
              .join(''),
      ),
  );

/** How a docstring shows a text: its white space is free, and half a surrogate pair is an escape. */
export const shownInDocstring = (text: string): string =>
  oneLine(text.replace(/\p{Cs}/gu, (each) => `\\u${each.charCodeAt(0).toString(16)}`));

export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const readPython = `
import ast, json, sys

def read(source):
    try:
        nodes = ast.walk(ast.parse(source))
    except (SyntaxError, ValueError) as error:
        return str(error)
    values = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return [value for value in values if isinstance(value, str)]

json.dump([read(source) for source in json.load(sys.stdin)], sys.stdout)
`;

/** The strings of each Python file, docstrings as well; what is wrong where it does not parse. */
export function readPythonFiles(sources: readonly string[]): (string[] | string)[] {
  const output = execFileSync('python3', ['-c', readPython], {
    input: JSON.stringify(sources),
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

/** The strings of Python files. @throws Error for a syntax error */
export const stringsOfPython = (sources: readonly string[]): string[] =>
  readPythonFiles(sources).flatMap((found, at) => {
    if (typeof found === 'string') throw new Error(`${found}: ${sources[at]}`);
    return found;
  });
