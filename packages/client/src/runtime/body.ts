import { bytesOf, streamOf } from './byteStream.ts';
import { renameKeys, snakeCase } from './casing.ts';
import { type FormPart, formBlob, formStream } from './multipart.ts';
import type { CallOptions, Operation } from './operation.ts';
import { isPage } from './page.ts';
import { openSource } from './uploadSource.ts';
import { toTexts } from './url.ts';

/** The part of a request that carries its body. */
export type Body = {
  readonly contentType?: string;
  /** A stream can be sent once; all else as often as it is needed, each time the same bytes. */
  readonly content?: string | Blob | ReadableStream<Uint8Array>;
};

/** @throws TypeError where a form cannot be made of what was given */
export async function writeBody(
  operation: Operation,
  params: Readonly<Record<string, unknown>>,
  options: CallOptions,
): Promise<Body> {
  const fields = Object.entries(params).filter(([, value]) => value !== undefined);
  const at = (place: string) => fields.filter(([name]) => operation.fields[name] === place);
  const [upload] = at('file');
  if (operation.body === 'json') {
    const json = renameKeys(Object.fromEntries(at('body')), snakeCase);
    return { contentType: 'application/json', content: JSON.stringify(json) };
  }
  if (operation.body === 'multipart') return writeForm(at('body'), upload, options.filename);
  if (operation.body === 'raw' && upload) return writeRaw(upload[1]);
  return {};
}

type Field = readonly [name: string, value: unknown];

/** Bytes as they are, whatever they are. */
async function writeRaw(source: unknown): Promise<Body> {
  const { content } = await openSource(source);
  return {
    contentType: 'application/octet-stream',
    content: content instanceof Blob ? content : await sendable(streamOf(bytesOf(content))),
  };
}

/** Texts come before files, so that a server that reads the form as it arrives knows them. */
async function writeForm(
  fields: readonly Field[],
  upload: Field | undefined,
  filename: string | undefined,
): Promise<Body> {
  const texts = fields.flatMap(([name, value]) =>
    toTexts(name, value).map((text): FormPart => ({ field: snakeCase(name), content: text })),
  );
  if (!upload) return formBlob(texts);
  const [name, source] = upload;
  if (source instanceof FormData) return formBlob(partsOf(source, texts));
  const file = await openSource(source, filename);
  if (!file.name) {
    throw new TypeError('Say how the file is named: pass { filename } as the last argument');
  }
  const part = { field: snakeCase(name), filename: file.name };
  const { content } = file;
  if (content instanceof Blob) return formBlob([...texts, { ...part, content }]);
  const { contentType, content: stream } = formStream(texts, {
    ...part,
    content: bytesOf(content),
  });
  return { contentType, content: await sendable(stream) };
}

/** The parts of a form as it is given, but for the texts that are given beside it. */
function partsOf(form: FormData, given: readonly FormPart[]): FormPart[] {
  const texts = [...given];
  const files: FormPart[] = [];
  for (const [field, content] of form) {
    if (typeof content !== 'string') files.push({ field, filename: content.name, content });
    else if (!given.some((part) => part.field === field)) texts.push({ field, content });
  }
  return [...texts, ...files];
}

/** Browsers send streams by HTTP/2 only, or not at all; there, a stream is collected first. */
async function sendable(stream: ReadableStream<Uint8Array>): Promise<Blob | typeof stream> {
  return isPage() ? new Response(stream).blob() : stream;
}
