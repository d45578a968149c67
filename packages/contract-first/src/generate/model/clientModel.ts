/**
 * What the clients of every language are generated from: the resources of a document with their
 * methods, and everything that a method sends and receives. Names are words, which each language
 * writes in its own way; schemas stay as they are in the document.
 *
 * @module
 */
import type { PaginationModel } from '../../contract/paging/paginationModel.ts';
import type { Document, Header, JsonSchema } from '../../document/model.ts';
import type { Notice } from '../../document/notice.ts';
import type { EventItems } from './eventItems.ts';

export type { EventItems, PaginationModel };

/**
 * A name as words in lower case: `['list', 'api', 'keys']` is `listApiKeys` in TypeScript and
 * `list_api_keys` in Python. Each word begins with a letter or is digits after another word.
 */
export type Words = readonly string[];

/** A document as a client sees it. */
export type ClientModel = {
  /** The bundled document in its newest form; references in schemas lead into it. */
  readonly document: Document;
  readonly title: string;
  readonly version: string;
  readonly description: string | undefined;
  readonly servers: readonly ServerModel[];
  readonly schemes: readonly SecuritySchemeModel[];
  /** Operations without a resource are methods of the client itself. */
  readonly root: ResourceModel;
  /** Requests that the API sends, for `webhooks.unwrap`. */
  readonly webhooks: readonly WebhookModel[];
  /** Requests that the API sends to an address that a call names, for `callbacks.parse`. */
  readonly callbacks: readonly WebhookModel[];
  /** The codes of problems after which the same request is sent again (`retry` in `x-problems`). */
  readonly retriedProblems: readonly string[];
  /** The channel of live events, from an AsyncAPI document. */
  readonly channel: LiveChannelModel | undefined;
};

/** Where the API is. */
export type ServerModel = {
  /** May be relative, and have variables in braces. */
  readonly url: string;
  readonly description: string | undefined;
  readonly variables: Readonly<Record<string, { readonly default: string }>>;
};

/** A group of methods, such as `client.repos.issues`. */
export type ResourceModel = {
  /** Empty for the client itself. */
  readonly name: Words;
  /** Names from the client to this resource, this one included. */
  readonly path: readonly Words[];
  readonly description: string | undefined;
  readonly methods: readonly MethodModel[];
  readonly resources: readonly ResourceModel[];
};

/** An operation as a method. */
export type MethodModel = {
  /** The `operationId`, or method and path, such as `GET /pets/{id}`, without one. */
  readonly id: string;
  /** Where the operation is in the document: a JSON pointer with a leading `#`. */
  readonly pointer: string;
  /** The resource that it is a method of. */
  readonly resource: readonly Words[];
  readonly name: Words;
  /** Further names of the method (`x-sdk`). */
  readonly aliases: readonly Words[];
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  /** As requests have it, such as `GET` or `QUERY`. */
  readonly verb: string;
  /** As in the document, with wire names in braces; may have a query (`?action=…`) or a fragment. */
  readonly path: string;
  /** The server of the operation or its path, where it has one of its own. */
  readonly servers: readonly ServerModel[];
  readonly parameters: readonly ParameterModel[];
  readonly body: BodyModel | undefined;
  /** In the order of the document. */
  readonly responses: readonly ResponseModel[];
  /** Alternatives: the names of security schemes with scopes; none if no credentials are needed. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** The arguments that may be given by position, in that order. */
  readonly positional: {
    readonly arguments: readonly Words[];
    /**
     * Whether any number of them may be given (`x-sdk`). Otherwise they are the required parameters of
     * the path, and either all are given by position or none.
     */
    readonly isGradual: boolean;
  };
  readonly pagination: PaginationModel | undefined;
  /** The header that makes the operation safe to send again, such as `Idempotency-Key`. */
  readonly idempotencyKey: string | undefined;
  /** The policy of its rate limit (`x-rate-limit`). */
  readonly limit: string | undefined;
  /** What it does to the session that the client keeps (`x-sdk`). */
  readonly session: 'begin' | 'refresh' | 'end' | undefined;
  /** How the end of what it starts is waited for (`x-sdk`). */
  readonly waiting: WaitingModel | undefined;
};

/** A parameter of the path, query, headers or cookies. An idempotency key is not among them. */
export type ParameterModel = {
  readonly name: string;
  /** Unique among the arguments of its method, fields of the body included. */
  readonly argument: Words;
  /** `querystring` is the whole query as one value (OpenAPI 3.2). */
  readonly in: 'path' | 'query' | 'querystring' | 'header' | 'cookie';
  readonly required: boolean;
  readonly schema: JsonSchema | boolean;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  /** Defaults are filled in (OpenAPI 3.1.1, section 4.8.12.2). */
  readonly style:
    | 'simple'
    | 'label'
    | 'matrix'
    | 'form'
    | 'spaceDelimited'
    | 'pipeDelimited'
    | 'deepObject'
    | 'cookie';
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** The media type of a parameter with `content`, which is then serialized by it and not by style. */
  readonly contentType: string | undefined;
};

/** The body of a request. */
export type BodyModel = {
  readonly required: boolean;
  readonly description: string | undefined;
  /** At least one; the first is meant unless a call names another. */
  readonly alternatives: readonly BodyAlternative[];
};

/** How a body is written. */
export type BodyKind = 'json' | 'form' | 'multipart' | 'text' | 'bytes' | 'items';

