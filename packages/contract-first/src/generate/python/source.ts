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
  const lines = safe.split('\n').flatMap((line) => wrap(line, lineLength - depth));
  const [only = ''] = lines;
  const closing = lines.length > 1 ? '\n' : '';
  // a quotation mark at the end would run into the closing ones
  const tail = closing === '' && only.endsWith('"') ? ' ' : '';
  if (closing === '' && only.length + depth + 6 <= lineLength) return `"""${only}${tail}"""`;
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

/** As isort sorts names: constants first, then classes, then all others. */
export function byCase(one: string, two: string): number {
  const key = (name: string) => {
    const rank = /^[A-Z0-9_]+$/.test(name) ? 0 : /^[A-Z]/.test(name) ? 1 : 2;
    return `${rank}${name.toLowerCase()}`;
  };
  return key(one) < key(two) ? -1 : 1;
}

/** `from module import …`, in several lines if it is long. */
export function fromStatement(module: string, names: readonly string[], depth = 0): string {
  const sorted = names.toSorted(byCase);
  const line = `from ${module} import ${sorted.join(', ')}`;
  if (depth + line.length <= lineLength) return line;
  return `from ${module} import (\n${sorted.map((name) => `    ${name},\n`).join('')})`;
}
