/**
 * Invalid fields of a request, and how messages describe them.
 *
 * @module
 */

/** An invalid field of a request. */
export type FieldFault = {
  /** The field: `#/query/limit`, `#/body/path` (a JSON pointer into the request, RFC 6901). */
  readonly pointer: string;
  /** What it must be, such as "Must be at most 1000". */
  readonly message: string;
};

/** How many faults the text names; the problem itself lists all of them. */
const MOST_NAMED = 3;
/** Longest name of a field in the text, in characters, since clients choose it. */
const LONGEST_NAME = 100;

/** What messages call the parts of a request. */
const parts: Readonly<Record<string, string>> = {
  query: 'Query parameter',
  path: 'Path parameter',
  header: 'Header',
  cookie: 'Cookie',
  body: 'Field',
  checks: 'Check',
};

/** The faults of a request in one line: `Query parameter "limit": must be at most 1000`. */
export function describeFaults(faults: readonly FieldFault[]): string {
  const named = faults
    .slice(0, MOST_NAMED)
    .map(({ pointer, message }) => `${describePlace(pointer)}: ${asClause(message)}`);
  const more = faults.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function describePlace(pointer: string): string {
  const [, part = '', ...keys] = pointer
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (keys.length === 0) return part === 'body' ? 'Body' : 'Request';
  const name = keys.reduce((path, key) =>
    part === 'body' && /^\d+$/.test(key) ? `${path}[${key}]` : `${path}.${key}`,
  );
  const shown = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
  return `${parts[part] ?? 'Field'} "${shown}"`;
}

/** A message in the form for after a colon. Acronyms keep their capitals. */
const asClause = (message: string): string =>
  /^\p{Lu}(?!\p{Lu})/u.test(message) ? message.charAt(0).toLowerCase() + message.slice(1) : message;
