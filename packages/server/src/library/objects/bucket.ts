/**
 * Objects in S3-compatible storage: only the requests that the server needs, none of which lists a bucket or
 * depends on conditions.
 *
 * @module
 */
import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { BucketRefusal, BucketUnreachable } from './bucketErrors.ts';
import {
  type Body,
  type BucketLimits,
  BucketRequests,
  type BucketSettings,
  elementIn,
} from './bucketRequests.ts';

/** A part of a multipart upload, as its completion names it. */
export type UploadedPart = { readonly number: number; readonly etag: string };

/** How long it may take to make an object of its parts, in milliseconds: minutes, according to AWS. */
const COMPLETION = 180_000;

/** How long a check may take, in milliseconds: a load balancer waits for it. */
const CHECK = 3_000;

/** S3's codes if there is no object, or no multipart upload. */
const GONE: ReadonlySet<string> = new Set(['', 'NoSuchKey', 'NoSuchUpload', 'NotFound']);

/** A bucket, and the prefix of all keys in it. */
export class Bucket {
  readonly #requests: BucketRequests;
  readonly #prefix: string;

  constructor(settings: BucketSettings, limits?: Partial<BucketLimits>) {
    this.#requests = new BucketRequests(settings, limits);
    this.#prefix = settings.prefix === '' ? '' : `${settings.prefix}/`;
  }

  /**
   * Stores an object.
   *
   * @param metadata stored with it, ASCII only
   * @throws BucketUnreachable or BucketRefusal, as every method
   */
  async put(key: string, body: Body, metadata: Readonly<Record<string, string>>): Promise<void> {
    const headers = { 'content-type': 'application/octet-stream', ...named(metadata) };
    await this.#requests.text({ method: 'PUT', key: this.#prefix + key, body, headers });
  }

