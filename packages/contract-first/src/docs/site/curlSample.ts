import {
  type BoundOperation,
  type Document,
  isSchema,
  type MediaType,
} from '../../document/model.ts';
import { type SecurityScheme, securitySchemes } from '../../document/securitySchemes.ts';
import { flatten, propertiesOf } from '../../schema/flatten.ts';
import { oneLine } from '../../text/printable.ts';
import { shellWord } from '../../text/shell.ts';
import { bodyText, type Examples } from './examples.ts';
import { isFileField } from './fileFields.ts';

/**
 * Writes a request of an operation as a command of curl. No text of the document is run by the shell, or
 * makes curl read a file. A comment before the command names what curl cannot send.
 */
export function curlSample(
  document: Document,
  { method, path, parameters, requestBody, security }: BoundOperation,
  server: string,
  examples: Examples,
): string {
  const query: string[] = [];
  const lines: string[] = [];
  const left: string[] = [];
  let url = path;
  for (const parameter of parameters) {
    if (!parameter.required && parameter.in !== 'path') continue;
    const example = examples.ofParameter(parameter);
    const unknown = parameter.in === 'path' ? parameter.name : '…';
    const value = textOf(example === undefined ? unknown : example);
    if (parameter.in === 'path') {
      url = url.replace(`{${parameter.name}}`, () => encodeURIComponent(value));
    } else if (parameter.in === 'query') {
      query.push(`${encodeURIComponent(parameter.name)}=${encodeURIComponent(value)}`);
    } else if (parameter.in === 'header') {
      if (isFileWord(parameter.name)) left.push(`the header ${parameter.name}`);
      else lines.push(`-H ${shellWord(`${parameter.name}: ${value}`)}`);
    } else if (parameter.in === 'cookie') {
      lines.push(`-b ${shellWord(`${parameter.name}=${value}`)}`);
    }
  }
  const [alternative = {}] = security;
  const schemes = securitySchemes(document);
  for (const key of Object.keys(alternative)) {
    const scheme = schemes.find((each) => each.key === key);
    if (scheme) credential(scheme, { lines, query, left });
  }
  const [[mediaType, media] = []] = Object.entries(requestBody?.content ?? {});
  if (mediaType !== undefined && media !== undefined) {
    const [example] = examples.of(media, 'request');
    if (isForm(mediaType) && isObject(example?.value)) {
      const fields = formFields(document, mediaType, media, example.value);
      lines.push(...fields.lines);
      left.push(...fields.left);
    } else lines.push(...bodyLines(mediaType, example?.value));
  }
  const hasBody = mediaType !== undefined;
  const isPlainGet = method.toLowerCase() === 'get' && !hasBody;
  const verb = isPlainGet
    ? ''
    : `-X ${/^[a-z]+$/i.test(method) ? method.toUpperCase() : shellWord(method)} `;
  const address = `${server.replace(/\/$/, '')}${url}${query.length > 0 ? `${url.includes('?') ? '&' : '?'}${query.join('&')}` : ''}`;
  // Curl would take brackets and braces for patterns.
  const plain = /[[\]{}]/.test(address) ? '-g ' : '';
  const command = [`curl ${plain}${verb}${shellWord(address)}`, ...lines].join(' \\\n  ');
  return [
    ...left.map((each) => `# Without ${oneLine(each)}, which curl cannot send`),
    command,
  ].join('\n');
}

/** Whether curl would read a file instead of sending a header of this name. */
const isFileWord = (name: string): boolean => name.startsWith('@');

function credential(
  scheme: SecurityScheme,
  {
    lines,
    query,
    left,
  }: { readonly lines: string[]; readonly query: string[]; readonly left: string[] },
): void {
  const { type, name } = scheme;
  if (type === 'apiKey') {
    if (scheme.in === 'header') {
      if (isFileWord(name)) left.push(`the header ${name}`);
      else lines.push(`-H ${shellWord(`${name}: `)}"$API_KEY"`);
    } else if (scheme.in === 'cookie') lines.push(`-b ${shellWord(`${name}=…`)}`);
    else query.push(`${encodeURIComponent(name)}=YOUR_KEY`);
  } else if (type === 'http' && scheme.scheme === 'basic') {
    lines.push('-u "$USERNAME:$PASSWORD"');
  } else if (type === 'http' && scheme.scheme !== 'bearer') {
    lines.push(`-H ${shellWord(`Authorization: ${scheme.scheme} …`)}`);
  } else if (type !== 'mutualTLS') {
    lines.push('-H "Authorization: Bearer $TOKEN"');
  }
}

const MULTIPART = 'multipart/form-data';

const isForm = (mediaType: string): boolean =>
  mediaType === MULTIPART || mediaType === 'application/x-www-form-urlencoded';

/** The fields of a form; curl ends the name of a multipart field at its first equals sign. */
function formFields(
  document: Document,
  mediaType: string,
  { schema }: MediaType,
  value: Readonly<Record<string, unknown>>,
): { readonly lines: readonly string[]; readonly left: readonly string[] } {
  if (mediaType !== MULTIPART) {
    const lines = Object.entries(value).map(
      ([name, each]) =>
        `--data-urlencode ${shellWord(`${encodeURIComponent(name.toWellFormed())}=${textOf(each)}`)}`,
    );
    return { lines, left: [] };
  }
  const properties = isSchema(schema) ? propertiesOf(flatten(document, schema)) : [];
  const files = new Set(
    properties.filter(([, each]) => isFileField(document, each)).map(([name]) => name),
  );
  const [unnamed = [], named = []] = [true, false].map((isLeft) =>
    Object.entries(value).filter(([name]) => (name === '' || name.includes('=')) === isLeft),
  );
  return {
    lines: named.map(([name, each]) =>
      files.has(name)
        ? `-F ${shellWord(`${name}=@file`)}`
        : `--form-string ${shellWord(`${name}=${textOf(each)}`)}`,
    ),
    left: unnamed.map(([name]) => `the form field ${JSON.stringify(name)}`),
  };
}

function bodyLines(mediaType: string, value: unknown): string[] {
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

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
