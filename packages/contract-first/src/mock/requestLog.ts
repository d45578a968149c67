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
  /** How the exchange with a real server differs from the document, each way as one sentence. */
  readonly violations?: readonly string[];
};

/** The longest line that is written. */
const LONGEST = 1_000;

/** A request as a line of JSON: `time`, `method`, `target`, `status`, `ms`, `reason`, `violations`. */
export const jsonLineOf = (
  { method, target, status, ms, decision: reason, violations }: RequestLine,
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
      ...(violations && { violations }),
    }),
  );

/** A request as one line of text, whatever the client has put into it, and one for each violation. */
export function lineOf({
  method,
  target,
  status,
  ms,
  decision,
  violations = [],
}: RequestLine): string {
  const line = `${method} ${target} ${status} ${Math.round(ms)} ms  ${decision}`;
  return [short(line), ...violations.map((each) => `  ! ${short(each)}`)].join('\n');
}

function short(line: string): string {
  const safe = oneLine(line);
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}…` : safe;
}
