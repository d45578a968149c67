import type { Document } from '../../document/model.ts';
import { randomOfText, Values } from '../../schema/index.ts';
import { faultsOf } from '../faults.ts';
import { invalidFields, ProblemError } from '../problemError.ts';
import type { AsyncDocument, Channel, ChannelMessage } from './asyncDocument.ts';

/** What became of a message of a client. */
type Taken = { readonly fault?: string; readonly reply?: unknown };

/** Makes the messages of channels, and judges those of clients. */
export class ChannelMessages {
  readonly #values: Values;
  readonly #seed: string;

  constructor(document: AsyncDocument, seed = '') {
    // Values needs a document only to follow references in schemas.
    this.#values = new Values(document as unknown as Document, 1);
    this.#seed = seed;
  }

  /**
   * The payload of the message with a number, from 0: the messages of the channel in turn, first
   * their examples and then generated ones.
   *
   * @returns undefined if the server sends no messages there
   */
  next(channel: Channel | undefined, number: number): unknown {
    const { sent = [] } = channel ?? {};
    const message = sent[number % Math.max(1, sent.length)];
    return message && this.#payload(message, Math.floor(number / sent.length));
  }

  /** @throws ProblemError for an unknown message, or a payload that its schema does not accept */
  wanted(
    { sent }: Channel,
    {
      message: name,
      payload,
    }: { readonly message?: string | undefined; readonly payload?: unknown },
  ): { readonly message: string; readonly payload: unknown } {
    const message = name === undefined ? sent[0] : sent.find((each) => each.name === name);
    if (!message) {
      const known = sent.map((each) => each.name).join(', ') || 'no messages';
      throw new ProblemError('not_found', `Unknown message "${name}"; the server sends ${known}`);
    }
    if (payload === undefined) return { message: message.name, payload: this.#payload(message, 0) };
    const errors = this.#values.validator.faults(message.schema, payload);
    if (errors.length > 0) throw invalidFields(faultsOf('body', errors));
    return { message: message.name, payload };
  }

  /** Judges a message of a client by the schemas of those that the server receives. */
  read(channel: Channel | undefined, text: string): Taken {
    const { received = [], replies } = channel ?? {};
    if (received.length === 0) return { fault: 'The server accepts no messages in this channel' };
    const parsed = parse(text);
    const faults = received.map((message) => {
      // A text is no JSON where the message is plain text.
      const value = 'value' in parsed ? parsed.value : text;
      return { message, errors: this.#values.validator.faults(message.schema, value) };
    });
    const right = faults.find(({ errors }) => errors.length === 0);
    if (right) {
      const answers = replies?.get(right.message.name);
      const [reply] = answers ?? [];
      return reply ? { reply: this.#payload(reply, 0) } : {};
    }
    if (!('value' in parsed)) return { fault: 'The message is not JSON' };
    // The message that was meant is the one with the fewest faults.
    const [nearest] = faults.toSorted((one, other) => one.errors.length - other.errors.length);
    const found = faultsOf('body', nearest?.errors ?? []);
    const words = found.map(
      ({ pointer, message }) => `${pointer.replace(/^#\/body/, '') || '/'} ${message}`,
    );
    return { fault: `Invalid ${nearest?.message.name}: ${words.join('; ')}` };
  }

  #payload({ name, schema, examples }: ChannelMessage, round: number): unknown {
    const valid = examples.filter((each) => this.#values.validator.accepts(schema, each));
    if (round < valid.length) return valid[round];
    const random = randomOfText(`${this.#seed} ${name} ${round}`);
    const manner = { byExample: round === 0, optional: 0.7 };
    return this.#values.valid(schema, manner, random) ?? this.#values.nearest(schema) ?? null;
  }
}

function parse(text: string): { readonly value: unknown } | Record<never, never> {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return {};
  }
}
