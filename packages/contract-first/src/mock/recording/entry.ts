/**
 * Exchanges as entries of a recording (HAR 1.2).
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { essenceOf } from '../../contract/contract.ts';
import { decoded } from '../../contract/reading/decoding.ts';
import { type HeaderPair, headerIn, pairsOf } from '../proxy/headers.ts';
import type { BodyCapture, CapturedRequest, CapturedResponse } from './capture.ts';
import type { Redaction } from './redaction.ts';

/** One exchange that has ended. */
export type RecordedExchange = {
  readonly request: CapturedRequest;
  readonly response: CapturedResponse;
  readonly startedAt: Date;
  /** From the start, in milliseconds: until the head of the response, and until its end. */
  readonly waitedMs: number;
  readonly endedMs: number;
};

export type EntryOptions = {
  /** The longest body that is recorded, in bytes. */
  readonly limit: number;
  /** Undefined to record secrets, too. */
  readonly redaction: Redaction | undefined;
};

/** The entry of an exchange, and which of its bodies are not whole in it. */
export type Entry = { readonly entry: object; readonly cut: readonly string[] };

export async function entryOf(
  { request, response, startedAt, waitedMs, endedMs }: RecordedExchange,
  { limit, redaction }: EntryOptions,
): Promise<Entry> {
  const { head, real } = response;
  const shown = (pairs: readonly HeaderPair[]) =>
    redaction ? pairs.map((each) => redaction.header(each)) : [...pairs];
  const url = real?.url ?? urlOf(request);
  const asked = pairsOf(request.rawHeaders);
  const answered = real?.headers ?? head?.headers ?? [];
  const sent = await bodyOf(request.captured, asked, { limit, redaction });
  const hasBody = request.method !== 'HEAD';
  const received = await bodyOf(hasBody ? response.captured : undefined, answered, {
    limit,
    redaction,
  });
  const isLeft = !response.writableFinished;
  const query = [...(URL.parse(url)?.searchParams ?? [])];
  const entry = {
    startedDateTime: startedAt.toISOString(),
    time: rounded(endedMs),
    request: {
      method: request.method ?? '',
      url: redaction?.url(url) ?? url,
      httpVersion: `HTTP/${request.httpVersion}`,
      cookies: cookiesOf(headerIn(shown(asked), 'cookie')),
      headers: shown(asked).map(asHar),
      queryString: query.map(([name, value]) => ({
        name,
        value: redaction?.value(name, value) ?? value,
      })),
      ...(request.captured.size > 0 && {
        postData: {
          mimeType: headerIn(asked, 'content-type') ?? '',
          text: sent.text,
          ...(sent.encoding && { _encoding: sent.encoding }),
          _size: sent.size,
          ...(sent.comment && { comment: sent.comment }),
        },
      }),
      headersSize: -1,
      bodySize: request.captured.size,
    },
    response: {
      // As browsers write for what has no response.
      status: head?.status ?? 0,
      statusText: head?.statusText ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: shown(answered)
        .filter(([name]) => name.toLowerCase() === 'set-cookie')
        .flatMap(([, value]) => cookiesOf(value.split(';')[0])),
      headers: shown(answered).map(asHar),
      content: {
        size: received.size,
        mimeType: headerIn(answered, 'content-type') ?? '',
        text: received.text,
        ...(received.encoding && { encoding: received.encoding }),
        ...(received.comment && { comment: received.comment }),
      },
      redirectURL:
        redaction?.url(headerIn(answered, 'location') ?? '') ??
        headerIn(answered, 'location') ??
        '',
      headersSize: -1,
      bodySize: hasBody ? response.captured.size : 0,
    },
    cache: {},
    timings: {
      send: 0,
      wait: rounded(waitedMs),
      receive: rounded(Math.max(endedMs - waitedMs, 0)),
    },
    _answeredBy: real ? 'server' : response.isGatewayError ? 'proxy' : 'mock',
    ...(isLeft && { comment: 'interrupted before the end of the response' }),
  };
  const cut = [
    ...(sent.comment ? [`request body of ${request.captured.size} bytes`] : []),
    ...(received.comment ? [`response body of ${response.captured.size} bytes`] : []),
  ];
  return { entry, cut };
}

type Text = {
  readonly text: string;
  readonly encoding?: 'base64';
  /** Of the whole body without codings, as far as that is known, in bytes. */
  readonly size: number;
  /** Why the text is not the whole body. */
  readonly comment?: string;
};

/** A body as text or, if it is not UTF-8, in base64; without its codings. */
async function bodyOf(
  captured: BodyCapture | undefined,
  headers: readonly HeaderPair[],
  { limit, redaction }: EntryOptions,
): Promise<Text> {
  if (!captured || captured.size === 0) return { text: '', size: 0 };
  const kept = captured.bytes;
  const codings = headerIn(headers, 'content-encoding');
  const plain = (await decoded(kept, codings, limit)) ?? { bytes: kept, isCut: false };
  const isCut = plain.isCut || captured.isCut || plain.bytes.length > limit;
  const bytes = plain.bytes.subarray(0, limit);
  const text = textOf(bytes, isCut);
  const comment = `cut after ${bytes.length} bytes`;
  // The size shows readers that a body was cut; of a compressed one, only the beginning is known.
  const size = isCut ? Math.max(captured.size, bytes.length + 1) : plain.bytes.length;
  const shared = { size, ...(isCut && { comment }) };
  if (text === undefined) return { text: bytes.toString('base64'), encoding: 'base64', ...shared };
  const mediaType = essenceOf(headerIn(headers, 'content-type') ?? '');
  const shown = redaction?.body(mediaType, text) ?? text;
  // What was redacted is not missing.
  return { text: shown, ...shared, ...(!isCut && { size: Buffer.byteLength(shown) }) };
}

/** @returns undefined for bytes that are not UTF-8; the last character of a text may be cut */
function textOf(bytes: Buffer, isCut: boolean): string | undefined {
  for (let missing = 0; missing <= (isCut ? 3 : 0); missing++) {
    const whole = bytes.subarray(0, bytes.length - missing);
    if (isUtf8(whole)) return whole.toString('utf8');
  }
  return undefined;
}

const asHar = ([name, value]: HeaderPair) => ({ name, value });

const cookiesOf = (header: string | undefined): { name: string; value: string }[] =>
  (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => ({ name: pair.split('=')[0] ?? '', value: pair.replace(/^[^=]*=?/, '') }));

/** The URL of a request at the mock. */
function urlOf({ headers, url = '/', socket }: IncomingMessage): string {
  const host = headers.host ?? `${socket.localAddress}:${socket.localPort}`;
  const path = url.startsWith('/') ? url : `/${url.replace(/^https?:\/\/[^/]*\/?/i, '')}`;
  return URL.parse(`http://${host}${path}`)?.href ?? `http://localhost${path}`;
}

const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;
