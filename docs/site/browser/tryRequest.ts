import type { TryField, TryOperation, TryScheme } from './tryOperation.ts';

/** What the reader has filled in; a field that is left empty is not sent. */
export type TryValues = {
  readonly server: string;
  readonly credential?: { readonly scheme: TryScheme; readonly secret: string };
  readonly textOf: (field: TryField) => string;
  readonly fileOf: (field: TryField) => File | undefined;
  /** The JSON, or the file that is the body. */
  readonly body?: string | File | undefined;
};

export type TryRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string | File | FormData | undefined;
  /** The header with the credential, which the line for curl leaves to the environment. */
  readonly secret?: { readonly header: string; readonly prefix: string };
};

/**
 * Makes the request of an operation.
 *
 * @throws Error that says which field is missing, or that the server's address is none
 */
export function requestOf(operation: TryOperation, values: TryValues): TryRequest {
  const { server, credential, textOf } = values;
  const filled = operation.parameters.flatMap((field) => {
    const value = textOf(field);
    if (value === '' && field.required) throw new Error(`${field.name} is needed`);
    return value === '' ? [] : [{ ...field, value }];
  });
  const url = new URL(serverAddress(server));
  url.pathname += operation.path.slice(1).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = filled.find((field) => field.in === 'path' && field.name === name)?.value ?? '';
    return encodeURIComponent(value);
  });
  for (const field of filled) {
    if (field.in === 'query') url.searchParams.append(field.name, field.value);
  }
  const headers = filled.flatMap((field) =>
    field.in === 'header' ? [[field.name, field.value] as const] : [],
  );
  const { body: kind } = operation;
  const body = kind?.fields ? formOf(kind.fields, values) : kind && values.body;
  // A form gets its media type, with the boundary, from whoever sends it.
  if (kind && body !== undefined && !kind.fields) headers.push(['Content-Type', kind.mediaType]);
  if (!credential) return { method: operation.method, url: url.href, headers, body };
  const { header, prefix } = credential.scheme;
  return {
    method: operation.method,
    url: url.href,
    headers: [[header, prefix + credential.secret], ...headers],
    body,
    secret: { header, prefix },
  };
}

function serverAddress(server: string): string {
  const address = URL.parse(server.trim());
  if (address?.protocol !== 'http:' && address?.protocol !== 'https:') {
    throw new Error('The server needs an address such as http://localhost:8000');
  }
  return address.origin + address.pathname.replace(/\/*$/, '/');
}

function formOf(fields: readonly TryField[], { textOf, fileOf }: TryValues): FormData {
  const form = new FormData();
  for (const field of fields) {
    const value = field.isFile ? fileOf(field) : textOf(field);
    if (value) form.append(field.name, value);
    if (field.required && !form.has(field.name)) throw new Error(`${field.name} is needed`);
  }
  return form;
}

/** The same request as a line for a shell, with the secret taken from the environment. */
export function curlOf({ method, url, headers, body, secret }: TryRequest): string {
  const words = [`curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(url)}`];
  for (const [name, value] of headers) {
    const isSecret = name === secret?.header;
    const line = isSecret
      ? `"${inDoubleQuotes(`${name}: ${secret?.prefix}`)}$SECRET"`
      : quoted(`${name}: ${value}`);
    words.push(`-H ${line}`);
  }
  if (typeof body === 'string') words.push(`--data-raw ${quoted(body)}`);
  else if (body instanceof File) words.push(`--data-binary ${quoted(`@${body.name}`)}`);
  else if (body) {
    for (const [name, value] of body) {
      // Other than `-F`, `--form-string` takes no `@` or `<` for the name of a file.
      words.push(
        value instanceof File
          ? `-F ${quoted(`${name}=@${value.name}`)}`
          : `--form-string ${quoted(`${name}=${value}`)}`,
      );
    }
  }
  return words.join(' \\\n  ');
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A text between the double quotes of a shell (POSIX, section 2.2.3). */
const inDoubleQuotes = (text: string): string => text.replace(/[$`"\\]/g, '\\$&');
