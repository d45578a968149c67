/**
 * Sends the webhooks and callbacks of a document.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { Contract, essenceOf, mediaTypeIn } from '../../contract/contract.ts';
import { type Document, statusKey } from '../../document/model.ts';
import { type Outgoing, outgoingRequests } from '../../document/outgoing.ts';
import { faultsOf } from '../faults.ts';
import { bytesOf } from '../mediaTypes.ts';
import { invalidFields, ProblemError } from '../problemError.ts';
import type { RequestLine } from '../requestLog.ts';
import { Responses } from '../responses.ts';
import { type Exchange, evaluated } from './expressions.ts';
import { SigningKey } from './signature.ts';
import { Targets } from './targets.ts';

/** How webhooks and callbacks are sent. */
export type WebhookOptions = {
  /** Where webhooks go; the user of the mock has chosen it, so it may be any host. */
  readonly url?: string | undefined;
  /** Signs each message as Standard Webhooks says; base64 of 24 bytes or more, after `whsec_`. */
  readonly secret?: string | undefined;
  /** Hosts besides this machine to which requests may be sent. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Whether a request with a callback gets one. */
  readonly callbacks?: boolean | undefined;
};

/** What is sent. */
export type Wanted = {
  /** Where to, in place of the usual URL. */
  readonly to?: string | undefined;
  /** The key of an example of the body. */
  readonly example?: string | undefined;
  /** The body, in place of an example or a generated one. */
  readonly body?: unknown;
};

/** What became of a message. */
export type Delivery = {
  readonly name: string;
  readonly to: string;
  /** Of a signed message. */
  readonly id: string | undefined;
  readonly body: unknown;
  /** Of the receiver's answer; undefined if there was none. */
  readonly status: number | undefined;
  /** Why there was no answer, or in which way it is not documented. */
  readonly fault: string | undefined;
  readonly ms: number;
};

/** How long a receiver has to answer, in milliseconds. */
const PATIENCE = 15_000;

export class Webhooks {
  readonly #document: Document;
  readonly #options: WebhookOptions;
  readonly #onSent: ((line: RequestLine) => void) | undefined;
  readonly #key: SigningKey | undefined;
  readonly #targets: Targets;
  readonly #all: readonly Outgoing[];
  #answers: Responses | undefined;

  /** @throws TypeError for a secret that is none, or a URL that is not one of `http` or `https` */
  constructor(
    document: Document,
    options: WebhookOptions = {},
    onSent?: ((line: RequestLine) => void) | undefined,
  ) {
    this.#document = document;
    this.#options = options;
    this.#onSent = onSent;
    this.#key = options.secret === undefined ? undefined : new SigningKey(options.secret);
    const { url, allowedHosts = [] } = options;
    const usual = url === undefined ? undefined : URL.parse(url);
    this.#targets = new Targets([...allowedHosts, ...(usual ? [usual.host] : [])]);
    const refusal = url === undefined ? undefined : this.#targets.refusal(url);
    if (refusal) throw new TypeError(refusal);
    this.#all = outgoingRequests(document);
  }

  /** The names of the webhooks. */
  get names(): string[] {
    return this.#all.filter(({ operation }) => operation === undefined).map(({ name }) => name);
  }

  /**
   * Sends a webhook once, with a body that its schema accepts.
   *
   * @throws ProblemError `not_found` for an unknown name or example, `invalid_request` for a body
   *   that the schema does not accept or a URL that is not allowed
   */
  async send(name: string, wanted: Wanted = {}): Promise<Delivery> {
    const outgoing = this.#all.find((each) => each.operation === undefined && each.name === name);
    if (!outgoing) {
      const known = this.names.join(', ') || 'none';
      throw new ProblemError('not_found', `Unknown webhook "${name}"; the document has ${known}`);
    }
    const to = wanted.to ?? this.#options.url;
    if (to === undefined) {
      const detail = 'Nowhere to send it: start the mock with --webhook-url URL, or send "to"';
      throw new ProblemError('invalid_request', detail);
    }
    return this.#deliver(outgoing, to, wanted);
  }

