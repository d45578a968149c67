const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/**
 * Refuses JSON in which an object has a key twice: `JSON.parse` would keep the last value only, so
 * that operations vanish (RFC 8259, section 4, calls the outcome unpredictable).
 *
 * The `yaml` package finds them, too, but takes 2.0 s for 2.5 MB of JSON, where this takes 0.03 s.
 *
 * @param text valid JSON, which makes the scan simple
 * @throws Error that names the key and its line and column, both from 1
 */
export function refuseDuplicateKeys(text: string): void {
  /** The keys of each object around the current place; undefined for a list. */
  const around: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === OPEN_OBJECT) around.push(new Set());
    else if (code === OPEN_LIST) around.push(undefined);
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) around.pop();
    else if (code === QUOTE) {
      const end = endOfString(text, at);
      const keys = around.at(-1);
      if (keys && isKey(text, end)) {
        const key = keyAt(text, at, end);
        if (keys.has(key)) throw duplicate(text, key, at);
        keys.add(key);
      }
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

function duplicate(text: string, key: string, at: number): Error {
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new Error(
    `the key ${JSON.stringify(key)} is there twice in one object, again at line ${before.length}, column ${column}: remove one of them`,
  );
}
