import type { WireRequest } from './exchange.ts';

/** The name of the variable that stands for a credential in a line to be shown. */
export const variableOf = (scheme: string): string =>
  scheme
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .replaceAll(/[^A-Za-z0-9_]/g, '_')
    .toUpperCase();

/**
 * A line for a shell that sends a request again. Credentials are variables in it, so that a report
 * holds none.
 *
 * @param secrets the names of schemes and the credentials that the request has for them
 */
export function curlOf(
  request: WireRequest,
  address: string,
  secrets: readonly (readonly [scheme: string, secret: string])[],
): string {
  const withoutSecrets = (text: string) =>
    secrets.reduce(
      (line, [scheme, secret]) =>
        // Between the single quotes of the line, a variable needs double ones.
        secret === '' ? line : line.replaceAll(secret, `'"$${variableOf(scheme)}"'`),
      text,
    );
  const { method, headers, body } = request;
  const words = ['curl -i'];
  if (method !== 'GET' || body) words.push(`-X ${method}`);
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'Accept') continue;
    words.push(`-H ${withoutSecrets(quoted(`${name}: ${value}`))}`);
  }
  if (!body) return [...words, withoutSecrets(quoted(address))].join(' ');
  const text = Buffer.from(body).toString();
  const isText = Buffer.from(text).equals(Buffer.from(body)) && !text.includes('\0');
  if (isText && !text.includes('\r')) {
    return [...words, `--data-binary ${quoted(text)}`, withoutSecrets(quoted(address))].join(' ');
  }
  const line = [...words, '--data-binary @-', withoutSecrets(quoted(address))].join(' ');
  return `echo ${Buffer.from(body).toString('base64')} | base64 -d | ${line}`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