  /**
   * Sends the callbacks of an operation that has been answered. Failures are logged.
   *
   * @returns once all are sent
   */
  async sendCallbacks(operation: string, exchange: Exchange): Promise<void> {
    if (!this.#options.callbacks || exchange.status >= 300) return;
    const own = this.#all.filter((each) => each.operation === operation);
    await Promise.all(
      own.map(async (outgoing) => {
        const { path } = outgoing.bound;
        const to = evaluated(path, exchange);
        try {
          if (to !== undefined) await this.#deliver(outgoing, to, {});
        } catch (error) {
          this.#tell(
            outgoing,
            to ?? path,
            0,
            0,
            error instanceof Error ? error.message : String(error),
          );
        }
      }),
    );
  }

  async #deliver(outgoing: Outgoing, to: string, wanted: Wanted): Promise<Delivery> {
    const refusal = this.#targets.refusal(to);
    if (refusal) throw new ProblemError('invalid_request', refusal);
    const { bytes, mediaType, body, headers: given } = this.#message(outgoing, wanted);
    const id = this.#key && `msg_${randomUUID()}`;
    const headers = {
      ...given,
      ...(mediaType !== undefined && { 'content-type': mediaType }),
      ...(id !== undefined && this.#key?.headersOf(bytes, id)),
    };
    const { name, bound } = outgoing;
    const started = performance.now();
    let status: number | undefined;
    let fault: string | undefined;
    try {
      const answer = await fetch(to, {
        method: bound.method.toUpperCase(),
        headers,
        ...(mediaType !== undefined && { body: bytes }),
        // It may lead to a host that is not allowed.
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE),
      });
      status = answer.status;
      await answer.body?.cancel();
      const listed = Object.keys(bound.responses);
      if (listed.length > 0 && statusKey(bound.responses, status) === undefined) {
        fault = `${status} is not one of ${listed.join(', ')}`;
      }
    } catch (error) {
      fault = reasonOf(error);
    }
    const ms = performance.now() - started;
    this.#tell(outgoing, to, status ?? 0, ms, fault);
    return { name, to, id, body, status, fault, ms: Math.round(ms) };
  }

  /** The headers and the body of a message: given, an example, or generated. */
  #message({ name, bound }: Outgoing, { example, body: given }: Wanted) {
    this.#answers ??= new Responses(this.#document, new Contract(this.#document));
    const content = bound.requestBody?.content ?? {};
    // The mock sends it, so it has the form of a response.
    const headers = Object.fromEntries(
      bound.parameters
        .filter((each) => each.in === 'header' && each.required && !/^webhook-/i.test(each.name))
        .map((each) => [each.name, { required: true, ...each }]),
    );
    const sent = { ...bound, responses: { 200: { description: name, content, headers } } };
    const made = this.#answers.find(sent, { code: 200, example });
    if (!made) throw new ProblemError('not_found', `${name} has no example "${example}"`);
    const { mediaType } = made;
    if (given === undefined || mediaType === undefined) {
      const bytes = new Uint8Array(made.body ?? Buffer.alloc(0));
      return { bytes, mediaType, body: made.value, headers: made.headers };
    }
    const schema = mediaTypeIn(content, essenceOf(mediaType))?.schema;
    const errors = schema ? this.#answers.values.validator.faults(schema, given) : [];
    if (errors.length > 0) throw invalidFields(faultsOf('body', errors));
    const bytes = new Uint8Array(bytesOf(mediaType, given));
    return { bytes, mediaType, body: given, headers: made.headers };
  }

  #tell(
    { name, operation, bound }: Outgoing,
    target: string,
    status: number,
    ms: number,
    fault: string | undefined,
  ): void {
    const what = operation === undefined ? 'webhook' : `callback of ${operation}`;
    const decision = `sent ${what} ${name}${fault === undefined ? '' : `: ${fault}`}`;
    this.#onSent?.({ method: bound.method.toUpperCase(), target, status, ms, decision });
  }
}

/** Why a receiver could not be reached: Node.js has it in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer in ${PATIENCE / 1000} seconds`;
  const { cause } = error;
  return cause instanceof Error
    ? cause.message || String('code' in cause && cause.code)
    : error.message;
}
