import type { BoundOperation, Document } from '../../document/model.ts';
import { type SecurityScheme, securitySchemes } from '../../document/securitySchemes.ts';
import { shellWord } from '../../text/shell.ts';
import { bodyText, type Examples } from './examples.ts';

/** Writes a request of an operation as a command of curl. No text of the document is run by the shell. */
export function curlSample(
  document: Document,
  { method, path, parameters, requestBody, security }: BoundOperation,
  server: string,
  examples: Examples,
): string {
  const query: string[] = [];
  const lines: string[] = [];
  let url = path;
  for (const parameter of parameters) {
    if (!parameter.required && parameter.in !== 'path') continue;
    const example = examples.ofParameter(parameter);
    const value = textOf(example ?? (parameter.in === 'path' ? parameter.name : '…'));
    if (parameter.in === 'path') {
      url = url.replace(`{${parameter.name}}`, () => encodeURIComponent(value));
    } else if (parameter.in === 'query') {
      query.push(`${encodeURIComponent(parameter.name)}=${encodeURIComponent(value)}`);
    } else if (parameter.in === 'header') {
      lines.push(`-H ${shellWord(`${parameter.name}: ${value}`)}`);
    } else if (parameter.in === 'cookie') {
      lines.push(`-b ${shellWord(`${parameter.name}=${value}`)}`);
    }
  }
  const [alternative = {}] = security;
  const schemes = securitySchemes(document);
  for (const key of Object.keys(alternative)) {
    const scheme = schemes.find((each) => each.key === key);
    if (scheme) credential(scheme, lines, query);
  }
  const [[mediaType, media] = []] = Object.entries(requestBody?.content ?? {});
  if (mediaType !== undefined && media !== undefined) {
    const [example] = examples.of(media, 'request');
    lines.push(...bodyLines(mediaType, example?.value));
  }
  const hasBody = mediaType !== undefined;
  const isPlainGet = method.toLowerCase() === 'get' && !hasBody;
  const verb = isPlainGet
    ? ''
    : `-X ${/^[a-z]+$/i.test(method) ? method.toUpperCase() : shellWord(method)} `;
  const address = `${server.replace(/\/$/, '')}${url}${query.length > 0 ? `${url.includes('?') ? '&' : '?'}${query.join('&')}` : ''}`;
  // Curl would take brackets and braces for patterns.
  const plain = /[[\]{}]/.test(address) ? '-g ' : '';
  return [`curl ${plain}${verb}${shellWord(address)}`, ...lines].join(' \\\n  ');
}

function credential(scheme: SecurityScheme, lines: string[], query: string[]): void {
  const { type, name } = scheme;
  if (type === 'apiKey') {
    if (scheme.in === 'header') lines.push(`-H ${shellWord(`${name}: `).slice(0, -1)}'"$API_KEY"`);
    else if (scheme.in === 'cookie') lines.push(`-b ${shellWord(`${name}=…`)}`);
    else query.push(`${encodeURIComponent(name)}=YOUR_KEY`);
  } else if (type === 'http' && scheme.scheme === 'basic') {
    lines.push('-u "$USERNAME:$PASSWORD"');
  } else if (type === 'http' && scheme.scheme !== 'bearer') {
    lines.push(`-H ${shellWord(`Authorization: ${scheme.scheme} …`)}`);
  } else if (type !== 'mutualTLS') {
    lines.push('-H "Authorization: Bearer $TOKEN"');
  }
}

function bodyLines(mediaType: string, value: unknown): string[] {
  const isForm = mediaType === 'multipart/form-data';
  if ((isForm || mediaType === 'application/x-www-form-urlencoded') && isObject(value)) {
    const flag = isForm ? '--form-string' : '--data-urlencode';
    return Object.entries(value).map(([name, each]) =>
      isForm && isBytes(each)
        ? `-F ${shellWord(`${name}=@file`)}`
        : `${flag} ${shellWord(`${name}=${textOf(each)}`)}`,
    );
  }
  const type = `-H ${shellWord(`Content-Type: ${mediaType}`)}`;
  if (value === undefined || (typeof value === 'string' && !/json|text|xml/.test(mediaType))) {
    return [type, '--data-binary @file'];
  }
  const text = bodyText(value, mediaType);
  // The lines of JSON are lines of the command, too; other line breaks are escaped.
  const lines = text.split('\n').map((line) => shellWord(line));
  const isPlain = lines.every((line) => line.startsWith("'"));
  return [
    type,
    `--data-raw ${isPlain ? `'${lines.map((line) => line.slice(1, -1)).join('\n')}'` : shellWord(JSON.stringify(value))}`,
  ];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value stands for the bytes of a file. */
const isBytes = (value: unknown): boolean =>
  typeof value === 'string' && /^(?:binary|bytes|@)/.test(value);

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
