/**
 * Signed requests to S3-compatible storage, with limits of time and repetition. AWS's own SDK takes 23 MB in 37
 * packages; see record 36.
 *
 * @module
 */
import { once } from 'node:events';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { errnoOf } from '../../problemError.ts';
import { BucketRefusal, BucketUnreachable } from './bucketErrors.ts';

/** Where objects are stored, and the credentials for it. */
export type BucketSettings = {
  readonly bucket: string;
  /** The start of all keys, without slashes around it; may be empty. */
  readonly prefix: string;
  /** Such as `https://s3.eu-central-1.amazonaws.com`; the bucket is not part of it. */
  readonly endpoint: string;
  readonly region: string;
  /** Whether the bucket is the first part of the path, instead of the host name. */
  readonly pathStyle: boolean;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
};

/** A body whose length and digest are known, so that it can be sent again. */
export type Body = {
  /** In bytes. */
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
  /** Opens it from its start, for each attempt. */
  open(): Readable | Uint8Array;
};

/** A request for the bucket, or an object in it. */
export type BucketRequest = {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** The whole key; undefined for the bucket itself. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body;
  /** How long the answer may take, if not as long as usual, in milliseconds. */
  readonly patience?: number;
  /** Whether there is only one attempt. */
  readonly isOnce?: boolean;
  /** What the text of an answer contains; an error may follow a status of success. */
  readonly contains?: string;
};

/** Limits of requests, in milliseconds. */
export type BucketLimits = {
  /** How long a connection or the start of an answer may take, after the last byte of the request was sent. */
  readonly answer: number;
  /** How long the storage may pause within a body. */
  readonly pause: number;
  /** Pauses before further attempts. */
  readonly retries: readonly number[];
};

const usualLimits: BucketLimits = { answer: 15_000, pause: 30_000, retries: [100, 1_000] };

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** The longest answer that is read into memory, in bytes: lists of errors and ids. */
const LONGEST_ANSWER = 1024 * 1024;

/** Sends requests for one bucket. */
export class BucketRequests {
  readonly #settings: BucketSettings;
  readonly #limits: BucketLimits;
  readonly #agent: HttpAgent | HttpsAgent;
  /** Signing keys of a day. */
  readonly #signingKeys = new Map<string, ArrayBuffer>();

  constructor(settings: BucketSettings, limits: Partial<BucketLimits> = {}) {
    this.#settings = settings;
    this.#limits = { ...usualLimits, ...limits };
    // Connections are as many as requests of clients: a slow download must not keep others waiting.
    const options = { keepAlive: true };
    this.#agent = settings.endpoint.startsWith('https:')
      ? new HttpsAgent(options)
      : new HttpAgent(options);
  }

