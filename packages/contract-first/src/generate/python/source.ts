/**
 * Pieces of Python source.
 *
 * @module
 */

/** Lines of generated code are at most so long, where they can be broken. */
export const lineLength = 100;

/**
 * Characters that are spelled as escapes: those that no source can hold, and those that an editor
 * shows as nothing or in another order, so that a reader would see other code than Python.
 */
const special = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A character as Python escapes it in a string (Lexical analysis, section 2.5.1). */
function unicodeEscape(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/** A string literal, in double quotes unless single ones need fewer backslashes, as ruff writes them. */
export function quote(text: string): string {
  const count = (mark: string) => text.split(mark).length;
  const mark = count('"') > count("'") ? "'" : '"';
  const escaped = text
    .replace(/["'\\]/g, (each) => (each === '\\' || each === mark ? `\\${each}` : each))
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replace(special, unicodeEscape);
  return mark + escaped + mark;
}

/** Indents every line that is not empty. */
export const indent = (text: string, by = '    '): string => text.replace(/^(?=.)/gm, by);

/**
 * A docstring, broken into lines.
 *
 * @param depth how far it is indented, in characters
 */
export function docstring(text: string, depth: number): string {
  const safe = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"""', '\\"\\"\\"')
    .replace(special, (each) => {
      if (each === '\n' || each === '\t') return each;
      // No docstring can hold half a surrogate pair: it shows the escape.
      return /\p{Cs}/u.test(each) ? `\\${unicodeEscape(each)}` : unicodeEscape(each);
    })
    .trim();
  if (safe === '') return '';
  const wrapped = (width: number) => safe.split('\n').flatMap((line) => wrap(line, width));
  // The only line has to leave room for the closing quotation marks.
  const lines = wrapped(lineLength - depth - (wrapped(lineLength - depth).length === 1 ? 3 : 0));
  const [only = ''] = lines;
  const closing = lines.length > 1 ? '\n' : '';
  // a quotation mark at the end would run into the closing ones
  const tail = closing === '' && /(?<!\\)(?:\\\\)*"$/.test(only) ? ' ' : '';
  if (closing === '') return `"""${only}${tail}"""`;
  return `"""${lines.join('\n')}\n"""`;
}

/** Breaks a line between words; what follows is indented as its beginning. */
function wrap(line: string, width: number): string[] {
  const [, margin = '', text = ''] = /^(\s*)(.*)$/.exec(line) ?? [];
  const room = width - margin.length - 5;
  const pieces = text.match(new RegExp(`\\S.{0,${room}}(?=\\s|$)|\\S+`, 'g')) ?? [''];
  const hanging = /^[a-z_]+: /.test(text) && margin.length >= 4 ? '    ' : '';
  return pieces.map((piece, at) => `${margin}${at > 0 ? hanging : ''}${piece}`.trimEnd());
}

/** As isort sorts names: constants first, then classes, then all others; numbers by their value. */
export function byCase(one: string, two: string): number {
  return (
    rankOf(one) - rankOf(two) || natural(one.toLowerCase(), two.toLowerCase()) || natural(one, two)
  );
}

/** As `__all__` is sorted: like imports, but capital letters before small ones. */
export const byExport = (one: string, two: string): number =>
  rankOf(one) - rankOf(two) || natural(one, two);

const rankOf = (name: string): number =>
  /^[A-Z0-9_]+$/.test(name) && name.length > 1 ? 0 : /^[A-Z]/.test(name) ? 1 : 2;

/** Compares texts, and numbers in them by their values. */
export function natural(one: string, two: string): number {
  const [left, right] = [one, two].map((text) => text.split(/(\d+)/));
  for (let at = 0; at < Math.min(left?.length ?? 0, right?.length ?? 0); at++) {
    const [a = '', b = ''] = [left?.[at], right?.[at]];
    if (a === b) continue;
    if (at % 2 === 1 && Number(a) !== Number(b)) return Number(a) - Number(b);
    return a < b ? -1 : 1;
  }
  return (left?.length ?? 0) - (right?.length ?? 0);
}

/** `from module import …`, in several lines if it is long. */
export function fromStatement(module: string, names: readonly string[], depth = 0): string {
  const sorted = names.toSorted(byCase);
  const line = `from ${module} import ${sorted.join(', ')}`;
  if (depth + line.length <= lineLength) return line;
  return `from ${module} import (\n${sorted.map((name) => `    ${name},\n`).join('')})`;
}
