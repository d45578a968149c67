/** One field of a request that is at fault. */
export type FieldFault = {
  /** Where: `#/query/limit`, `#/body/path` (RFC 6901, in the request). */
  readonly pointer: string;
  /** What it must be, such as "Must be at most 1000". */
  readonly message: string;
};

/** How many faults a text names; a problem lists all of them. */
const MOST_NAMED = 3;
/** The longest name of a field that a text shows, in characters: it comes from whoever sent it. */
const LONGEST_NAME = 100;

/** What the parts of a request are called. */
const parts: Readonly<Record<string, string>> = {
  query: 'Query parameter',
  path: 'Path parameter',
  header: 'Header',
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

/** A message as it stands after a colon. Capitals stay in what is written in capitals, such as an acronym. */
const asClause = (message: string): string =>
  /^\p{Lu}(?!\p{Lu})/u.test(message) ? message.charAt(0).toLowerCase() + message.slice(1) : message;
