/**
 * Writes texts of a document as TypeScript literals and comments. A document is untrusted: its
 * texts keep their value and cannot end the literal or comment that contains them.
 *
 * @module
 */

/**
 * Characters that a literal spells as escapes: those that would end it, those that no file in UTF-8
 * can hold (half a surrogate pair), and those that an editor shows as nothing or in another order,
 * so that a reader would see other code than a compiler.
 */
const escaped = /['\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|<(?=\/?script|!--)/giu;

const short: Readonly<Record<string, string>> = {
  "'": "\\'",
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Each UTF-16 unit of a text as `\uXXXX`. */
const unicodeEscape = (text: string): string =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** Printable ASCII without quotes ('), backslashes and `<`, of which nothing is escaped. */
const plain = /^[ -&(-;=-[\]-~]*$/;
/** ASCII without `<`, of which all that is not plain is escaped. */
const simple = /^[^<\u0080-\uffff]*$/;
const notPlain = /[^ -&(-;=-[\]-~]/g;

/** A string literal, in single quotes. It can stand in a script of an HTML page as well. */
export function literal(text: string): string {
  // Most texts are plain, and looking up the properties of characters takes long.
  if (plain.test(text)) return `'${text}'`;
  const pattern = simple.test(text) ? notPlain : escaped;
  return `'${text.replace(pattern, (each) => short[each] ?? unicodeEscape(each))}'`;
}

/**
 * The name of a property in an object literal or a type.
 *
 * In a literal, `__proto__: value` would set the prototype, in quotes as well, but not in brackets
 * (ECMAScript, annex B.3.1).
 */
export function propertyName(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  // As a number only what a number is printed as: 007 would be the property 7.
  const isPlain = /^[A-Za-z_$][\w$]*$/.test(name) || /^(0|[1-9]\d{0,14})$/.test(name);
  return isPlain ? name : literal(name);
}

/** A text inside of a comment in `/* … *\/`, which it cannot end. */
export function inComment(text: string): string {
  const open = text.replaceAll('*/', '*\\/');
  if (/^[ -~\n\t]*$/.test(open)) return open;
  return open.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (each) =>
    each === '\t' ? each : unicodeEscape(each),
  );
}
