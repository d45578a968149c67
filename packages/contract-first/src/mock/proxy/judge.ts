/**
 * Compares requests that a proxy passes on, and their responses, with the document.
 *
 * @module
 */
import { type Contract, essenceOf, isJson } from '../../contract/contract.ts';
import { decoded } from '../../contract/reading/decoding.ts';
import type { BoundOperation } from '../../document/model.ts';
import type { Credentials } from '../credentials.ts';
import { ProblemError } from '../problemError.ts';
import { Requests } from '../requests.ts';
import { type HeaderPair, headerIn } from './headers.ts';

/** Larger bodies are not checked, in bytes. */
export const MOST_CHECKED: number = 16 * 1024 * 1024;

/** A body as far as it was kept. */
export type SeenBody = { readonly bytes: Buffer; readonly isCut: boolean };

/** How an exchange differs from the document, each way as one sentence, and what was not compared. */
export type Judgement = {
  readonly violations: readonly string[];
  readonly unchecked: readonly string[];
};

export type SeenRequest = {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly url: URL;
  /** The path by the document. */
  readonly pathname: string;
  readonly body: SeenBody;
};

export type SeenResponse = {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  /** Undefined for one that has none, as after a HEAD, or that has not been read. */
  readonly body: SeenBody | undefined;
};

export class ExchangeJudge {
  readonly #contract: Contract;
  readonly #credentials: Credentials;
  readonly #requests: Requests;

  constructor(contract: Contract, credentials: Credentials) {
    this.#contract = contract;
    this.#credentials = credentials;
    this.#requests = new Requests(contract.document, {});
  }

  /** What a request has that the document does not allow. */
  async request(
    operation: BoundOperation,
    { headers, url, pathname, body }: SeenRequest,
  ): Promise<Judgement> {
    const violations: string[] = [];
    if (this.#credentials.find(operation, headers, url.searchParams) === undefined) {
      violations.push('request: has no credentials');
    }
    const coding = headers['content-encoding'];
    const content = await wholeBody(body, Array.isArray(coding) ? coding.join(',') : coding);
    const isRead = Buffer.isBuffer(content);
    const { 'content-encoding': _coding, ...plain } = headers;
    try {
      await this.#requests.read(isRead ? operation : this.#bodiless(operation), {
        pathname,
        search: url.search,
        headers: plain,
        body: isRead ? content : Buffer.alloc(0),
      });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const faults = error.errors?.map(({ pointer, message }) => `${pointer.slice(2)} ${message}`);
      violations.push(...(faults ?? [error.message]).map((each) => `request ${each}`));
    }
    return { violations, unchecked: isRead ? [] : [`request body (${content})`] };
  }

  /** How a response differs from what the document promises. */
  async response(
    operation: BoundOperation,
    { status, headers, body }: SeenResponse,
  ): Promise<Judgement> {
    const read = new Headers();
    for (const [name, value] of headers) read.append(name, value);
    const mediaType = essenceOf(read.get('content-type') ?? '');
    const unchecked: string[] = [];
    let value: unknown;
    if (body && isJson(mediaType)) {
      const content = await wholeBody(body, headerIn(headers, 'content-encoding'));
      if (Buffer.isBuffer(content)) value = parsed(content);
      else unchecked.push(`response body (${content})`);
    } else if (body && (body.isCut || body.bytes.length > 0)) {
      // Of other content, it only matters whether it is there.
      value = body.bytes.toString('latin1', 0, 1) || '?';
    }
    const found = this.#contract.checkResponse(operation, { status, headers: read, body: value });
    const violations = found.map(({ where, message }) => `response ${where} ${message}`);
    return { violations, unchecked };
  }

  readonly #withoutBody = new Map<string, BoundOperation>();

  /** An operation of which only the parameters are read; the same one each time, as it is compiled. */
  #bodiless(operation: BoundOperation): BoundOperation {
    const known = this.#withoutBody.get(operation.id) ?? { ...operation, requestBody: undefined };
    this.#withoutBody.set(operation.id, known);
    return known;
  }
}

/** A body without its codings, or why it cannot be judged. */
async function wholeBody(
  { bytes, isCut }: SeenBody,
  codings: string | undefined,
): Promise<Buffer | string> {
  const tooLarge = `larger than ${MOST_CHECKED / 1024 ** 2} MiB, or interrupted`;
  if (isCut) return tooLarge;
  const plain = await decoded(bytes, codings, MOST_CHECKED);
  if (!plain) return `not readable as Content-Encoding ${codings}`;
  return plain.isCut ? tooLarge : plain.bytes;
}

/** The value of a JSON text; the text itself if it is not JSON. */
function parsed(content: Buffer): unknown {
  const text = content.toString('utf8').replace(/^\ufeff/, '');
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
