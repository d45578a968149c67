/**
 * The types of generated senders: what is sent with a webhook or a callback, and what may be answered.
 *
 * @module
 */

/** An entry of the generated interfaces `Webhooks` and `Callbacks`. */
export type MessageTypes = {
  readonly query: unknown;
  /** By their names in the document. */
  readonly headers: unknown;
  readonly cookies: unknown;
  /** `body` and `mediaType`; a union if there are several media types. */
  readonly content: unknown;
  /** The documented answers of the receiver, by status and media type. */
  readonly answers: unknown;
};

/** A file in a multipart form. */
export type FormFile = Blob;
/** A body that is neither JSON nor a form. Texts are sent as UTF-8. */
export type SentBytes = string | Uint8Array<ArrayBuffer>;
/** The items of a sequence, such as JSON Lines. They are sent when all are there. */
export type Items<Item> = Iterable<Item> | AsyncIterable<Item>;

/** Signs a message as Standard Webhooks 1.0.0 says (standardwebhooks.com), with HMAC-SHA256. */
export type Signing = {
  /**
   * The secret that the receiver has too: base64 of 24 bytes or more, usually after `whsec_`. While a
   * secret is replaced, the new one and the old one: there is a signature for each.
   */
  readonly secret: string | readonly string[];
  /**
   * Identifies the message, not the attempt: receivers ignore a message that they have. If you send it
   * again, pass the same one. By default a new one.
   */
  readonly id?: string | undefined;
};

/** What is not described by the document. */
export type SendSettings = {
  /** Adds the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`. */
  readonly sign?: Signing | undefined;
  /** Headers that the document does not describe, such as credentials of the receiver. */
  readonly additionalHeaders?: Readonly<Record<string, string>> | undefined;
  /** Ends the attempt when it is aborted. */
  readonly signal?: AbortSignal | undefined;
  /** How long the receiver has to answer, in milliseconds; 15 seconds by default. */
  readonly timeout?: number | undefined;
  /**
   * Sends the request in place of the global `fetch`, such as one that connects to public addresses
   * only. It must not follow redirects (`redirect: 'manual'` is passed).
   */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
};

/** A place of parameters; it may be left out if each of them may be. */
type Given<Name extends string, Values> = [Values] extends [undefined]
  ? { readonly [Each in Name]?: undefined }
  : Record<never, never> extends Values
    ? { readonly [Each in Name]?: Values | undefined }
    : { readonly [Each in Name]: Values };

/** What the document says is sent. */
export type Message<Entry extends MessageTypes> = Entry['content'] &
  Given<'query', Entry['query']> &
  Given<'headers', Entry['headers']> &
  Given<'cookies', Entry['cookies']>;

/** Sends one webhook or callback. */
export type Sender<Entry extends MessageTypes> = {
  /**
   * Sends the message once, and returns the receiver's answer.
   *
   * The URL decides what your server connects to, and it usually comes from a user (SSRF). Accept
   * only `https`, and make sure that it cannot lead to a host of your own network, such as `localhost`
   * or `169.254.169.254`. Checking the name beforehand is not enough, since it may resolve to another
   * address when the message is sent: pass a `fetch` that goes through a proxy or refuses private
   * addresses. Redirects are not followed.
   *
   * Nothing is sent again: keep messages in a queue, and try again later if this throws.
   *
   * @param url where to send it; query parameters of the document are added to it
   * @throws InvalidMessageError before anything is sent, if the message differs from the document
   * @throws UnexpectedAnswerError if the answer is not one that the document lists
   * @throws DOMException `TimeoutError` if there is no answer in time, or the reason of `signal`
   * @throws TypeError if the URL is not one of `http` or `https`, or the receiver cannot be reached
   */
  send(
    url: string | URL,
    ...message: Record<never, never> extends Message<Entry>
      ? [message?: Message<Entry> & SendSettings]
      : [message: Message<Entry> & SendSettings]
  ): Promise<Entry['answers']>;
};

/** The senders of webhooks, by name. */
export type Senders<Entries extends { readonly [Name in keyof Entries]: MessageTypes }> = {
  readonly [Name in keyof Entries]: Sender<Entries[Name]>;
};

/** The senders of callbacks, by the id of their operation and by name. */
export type CallbackSenders<
  Operations extends {
    readonly [Id in keyof Operations]: {
      readonly [Name in keyof Operations[Id]]: MessageTypes;
    };
  },
> = { readonly [Id in keyof Operations]: Senders<Operations[Id]> };
