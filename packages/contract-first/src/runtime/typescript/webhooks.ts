/**
 * Requests that the API sends, signed by Standard Webhooks 1.0.0 (standardwebhooks.com), scheme `v1`.
 *
 * @module
 */
import type { Convert, Shape } from './shape.ts';

/** What verifies the requests that the API sends. */
export type WebhookSettings = {
  /** The secret of the endpoint, `whsec_…`, or several while it is replaced. */
  readonly secret: string | readonly string[];
  /** Seconds by which the time of a message may differ from now; 300 by default. */
  readonly tolerance?: number | undefined;
  /**
   * Returns whether the message with this id was received before, and remembers it: refuses messages
   * that are sent again within the tolerance. See `rememberMessages`.
   */
  readonly seen?: ((id: string) => boolean | Promise<boolean>) | undefined;
};

/** Headers of a request in any form, such as `request.headers` of Node or Fetch. */
export type WebhookHeaders =
  | { get(name: string): string | null | undefined }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Why a request is not accepted as a webhook. */
export type WebhookErrorReason =
  | 'missing_header'
  | 'invalid_timestamp'
  | 'too_old'
  | 'too_new'
  | 'wrong_signature'
  | 'replayed'
  | 'not_json';

/** A request that is not a genuine webhook. Its message never has a secret. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  readonly reason: WebhookErrorReason;

  constructor(reason: WebhookErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Seconds by which clocks and networks are late, usually. */
const usualTolerance = 300;

/**
 * Verifies a request that the API has sent, and parses its body.
 *
 * @param body exactly as received, before any parser
 * @throws WebhookError if it is not genuine, too old, sent again, or not JSON
 * @throws TypeError for a secret that is not one, or a body that was parsed already
 */
export async function unwrap<Event>(
  body: string | Uint8Array | ArrayBuffer,
  headers: WebhookHeaders,
  { secret, tolerance = usualTolerance, seen }: WebhookSettings,
  shape?: Reading,
): Promise<Event> {
  const bytes = bytesOf(body);
  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const signatures = header(headers, 'webhook-signature');
  const keys = await Promise.all([secret].flat().map(keyOf));
  if (keys.length === 0) throw new TypeError('Webhooks need a secret');
  checkTime(timestamp, tolerance);
  const start = new TextEncoder().encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(start.length + bytes.length);
  signed.set(start);
  signed.set(bytes, start.length);
  if (!(await isSigned(signed, signatures, keys))) {
    throw new WebhookError(
      'wrong_signature',
      'No signature of the webhook matches: check that the secret is that of this endpoint, and that the body is passed as it was received',
    );
  }
  if (await seen?.(id)) throw new WebhookError('replayed', 'The webhook was received before');
  return parse(bytes, shape);
}

type Reading = { readonly convert: Convert; readonly shape: () => Shape };

/**
 * Parses the body of a request that the API has sent, without a proof that it has.
 *
 * @throws WebhookError if it is not JSON
 * @throws TypeError for a body that was parsed already
 */
export function parse<Event>(body: string | Uint8Array | ArrayBuffer, shape?: Reading): Event {
  const bytes = bytesOf(body);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new WebhookError('not_json', 'The body of the request is not JSON', { cause });
  }
  // the API sends what its document says
  return (shape ? shape.convert(value, shape.shape, 'read') : value) as Event;
}

/**
 * Remembers the ids of messages in memory, for `seen` of one process.
 *
 * @param time seconds for which an id is kept; twice the tolerance covers late and early clocks
 */
export function rememberMessages(time: number = usualTolerance * 2): (id: string) => boolean {
  /** When each id is forgotten, in Unix milliseconds, the oldest first. */
  const until = new Map<string, number>();
  return (id) => {
    const now = Date.now();
    for (const [old, end] of until) {
      if (end > now) break;
      until.delete(old);
    }
    if (until.has(id)) return true;
    until.set(id, now + time * 1000);
    return false;
  };
}

function bytesOf(body: unknown): Uint8Array {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (ArrayBuffer.isView(body))
    return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw new TypeError('Pass the body of the webhook as it was received: a text or bytes');
}

/** @throws WebhookError if the header is missing */
function header(headers: WebhookHeaders, name: string): string {
  const { get } = headers;
  // the names that they had before they were a standard
  const names = [name, name.replace('webhook', 'svix')];
  const found =
    typeof get === 'function'
      ? names.map((each) => get.call(headers, each))
      : names.map(
          (each) => Object.entries(headers).find(([key]) => key.toLowerCase() === each)?.[1],
        );
  const value: unknown = found.flat().find((each) => each !== undefined && each !== null);
  if (typeof value === 'string' && value !== '') return value;
  throw new WebhookError('missing_header', `The webhook has no header "${name}"`);
}

function checkTime(timestamp: string, tolerance: number): void {
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookError(
      'invalid_timestamp',
      'The time of the webhook is not a number of seconds',
    );
  }
  const age = Date.now() / 1000 - Number(timestamp);
  if (age > tolerance) {
    throw new WebhookError('too_old', `The webhook was sent more than ${tolerance} seconds ago`);
  }
  if (age < -tolerance) {
    throw new WebhookError(
      'too_new',
      `The webhook was sent more than ${tolerance} seconds in the future: check the clock`,
    );
  }
}

/** The platform's own type has no name that both Node and browsers know. */
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** The key of a secret. */
async function keyOf(secret: string): Promise<Key> {
  const bytes = fromBase64(String(secret).replace(/^whsec_/, ''));
  if (!bytes?.length) throw new TypeError('A webhook secret must be base64, after "whsec_"');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ]);
}

/** Whether one of the signatures is made with one of the keys; compared in constant time. */
async function isSigned(
  signed: Uint8Array<ArrayBuffer>,
  signatures: string,
  keys: readonly Key[],
): Promise<boolean> {
  for (const each of signatures.split(' ')) {
    const [version, text = ''] = each.split(',');
    const signature = version === 'v1' ? fromBase64(text) : undefined;
    if (!signature) continue;
    for (const key of keys) {
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) return true;
    }
  }
  return false;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0));
  } catch {
    return undefined;
  }
}
