import { escapeToken, tokensOf } from './structure.ts';

/** How many values a document may have, each use of a YAML alias counted. */
export const MOST_VALUES = 5_000_000;
/** How deep values may be nested. */
export const DEEPEST = 1_000;

/**
 * Visits every object and list of a parsed file with its JSON pointer, each use of a YAML alias for
 * itself.
 *
 * @throws Error where a file holds itself, is nested too deeply, or multiplies aliases: such a
 *   document would take all memory or never end
 */
export function eachObject(root: unknown, visit: (node: object, pointer: string) => void): void {
  if (!isObject(root)) return;
  const pending: { node: object; pointer: string; depth: number }[] = [
    { node: root, pointer: '#', depth: 0 },
  ];
  let count = 0;
  for (let at = pending.pop(); at; at = pending.pop()) {
    const { node, pointer, depth } = at;
    if (depth > DEEPEST) throw tooDeep(pointer);
    visit(node, pointer);
    for (const [key, value] of Object.entries(node)) {
      count += 1;
      if (count > MOST_VALUES) throw tooMany();
      if (!isObject(value)) continue;
      pending.push({ node: value, pointer: `${pointer}/${escapeToken(key)}`, depth: depth + 1 });
    }
  }
}

/** What stands at a JSON pointer with a leading `#`; undefined if nothing does. */
export function valueAt(root: unknown, pointer: string): unknown {
  let node = root;
  for (const token of tokensOf(pointer)) {
    if (!isObject(node) || !Object.hasOwn(node, token)) return undefined;
    node = Reflect.get(node, token);
  }
  return node;
}

/** Sets a field as data: `__proto__` becomes a field like any other. */
export function setField(target: object, name: string, value: unknown): void {
  const flags = { writable: true, enumerable: true, configurable: true };
  Object.defineProperty(target, name, { value, ...flags });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

export const tooDeep = (pointer: string): Error =>
  new Error(`The document is nested deeper than ${DEEPEST} levels, at ${pointer.slice(0, 80)}….`);

export const tooMany = (): Error =>
  new Error(
    `The document has more than ${MOST_VALUES} values. Check its YAML aliases: each use of one counts.`,
  );
