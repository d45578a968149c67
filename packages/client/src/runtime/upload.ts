import { bytesOf, streamOf } from './byteStream.ts';
import { snakeCase } from './casing.ts';
import { type FormPart, writeForm } from './multipart.ts';
import type { Body, CallOptions, Field, UploadProgress, WriteBody } from './operation.ts';
import { isPage } from './page.ts';
import { sendWithProgress } from './progress.ts';
import { openSource } from './uploadSource.ts';
import { toTexts } from './url.ts';

/** Writes a file as it is, whatever it is. */
export const sendBytes: WriteBody = async (_, upload, options) => {
  const { content } = await openSource(upload?.[1]);
  return watched(options, {
    contentType: 'application/octet-stream',
    content: await sendable(content instanceof Blob ? content : streamOf(bytesOf(content))),
  });
};

/** Writes a form; texts come first, so that a server that reads it as it arrives knows them. */
export const sendForm: WriteBody = async (fields, upload, options) => {
  const texts = fields.flatMap(([name, value]) =>
    toTexts(name, value).map((text): FormPart => ({ field: snakeCase(name), content: text })),
  );
  const form = writeForm(upload ? await partsWith(upload, texts, options.filename) : texts);
  return watched(options, { ...form, content: await sendable(form.content) });
};

async function partsWith(
  [name, source]: Field,
  texts: readonly FormPart[],
  filename: string | undefined,
): Promise<FormPart[]> {
  if (source instanceof FormData) return partsOf(source, texts);
  const file = await openSource(source, filename);
  if (!file.name) {
    throw new TypeError('Say how the file is named: pass { filename } as the last argument');
  }
  const content = file.content instanceof Blob ? file.content : bytesOf(file.content);
  return [...texts, { field: snakeCase(name), filename: file.name, content }];
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
async function sendable(
  content: Blob | ReadableStream<Uint8Array>,
): Promise<Blob | ReadableStream<Uint8Array>> {
  return isPage() && !(content instanceof Blob) ? new Response(content).blob() : content;
}

function watched({ onProgress }: CallOptions, body: Body): Body {
  if (!onProgress) return body;
  // the methods that upload say what it hears
  const report = onProgress as (progress: UploadProgress) => void;
  return { ...body, around: (request, next) => sendWithProgress(request, report, next) };
}
