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

/** Where values of a JSON text stand: by key or index, the place of the key or of the value. */
export type JsonIndex = { readonly at: number; readonly children: Map<string, JsonIndex | number> };

/** Finds the place of every value of valid JSON; those of lists if they are objects or lists. */
export function indexJson(text: string): JsonIndex {
  const root: JsonIndex = { at: 0, children: new Map() };
  const holder: JsonIndex = { at: 0, children: new Map() };
  let frame = { index: holder, isObject: false, key: '', keyAt: 0, item: 0 };
  const around: (typeof frame)[] = [];
  scanJson(text, {
    open: (isObject, at) => {
      const place = frame.isObject ? frame.keyAt : at;
      const index: JsonIndex = around.length === 0 ? root : { at: place, children: new Map() };
      frame.index.children.set(frame.isObject ? frame.key : String(frame.item), index);
      around.push(frame);
      frame = { index, isObject, key: '', keyAt: 0, item: 0 };
    },
    close: () => {
      frame = around.pop() ?? frame;
    },
    key: (name, at) => {
      frame.key = name();
      frame.keyAt = at;
      frame.index.children.set(frame.key, at);
    },
    next: () => {
      frame.item += 1;
    },
  });
  return root;
}
