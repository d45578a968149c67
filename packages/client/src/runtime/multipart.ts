import { bytesOf, streamOf } from './byteStream.ts';

/** A form as it goes over the wire, with the media type that names its boundary. */
export type MultipartStream = {
  readonly contentType: string;
  readonly body: ReadableStream<Uint8Array>;
};

/**
 * Writes a form (RFC 7578) whose file is streamed. `FormData` can only hold blobs, whose size is
 * known before; this form takes whatever a stream gives, without keeping it in memory.
 *
 * @param fields names and texts
 * @param file the form's last part; its chunks are bytes or text
 */
export function multipartStream(
  fields: Iterable<readonly [name: string, text: string]>,
  file: { readonly field: string; readonly name: string; readonly content: AsyncIterable<unknown> },
): MultipartStream {
  const boundary = `form-${crypto.randomUUID()}`;
  const encoder = new TextEncoder();

  async function* parts(): AsyncGenerator<Uint8Array> {
    for (const [name, text] of fields) {
      yield encoder.encode(
        `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"\r\n\r\n${text}\r\n`,
      );
    }
    yield encoder.encode(
      `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(file.field)}"; ` +
        `filename="${escapeName(file.name)}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    );
    yield* bytesOf(file.content);
    yield encoder.encode(`\r\n--${boundary}--\r\n`);
  }

  return { contentType: `multipart/form-data; boundary=${boundary}`, body: streamOf(parts()) };
}

/** As the HTML standard escapes names in multipart/form-data. */
function escapeName(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
