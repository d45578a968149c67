/**
 * How the bodies of requests are written, by their media types.
 *
 * @module
 */
import { isPlainObject } from './casing.ts';
import { toJson } from './json.ts';
import { streaming } from './loadStreaming.ts';
import { concrete, essenceOf } from './mediaType.ts';
import type { WriteBody } from './operation.ts';
import { formTexts } from './parameters.ts';
import { bodyWriter } from './requestBody.ts';
import { toText } from './text.ts';
import { openSource } from './uploadSource.ts';
import { UsageError } from './usage.ts';
import { withProgress } from './withProgress.ts';

export { writeMultipart } from './multipart.ts';

export const writeJson: WriteBody = /* @__PURE__ */ bodyWriter((value, writing) => ({
  contentType: concrete(writing.mediaType) ?? 'application/json',
  content: toJson(writing.toWire(value, writing.form.shape)),
}));

export const writeText: WriteBody = /* @__PURE__ */ bodyWriter((value, { form, mediaType }) => ({
  contentType: concrete(mediaType) ?? 'text/plain',
  content: toText(form.argument ?? 'body', value),
}));

/** application/x-www-form-urlencoded: from an object, `URLSearchParams`, or text that is encoded already. */
export const writeForm: WriteBody = /* @__PURE__ */ bodyWriter((given, writing) => {
  const { form, mediaType, toWire } = writing;
  const value = toWire(given, form.shape);
  const contentType = mediaType;
  if (typeof value === 'string') return { contentType, content: value };
  if (value instanceof URLSearchParams) return { contentType, content: value.toString() };
  if (!isPlainObject(value)) throw new UsageError('A form must be an object');
  const pairs = Object.entries(value).flatMap(([name, each]) => {
    const { write, ...part } = form.parts?.[name] ?? {};
    if (write && each !== undefined && each !== null) {
      const { isExploded, allowReserved } = part;
      return write(
        {
          name,
          in: 'query',
          ...(isExploded !== undefined && { isExploded }),
          ...(allowReserved && { allowReserved }),
        },
        each,
      );
    }
    const texts = part.isJson && each !== undefined ? [toJson(each)] : formTexts(name, each);
    return texts.map((text) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
  });
  return { contentType, content: pairs.join('&') };
});

/** Sends a file unchanged. If the document names a range, the media type is that of the blob. */
export const writeBytes: WriteBody = /* @__PURE__ */ bodyWriter(async (source, writing) => {
  const { mediaType, options } = writing;
  const { content } = await openSource(source);
  const own = content instanceof Blob ? content.type : '';
  return withProgress(options, {
    contentType: concrete(mediaType) ?? (own || 'application/octet-stream'),
    content: content instanceof Blob ? content : await (await streaming()).bodyOf(content),
  });
});

/**
 * JSON Lines, or a JSON text sequence (RFC 7464): from a list, which can be sent again, or from an
 * iterable, whose items are taken as they are sent.
 */
export const writeItems: WriteBody = /* @__PURE__ */ bodyWriter(async (items, writing) => {
  const { form, mediaType, toWire } = writing;
  const start = /[/+]json-seq$/.test(essenceOf(mediaType)) ? '\u001e' : '';
  const line = (item: unknown): string => `${start}${toJson(toWire(item, form.shape))}\n`;
  const contentType = concrete(mediaType) ?? 'application/jsonl';
  if (Array.isArray(items)) return { contentType, content: items.map(line).join('') };
  const isIterable = Symbol.asyncIterator in Object(items) || Symbol.iterator in Object(items);
  if (!isIterable || typeof items === 'string') {
    throw new UsageError(`"${form.argument}" must be a list or an iterable of items`);
  }
  async function* lines(): AsyncGenerator<string> {
    for await (const item of items as AsyncIterable<unknown>) yield line(item);
  }
  return { contentType, content: await (await streaming()).bodyOf(lines()) };
});
