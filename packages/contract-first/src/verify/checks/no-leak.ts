import type { Check } from '../check.ts';

/** What shows the inside of a server to whoever reads its errors (OWASP API8:2023). */
const leaks: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a JavaScript stack trace', /\n?\s+at .+ ?\(?.*:\d+:\d+\)?/],
  ['a Python traceback', /Traceback \(most recent call last\)|File "[^"]+", line \d+/],
  ['a Java stack trace', /\tat [\w$.]+\([\w$]+\.java:\d+\)|Exception in thread/],
  ['a Go stack trace', /goroutine \d+ \[/],
  ['a file path', /(?<![\w/])\/(home|usr|var|root|etc|opt|srv|Users)\/[\w./-]+|[A-Z]:\\\w+/],
  ['an SQL statement', /\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|SQLITE_[A-Z]+|ORA-\d{5}|psycopg/],
];

/** An error tells nothing of the inside of the server: no stack, no place on its disk, no query. */
export const noLeak: Check = {
  name: 'no-leak',
  promise: 'Errors reveal no stack trace, file path or query',
  judge: ({ case: { request }, response: { status, text } }) => {
    if (status < 400) return undefined;
    const asked = `${decoded(request.target)} ${Buffer.from(request.body ?? '').toString()}`;
    return leaks.flatMap(([what, pattern]) => {
      const found = pattern.exec(text)?.[0];
      // What the request has said may be said back.
      return found === undefined || asked.includes(found)
        ? []
        : [`the body reveals ${what}: ${found.trim()}`];
    });
  },
};

function decoded(target: string): string {
  try {
    return decodeURIComponent(target.replaceAll('+', ' '));
  } catch {
    return target;
  }
}
