/**
 * Parses the `Content-Disposition` of form parts as the various clients write it.
 *
 * @module
 */

/** What the headers of a part say about it. */
export type PartDisposition = {
  readonly name: string;
  /** As the client sent it, without folders. */
  readonly filename: string | undefined;
};

/**
 * Parses the `Content-Disposition` of a form's part (RFC 7578, section 4.2).
 *
 * @param header as bytes, one character each
 * @returns undefined if it does not belong to a form, or has no name
 */
export function partDisposition(header: string): PartDisposition | undefined {
  const [type] = /^[^;]*/.exec(header) ?? [];
  if (type?.trim().toLowerCase() !== 'form-data') return undefined;
  const values = new Map<string, string>();
  for (const [key, value] of parametersOf(header.slice(type.length))) {
    if (/[\r\n]/.test(value)) return undefined;
    values.set(key, value);
  }
  const name = values.get('name');
  if (name === undefined) return undefined;
  const plain = values.get('filename');
  const filename =
    extendedValue(values.get('filename*')) ??
    (plain === undefined ? undefined : unescapeName(utf8Of(plain)));
  return {
    name: utf8Of(name),
    // "Do not use directory path information that may be present" (RFC 7578, section 4.2).
    filename: filename?.slice(filename.lastIndexOf('/') + 1),
  };
}

const PARAMETER = /\s*;\s*([^\s;="]+)\s*=\s*/y;
const TOKEN = /[^;]*/y;

/** The parameters of a header, with names in lower case. */
function* parametersOf(text: string): Generator<[key: string, value: string]> {
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  for (let found = match(PARAMETER); found; found = match(PARAMETER)) {
    const key = (found[1] ?? '').toLowerCase();
    const end = text[at] === '"' ? endOfQuoted(text, at) : -1;
    if (end < 0) {
      yield [key, (match(TOKEN)?.[0] ?? '').trim()];
    } else {
      yield [key, withoutEscapes(text.slice(at + 1, end))];
      at = end + 1;
      // Anything between the quote and the next parameter is ignored.
      match(TOKEN);
    }
  }
}

/** The end of a quoted value; -1 if it has none. */
function endOfQuoted(text: string, start: number): number {
  let inside = -1;
  let escaped = -1;
  for (let end = text.indexOf('"', start + 1); end > 0; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text[first - 1] === '\\') first -= 1;
    const isEscaped = (end - first) % 2 === 1;
    const isLast = /^\s*(;|$)/.test(text.slice(end + 1));
    if (isLast && !isEscaped) return end;
    // Browsers do not escape backslashes, so this one may be the last character of the name.
    if (isLast && escaped < 0) escaped = end;
    if (!isEscaped && inside < 0) inside = end;
  }
  return inside < 0 ? escaped : inside;
}

/** A backslash that escapes nothing, because neither a quote nor a backslash follows. */
const PLAIN_BACKSLASH = /(?<!\\)(?:\\\\)*\\(?!["\\])/;

/**
 * The meaning of a quoted value. Some clients put a backslash before quotes and backslashes (RFC
 * 2045); browsers escape quotes in another way, and send backslashes unchanged (HTML, section
 * 4.10.21.8). A client that has escaped one has escaped all of them.
 */
const withoutEscapes = (value: string): string =>
  PLAIN_BACKSLASH.test(value) ? value : value.replace(/\\(["\\])/g, '$1');

/** Browsers and curl escape quotes and line breaks of a name, and nothing else. */
const unescapeName = (name: string): string =>
  name.replace(/%(22|0D|0A)/gi, (_escape, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );

/** Invalid UTF-8 becomes U+FFFD, which no name may contain. */
const utf8Of = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

/** The value of an RFC 8187 parameter; undefined if it is invalid or its charset is unknown. */
function extendedValue(value: string | undefined): string | undefined {
  const [, charset, encoded] = /^([\w-]+)'[^']*'(.*)$/.exec(value ?? '') ?? [];
  if (charset === undefined || encoded === undefined) return undefined;
  const bytes = encoded.replace(/%([0-9a-f]{2})/gi, (_escape, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  try {
    return new TextDecoder(charset).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return undefined;
  }
}
