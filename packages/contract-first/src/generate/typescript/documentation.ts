/**
 * Documentation comments: what an editor shows of types, fields and methods.
 *
 * @module
 */
import { isSchema, type JsonSchema } from '../../document/model.ts';
import { finalTarget } from '../../document/targets.ts';
import { inComment } from './literals.ts';

/** Longer values are left out of comments. */
const LONGEST_VALUE = 60;

/** Bounds of values, with what they are called in a comment. */
const bounds: readonly (readonly [keyword: string, name: string])[] = [
  ['minimum', 'minimum'],
  ['exclusiveMinimum', 'more than'],
  ['maximum', 'maximum'],
  ['exclusiveMaximum', 'less than'],
  ['multipleOf', 'multiple of'],
  ['minLength', 'minimum length'],
  ['maxLength', 'maximum length'],
  ['minItems', 'minimum number of items'],
  ['maxItems', 'maximum number of items'],
];

/** The lines that document a value: what the document says of it, then what no type says. */
export function documentationOf(document: object, schema: unknown, description?: string): string[] {
  if (!isSchema(schema)) return [description ?? ''];
  const target = typeof schema.$ref === 'string' ? finalTarget(document, schema.$ref) : undefined;
  const behind: JsonSchema = isSchema(target) ? target : {};
  const prose = [description, schema.description, behind.description, schema.title, behind.title];
  const text = prose.find((each) => typeof each === 'string' && each.trim() !== '');
  const facts = factsOf(typeof schema.$ref === 'string' ? { ...behind, ...schema } : schema);
  return [
    String(text ?? ''),
    ...(facts === '' ? [] : [facts]),
    ...(schema.deprecated === true ? ['@deprecated'] : []),
  ];
}

/** What a schema says that its type does not, on one line. */
function factsOf(schema: JsonSchema): string {
  const facts: string[] = [];
  if (typeof schema.format === 'string') facts.push(`format ${coded(schema.format)}`);
  for (const [keyword, name] of bounds) {
    if (typeof schema[keyword] === 'number') facts.push(`${name} ${schema[keyword]}`);
  }
  if (schema.uniqueItems === true) facts.push('items are unique');
  const standard = schema.default === undefined ? undefined : JSON.stringify(schema.default);
  if (standard !== undefined && standard.length <= LONGEST_VALUE) {
    facts.push(`default ${coded(standard)}`);
  }
  const text = facts.filter((each) => each.length <= 2 * LONGEST_VALUE).join(', ');
  return text === '' ? '' : `${text.replace(/^\w/, (first) => first.toUpperCase())}.`;
}

/** A value as code in a comment; on one line. */
const coded = (text: string): string => `\`${text.replaceAll(/[`\r\n]/g, ' ')}\``;

/** A comment of paragraphs, broken into lines at the 100th column; nothing without text. */
export function commentLines(paragraphs: readonly string[], indent = ''): string {
  const text = paragraphs
    // Escaped first: what is no blank for an editor would be cut off.
    .map((each) => inComment(each.replaceAll('\r\n', '\n')).trim())
    .filter((each) => each !== '')
    .join('\n\n')
    // Tags stand together.
    .replaceAll(/\n\n(?=@)/g, '\n')
    .replace(/\n(?=@)/, '\n\n');
  if (text === '') return '';
  const lines = flowing(text.split('\n')).flatMap((line) =>
    wrapped(line.trimEnd(), 96 - indent.length),
  );
  const [only = ''] = lines;
  if (lines.length === 1 && only.length + indent.length < 94 && !only.startsWith('*')) {
    return `${indent}/** ${only} */\n`;
  }
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

/** Lines of prose that stand in one paragraph as one line; code, lists, quotes and tables stay. */
function flowing(lines: readonly string[]): string[] {
  const flowed: string[] = [];
  let isCode = false;
  let isOpen = false;
  for (const line of lines) {
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
    if (/^@example\b/.test(line)) isCode = true;
    const isProse =
      !isCode && /^[\p{L}\p{N}`"'([_*\\](?![.)*+-]\s)/u.test(line) && !/^[*]\s/.test(line);
    const before = flowed.length - 1;
    if (isProse && isOpen) flowed[before] = `${flowed[before]} ${line}`;
    else flowed.push(line);
    // Two spaces or a backslash at the end are a break.
    isOpen = isProse && !/(?: {2}|\\)$/.test(line);
  }
  return flowed;
}

/** Breaks a line between words. What is indented is code, and stays. */
function wrapped(line: string, width: number): string[] {
  if (line.length <= width || /^(?: {4}|\t|\|)/.test(line)) return [line];
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const at = rest.lastIndexOf(' ', width);
    if (at <= 0) break;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...lines, rest];
}