/** A body of one media type. */
export type BodyAlternative = {
  /** As in the document, parameters included; may be a range such as `image/*`. */
  readonly mediaType: string;
  /** `items` is a sequence of JSON values, one after the other (JSON Lines and the like). */
  readonly kind: BodyKind;
  readonly schema: JsonSchema | boolean;
  readonly itemSchema: JsonSchema | boolean | undefined;
  /**
   * The properties of the body, each an argument of its own, if the body is an object with known
   * properties only and none has the name of a parameter; otherwise the body is one argument.
   */
  readonly fields: readonly FieldModel[] | undefined;
  /** The name of the argument for the whole body; for files, such as `content` or `file`. */
  readonly argument: Words;
  /** How the parts of a form are written, by property. */
  readonly parts: Readonly<Record<string, PartModel>>;
};

/** A property of a body that is an argument of its own. */
export type FieldModel = {
  readonly name: string;
  readonly argument: Words;
  readonly required: boolean;
  readonly schema: JsonSchema | boolean;
  readonly description: string | undefined;
};

/** A part of a form. */
export type PartModel = {
  /** Whether it is a file, or a list of files. */
  readonly file: 'one' | 'list' | undefined;
  /** Of a part of a multipart form; undefined for the default of its type. */
  readonly contentType: string | undefined;
  /** Of a URL-encoded form, or of a part that is written like a query parameter. */
  readonly style: string | undefined;
  readonly explode: boolean | undefined;
  readonly isJson: boolean;
};

/** How the body of a response is read. */
export type ResponseKind =
  | 'json'
  | 'text'
  | 'bytes'
  /** Server-sent events (`text/event-stream`). */
  | 'events'
  /** JSON Lines, NDJSON, JSON text sequences. */
  | 'items';

/** A response that the document lists. */
export type ResponseModel = {
  /** Such as `200`, `2XX` or `default`. */
  readonly status: string;
  /** Whether it is a success: a 2XX, or `default` if there is none. */
  readonly isSuccess: boolean;
  readonly description: string | undefined;
  readonly headers: Readonly<Record<string, Header>>;
  /** None for a response without a body. The first is what a call accepts unless it names another. */
  readonly alternatives: readonly ResponseAlternative[];
};

/** A response body of one media type. */
export type ResponseAlternative = {
  readonly mediaType: string;
  readonly kind: ResponseKind;
  readonly schema: JsonSchema | boolean;
  /** Of each item of a stream. */
  readonly itemSchema: JsonSchema | boolean | undefined;
  /** Of a stream of events: what its items are, read from both schemas. */
  readonly events: EventItems | undefined;
};

/** A security scheme, and the option of the client that takes its credentials. */
export type SecuritySchemeModel = {
  readonly name: string;
  readonly option: Words;
  readonly description: string | undefined;
} & (
  | {
      readonly type: 'apiKey';
      readonly in: 'header' | 'query' | 'cookie';
      readonly parameter: string;
    }
  | { readonly type: 'basic' }
  | { readonly type: 'bearer'; readonly format: string | undefined }
  /** Another scheme of the Authorization header, such as `digest`: its value is given whole. */
  | { readonly type: 'http'; readonly scheme: string }
  | {
      readonly type: 'oauth2';
      /** Of the flow `clientCredentials`, with which the client gets tokens by itself. */
      readonly tokenUrl: string | undefined;
      readonly refreshUrl: string | undefined;
      readonly scopes: readonly string[];
    }
  | { readonly type: 'openIdConnect'; readonly url: string }
  | { readonly type: 'mutualTLS' }
);

/** A request that the API sends. */
export type WebhookModel = {
  readonly name: string;
  readonly words: Words;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly alternatives: readonly ResponseAlternative[];
  /** Whether the document has the header of Standard Webhooks with its signature. */
  readonly isSigned: boolean;
};

/** How the end of something is waited for: by an operation that returns its state. */
export type WaitingModel = {
  /** The id of the operation that returns the state. */
  readonly status: string;
  /** The property that names what was started, and is the path parameter of that operation. */
  readonly key: string;
  readonly state: string;
  /** The states in which it continues. */
  readonly running: readonly string[];
};

/** A channel of an AsyncAPI document that the client opens. */
export type LiveChannelModel = {
  readonly resource: readonly Words[];
  readonly name: Words;
  readonly description: string | undefined;
  readonly path: string;
  /** The id of the operation whose response has the ticket that opens it. */
  readonly ticket: string;
  /** The codes with which the server closes it for good. */
  readonly final: readonly number[];
  /** By the name of the event's type. */
  readonly events: Readonly<Record<string, JsonSchema>>;
  /** Those other than events that callers receive. */
  readonly messages: readonly LiveMessageModel[];
};

/** A message about the connection; `type` distinguishes its kinds. */
export type LiveMessageModel = {
  readonly id: string;
  readonly type: string;
  readonly schema: JsonSchema;
};

/** What the configuration states about a client; all of it may also be in `x-sdk` of the document. */
export type ClientNaming = {
  /** By operation id, or method and path: its place, such as `repos.issues.list`. */
  readonly methods?: Readonly<Record<string, string>>;
};

/** A model and what a person should know about it. */
export type ReadClient = {
  readonly model: ClientModel;
  readonly notices: readonly Notice[];
  /**
   * The places of all methods, by `GET /path`, words with underscores: `repos.issues.list_for_repo`.
   * Kept in `names.json`, so that names stay when operations are added.
   */
  readonly names: Readonly<Record<string, string>>;
};
