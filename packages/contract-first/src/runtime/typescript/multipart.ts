import { isPlainObject } from './casing.ts';
import type { FormPart } from './formPart.ts';
import { toJson } from './json.ts';
import { streaming } from './loadStreaming.ts';
import { concrete, essenceOf } from './mediaType.ts';
import type { Body, BodyForm, Part, WriteBody } from './operation.ts';
import { randomId } from './randomId.ts';
import { bodyWriter } from './requestBody.ts';
import { checkText, toText } from './text.ts';
import { isTagged } from './uploadFile.ts';
import { openSource } from './uploadSource.ts';
import { UsageError } from './usage.ts';
import { withProgress } from './withProgress.ts';

/** Writes a form; texts come first, so that a server that reads it as it arrives knows them. */
export const writeMultipart: WriteBody = /* @__PURE__ */ bodyWriter(async (given, writing) => {
  const { form, mediaType, options, toWire } = writing;
  const value = toWire(given, form.shape);
  const entries = isForm(value) ? [['', value] as const] : Object.entries(Object(value));
  const parts: FormPart[] = [];
  let ready: FormPart[] = [];
  for (const [name, each] of entries) {
    if (isForm(each)) ready = await partsOf(each, name || fileField(form));
    else parts.push(...(await partsFor(name, each, form.parts?.[name] ?? {}, options.filename)));
  }
  const fields = new Set(parts.map(({ field }) => field));
  parts.push(
    ...ready.filter(({ field, filename }) => filename !== undefined || !fields.has(field)),
  );
  const isText = ({ filename }: FormPart) => filename === undefined;
  const sorted = [...parts.filter(isText), ...parts.filter((part) => !isText(part))];
  return withProgress(options, await writeParts(sorted, mediaType));
});

/** The only part that must be there in a form that is given whole. */
function fileField({ parts = {} }: BodyForm): string | undefined {
  const files = Object.entries(parts).filter(([, part]) => part.file);
  return files.length === 1 ? files[0]?.[0] : undefined;
}

async function partsFor(
  field: string,
  value: unknown,
  part: Part,
  filename: string | undefined,
): Promise<FormPart[]> {
  if (value === undefined || value === null) return [];
  const type = concrete(part.contentType ?? '');
  if (part.isJson)
    return [{ field, contentType: type ?? 'application/json', content: toJson(value) }];
  if (part.write) return styled(field, value, part, part.write);
  const items = Array.isArray(value) ? value : [value];
  const parts: FormPart[] = [];
  for (const item of items) {
    if (part.file || isSource(item)) parts.push(await filePart(field, item, type, filename));
    else if (typeof item === 'object' && !(item instanceof Date)) {
      parts.push({ field, contentType: type ?? 'application/json', content: toJson(item) });
    } else parts.push({ field, contentType: type, content: toText(field, item) });
  }
  return parts;
}

/** A value that is written like a query parameter, each of its pairs as a part. */
function styled(field: string, value: unknown, part: Part, write: NonNullable<Part['write']>) {
  const { isExploded } = part;
  const pairs = write(
    { name: field, in: 'query', ...(isExploded !== undefined && { isExploded }) },
    value,
  );
  return pairs.map((pair): FormPart => {
    const [name = '', text = ''] = pair.split(/=(.*)/s).map(decodeURIComponent);
    return { field: name, content: text };
  });
}

/** Whether a value is a file without its part saying so. */
function isSource(value: unknown): boolean {
  return (
    value instanceof Blob ||
    ArrayBuffer.isView(value) ||
    isTagged(value, 'ArrayBuffer') ||
    Symbol.asyncIterator in Object(value) ||
    (isPlainObject(value) && isSource(value.content))
  );
}

async function filePart(
  field: string,
  value: unknown,
  type: string | undefined,
  filename: string | undefined,
): Promise<FormPart> {
  const own = isPlainObject(value) ? value : { content: value, filename };
  const { name, content } = await openSource(own.content);
  const known = checkText('filename', String(own.filename ?? name ?? ''));
  if (!known) {
    throw new UsageError('The file has no name; pass { filename } as the last argument');
  }
  const ownType = typeof own.contentType === 'string' ? own.contentType : undefined;
  return {
    field,
    filename: known,
    content,
    contentType: ownType ?? (content instanceof Blob && content.type ? content.type : type),
  };
}

/** Whether it is a form, be it of another realm or of a package: all of its entries can be read. */
function isForm(source: unknown): source is Iterable<[name: string, value: string | File]> {
  return isTagged(source, 'FormData') && Symbol.iterator in Object(source);
}

/**
 * The parts of a form as it is given.
 *
 * @param name the field that has the file
 * @throws TypeError if the form does not have it
 */
async function partsOf(
  form: Iterable<[name: string, value: string | File]>,
  name: string | undefined,
): Promise<FormPart[]> {
  const parts: FormPart[] = [];
  for (const [field, value] of form) {
    if (typeof value === 'string') parts.push({ field, content: checkText(field, value) });
    else {
      const { content } = await openSource(value);
      parts.push({ field, filename: checkText('filename', value.name), content });
    }
  }
  // a form makes the text "[object File]" of a file that is of another class than its own
  const hasFile = parts.some(({ field, filename }) => field === name && filename !== undefined);
  if (name !== undefined && !hasFile) throw new UsageError(`The form has no file named "${name}"`);
  return parts;
}

/**
 * Writes a form (RFC 7578): as one blob if its parts have a size. Unlike that of a `FormData`, its
 * size is known and its boundary stays, so that a second attempt sends the same bytes; files are not
 * read for it. With a part that has no size, it is a stream.
 */
async function writeParts(parts: readonly FormPart[], mediaType: string): Promise<Body> {
  const boundary = `form-${randomId()}`;
  const heads = parts.map((part) => headOf(part, boundary));
  const tail = `--${boundary}--\r\n`;
  const type = essenceOf(concrete(mediaType) ?? 'multipart/form-data');
  const contentType = `${type}; boundary=${boundary}`;
  const contents = parts.map(({ content }) => content);
  if (contents.every(isSized)) {
    const pieces = contents.flatMap((content, at) => [heads[at] ?? '', content, '\r\n']);
    return { contentType, content: new Blob([...pieces, tail]) };
  }
  const { bodyOf, formOf } = await streaming();
  return { contentType, content: await bodyOf(formOf(parts, heads, tail)) };
}

/** Whether a blob can be made of it: Bun leaves files of the disk out of blobs of several parts. */
function isSized(content: FormPart['content']): content is string | Blob {
  if (content instanceof Blob) return new Blob(['+', content]).size === content.size + 1;
  return typeof content === 'string';
}

function headOf({ field, filename, contentType, content }: FormPart, boundary: string): string {
  let head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(field)}"`;
  if (filename !== undefined) head += `; filename="${escapeName(filename)}"`;
  const own = content instanceof Blob && content.type;
  const type = contentType ?? (filename === undefined ? '' : own || 'application/octet-stream');
  return `${head}\r\n${type && `Content-Type: ${type.replace(/[\r\n]/g, '')}\r\n`}\r\n`;
}

/** As the HTML standard escapes names in multipart/form-data. */
function escapeName(name: string): string {
  return name.replace(/[\r\n"]/g, encodeURIComponent);
}
