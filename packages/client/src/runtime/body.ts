import { bytesOf, streamOf } from './byteStream.ts';
import { renameKeys, snakeCase } from './casing.ts';
import { multipartStream } from './multipart.ts';
import type { Operation, UploadOptions } from './operation.ts';
import { openSource } from './uploadSource.ts';
import { toTexts } from './url.ts';

/** The part of a request that carries its body. */
export type Body = Pick<RequestInit, 'body' | 'headers'> & {
  /** What `fetch` wants to hear where a body is a stream; the types of the DOM lack it. */
  readonly duplex?: 'half';
};

/** @throws TypeError where a form cannot be made of what was given */
export async function writeBody(
  operation: Operation,
  params: Readonly<Record<string, unknown>>,
  options: UploadOptions,
): Promise<Body> {
  if (operation.body === 'json') return writeJson(operation, params);
  if (operation.body === 'multipart') return writeForm(operation, params, options);
  if (operation.body === 'raw') return writeRaw(operation, params);
  return {};
}

function fieldsIn(
  place: 'body' | 'file',
  { fields }: Operation,
  params: Readonly<Record<string, unknown>>,
): [name: string, value: unknown][] {
  return Object.entries(params).filter(
    ([name, value]) => fields[name] === place && value !== undefined,
  );
}

function writeJson(operation: Operation, params: Readonly<Record<string, unknown>>): Body {
  const fields = Object.fromEntries(fieldsIn('body', operation, params));
  return {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(renameKeys(fields, snakeCase)),
  };
}

/** Bytes as they are, whatever they are. */
async function writeRaw(
  operation: Operation,
  params: Readonly<Record<string, unknown>>,
): Promise<Body> {
  const [upload] = fieldsIn('file', operation, params);
  if (!upload) return {};
  const { content } = await openSource(upload[1]);
  const headers = { 'content-type': 'application/octet-stream' };
  if (content instanceof Blob) return { headers, body: content };
  return { headers, body: streamOf(bytesOf(content)), duplex: 'half' };
}

/** Texts come before files, so that a server that reads the form as it arrives knows them. */
async function writeForm(
  operation: Operation,
  params: Readonly<Record<string, unknown>>,
  { filename }: UploadOptions,
): Promise<Body> {
  const texts = fieldsIn('body', operation, params).flatMap(([name, value]) =>
    toTexts(name, value).map((text): [string, string] => [snakeCase(name), text]),
  );
  const [upload] = fieldsIn('file', operation, params);
  if (!upload) return { body: formOf(texts, []) };
  const [field, source] = upload;
  if (source instanceof FormData) {
    const given = new Set(texts.map(([name]) => name));
    const files: [name: string, file: File][] = [];
    for (const [name, entry] of source) {
      if (typeof entry !== 'string') files.push([name, entry]);
      else if (!given.has(name)) texts.push([name, entry]);
    }
    return { body: formOf(texts, files) };
  }
  const { name, content } = await openSource(source, filename);
  if (!name) {
    throw new TypeError('Say how the file is named: pass { filename } as the last argument');
  }
  if (content instanceof Blob) {
    return { body: formOf(texts, [[snakeCase(field), new File([content], name, content)]]) };
  }
  const part = { field: snakeCase(field), name, content };
  const { contentType, body } = multipartStream(texts, part);
  return { headers: { 'content-type': contentType }, body, duplex: 'half' };
}

function formOf(
  texts: Iterable<readonly [name: string, text: string]>,
  files: Iterable<readonly [name: string, file: File]>,
): FormData {
  const form = new FormData();
  for (const [name, text] of texts) form.append(name, text);
  for (const [name, file] of files) form.append(name, file);
  return form;
}
