/**
 * The TypeScript client of the File Organizer API.
 *
 * @module
 */
export { FileOrganizerClient, FileOrganizerClient as default } from './client.ts';
export type * from './generated/index.ts';
export {
  AbortError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  FileOrganizerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  TimeoutError,
} from './runtime/errors.ts';
export type { RequestOptions, UploadOptions, UploadSource } from './runtime/operation.ts';
export type { ClientOptions } from './runtime/settings.ts';