  /** Stores a short text, unless there is an object; storage that ignores conditions replaces it. */
  async putTextIfAbsent(key: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    const headers = { 'content-type': 'application/json', 'if-none-match': '*' };
    try {
      await this.#requests.text({
        ...{ method: 'PUT', key: this.#prefix + key, headers },
        body: bodyOf(bytes),
      });
    } catch (error) {
      if (!(error instanceof BucketRefusal) || ![409, 412].includes(error.status)) throw error;
    }
  }

  /** The text of a short object; undefined if there is none. */
  async textOf(key: string): Promise<string | undefined> {
    try {
      return (await this.#requests.text({ method: 'GET', key: this.#prefix + key })).text;
    } catch (error) {
      if (error instanceof BucketRefusal && error.code === 'NoSuchKey') return undefined;
      throw error;
    }
  }

  /** Begins a multipart upload. @returns its id */
  async beginParts(key: string, metadata: Readonly<Record<string, string>>): Promise<string> {
    const headers = { 'content-type': 'application/octet-stream', ...named(metadata) };
    const { text } = await this.#requests.text({
      ...{ method: 'POST', key: this.#prefix + key, query: { uploads: '' }, headers },
    });
    return required(elementIn(text, 'UploadId'), 'UploadId');
  }

  /** Uploads a part; all but the last must have 5 MiB or more. */
  async putPart(
    key: string,
    multipartId: string,
    number: number,
    body: Body,
  ): Promise<UploadedPart> {
    const query = { partNumber: String(number), uploadId: multipartId };
    const { headers } = await this.#requests.text({
      ...{ method: 'PUT', key: this.#prefix + key, query, body },
    });
    return { number, etag: required(headers.etag, 'ETag') };
  }

  /** Makes an object of parts. May be called again after an unknown end of the first call. */
  async completeParts(
    key: string,
    multipartId: string,
    parts: readonly UploadedPart[],
  ): Promise<void> {
    const listed = parts.map(
      ({ number, etag }) =>
        `<Part><PartNumber>${number}</PartNumber><ETag>${escaped(etag)}</ETag></Part>`,
    );
    const xml = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${listed.join('')}</CompleteMultipartUpload>`;
    const headers = { 'content-type': 'application/xml' };
    const query = { uploadId: multipartId };
    try {
      await this.#requests.text({
        ...{ method: 'POST', key: this.#prefix + key, query, headers },
        // The status is sent before the work is done, so an error may follow it.
        contains: '<CompleteMultipartUploadResult',
        body: bodyOf(Buffer.from(xml)),
        patience: COMPLETION,
      });
    } catch (error) {
      const isDone = error instanceof BucketRefusal && error.code === 'NoSuchUpload';
      if (!isDone || (await this.sizeOf(key)) === undefined) throw error;
    }
  }

  /** Removes the parts of an upload that will not be completed. */
  async abortParts(key: string, multipartId: string): Promise<void> {
    const query = { uploadId: multipartId };
    await this.#ifThere(this.#requests.text({ method: 'DELETE', key: this.#prefix + key, query }));
  }

  /** The size of an object in bytes; undefined if there is none. */
  async sizeOf(key: string): Promise<number | undefined> {
    const answer = await this.#ifThere(
      this.#requests.text({ method: 'HEAD', key: this.#prefix + key }),
    );
    return answer && Number(answer.headers['content-length']);
  }

  /**
   * A part of an object as a stream.
   *
   * @param end the position after the last byte; more than `start`
   * @param turn resolves when the next chunk may be read
   */
  async read(
    key: string,
    start: number,
    end: number,
    turn?: () => Promise<void>,
  ): Promise<Readable> {
    const headers = { range: `bytes=${start}-${end - 1}` };
    const answer = await this.#requests.stream({ method: 'GET', key: this.#prefix + key, headers });
    if (answer.statusCode !== 206 || Number(answer.headers['content-length']) !== end - start) {
      answer.destroy();
      throw new BucketUnreachable('The object storage did not answer with the requested range');
    }
    // A pause of the storage counts, not one of the client, which does not read then.
    return Readable.from(this.#watched(answer, end - start, turn), { objectMode: false });
  }

  /**
   * Checks soon whether the storage answers and has an object.
   *
   * @throws BucketUnreachable or BucketRefusal, also if there is no such object
   */
  async check(key: string): Promise<void> {
    await this.#requests.text({
      ...{ method: 'HEAD', key: this.#prefix + key, patience: CHECK, isOnce: true },
    });
  }

  /** Removes an object; does nothing if there is none. */
  async remove(key: string): Promise<void> {
    await this.#ifThere(this.#requests.text({ method: 'DELETE', key: this.#prefix + key }));
  }

  close(): void {
    this.#requests.close();
  }

  async *#watched(
    stream: Readable,
    size: number,
    turn: (() => Promise<void>) | undefined,
  ): AsyncGenerator<Buffer> {
    let left = size;
    const chunks: AsyncIterator<Buffer> = stream.iterator();
    try {
      for (;;) {
        const late = setTimeout(
          () => stream.destroy(new Error('it has paused')),
          this.#requests.longestPause,
        );
        const next = await chunks.next().finally(() => clearTimeout(late));
        if (next.done) break;
        left -= next.value.length;
        await turn?.();
        yield next.value;
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new BucketUnreachable(
        `The object storage stopped in the middle of an object: ${reason}`,
        {
          cause: error,
        },
      );
    } finally {
      stream.destroy();
    }
    if (left !== 0) throw new BucketUnreachable('The object storage sent another number of bytes');
  }

  async #ifThere<T>(request: Promise<T>): Promise<T | undefined> {
    try {
      return await request;
    } catch (error) {
      // The answer to HEAD has no code. Another code, such as that of an unknown user, says nothing about the object.
      const isGone = error instanceof BucketRefusal && error.status === 404 && GONE.has(error.code);
      if (isGone) return undefined;
      throw error;
    }
  }
}

/** Bytes in memory as a body. */
export const bodyOf = (bytes: Uint8Array): Body => ({
  size: bytes.length,
  sha256: hash('sha256', bytes, 'hex'),
  open: () => bytes,
});

const named = (metadata: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]),
  );

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function required(value: string | undefined, name: string): string {
  if (value) return value;
  throw new BucketUnreachable(`The answer of the object storage has no ${name}`);
}
