/**
 * The TypeScript client of the File Organizer API.
 *
 * @module
 */
export {
  type ClientOptions,
  FileOrganizerClient,
  FileOrganizerClient as default,
} from './client.ts';
export type * from './generated/index.ts';
export type { ApiPromise } from './runtime/call.ts';
export {
  AbortError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  FileOrganizerError,
  NotFoundError,
  NotModifiedError,
  PermissionDeniedError,
  PreconditionError,
  RateLimitError,
  ServerError,
  TimeoutError,
} from './runtime/errors.ts';
export type { EventOptions, EventStream } from './runtime/events.ts';
export type { FetchInit, FetchLike, FetchResponse } from './runtime/fetch.ts';
export type { LogEntry, Logger } from './runtime/logger.ts';
export type { ApiRequest, Middleware } from './runtime/middleware.ts';
export type {
  Answer,
  RequestOptions,
  UploadOptions,
  UploadProgress,
  UploadSource,
  WaitOptions,
  WebSocketLike,
} from './runtime/operation.ts';
export type { PagePromise } from './runtime/pages.ts';
