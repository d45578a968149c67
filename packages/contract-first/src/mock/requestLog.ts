/** One request and what became of it. */
export type RequestLine = {
  readonly method: string;
  /** Path and query, without credentials. */
  readonly target: string;
  readonly status: number;
  /** From the head of the request to the answer, in milliseconds. */
  readonly ms: number;
  /** Where the answer comes from, or why the request was refused. */
  readonly decision: string;
};

/** The longest line that is written. */
const LONGEST = 1_000;

/**
 * What a terminal could take for a command or show in another order: control characters (Unicode
 * class Cc), line and paragraph separators, marks of direction and what cannot be seen (Cf), and
 * halves of characters.
 */
const dangerous = /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Cs}]/gu;

/** A request as a line of JSON: `time`, `method`, `target`, `status`, `ms`, `reason`. */
export const jsonLineOf = (
  { method, target, status, ms, decision: reason }: RequestLine,
  at: Date = new Date(),
): string =>
  JSON.stringify({
    time: at.toISOString(),
    method,
    target,
    status,
    ms: Math.round(ms * 10) / 10,
    reason,
  });

/** A request as one line of text, whatever the client has put into it. */
export function lineOf({ method, target, status, ms, decision }: RequestLine): string {
  const line = `${method} ${target} ${status} ${Math.round(ms)} ms  ${decision}`;
  const safe = line.replaceAll(dangerous, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}…` : safe;
}
