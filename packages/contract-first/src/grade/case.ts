/**
 * The form of a case: what the server answers, what the client is asked to do, and what must come of
 * it. A case is data, so that it says the same to a client in any language.
 *
 * @module
 */

/**
 * What a document cannot ask for, and a client may do all the same. A case that needs one of these
 * counts only for clients that have it. Everything else is required of every client: to send what the
 * document describes, to read what it describes, and to fail so that the caller sees it.
 */
export const capabilities = {
  retries: 'retries a failed request a configured number of times',
  idempotency: 'makes an idempotency key for a call by itself',
  timeout: 'has a time limit for all calls',
  callTimeout: 'has a time limit for one call',
  abort: 'can abort a call that is running',
  credentials: 'takes the credentials of the security schemes, and sends them by itself',
  tokens: 'gets tokens by the client credentials of OAuth 2',
  pages: 'iterates over the items of a list in pages',
  events: 'reads server-sent events as they arrive',
  resume: 'resumes a stream of events after the last event received',
  lines: 'reads JSON Lines as they arrive',
  webhooks: 'checks the signature of a webhook',
} as const;

export type Capability = keyof typeof capabilities;

export const isCapability = (name: string): name is Capability => Object.hasOwn(capabilities, name);

/** A group of cases, a row of the table. */
export type Group = {
  readonly name: string;
  /** What its cases are about, in a line. */
  readonly about: string;
  readonly cases: readonly Case[];
};

export type Case = {
  /** What a good client does. */
  readonly name: string;
  /** What a user would suffer otherwise. */
  readonly why: string;
  /** Without these the case does not count. */
  readonly needs?: readonly Capability[];
  readonly client?: ClientSettings;
  /** The answers, in turn, unless they are `for` a path. Any further request gets a 410. */
  readonly server?: readonly Answer[];
  /** Another server, at `{other}`, whose requests are not counted. */
  readonly other?: readonly Answer[];
  readonly steps: readonly Step[];
  /** Whether the steps begin at the same time. */
  readonly together?: true;
  /** Each request that the server must have received; no more and no fewer. */
  readonly requests?: readonly ExpectedRequest[];
  /** How many further requests are all right. */
  readonly atMostMore?: number;
  /** Whether the requests may arrive in any order. */
  readonly anyOrder?: true;
  /** No request may be like one of these. */
  readonly forbidden?: readonly ExpectedRequest[];
  /** What no request to the other server may have. */
  readonly otherMustNotGet?: readonly string[];
  /** Headers that all requests have with the same value. */
  readonly same?: readonly string[];
  /** Headers that each request has with a value of its own. */
  readonly different?: readonly string[];
  /** How long to look for further requests at the end; 100 if it is left out. */
  readonly thenWaitMs?: number;
  /** Fewest and most seconds between a response and the next request, in turn. */
  readonly gaps?: readonly (readonly [fewest: number, most: number])[];
};

/** How a client is made. What is left out is the client's own default, except for `retries`. */
export type ClientSettings = {
  /** 0 if it is left out. */
  readonly retries?: number;
  readonly timeoutMs?: number;
  /** What follows the address of the server in the base URL, such as `/v1`. */
  readonly basePath?: string;
  /** A base URL at which nothing listens. */
  readonly isUnreachable?: true;
  /** What is sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** By the name of the security scheme. */
  readonly credentials?: Readonly<Record<string, Credential>>;
};

/** A key or a token, a name with a password, or what a token is asked for with. */
export type Credential =
  | string
  | { readonly username: string; readonly password: string }
  | { readonly clientId: string; readonly clientSecret: string; readonly tokenUrl: string };

/** What goes over the wire. `{server}` and `{other}` stand for the addresses of the two servers. */
export type Answer = {
  /** Only for requests whose path begins so; answers without it are given in turn. */
  readonly for?: string;
  /** 200 if it is left out. */
  readonly status?: number;
  /** Null: without this header. */
  readonly headers?: Readonly<Record<string, string | null | { readonly dateIn: number }>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly base64?: string;
  /** A body in pieces, each in a packet of its own. */
  readonly pieces?: readonly Piece[];
  readonly gzip?: true;
  /** `before`: the connection breaks before a response; `during`: within the body. */
  readonly cut?: 'before' | 'during';
  /** Instead of a response: these characters, then the end of the connection. */
  readonly raw?: string;
  /** Never answers, and keeps the connection open. */
  readonly silent?: true;
  readonly delayMs?: number;
  /** How often it is given; 1 if it is left out. */
  readonly times?: number;
};

export type Piece =
  | string
  | { readonly base64: string }
  | { readonly waitMs: number }
  /** Keeps the connection open without another byte until the client closes it. */
  | 'stay open'
  | 'cut';

