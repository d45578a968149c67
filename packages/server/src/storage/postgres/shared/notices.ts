/**
 * What servers on one database tell each other.
 *
 * @module
 */

/** The channel of `LISTEN` and `NOTIFY`. */
export const CHANNEL = 'file_organizer';

/** PostgreSQL sends less than 8,000 bytes. */
const MOST_BYTES = 7_900;

/** What a transaction of a server has changed. */
export type Notice = {
  /** The id of the server. */
  readonly from: string;
  /** Whether events were added. */
  readonly events?: boolean | undefined;
  /** The folders whose rows were written; `all` if they are too many for a notice. */
  readonly folders?: readonly string[] | 'all' | undefined;
  readonly trash?: boolean | undefined;
  readonly credential?: boolean | undefined;
};

/** A notice as text. */
export function noticeOf(notice: Notice): string {
  const text = JSON.stringify(notice);
  return Buffer.byteLength(text) < MOST_BYTES
    ? text
    : JSON.stringify({ ...notice, folders: 'all' } satisfies Notice);
}

/** @returns undefined for what is no notice of a server, such as one of another program */
export function readNotice(text: string): Notice | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && 'from' in found
      ? (found as Notice)
      : undefined;
  } catch {
    return undefined;
  }
}
