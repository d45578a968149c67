/**
 * Reads places in the text of valid JSON, many times faster than a parser for YAML would.
 *
 * @module
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/** What a scan of JSON comes across: keys of objects, and where objects and lists begin and end. */
export type JsonVisitor = {
  /** An object or a list begins. */
  open(isObject: boolean, at: number): void;
  close(): void;
  /** Calling `name` costs a copy of the key. */
  key(name: () => string, at: number): void;
  /** A comma between the items of a list or the fields of an object. */
  next(): void;
};

/** Visits valid JSON from its beginning to its end. */
export function scanJson(text: string, visitor: JsonVisitor): void {
  const around: boolean[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === OPEN_OBJECT || code === OPEN_LIST) {
      around.push(code === OPEN_OBJECT);
      visitor.open(code === OPEN_OBJECT, at);
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      around.pop();
      visitor.close();
    } else if (code === COMMA) {
      visitor.next();
    } else if (code === QUOTE) {
      const start = at;
      const end = endOfString(text, start);
      if (around.at(-1) && isKey(text, end)) visitor.key(() => keyAt(text, start, end), start);
      at = end - 1;
    }
  }
}

/** The place behind the closing quotation mark of a string. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}

/** Whether a colon follows: of strings in an object, only keys have one. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return text.charCodeAt(at) === COLON;
}

function keyAt(text: string, start: number, end: number): string {
  const written = text.slice(start + 1, end - 1);
  return written.includes('\\') ? String(JSON.parse(`"${written}"`)) : written;
}

/** How many keys the objects of valid JSON have, each as often as it is written. */
export function countKeys(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; ) {
    const end = endOfString(text, at);
    if (isKey(text, end)) count += 1;
    at = text.indexOf('"', end);
  }
  return count;
}

/** The place of a value: of its key, or, in a list, of the value itself. */
type Child = { readonly at: number; readonly value: number };

/**
 * Finds where values of a valid JSON text stand. Of the text, only what is on the way to them is read,
 * and each object or list of it once.
 */
export class JsonPlaces {
  readonly #text: string;
  /** What objects and lists hold, by where they begin. */
  readonly #children = new Map<number, ReadonlyMap<string, Child>>();

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * The offset of a value's key, or of the value itself if it is an object or a list in a list; that of
   * the nearest value around it if it is not there.
   *
   * @param tokens the keys and indexes that lead to it
   */
  offsetOf(tokens: readonly string[]): number {
    let found = 0;
    let value = skipSpace(this.#text, 0);
    for (const token of tokens) {
      const child = this.#childrenOf(value)?.get(token);
      if (!child) break;
      found = child.at;
      value = child.value;
    }
    return found;
  }

  #childrenOf(start: number): ReadonlyMap<string, Child> | undefined {
    const code = this.#text.charCodeAt(start);
    if (code !== OPEN_OBJECT && code !== OPEN_LIST) return undefined;
    let children = this.#children.get(start);
    if (!children) {
      children = childrenAt(this.#text, start);
      this.#children.set(start, children);
    }
    return children;
  }
}

/** The fields of an object, or the objects and lists that a list holds. */
function childrenAt(text: string, start: number): ReadonlyMap<string, Child> {
  const children = new Map<string, Child>();
  const isObject = text.charCodeAt(start) === OPEN_OBJECT;
  const close = isObject ? CLOSE_OBJECT : CLOSE_LIST;
  let at = skipSpace(text, start + 1);
  for (let item = 0; text.charCodeAt(at) !== close; item += 1) {
    let key = String(item);
    const place = at;
    if (isObject) {
      const end = endOfString(text, at);
      key = keyAt(text, at, end);
      // Behind the colon.
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    const code = text.charCodeAt(at);
    if (isObject || code === OPEN_OBJECT || code === OPEN_LIST) {
      children.set(key, { at: place, value: at });
    }
    at = skipSpace(text, endOfValue(text, at));
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1);
  }
  return children;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

/** The place behind a value. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at) - 1;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      depth += 1;
      continue;
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      // The end of what is around a number or a keyword.
      if (depth === 0) return at;
      depth -= 1;
    } else if (code === COMMA) {
      if (depth === 0) return at;
      continue;
    } else {
      continue;
    }
    if (depth === 0) return at + 1;
  }
  return text.length;
}
