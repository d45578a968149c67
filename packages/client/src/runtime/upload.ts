import { bytesOf, streamOf } from './byteStream.ts';
import { snakeCase } from './casing.ts';
import { type FormPart, formBlob, formStream } from './multipart.ts';
import type { Body, CallOptions, UploadProgress, WriteBody } from './operation.ts';
import { isPage } from './page.ts';
import { sendWithProgress } from './progress.ts';
import { openSource } from './uploadSource.ts';
import { toTexts } from './url.ts';

/** Writes a file as it is, whatever it is. */
export const sendBytes: WriteBody = async (_, upload, options) => {
  const { content } = await openSource(upload?.[1]);
  return watched(options, {
    contentType: 'application/octet-stream',
    content: content instanceof Blob ? content : await sendable(streamOf(bytesOf(content))),
  });
};

/** Writes a form; texts come first, so that a server that reads it as it arrives knows them. */
export const sendForm: WriteBody = async (fields, upload, options) => {
  const texts = fields.flatMap(([name, value]) =>
    toTexts(name, value).map((text): FormPart => ({ field: snakeCase(name), content: text })),
  );
  if (!upload) return formBlob(texts);
  const [name, source] = upload;
  if (source instanceof FormData) return watched(options, formBlob(partsOf(source, texts)));
  const file = await openSource(source, options.filename);
  if (!file.name) {
    throw new TypeError('Say how the file is named: pass { filename } as the last argument');
  }
  const part = { field: snakeCase(name), filename: file.name };
  const { content } = file;
  if (content instanceof Blob) return watched(options, formBlob([...texts, { ...part, content }]));
  const form = formStream(texts, { ...part, content: bytesOf(content) });
  return watched(options, { ...form, content: await sendable(form.content) });
};

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

function watched({ onProgress }: CallOptions, body: Body): Body {
  if (!onProgress) return body;
  // the methods that upload say what it hears
  const report = onProgress as (progress: UploadProgress) => void;
  return { ...body, around: (request, next) => sendWithProgress(request, report, next) };
}
