import { streamOf } from './byteStream.ts';

/** A part of a form: a text, or a file, which has a name. */
export type FormPart<Content = string | Blob> = {
  readonly field: string;
  readonly filename?: string;
  readonly content: Content;
};

/** A form as it goes over the wire, with the media type that names its boundary. */
type Form<Content> = { readonly contentType: string; readonly content: Content };

/**
 * Writes a form (RFC 7578) as one blob. Unlike that of a `FormData`, its size is known and its
 * boundary stays, so that a second attempt sends the same bytes. Files are not read for it.
 */
export function formBlob(parts: readonly FormPart[]): Form<Blob> {
  const { contentType, head, tail } = newForm();
  const content = new Blob([...parts.flatMap((part) => [head(part), part.content, '\r\n']), tail]);
  return { contentType, content };
}

/** Writes a form whose last part is streamed: `FormData` and blobs can only hold what has a size. */
export function formStream(
  texts: readonly FormPart[],
  file: FormPart<AsyncIterable<Uint8Array>>,
): Form<ReadableStream<Uint8Array>> {
  const { contentType, head, tail } = newForm();
  const encoder = new TextEncoder();
  async function* write(): AsyncGenerator<Uint8Array> {
    for (const part of texts) yield encoder.encode(`${head(part)}${part.content}\r\n`);
    yield encoder.encode(head(file));
    yield* file.content;
    yield encoder.encode(`\r\n${tail}`);
  }
  return { contentType, content: streamOf(write()) };
}

function newForm() {
  const boundary = `form-${crypto.randomUUID()}`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head({ field, filename, content }: FormPart<unknown>): string {
      const disposition = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(field)}"`;
      if (filename === undefined) return `${disposition}\r\n\r\n`;
      const type = (content instanceof Blob && content.type) || 'application/octet-stream';
      return `${disposition}; filename="${escapeName(filename)}"\r\nContent-Type: ${type}\r\n\r\n`;
    },
    tail: `--${boundary}--\r\n`,
  };
}

/** As the HTML standard escapes names in multipart/form-data. */
function escapeName(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