  /**
   * Sends a request, again after a failure that may pass.
   *
   * @returns the answer and its body, if that is text
   * @throws BucketUnreachable or BucketRefusal
   */
  async text(
    wanted: BucketRequest,
  ): Promise<{ headers: IncomingMessage['headers']; text: string }> {
    return this.#retried(wanted, async () => {
      const answer = await this.#send(wanted);
      const text = await this.#textOf(answer);
      if (!text.includes(wanted.contains ?? '')) {
        const reason = elementIn(text, 'Message') ?? 'unexpected answer';
        throw new BucketUnreachable(`The object storage answers with an error: ${reason}`);
      }
      return { headers: answer.headers, text };
    });
  }

  /**
   * Requests a body as a stream, which fails with `BucketUnreachable`.
   *
   * @throws BucketUnreachable or BucketRefusal
   */
  async stream(wanted: BucketRequest): Promise<IncomingMessage> {
    const answer = await this.#retried(wanted, () => this.#send(wanted));
    // From now on, the reader decides how fast it is read.
    answer.socket.setTimeout(0);
    return answer;
  }

  /** How long the storage may pause within a body, in milliseconds. */
  get longestPause(): number {
    return this.#limits.pause;
  }

  /** Ends idle connections. */
  close(): void {
    this.#agent.destroy();
  }

  async #retried<T>({ isOnce }: BucketRequest, attempt: () => Promise<T>): Promise<T> {
    for (const pause of isOnce ? [] : this.#limits.retries) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof BucketUnreachable)) throw error;
      }
      await sleep(pause, undefined, { ref: false });
    }
    return attempt();
  }

  /** One attempt. @returns an answer of success */
  async #send(wanted: BucketRequest): Promise<IncomingMessage> {
    const { body } = wanted;
    const { url, headers } = await this.#signed(wanted);
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const { method, patience: timeout = this.#limits.answer } = wanted;
    const sent = send(url, { method, headers, agent: this.#agent as HttpAgent, timeout });
    // Restarted by each byte that is sent or received.
    sent.setTimeout(timeout, () => sent.destroy(new Error('no answer in time')));
    const content = body?.open();
    const failed = new Promise<never>((_, reject) => {
      sent.on('error', reject);
      if (content instanceof Readable) content.on('error', reject);
    });
    failed.catch(() => {});
    try {
      if (content instanceof Readable) content.pipe(sent);
      else sent.end(content);
      const [answer] = (await Promise.race([once(sent, 'response'), failed])) as [IncomingMessage];
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) return answer;
      throw await this.#refusalOf(answer, status);
    } catch (error) {
      sent.destroy();
      throw faultOf(error);
    } finally {
      if (content instanceof Readable) content.destroy();
    }
  }

  async #refusalOf(answer: IncomingMessage, status: number): Promise<Error> {
    const text = await this.#textOf(answer);
    const code = elementIn(text, 'Code') ?? '';
    const message = elementIn(text, 'Message') ?? `status ${status}`;
    // 429 and 503 ask for less, and other 5xx pass; a request that took too long can be repeated.
    const passes = status >= 500 || status === 429 || code === 'RequestTimeout';
    return passes
      ? new BucketUnreachable(`The object storage answers with ${status} ${code}: ${message}`)
      : new BucketRefusal(status, code, message);
  }

  async #textOf(answer: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > LONGEST_ANSWER) throw new Error('The answer of the object storage is too long');
        chunks.push(chunk);
      }
    } catch (error) {
      throw faultOf(error);
    }
    return Buffer.concat(chunks).toString();
  }

  async #signed({ method, key, query = {}, headers = {}, body }: BucketRequest) {
    const { bucket, endpoint, pathStyle, region, ...credentials } = this.#settings;
    const url = new URL(endpoint);
    if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`;
    const path = [...(pathStyle ? [bucket] : []), ...(key ?? '').split('/')];
    url.pathname = path.map(encodeURIComponent).join('/');
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    const signer = new AwsV4Signer({
      ...{ method, region, accessKeyId, secretAccessKey, service: 's3' },
      ...(sessionToken === undefined ? {} : { sessionToken }),
      url: url.href,
      headers: { ...headers, 'x-amz-content-sha256': body?.sha256 ?? EMPTY_SHA256 },
      cache: this.#signingKeys,
    });
    const signed = await signer.sign();
    const length =
      method === 'PUT' || method === 'POST' ? { 'content-length': body?.size ?? 0 } : {};
    return { url: signed.url, headers: { ...Object.fromEntries(signed.headers), ...length } };
  }
}

/** A failure of the connection as `BucketUnreachable`; any other error stays. */
function faultOf(error: unknown): unknown {
  if (error instanceof BucketUnreachable || error instanceof BucketRefusal) return error;
  if (!(error instanceof Error) || isOfDisk(error)) return error;
  const [first] = error instanceof AggregateError ? error.errors : [error];
  const reason = first instanceof Error ? first.message || errnoOf(first) : String(first);
  return new BucketUnreachable(`The object storage cannot be reached: ${reason}`, { cause: error });
}

/** Whether a file that was to be sent could not be read. */
const isOfDisk = (error: Error): boolean =>
  'syscall' in error && ['open', 'read'].includes(String(error.syscall)) && 'path' in error;

/** The text of the first element of a name in an answer of S3, which has no attributes and no CDATA. */
export function elementIn(xml: string, name: string): string | undefined {
  const [, text] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? [];
  return text?.replaceAll(
    /&(lt|gt|quot|apos|amp|#34|#39);/g,
    (_, entity: string) => ENTITIES[entity] ?? '',
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', '#34': '"', '#39': "'" },
};
