/**
 * Python expressions, laid out as ruff formats them: in one line if it fits, otherwise with one item
 * of the outermost brackets in each line.
 *
 * @module
 */
import { indent, lineLength } from './source.ts';

/** An expression. */
export type Code =
  | string
  | Brackets
  /** Operands of `|`. */
  | { readonly union: readonly Code[] }
  /** One after the other, such as `name=` and a value. */
  | { readonly parts: readonly Code[] };

/** Items in brackets; `open` may have text before the bracket, such as `list[`. */
type Brackets = {
  readonly open: string;
  readonly items: readonly Code[];
  readonly close: string;
  /** Whether it is a tuple, which has a comma after its only item. */
  readonly isTuple?: boolean;
};

/** `list[int]` */
export const subscript = (name: string, ...items: readonly Code[]): Code => ({
  open: `${name}[`,
  items,
  close: ']',
});

/** `Operation(id="x")` */
export const call = (name: string, items: readonly Code[]): Code => ({
  open: `${name}(`,
  items,
  close: ')',
});

/** `name=value` of a call. */
export const keyword = (name: string, value: Code): Code => ({ parts: [`${name}=`, value] });

/** `"key": value` of a dictionary. */
export const pair = (key: string, value: Code): Code => ({ parts: [`${key}: `, value] });

export const tuple = (items: readonly Code[]): Code => ({
  open: '(',
  items,
  close: ')',
  isTuple: true,
});

export const dictionary = (items: readonly Code[]): Code => ({ open: '{', items, close: '}' });

export const list = (items: readonly Code[]): Code => ({ open: '[', items, close: ']' });

/** The expression in one line. */
export function flat(code: Code): string {
  if (typeof code === 'string') return code;
  if ('parts' in code) return code.parts.map(flat).join('');
  if ('union' in code) return code.union.map(flat).join(' | ');
  const comma = code.isTuple && code.items.length === 1 ? ',' : '';
  return `${code.open}${code.items.map(flat).join(', ')}${comma}${code.close}`;
}

/** Where an expression stands. */
type Place = {
  /** How far its lines are indented; the text that is returned is not. */
  readonly depth: number;
  /** Characters before it in its first line, and after it in its last. */
  readonly before?: number;
  readonly after?: number;
};

/** The expression in as many lines as it needs. */
export function layOut(code: Code, { depth, before = 0, after = 0 }: Place): string {
  const line = flat(code);
  if (typeof code === 'string' || depth + before + line.length + after <= lineLength) return line;
  if ('union' in code) {
    return code.union
      .map((each, at) => layOut(each, { depth, before: at > 0 ? 2 : before }))
      .join('\n| ');
  }
  if ('parts' in code) {
    let text = '';
    code.parts.forEach((part, at) => {
      const column = text.length - (text.lastIndexOf('\n') + 1);
      const rest = code.parts
        .slice(at + 1)
        .map(flat)
        .join('').length;
      text += layOut(part, { depth, before: before + column, after: rest + after });
    });
    return text;
  }
  const { open, items, close } = code;
  if (items.length === 0) return line;
  // A comma after the only item of a subscript would make it a tuple.
  const comma = items.length === 1 && /\w\[$/.test(open) ? '' : ',';
  const inner = items.map((item) => {
    const text = layOut(item, { depth: depth + 4, after: comma.length });
    return `${indent(text + comma)}\n`;
  });
  return `${open}\n${inner.join('')}${close}`;
}

/** A statement `name: annotation = value`, or one without a value or an annotation. */
export function assignment(
  name: string,
  annotation: Code | undefined,
  value: Code | undefined,
  depth: number,
): string {
  const start = annotation === undefined ? name : `${name}: `;
  if (value !== undefined) {
    const left = `${start}${annotation === undefined ? '' : flat(annotation)} = `;
    const isUnion = typeof annotation === 'object' && 'union' in annotation;
    const isMovable = typeof value === 'string' ? isUnion : 'open' in value;
    const first = typeof value === 'object' && 'open' in value ? value.open : flat(value);
    // A type that leaves no room for the value keeps its line.
    const isTooLong =
      depth + left.length + first.length > lineLength &&
      depth + left.length + flat(value).length > lineLength;
    if (isMovable && isTooLong && depth + left.length + 1 <= lineLength) {
      return `${left}(\n${indent(layOut(value, { depth: depth + 4 }))}\n)`;
    }
  }
  const type = annotation === undefined ? '' : parenthesized(annotation, start, value, depth);
  if (value === undefined) return start + type;
  const left = `${start}${type} = `;
  const before = left.length - (left.lastIndexOf('\n') + 1);
  return left + inParentheses(value, { depth, before });
}

/** An annotation, which has to leave room for the beginning of the value. */
function parenthesized(
  annotation: Code,
  start: string,
  value: Code | undefined,
  depth: number,
): string {
  const begins =
    value === undefined
      ? ''
      : ` = ${typeof value === 'object' && 'open' in value ? value.open : flat(value)}`;
  return inParentheses(annotation, { depth, before: start.length, after: begins.length });
}

/** As `layOut`, but a union that needs several lines stands in parentheses. */
export function inParentheses(code: Code, place: Place): string {
  const { depth, before = 0, after = 0 } = place;
  const isTooLong = depth + before + flat(code).length + after > lineLength;
  if (typeof code === 'object' && 'union' in code && isTooLong) {
    return `(\n${indent(layOut(code, { depth: depth + 4 }))}\n)`;
  }
  return layOut(code, place);
}
