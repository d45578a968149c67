import type { Body } from './operation.ts';
import { randomId } from './randomId.ts';
import { streaming } from './uploadSource.ts';

/** A part of a form: a text, or a file, which has a name. */
export type FormPart = {
  readonly field: string;
  readonly filename?: string;
  readonly content: string | Blob | AsyncIterable<unknown>;
};

/**
 * Writes a form (RFC 7578): as one blob where its parts have a size. Unlike that of a `FormData`,
 * its size is known and its boundary stays, so that a second attempt sends the same bytes; files are
 * not read for it. With a part that has no size, it is a stream.
 */
export async function writeForm(parts: readonly FormPart[]): Promise<Body> {
  const boundary = `form-${randomId()}`;
  const heads = parts.map((part) => headOf(part, boundary));
  const tail = `--${boundary}--\r\n`;
  const contentType = `multipart/form-data; boundary=${boundary}`;
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

function headOf({ field, filename, content }: FormPart, boundary: string): string {
  const disposition = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(field)}"`;
  if (filename === undefined) return `${disposition}\r\n\r\n`;
  const type = (content instanceof Blob && content.type) || 'application/octet-stream';
  return `${disposition}; filename="${escapeName(filename)}"\r\nContent-Type: ${type}\r\n\r\n`;
}

/** As the HTML standard escapes names in multipart/form-data. */
function escapeName(name: string): string {
  return name.replace(/[\r\n"]/g, encodeURIComponent);
}
