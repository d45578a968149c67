import type { JsonSchema, Parameter } from '../../document/model.ts';
import { type BoundOperation, type Document, isSchema, resolve } from '../../document/model.ts';
import { Values } from '../../schema/index.ts';

/**
 * A curl command that gets a successful response, for a person to paste into a shell. Texts of the
 * document are quoted, so that none of them can be a command.
 *
 * @param url of the mock, without a slash at the end
 * @returns undefined if no operation can be called without much else
 */
export function sampleRequest(
  document: Document,
  operations: readonly BoundOperation[],
  url: string,
): string | undefined {
  const values = new Values(document, 1, 'request');
  const rank = ({ method, path, parameters, requestBody }: BoundOperation): number =>
    (method === 'get' ? 0 : 100) +
    (requestBody ? 1000 : 0) +
    path.split('{').length * 2 +
    parameters.filter((each) => each.required && each.in !== 'path').length;
  const simple = operations.filter(
    ({ method, requestBody, responses }) =>
      method === 'get' && !requestBody && !('101' in responses),
  );
  const chosen = simple.toSorted((one, other) => rank(one) - rank(other))[0];
  if (!chosen) return undefined;
  return requestOf(document, chosen, values, url);
}

function requestOf(
  document: Document,
  { path, parameters, security }: BoundOperation,
  values: Values,
  url: string,
): string | undefined {
  const words = ['curl'];
  const query = new URLSearchParams();
  let target = path;
  for (const parameter of parameters) {
    if (!parameter.required && parameter.in !== 'path') continue;
    const text = textOf(document, parameter, values);
    if (text === undefined) return undefined;
    if (parameter.in === 'path') {
      target = target.replace(`{${parameter.name}}`, () => encodeURIComponent(text));
    } else if (parameter.in === 'query') query.set(parameter.name, text);
    else if (parameter.in === 'header') words.push('-H', `${parameter.name}: ${text}`);
    else words.push('-b', `${parameter.name}=${text}`);
  }
  for (const scheme of Object.keys(security[0] ?? {})) {
    const written = document.components?.securitySchemes?.[scheme];
    const { type, in: place, name, scheme: http } = isSchema(written) ? written : {};
    if (type === 'mutualTLS') continue;
    if (type === 'apiKey' && place === 'query') query.set(String(name), 'secret');
    else if (type === 'apiKey' && place === 'cookie') words.push('-b', `${String(name)}=secret`);
    else if (type === 'apiKey') words.push('-H', `${String(name)}: secret`);
    else if (/^basic$/i.test(String(http))) words.push('-u', 'user:secret');
    else words.push('-H', 'Authorization: Bearer secret');
  }
  const search = query.size > 0 ? `?${query}` : '';
  return [...words, `${url}${encodeURI(decoded(target))}${search}`].map(quoted).join(' ');
}

/** The value of a parameter, if it is written as it is. */
function textOf(document: Document, parameter: Parameter, values: Values): string | undefined {
  const schema = parameter.schema ?? {};
  const { example } = parameter;
  const value = example ?? values.valid(schema, { byExample: true, optional: 1, plain: true });
  const flat = resolve<JsonSchema>(document, schema);
  if (isScalar(value)) return String(value);
  return Array.isArray(value) && flat.type === 'array' && value.every(isScalar)
    ? value.map(String).join(',')
    : undefined;
}

const isScalar = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const decoded = (text: string): string => {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
};

/** A word of a shell command: in single quotes unless it is plain (POSIX, section 2.2.2). */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
