/** A media type or range, parameters without effect left out (RFC 9110, section 8.3.1). */
export type MediaRange = {
  /** As it is written. */
  readonly text: string;
  /** The same for all spellings. */
  readonly key: string;
  readonly type: string;
  readonly subtype: string;
};

/** Reads a key of `content`. `charset` is left out: JSON and XML are UTF-8 with or without it. */
export function mediaRange(text: string): MediaRange {
  const [essence = '', ...rest] = text.split(';').map((each) => each.trim());
  const parameters = rest
    .map((each) =>
      each.toLowerCase().replaceAll(/\s*=\s*|"/g, (found) => (found.includes('=') ? '=' : '')),
    )
    .filter((each) => each !== '' && !each.startsWith('charset='))
    .sort();
  const [type = '', subtype = ''] = essence.toLowerCase().split('/');
  return { text, key: [`${type}/${subtype}`, ...parameters].join(';'), type, subtype };
}

/** Whether each media type of the second range is one of the first. */
export function covers(range: MediaRange, other: MediaRange): boolean {
  if (range.key === other.key) return true;
  if (range.type === '*') return true;
  if (range.type !== other.type) return false;
  // `application/*+json` is none of RFC 9110, but is written.
  if (range.subtype.startsWith('*+')) return other.subtype.endsWith(range.subtype.slice(1));
  return range.subtype === '*';
}

/** How values of a media type are written, as far as it changes what is breaking. */
export function encodingOf({ type, subtype }: MediaRange): 'json' | 'xml' | 'text' {
  if (subtype === 'xml' || subtype.endsWith('+xml')) return 'xml';
  const isForm = type === 'multipart' || subtype === 'x-www-form-urlencoded';
  return isForm || type === 'text' ? 'text' : 'json';
}

export const hasParts = ({ type, subtype }: MediaRange): boolean =>
  type === 'multipart' || subtype === 'x-www-form-urlencoded';
