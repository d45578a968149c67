/** The lines are given to real shells, in which a function in the place of curl tells what it is given. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curlOf, variableOf } from './curl.ts';

const told = `
curl() {
  for word in "$@"; do printf '%s\\0' "$word"; done
  case "$*" in *'@-'*) printf 'stdin\\0'; cat ;; esac
}
`;

/** The words that curl is given by a line. */
const wordsOf = (
  shell: string,
  line: string,
  env: Readonly<Record<string, string>> = {},
): string[] => {
  const output = execFileSync(shell, ['-c', `${told}\n${line}`], {
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return output.toString().split('\0');
};

const pieces = [
  ...["'", '"', '`', '\\', '$(exit 3)', '`exit 3`', '$HOME', '!!', ';exit 3;', '|', '&', '>', '<'],
  ...['\u001b[31m', '\u009b', '\u202e', '\r', '\u0001', '%s', '%', '#', '@', '*', '~', '{a,b}'],
  ...[' ', '\t', 'é', '🚢', '-', '--', 'A', '1', "'\\''", '\\n', '\\033'],
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((all) => all.join(''));

describe.each(['sh', 'bash'])('the curl command in %s', (shell) => {
  it('passes the request to curl without executing anything else', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(text, text, text, (header, path, body) => {
        const line = curlOf(
          {
            ...{ method: 'POST', target: '/', headers: { 'X-Note': header } },
            body: Buffer.from(`${body}\n.`),
          },
          `http://a/${path}`,
          [],
        );
        expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
        const words = wordsOf(shell, line);
        expect(words).toContain(header === '' ? 'X-Note;' : `X-Note: ${header}`);
        expect(words).toContain(`http://a/${path}`);
        expect(words.at(-1)).toBe(`${body}\n.`);
      }),
      { numRuns: 60 },
    );
  });

  it('does not read a file named in a body', () => {
    const body = Buffer.from('@/etc/passwd');
    const line = curlOf({ method: 'PUT', target: '/', headers: {}, body }, 'http://a/', []);
    expect(wordsOf(shell, line)).toContain('--data-raw');
    expect(wordsOf(shell, line)).toContain('@/etc/passwd');
  });

  it('has variables for credentials', () => {
    const secrets = [
      ['apiKey', "it's $(exit 3)"],
      ['2nd key', 'API'],
    ] as const;
    const headers = { 'X-Key': secrets[0][1], 'X-Other': `API ${secrets[0][1]} API` };
    const line = curlOf({ method: 'GET', target: '/', headers }, 'http://a/', secrets);
    expect(line).not.toContain('exit');
    const words = wordsOf(shell, line, { API_KEY: 'one', _2ND_KEY: 'two' });
    expect(words).toContain('X-Key: one');
    expect(words).toContain('X-Other: two one two');
  });
});

it('variables have valid names for any scheme', () => {
  for (const [scheme, variable] of [
    ['apiKey', 'API_KEY'],
    ['1st;id', '_1ST_ID'],
    ['', '_'],
    ['$(id)', '__ID_'],
  ] as const) {
    expect(variableOf(scheme)).toBe(variable);
  }
});