/** What an operation is called with, by the names of the document. */
export type Arguments = {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly cookie?: Readonly<Record<string, unknown>>;
  /** Bytes are `Bytes`, alone or as a part of a form. */
  readonly body?: unknown;
  /** Which media type of the body is meant, if there are several. */
  readonly contentType?: string;
  /** Which media type of the response is asked for, if there are several. */
  readonly accept?: string;
};

/** Bytes of a body or a file. */
export type Bytes = {
  readonly $bytes: string;
  readonly filename?: string;
  readonly contentType?: string;
};

/** What a call is given besides the arguments. */
export type CallOptions = {
  readonly timeoutMs?: number;
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Step = CallStep | IterateStep | UnwrapStep;

type Calling = {
  readonly operation: string;
  readonly args?: Arguments;
  readonly options?: CallOptions;
  /** Aborts so many milliseconds after its request has arrived; 0: before it begins. `withinMs` counts from then. */
  readonly abortAfterMs?: number;
  /** Client 0 is made of `client`; others are made of these settings. */
  readonly client?: ClientSettings;
};

export type CallStep = Calling & { readonly do: 'call'; readonly expect: Expected };

export type IterateStep = Calling & {
  readonly do: 'iterate';
  readonly over: 'items' | 'pages' | 'events' | 'lines';
  /** Stops after so many, as `break` does in a loop. */
  readonly take?: number;
  readonly expect: Iterated;
};

/** Checks and reads a webhook; the signature is made by the suite. */
export type UnwrapStep = {
  readonly do: 'unwrap';
  readonly webhook: string;
  readonly body: string;
  readonly secret: string;
  /** How the delivery differs from a plain correct one. */
  readonly variant?: 'signature' | 'body' | 'old' | 'ahead' | 'missing' | 'several';
  readonly expect: Expected;
};

/** The kinds of errors that adapters distinguish. */
export const errorKinds = {
  status: 'the server answered with an error',
  timeout: 'a time limit ended the call',
  abort: 'the caller aborted the call',
  connection: 'no response arrived, or not all of it',
  decode: 'the response could not be read',
  arguments: 'the client refused the arguments before it sent anything',
  other: 'anything else that was thrown',
} as const;

export type ErrorKind = keyof typeof errorKinds;

/** One of these outcomes. */
export type Expected = Outcome | readonly Outcome[];

/** What a call must come to. */
export type Outcome =
  | {
      readonly status?: number;
      /** Exactly this; null is a body that is null. */
      readonly body?: unknown;
      /** At least this: objects may have further fields. */
      readonly has?: unknown;
      /** No value at all. */
      readonly empty?: true;
      /** It must not have ended before. */
      readonly notWithinMs?: number;
      readonly withinMs?: number;
    }
  | {
      /** Any of these. */
      readonly error: ErrorKind | readonly ErrorKind[];
      readonly status?: number;
      readonly body?: unknown;
      /** A secret that its message must not have. */
      readonly mustNotSay?: string;
      readonly withinMs?: number;
    }
  /** It must end, in whichever way. */
  | { readonly ends: true; readonly withinMs?: number };

/** What an iteration must come to. */
export type Iterated = {
  /** Items, or pages as lists of items, or the data of events. */
  readonly items: readonly unknown[];
  /** `ended`: it may just end, too. */
  readonly error?: ErrorKind | readonly (ErrorKind | 'ended')[];
  readonly withinMs?: number;
  /** The first item must have arrived within so many milliseconds. */
  readonly firstWithinMs?: number;
};

/** What a request must have; what is left out is not looked at. */
export type ExpectedRequest = {
  readonly method?: string;
  /** With escapes only where they make a difference, such as `%2F` for a slash in a value. */
  readonly path?: string;
  /** As it was sent. */
  readonly rawPath?: RegExp;
  /** Decoded, in this order for each name. */
  readonly query?: readonly (readonly [name: string, value: string])[];
  /** Parameters of the query that are JSON. */
  readonly queryJson?: Readonly<Record<string, unknown>>;
  /** A pattern of the query as it was sent. */
  readonly rawQuery?: RegExp;
  /** Null: there is none. */
  readonly headers?: Readonly<Record<string, string | RegExp | null>>;
  /** Exactly these. */
  readonly cookies?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly base64?: string;
  readonly form?: readonly (readonly [name: string, value: string])[];
  /** At least these fields of a form. */
  readonly formHas?: readonly (readonly [name: string, value: string])[];
  readonly parts?: readonly ExpectedPart[];
  readonly empty?: true;
  /** The client must close the connection by itself within 3 seconds. */
  readonly closed?: true;
};

export type ExpectedPart = {
  readonly name: string;
  readonly filename?: string | RegExp;
  readonly contentType?: RegExp;
  readonly text?: string;
  readonly json?: unknown;
  readonly base64?: string;
};
