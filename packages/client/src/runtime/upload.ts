import { snakeCase } from './casing.ts';
import { type FormPart, writeForm } from './multipart.ts';
import type { Body, CallOptions, Field, UploadProgress, WriteBody } from './operation.ts';
import { isTagged, openSource, streaming } from './uploadSource.ts';
import { checkText, toTexts } from './url.ts';

/** Writes a file as it is, whatever it is. */
export const sendBytes: WriteBody = async (_, upload, options) => {
  const { content } = await openSource(upload?.[1]);
  return watched(options, {
    contentType: 'application/octet-stream',
    content: content instanceof Blob ? content : await (await streaming()).bodyOf(content),
  });
};

/** Writes a form; texts come first, so that a server that reads it as it arrives knows them. */
export const sendForm: WriteBody = async (fields, upload, options) => {
  const texts = fields.flatMap(([name, value]) =>
    toTexts(name, value).map((text): FormPart => ({ field: snakeCase(name), content: text })),
  );
  const parts = upload ? await partsWith(upload, texts, options.filename) : texts;
  return watched(options, await writeForm(parts));
};

async function partsWith(
  [name, source]: Field,
  texts: readonly FormPart[],
  filename: string | undefined,
): Promise<FormPart[]> {
  if (isForm(source)) return partsOf(source, texts, snakeCase(name));
  const file = await openSource(source);
  const known = checkText('filename', filename ?? file.name ?? '');
  if (!known) {
    throw new TypeError('The file has no name; pass { filename } as the last argument');
  }
  return [...texts, { field: snakeCase(name), filename: known, content: file.content }];
}

/** Whether it is a form, be it of another realm or of a package: all of its entries can be read. */
function isForm(source: unknown): source is Iterable<[name: string, value: string | File]> {
  return isTagged(source, 'FormData') && Symbol.iterator in Object(source);
}

/**
 * The parts of a form as it is given, but for the texts that are given beside it.
 *
 * @param name the field that has the file
 * @throws TypeError where the form has none
 */
async function partsOf(
  form: Iterable<[name: string, value: string | File]>,
  given: readonly FormPart[],
  name: string,
): Promise<FormPart[]> {
  const texts = [...given];
  const files: FormPart[] = [];
  for (const [field, value] of form) {
    if (typeof value !== 'string') {
      const { content } = await openSource(value);
      files.push({ field, filename: checkText('filename', value.name), content });
    } else if (!given.some((part) => part.field === field)) {
      texts.push({ field, content: checkText(field, value) });
    }
  }
  // a form makes the text "[object File]" of a file that is of another class than its own
  if (!files.some(({ field }) => field === name)) {
    throw new TypeError(`The form has no file named "${name}"`);
  }
  return [...texts, ...files];
}

function watched({ onProgress }: CallOptions, body: Body): Body {
  if (!onProgress) return body;
  // the methods that upload say what it hears
  const report = onProgress as (progress: UploadProgress) => void;
  return {
    ...body,
    around: async (...sent) => (await streaming()).sendWithProgress(report, ...sent),
  };
}
