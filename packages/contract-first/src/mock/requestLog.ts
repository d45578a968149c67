import { oneLine, printable } from '../text/printable.ts';

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

/** A request as a line of JSON: `time`, `method`, `target`, `status`, `ms`, `reason`. */
export const jsonLineOf = (
  { method, target, status, ms, decision: reason }: RequestLine,
  at: Date = new Date(),
): string =>
  printable(
    JSON.stringify({
      time: at.toISOString(),
      method,
      target,
      status,
      ms: Math.round(ms * 10) / 10,
      reason,
    }),
  );

/** A request as one line of text, whatever the client has put into it. */
export function lineOf({ method, target, status, ms, decision }: RequestLine): string {
  const line = `${method} ${target} ${status} ${Math.round(ms)} ms  ${decision}`;
  const safe = oneLine(line);
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}…` : safe;
}
