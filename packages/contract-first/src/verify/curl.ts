import { oneLine } from '../text/printable.ts';
import { shellWord } from '../text/shell.ts';
import type { WireRequest } from './exchange.ts';

/** The name of the variable that stands for a credential in a line to be shown. */
export const variableOf = (scheme: string): string =>
  scheme
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .replaceAll(/[^A-Za-z0-9_]/g, '_')
    .replace(/^(?![A-Za-z_])/, '_')
    .toUpperCase();

/**
 * A line for a shell (POSIX, section 2.2) that sends a request again. Credentials are variables in it,
 * so that a report holds none. Whatever the request holds, the line is one line, in which every
 * character can be seen, and the shell runs nothing but curl.
 *
 * @param secrets the names of schemes and the credentials that the request has for them
 */
export function curlOf(
  request: WireRequest,
  address: string,
  secrets: readonly (readonly [scheme: string, secret: string])[],
): string {
  const word = (text: string) => wordOf(text, secrets);
  const { method, headers, body } = request;
  const words = ['curl -i'];
  // curl would take brackets and braces for patterns.
  if (/[[\]{}]/.test(address)) words.push('-g');
  if (method !== 'GET' || body) words.push(`-X ${/^[A-Z]+$/.test(method) ? method : word(method)}`);
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'Accept') continue;
    // `Name:` would take the header out.
    words.push(`-H ${word(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (!body) return [...words, word(address)].join(' ');
  const text = Buffer.from(body).toString();
  if (Buffer.from(text).equals(Buffer.from(body)) && oneLine(text) === text) {
    // Other than `--data-binary`, this takes no `@` for the name of a file.
    return [...words, `--data-raw ${word(text)}`, word(address)].join(' ');
  }
  const line = [...words, '--data-binary @-', word(address)].join(' ');
  return `echo ${Buffer.from(body).toString('base64')} | base64 -d | ${line}`;
}

/** A text as one word of a shell, with variables for the secrets in it. */
function wordOf(
  text: string,
  secrets: readonly (readonly [scheme: string, secret: string])[],
): string {
  let parts: (string | { readonly variable: string })[] = [text];
  for (const [scheme, secret] of secrets) {
    if (secret === '') continue;
    parts = parts.flatMap((part) =>
      typeof part === 'string'
        ? part
            .split(secret)
            .flatMap((each, at) => (at === 0 ? [each] : [{ variable: variableOf(scheme) }, each]))
        : [part],
    );
  }
  const quoted = parts.map((part) =>
    typeof part === 'string' ? part && shellWord(part) : `"$${part.variable}"`,
  );
  return quoted.join('') || "''";
}
