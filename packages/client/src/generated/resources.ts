// Generated from the contract by `contract generate`; do not edit.

import { type ApiPromise, type EventOptions, type EventStream, type PagePromise, call, connect, list, wait } from '../runtime/methods.ts';
import type { Connection, RequestOptions, UploadOptions, WaitOptions } from '../runtime/operation.ts';
import * as operations from './operations.ts';
import type * as types from './types.ts';

/**
 * Sign in and out, and your own API keys
 */
export class AuthResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Sign in
   *
   * Takes a user name and a password, and begins a session: an access token for 30 minutes, and a
   * refresh token for 7 days. An unknown user, a disabled one and a wrong password get the same
   * answer.
   *
   * The client keeps the tokens: its calls carry them from then on, and it renews them.
   */
  login(
    params: types.AuthLoginParams,
    options?: RequestOptions,
  ): ApiPromise<types.Session>;
  login(...args: unknown[]): ApiPromise<types.Session> {
    return call<types.Session>(this.#connection, operations.authLogin, args);
  }

  /**
   * Get new tokens
   *
   * Changes a refresh token for a new one and a new access token. Each is good once: a refresh
   * token that comes a second time may have been stolen, so its whole session ends at once. To be
   * able to send the request again where its answer was lost, send an `Idempotency-Key` with it.
   *
   * The client keeps the tokens: its calls carry them from then on, and it renews them.
   */
  refresh(
    params: types.AuthRefreshParams,
    options?: RequestOptions,
  ): ApiPromise<types.Session>;
  refresh(...args: unknown[]): ApiPromise<types.Session> {
    return call<types.Session>(this.#connection, operations.authRefresh, args);
  }

  /**
   * Sign out
   *
   * Ends the session of the access token at once: the token itself, the refresh token and all that
   * came from the same login are refused from now on. An API key has no session to end; delete it
   * instead.
   *
   * The client forgets the tokens that it has kept.
   */
  logout(
    options?: RequestOptions,
  ): ApiPromise<void>;
  logout(...args: unknown[]): ApiPromise<void> {
    return call<void>(this.#connection, operations.authLogout, args);
  }

  /**
   * Tell who you are
   *
   * Tells whose the credentials of this request are, and what they may do.
   */
  me(
    options?: RequestOptions,
  ): ApiPromise<types.Me>;
  me(...args: unknown[]): ApiPromise<types.Me> {
    return call<types.Me>(this.#connection, operations.authMe, args);
  }

  /**
   * Get a ticket for the WebSocket
   *
   * Makes a ticket that opens one WebSocket within 30 seconds, for browsers, which cannot send
   * credentials in headers there. It carries the scopes of the credentials that it was made with.
   */
  wsTicket(
    options?: RequestOptions,
  ): ApiPromise<types.WsTicket>;
  wsTicket(...args: unknown[]): ApiPromise<types.WsTicket> {
    return call<types.WsTicket>(this.#connection, operations.authWsTicket, args);
  }

  /**
   * List your API keys
   *
   * Lists the API keys of the user, the oldest first. Keys are managed by who has signed in, or by
   * an administrator's key: a key that has leaked must not make others. The keys themselves are
   * not kept, so they are not in the list.
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   */
  listApiKeys(
    params?: types.AuthListApiKeysParams,
    options?: RequestOptions,
  ): PagePromise<types.ApiKeyList>;
  listApiKeys(...args: unknown[]): PagePromise<types.ApiKeyList> {
    return list<types.ApiKeyList>(this.#connection, operations.authListApiKeys, args);
  }

  /**
   * Make an API key
   *
   * Makes an API key of the user. The key itself is in this answer only. It can have no scope that
   * the credentials of this request lack, and one that is made with an API key cannot outlive that
   * key. It is refused while its user is disabled.
   */
  createApiKey(
    params: types.AuthCreateApiKeyParams,
    options?: RequestOptions,
  ): ApiPromise<types.NewApiKey>;
  createApiKey(...args: unknown[]): ApiPromise<types.NewApiKey> {
    return call<types.NewApiKey>(this.#connection, operations.authCreateApiKey, args);
  }

  /**
   * Delete an API key
   *
   * Deletes an API key of the user; it is refused from now on. Credentials cannot delete a key
   * that has a scope that they lack.
   *
   * @param keyId The key's id, which is the part between its two underscores
   */
  deleteApiKey(
    keyId: types.AuthDeleteApiKeyParams['keyId'],
    options?: RequestOptions,
  ): ApiPromise<void>;
  /**
   * Delete an API key
   *
   * Deletes an API key of the user; it is refused from now on. Credentials cannot delete a key
   * that has a scope that they lack.
   */
  deleteApiKey(
    params: types.AuthDeleteApiKeyParams,
    options?: RequestOptions,
  ): ApiPromise<void>;
  deleteApiKey(...args: unknown[]): ApiPromise<void> {
    return call<void>(this.#connection, operations.authDeleteApiKey, args);
  }
}

/**
 * Who may sign in, for administrators. All users share the files, the trash and the jobs
 */
export class UsersResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * List the users
   *
   * Lists all users, the oldest first.
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   */
  list(
    params?: types.UsersListParams,
    options?: RequestOptions,
  ): PagePromise<types.UserList>;
  list(...args: unknown[]): PagePromise<types.UserList> {
    return list<types.UserList>(this.#connection, operations.usersList, args);
  }

  /**
   * Add a user
   *
   * Adds a user, who can sign in at once. User names that differ only by case are the same.
   */
  create(
    params: types.UsersCreateParams,
    options?: RequestOptions,
  ): ApiPromise<types.User>;
  create(...args: unknown[]): ApiPromise<types.User> {
    return call<types.User>(this.#connection, operations.usersCreate, args);
  }

  /**
   * Delete a user
   *
   * Deletes a user, with all sessions and API keys. The last administrator who is not disabled
   * cannot be deleted.
   *
   * @param userId The user's id
   */
  delete(
    userId: types.UsersDeleteParams['userId'],
    options?: RequestOptions,
  ): ApiPromise<void>;
  /**
   * Delete a user
   *
   * Deletes a user, with all sessions and API keys. The last administrator who is not disabled
   * cannot be deleted.
   */
  delete(
    params: types.UsersDeleteParams,
    options?: RequestOptions,
  ): ApiPromise<void>;
  delete(...args: unknown[]): ApiPromise<void> {
    return call<void>(this.#connection, operations.usersDelete, args);
  }

  /**
   * Change a user
   *
   * Changes what the body names and leaves the rest. A new password, or being disabled, ends all
   * sessions of the user. Scopes that are taken away are gone from the user's tokens and keys at
   * once. The last administrator who is not disabled stays one.
   *
   * @param userId The user's id
   */
  update(
    userId: types.UsersUpdateParams['userId'],
    params?: Omit<types.UsersUpdateParams, 'userId'>,
    options?: RequestOptions,
  ): ApiPromise<types.User>;
  /**
   * Change a user
   *
   * Changes what the body names and leaves the rest. A new password, or being disabled, ends all
   * sessions of the user. Scopes that are taken away are gone from the user's tokens and keys at
   * once. The last administrator who is not disabled stays one.
   */
  update(
    params: types.UsersUpdateParams,
    options?: RequestOptions,
  ): ApiPromise<types.User>;
  update(...args: unknown[]): ApiPromise<types.User> {
    return call<types.User>(this.#connection, operations.usersUpdate, args);
  }
}

/**
 * The files in the library, which all users share, and its trash
 */
export class FilesResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * List files
   *
   * Lists the files of a folder as they are on the disk now.
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   *
   * @param path The folder to list
   */
  list(
    path?: types.FilesListParams['path'],
    params?: Omit<types.FilesListParams, 'path'>,
    options?: RequestOptions,
  ): PagePromise<types.FileEntryList>;
  /**
   * List files
   *
   * Lists the files of a folder as they are on the disk now.
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   */
  list(
    params?: types.FilesListParams,
    options?: RequestOptions,
  ): PagePromise<types.FileEntryList>;
  list(...args: unknown[]): PagePromise<types.FileEntryList> {
    return list<types.FileEntryList>(this.#connection, operations.filesList, args);
  }

  /**
   * Upload a file
   *
   * Puts one file in the library. It is hashed as it arrives and appears under its name only when
   * all of it is on the disk; a broken upload leaves nothing. A form has at most 4 MiB beside its
   * file: one whose Content-Length says that the file is too large is refused before it is sent.
   *
   * @param file The file; its name is the part's `filename`, of which only what follows the last
   * "/" counts. As browsers write it, `%22`, `%0D` and `%0A` stand for a quote and line breaks; a
   * backslash is a character like any other
   * @param path The folder to put it in, made where it does not exist
   */
  upload(
    file: types.FilesUploadParams['file'],
    path?: types.FilesUploadParams['path'],
    params?: Omit<types.FilesUploadParams, 'file' | 'path'>,
    options?: UploadOptions,
  ): ApiPromise<types.FileEntry>;
  /**
   * Upload a file
   *
   * Puts one file in the library. It is hashed as it arrives and appears under its name only when
   * all of it is on the disk; a broken upload leaves nothing. A form has at most 4 MiB beside its
   * file: one whose Content-Length says that the file is too large is refused before it is sent.
   *
   * @param file The file; its name is the part's `filename`, of which only what follows the last
   * "/" counts. As browsers write it, `%22`, `%0D` and `%0A` stand for a quote and line breaks; a
   * backslash is a character like any other
   */
  upload(
    file: types.FilesUploadParams['file'],
    params?: Omit<types.FilesUploadParams, 'file'>,
    options?: UploadOptions,
  ): ApiPromise<types.FileEntry>;
  /**
   * Upload a file
   *
   * Puts one file in the library. It is hashed as it arrives and appears under its name only when
   * all of it is on the disk; a broken upload leaves nothing. A form has at most 4 MiB beside its
   * file: one whose Content-Length says that the file is too large is refused before it is sent.
   */
  upload(
    params: types.FilesUploadParams,
    options?: UploadOptions,
  ): ApiPromise<types.FileEntry>;
  upload(...args: unknown[]): ApiPromise<types.FileEntry> {
    return call<types.FileEntry>(this.#connection, operations.filesUpload, args);
  }

  /**
   * Put a file at a path
   *
   * Takes the body, whatever its media type, as the content of the file at `path`. It is hashed as
   * it arrives and appears under its name only when all of it is on the disk; a broken upload
   * leaves nothing. A part of a file (`Content-Range`) is refused, and so is what is encoded
   * (`Content-Encoding`). Where a file is there, it goes to the trash under its own id, and the
   * new one has an id of its own; `If-Match` and `If-None-Match: *` guard against that. To be able
   * to send it again where its answer was lost, send an `Idempotency-Key` with it.
   *
   * @param path The path of the file, with its name; folders that are missing are made
   * @param content The bytes
   * @param options Those of every request, and `ifMatch`, `ifNoneMatch`, `contentDigest`
   */
  putContent(
    path: types.FilesPutContentParams['path'],
    content: types.FilesPutContentParams['content'],
    params?: Omit<types.FilesPutContentParams, 'path' | 'content'>,
    options?: UploadOptions & types.FilesPutContentHeaders,
  ): ApiPromise<types.FileEntry>;
  /**
   * Put a file at a path
   *
   * Takes the body, whatever its media type, as the content of the file at `path`. It is hashed as
   * it arrives and appears under its name only when all of it is on the disk; a broken upload
   * leaves nothing. A part of a file (`Content-Range`) is refused, and so is what is encoded
   * (`Content-Encoding`). Where a file is there, it goes to the trash under its own id, and the
   * new one has an id of its own; `If-Match` and `If-None-Match: *` guard against that. To be able
   * to send it again where its answer was lost, send an `Idempotency-Key` with it.
   *
   * @param path The path of the file, with its name; folders that are missing are made
   * @param options Those of every request, and `ifMatch`, `ifNoneMatch`, `contentDigest`
   */
  putContent(
    path: types.FilesPutContentParams['path'],
    params: Omit<types.FilesPutContentParams, 'path'>,
    options?: UploadOptions & types.FilesPutContentHeaders,
  ): ApiPromise<types.FileEntry>;
  /**
   * Put a file at a path
   *
   * Takes the body, whatever its media type, as the content of the file at `path`. It is hashed as
   * it arrives and appears under its name only when all of it is on the disk; a broken upload
   * leaves nothing. A part of a file (`Content-Range`) is refused, and so is what is encoded
   * (`Content-Encoding`). Where a file is there, it goes to the trash under its own id, and the
   * new one has an id of its own; `If-Match` and `If-None-Match: *` guard against that. To be able
   * to send it again where its answer was lost, send an `Idempotency-Key` with it.
   *
   * @param options Those of every request, and `ifMatch`, `ifNoneMatch`, `contentDigest`
   */
  putContent(
    params: types.FilesPutContentParams,
    options?: UploadOptions & types.FilesPutContentHeaders,
  ): ApiPromise<types.FileEntry>;
  putContent(...args: unknown[]): ApiPromise<types.FileEntry> {
    return call<types.FileEntry>(this.#connection, operations.filesPutContent, args);
  }

  /**
   * List the trash
   *
   * Lists the files in the trash, those that were deleted last first.
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   */
  listTrash(
    params?: types.FilesListTrashParams,
    options?: RequestOptions,
  ): PagePromise<types.TrashList>;
  listTrash(...args: unknown[]): PagePromise<types.TrashList> {
    return list<types.TrashList>(this.#connection, operations.filesListTrash, args);
  }

  /**
   * Get a file
   *
   * Tells all that is known of a file, as it is on the disk now.
   *
   * @param fileId The file's id
   * @param options Those of every request, and `ifMatch`, `ifNoneMatch`
   */
  get(
    fileId: types.FilesGetParams['fileId'],
    options?: RequestOptions & types.FilesGetHeaders,
  ): ApiPromise<types.FileEntry>;
  /**
   * Get a file
   *
   * Tells all that is known of a file, as it is on the disk now.
   *
   * @param options Those of every request, and `ifMatch`, `ifNoneMatch`
   */
  get(
    params: types.FilesGetParams,
    options?: RequestOptions & types.FilesGetHeaders,
  ): ApiPromise<types.FileEntry>;
  get(...args: unknown[]): ApiPromise<types.FileEntry> {
    return call<types.FileEntry>(this.#connection, operations.filesGet, args);
  }

  /**
   * Delete a file
   *
   * Moves a file to the trash, or removes it for good. A file that is in the trash already is
   * removed with `permanent=true`.
   *
   * @param fileId The file's id
   * @param options Those of every request, and `ifMatch`
   */
  delete(
    fileId: types.FilesDeleteParams['fileId'],
    params?: Omit<types.FilesDeleteParams, 'fileId'>,
    options?: RequestOptions & types.FilesDeleteHeaders,
  ): ApiPromise<void>;
  /**
   * Delete a file
   *
   * Moves a file to the trash, or removes it for good. A file that is in the trash already is
   * removed with `permanent=true`.
   *
   * @param options Those of every request, and `ifMatch`
   */
  delete(
    params: types.FilesDeleteParams,
    options?: RequestOptions & types.FilesDeleteHeaders,
  ): ApiPromise<void>;
  delete(...args: unknown[]): ApiPromise<void> {
    return call<void>(this.#connection, operations.filesDelete, args);
  }

  /**
   * Move or rename a file
   *
   * Gives a file another path, another name, or both. It keeps its id and its content. A folder
   * that is missing is made.
   *
   * @param fileId The file's id
   * @param options Those of every request, and `ifMatch`
   */
  update(
    fileId: types.FilesUpdateParams['fileId'],
    params?: Omit<types.FilesUpdateParams, 'fileId'>,
    options?: RequestOptions & types.FilesUpdateHeaders,
  ): ApiPromise<types.FileEntry>;
  /**
   * Move or rename a file
   *
   * Gives a file another path, another name, or both. It keeps its id and its content. A folder
   * that is missing is made.
   *
   * @param options Those of every request, and `ifMatch`
   */
  update(
    params: types.FilesUpdateParams,
    options?: RequestOptions & types.FilesUpdateHeaders,
  ): ApiPromise<types.FileEntry>;
  update(...args: unknown[]): ApiPromise<types.FileEntry> {
    return call<types.FileEntry>(this.#connection, operations.filesUpdate, args);
  }

  /**
   * Download a file
   *
   * Sends the bytes of a file, under its own media type and name, or one range of them. Of several
   * ranges that are asked for at once, none is picked: all of the file is sent.
   *
   * @param fileId The file's id
   * @param options Those of every request, and `range`, `ifRange`, `ifMatch`, `ifNoneMatch`,
   * `ifModifiedSince`, `ifUnmodifiedSince`
   */
  content(
    fileId: types.FilesContentParams['fileId'],
    options?: RequestOptions & types.FilesContentHeaders,
  ): ApiPromise<Response>;
  /**
   * Download a file
   *
   * Sends the bytes of a file, under its own media type and name, or one range of them. Of several
   * ranges that are asked for at once, none is picked: all of the file is sent.
   *
   * @param options Those of every request, and `range`, `ifRange`, `ifMatch`, `ifNoneMatch`,
   * `ifModifiedSince`, `ifUnmodifiedSince`
   */
  content(
    params: types.FilesContentParams,
    options?: RequestOptions & types.FilesContentHeaders,
  ): ApiPromise<Response>;
  content(...args: unknown[]): ApiPromise<Response> {
    return call<Response>(this.#connection, operations.filesContent, args);
  }

  /**
   * Restore a file from the trash
   *
   * Puts a deleted file back where it was, or at the `path` that is sent, under the id that it
   * had. A folder that is missing is made. Where its old folder has another case by now, or is a
   * file or a link, the refusal says so: send a `path` then. A file that is in the library is left
   * as it is, and is the answer: to ask once more does no harm.
   *
   * @param fileId The file's id
   */
  restore(
    fileId: types.FilesRestoreParams['fileId'],
    params?: Omit<types.FilesRestoreParams, 'fileId'>,
    options?: RequestOptions,
  ): ApiPromise<types.FileEntry>;
  /**
   * Restore a file from the trash
   *
   * Puts a deleted file back where it was, or at the `path` that is sent, under the id that it
   * had. A folder that is missing is made. Where its old folder has another case by now, or is a
   * file or a link, the refusal says so: send a `path` then. A file that is in the library is left
   * as it is, and is the answer: to ask once more does no harm.
   */
  restore(
    params: types.FilesRestoreParams,
    options?: RequestOptions,
  ): ApiPromise<types.FileEntry>;
  restore(...args: unknown[]): ApiPromise<types.FileEntry> {
    return call<types.FileEntry>(this.#connection, operations.filesRestore, args);
  }
}

/**
 * Plan an organization, read the plan, carry it out, undo it
 */
export class OrganizeResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Plan an organization
   *
   * Starts a job that looks at every file in a folder and below, and plans where each one goes. It
   * changes nothing. Hidden files stay, unless `options` say otherwise. What belongs together,
   * such as a software project, is never taken apart: `para` moves the folder as one, the other
   * methodologies leave it where it is. By every methodology, a file goes along with the one that
   * it belongs to: a sidecar with its picture, the film of a Live Photo, what Google Takeout says
   * of a picture, subtitles with their film, the folder of a saved web page with the page. `date`
   * goes by the date that a picture or a video carries, else by one in the file's name, else by
   * its last change; the reason of each move says which.
   */
  scan(
    params: types.OrganizeScanParams,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  scan(...args: unknown[]): ApiPromise<types.Job> {
    return call<types.Job>(this.#connection, operations.organizeScan, args);
  }

  /**
   * Plan an organization
   *
   * Starts a job that looks at every file in a folder and below, and plans where each one goes. It
   * changes nothing. Hidden files stay, unless `options` say otherwise. What belongs together,
   * such as a software project, is never taken apart: `para` moves the folder as one, the other
   * methodologies leave it where it is. By every methodology, a file goes along with the one that
   * it belongs to: a sidecar with its picture, the film of a Live Photo, what Google Takeout says
   * of a picture, subtitles with their film, the folder of a saved web page with the page. `date`
   * goes by the date that a picture or a video carries, else by one in the file's name, else by
   * its last change; the reason of each move says which.
   *
   * As `scan`.
   */
  start(
    params: types.OrganizeScanParams,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  start(...args: unknown[]): ApiPromise<types.Job> {
    return call<types.Job>(this.#connection, operations.organizeScan, args, 'organize.start');
  }

  /**
   * Plan an organization
   *
   * Starts a job that looks at every file in a folder and below, and plans where each one goes. It
   * changes nothing. Hidden files stay, unless `options` say otherwise. What belongs together,
   * such as a software project, is never taken apart: `para` moves the folder as one, the other
   * methodologies leave it where it is. By every methodology, a file goes along with the one that
   * it belongs to: a sidecar with its picture, the film of a Live Photo, what Google Takeout says
   * of a picture, subtitles with their film, the folder of a saved web page with the page. `date`
   * goes by the date that a picture or a video carries, else by one in the file's name, else by
   * its last change; the reason of each move says which.
   *
   * As `scan`, then waits for the end and gives the last state, be it a good end or a bad one.
   */
  scanAndWait(
    params: types.OrganizeScanParams,
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  scanAndWait(...args: unknown[]): Promise<types.Job> {
    return wait<types.Job>(this.#connection, operations.organizeScan, operations.organizeGetStatusWaiting, args, (options: EventOptions) => connect<types.LiveEvent>(this.#connection, operations.eventsConnect, [options]));
  }

  /**
   * Plan an organization
   *
   * Starts a job that looks at every file in a folder and below, and plans where each one goes. It
   * changes nothing. Hidden files stay, unless `options` say otherwise. What belongs together,
   * such as a software project, is never taken apart: `para` moves the folder as one, the other
   * methodologies leave it where it is. By every methodology, a file goes along with the one that
   * it belongs to: a sidecar with its picture, the film of a Live Photo, what Google Takeout says
   * of a picture, subtitles with their film, the folder of a saved web page with the page. `date`
   * goes by the date that a picture or a video carries, else by one in the file's name, else by
   * its last change; the reason of each move says which.
   *
   * As `start`, then waits for the end and gives the last state, be it a good end or a bad one.
   */
  startAndWait(
    params: types.OrganizeScanParams,
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  startAndWait(...args: unknown[]): Promise<types.Job> {
    return wait<types.Job>(this.#connection, operations.organizeScan, operations.organizeGetStatusWaiting, args, (options: EventOptions) => connect<types.LiveEvent>(this.#connection, operations.eventsConnect, [options]), 'organize.startAndWait');
  }

  /**
   * Get the status of a job
   *
   * Tells how far a job is.
   *
   * @param jobId The job's id
   */
  getStatus(
    jobId: types.OrganizeGetStatusParams['jobId'],
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  /**
   * Get the status of a job
   *
   * Tells how far a job is.
   */
  getStatus(
    params: types.OrganizeGetStatusParams,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  getStatus(...args: unknown[]): ApiPromise<types.Job> {
    return call<types.Job>(this.#connection, operations.organizeGetStatus, args);
  }

  /**
   * Get the plan of a job
   *
   * Lists every change that a job plans or has made, with the reason for it. While the job still
   * scans, the list is empty.
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   *
   * @param jobId The job's id
   */
  getResults(
    jobId: types.OrganizeGetResultsParams['jobId'],
    params?: Omit<types.OrganizeGetResultsParams, 'jobId'>,
    options?: RequestOptions,
  ): PagePromise<types.JobResults>;
  /**
   * Get the plan of a job
   *
   * Lists every change that a job plans or has made, with the reason for it. While the job still
   * scans, the list is empty.
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   */
  getResults(
    params: types.OrganizeGetResultsParams,
    options?: RequestOptions,
  ): PagePromise<types.JobResults>;
  getResults(...args: unknown[]): PagePromise<types.JobResults> {
    return list<types.JobResults>(this.#connection, operations.organizeGetResults, args);
  }

  /**
   * Carry out a plan
   *
   * Moves the files as the job has planned. Nothing is ever overwritten; a file that has changed
   * since the scan is left where it is and reported, and the rest goes on. A folder below the one
   * that is organized is removed where the job has taken the last out of it. A job that `failed`
   * on its way goes on with what is left of its plan.
   */
  execute(
    jobId: types.OrganizeExecuteParams['jobId'],
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  /**
   * Carry out a plan
   *
   * Moves the files as the job has planned. Nothing is ever overwritten; a file that has changed
   * since the scan is left where it is and reported, and the rest goes on. A folder below the one
   * that is organized is removed where the job has taken the last out of it. A job that `failed`
   * on its way goes on with what is left of its plan.
   */
  execute(
    params: types.OrganizeExecuteParams,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  execute(...args: unknown[]): ApiPromise<types.Job> {
    return call<types.Job>(this.#connection, operations.organizeExecute, args);
  }

  /**
   * Carry out a plan
   *
   * Moves the files as the job has planned. Nothing is ever overwritten; a file that has changed
   * since the scan is left where it is and reported, and the rest goes on. A folder below the one
   * that is organized is removed where the job has taken the last out of it. A job that `failed`
   * on its way goes on with what is left of its plan.
   *
   * As `execute`, then waits for the end and gives the last state, be it a good end or a bad one.
   */
  executeAndWait(
    jobId: types.OrganizeExecuteParams['jobId'],
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  /**
   * Carry out a plan
   *
   * Moves the files as the job has planned. Nothing is ever overwritten; a file that has changed
   * since the scan is left where it is and reported, and the rest goes on. A folder below the one
   * that is organized is removed where the job has taken the last out of it. A job that `failed`
   * on its way goes on with what is left of its plan.
   *
   * As `execute`, then waits for the end and gives the last state, be it a good end or a bad one.
   */
  executeAndWait(
    params: types.OrganizeExecuteParams,
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  executeAndWait(...args: unknown[]): Promise<types.Job> {
    return wait<types.Job>(this.#connection, operations.organizeExecute, operations.organizeGetStatusWaiting, args, (options: EventOptions) => connect<types.LiveEvent>(this.#connection, operations.eventsConnect, [options]));
  }

  /**
   * List jobs
   *
   * Lists the jobs of this library, the newest first.
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   */
  listJobs(
    params?: types.OrganizeListJobsParams,
    options?: RequestOptions,
  ): PagePromise<types.JobList>;
  listJobs(...args: unknown[]): PagePromise<types.JobList> {
    return list<types.JobList>(this.#connection, operations.organizeListJobs, args);
  }

  /**
   * Cancel a job
   *
   * Stops a job between two files, or gives up a plan that nobody has carried out. What has been
   * moved by then stays where it is; a rollback puts it back.
   *
   * @param jobId The job's id
   */
  cancel(
    jobId: types.OrganizeCancelParams['jobId'],
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  /**
   * Cancel a job
   *
   * Stops a job between two files, or gives up a plan that nobody has carried out. What has been
   * moved by then stays where it is; a rollback puts it back.
   */
  cancel(
    params: types.OrganizeCancelParams,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  cancel(...args: unknown[]): ApiPromise<types.Job> {
    return call<types.Job>(this.#connection, operations.organizeCancel, args);
  }

  /**
   * Cancel a job
   *
   * Stops a job between two files, or gives up a plan that nobody has carried out. What has been
   * moved by then stays where it is; a rollback puts it back.
   *
   * As `cancel`, then waits for the end and gives the last state, be it a good end or a bad one.
   *
   * @param jobId The job's id
   */
  cancelAndWait(
    jobId: types.OrganizeCancelParams['jobId'],
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  /**
   * Cancel a job
   *
   * Stops a job between two files, or gives up a plan that nobody has carried out. What has been
   * moved by then stays where it is; a rollback puts it back.
   *
   * As `cancel`, then waits for the end and gives the last state, be it a good end or a bad one.
   */
  cancelAndWait(
    params: types.OrganizeCancelParams,
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  cancelAndWait(...args: unknown[]): Promise<types.Job> {
    return wait<types.Job>(this.#connection, operations.organizeCancel, operations.organizeGetStatusWaiting, args, (options: EventOptions) => connect<types.LiveEvent>(this.#connection, operations.eventsConnect, [options]));
  }

  /**
   * Roll a job back
   *
   * Puts every file that the job has moved back to where it was, however long ago that is. A file
   * that has changed since, or whose old name is taken, stays where it is, and the results say
   * why. A folder that was moved as one goes back as one, with what has come, gone or changed in
   * it since. Folders that the job has removed come back; those that it has made are removed where
   * they are empty. Folders that nobody else has changed get their times back. A job that could
   * not be put back whole ends `partial`, and can be rolled back again. One that has nothing left
   * but files that were deleted for good stays `partial`, since the library is not what it was
   * before; to roll it back again is a 409.
   *
   * @param jobId The job's id
   */
  rollback(
    jobId: types.OrganizeRollbackParams['jobId'],
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  /**
   * Roll a job back
   *
   * Puts every file that the job has moved back to where it was, however long ago that is. A file
   * that has changed since, or whose old name is taken, stays where it is, and the results say
   * why. A folder that was moved as one goes back as one, with what has come, gone or changed in
   * it since. Folders that the job has removed come back; those that it has made are removed where
   * they are empty. Folders that nobody else has changed get their times back. A job that could
   * not be put back whole ends `partial`, and can be rolled back again. One that has nothing left
   * but files that were deleted for good stays `partial`, since the library is not what it was
   * before; to roll it back again is a 409.
   */
  rollback(
    params: types.OrganizeRollbackParams,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  rollback(...args: unknown[]): ApiPromise<types.Job> {
    return call<types.Job>(this.#connection, operations.organizeRollback, args);
  }

  /**
   * Roll a job back
   *
   * Puts every file that the job has moved back to where it was, however long ago that is. A file
   * that has changed since, or whose old name is taken, stays where it is, and the results say
   * why. A folder that was moved as one goes back as one, with what has come, gone or changed in
   * it since. Folders that the job has removed come back; those that it has made are removed where
   * they are empty. Folders that nobody else has changed get their times back. A job that could
   * not be put back whole ends `partial`, and can be rolled back again. One that has nothing left
   * but files that were deleted for good stays `partial`, since the library is not what it was
   * before; to roll it back again is a 409.
   *
   * As `rollback`, then waits for the end and gives the last state, be it a good end or a bad one.
   *
   * @param jobId The job's id
   */
  rollbackAndWait(
    jobId: types.OrganizeRollbackParams['jobId'],
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  /**
   * Roll a job back
   *
   * Puts every file that the job has moved back to where it was, however long ago that is. A file
   * that has changed since, or whose old name is taken, stays where it is, and the results say
   * why. A folder that was moved as one goes back as one, with what has come, gone or changed in
   * it since. Folders that the job has removed come back; those that it has made are removed where
   * they are empty. Folders that nobody else has changed get their times back. A job that could
   * not be put back whole ends `partial`, and can be rolled back again. One that has nothing left
   * but files that were deleted for good stays `partial`, since the library is not what it was
   * before; to roll it back again is a 409.
   *
   * As `rollback`, then waits for the end and gives the last state, be it a good end or a bad one.
   */
  rollbackAndWait(
    params: types.OrganizeRollbackParams,
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  rollbackAndWait(...args: unknown[]): Promise<types.Job> {
    return wait<types.Job>(this.#connection, operations.organizeRollback, operations.organizeGetStatusWaiting, args, (options: EventOptions) => connect<types.LiveEvent>(this.#connection, operations.eventsConnect, [options]));
  }
}

/**
 * Find files by their names and contents
 */
export class SearchResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Search names and contents
   *
   * Finds the files that have every word of `q`, each in the name or in the content, the best
   * first. Words in double quotes are a phrase. Nothing else in `q` is an operator; of more than
   * 32 words and phrases, the first 32 count, and of a longer word or phrase, its first 100
   * characters (in which "ß" is two, and an accent none).
   *
   * Case and accents do not matter, nor do the points of Hebrew, the vowels of Arabic, and letters
   * such as "ł", "ø" or "ß" beside "l", "o" and "ss". A word is found where a word begins with it
   * and, from three characters on, anywhere; a shorter one is found anywhere in a name, and in a
   * content where a word begins with it. Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese
   * are
   * found from one character on. A word that a line end has cut in two is found whole.
   *
   * The first 524,288 characters of a content are searched: of text files in UTF-8, UTF-16 or
   * Windows-1252 (of which at most the first MiB is read, holes aside), of PDF, of office
   * documents
   * in Office Open XML and OpenDocument (docx, xlsx, pptx, odt, ods, odp, their templates and
   * those
   * with macros), of RTF, HTML, XML, mail (eml, mbox, mht), contacts and calendars. An encrypted
   * document is found by its name, a broken one also by what of its text can be read.
   *
   * A new file is found within a second. A page may have fewer items than `limit` where files
   * have gone from the disk meanwhile; only a `nextCursor` of null ends the list.
   *
   * A search that takes longer than 10 seconds is refused (`search_too_costly`). Two searches are
   * carried out at once; up to 32 more wait, for at most 10 seconds each, and others are refused
   * (`server_busy`).
   *
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   *
   * @param q Words, and phrases in double quotes
   */
  query(
    q: types.SearchQueryParams['q'],
    params?: Omit<types.SearchQueryParams, 'q'>,
    options?: RequestOptions,
  ): PagePromise<types.SearchResults>;
  /**
   * Search names and contents
   *
   * Finds the files that have every word of `q`, each in the name or in the content, the best
   * first. Words in double quotes are a phrase. Nothing else in `q` is an operator; of more than
   * 32 words and phrases, the first 32 count, and of a longer word or phrase, its first 100
   * characters (in which "ß" is two, and an accent none).
   *
   * Case and accents do not matter, nor do the points of Hebrew, the vowels of Arabic, and letters
   * such as "ł", "ø" or "ß" beside "l", "o" and "ss". A word is found where a word begins with it
   * and, from three characters on, anywhere; a shorter one is found anywhere in a name, and in a
   * content where a word begins with it. Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese
   * are
   * found from one character on. A word that a line end has cut in two is found whole.
   *
   * The first 524,288 characters of a content are searched: of text files in UTF-8, UTF-16 or
   * Windows-1252 (of which at most the first MiB is read, holes aside), of PDF, of office
   * documents
   * in Office Open XML and OpenDocument (docx, xlsx, pptx, odt, ods, odp, their templates and
   * those
   * with macros), of RTF, HTML, XML, mail (eml, mbox, mht), contacts and calendars. An encrypted
   * document is found by its name, a broken one also by what of its text can be read.
   *
   * A new file is found within a second. A page may have fewer items than `limit` where files
   * have gone from the disk meanwhile; only a `nextCursor` of null ends the list.
   *
   * A search that takes longer than 10 seconds is refused (`search_too_costly`). Two searches are
   * carried out at once; up to 32 more wait, for at most 10 seconds each, and others are refused
   * (`server_busy`).
   *
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   */
  query(
    params: types.SearchQueryParams,
    options?: RequestOptions,
  ): PagePromise<types.SearchResults>;
  query(...args: unknown[]): PagePromise<types.SearchResults> {
    return list<types.SearchResults>(this.#connection, operations.searchQuery, args);
  }
}

/**
 * The server itself
 */
export class SystemResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Count what is there
   *
   * Tells how many files and bytes the index of the library and the trash hold, how far the search
   * index is, and how many jobs there are.
   */
  stats(
    options?: RequestOptions,
  ): ApiPromise<types.Stats>;
  stats(...args: unknown[]): ApiPromise<types.Stats> {
    return call<types.Stats>(this.#connection, operations.systemStats, args);
  }

  /**
   * Check that the server is up
   *
   * Answers as long as the server runs.
   */
  health(
    options?: RequestOptions,
  ): ApiPromise<types.Health>;
  health(...args: unknown[]): ApiPromise<types.Health> {
    return call<types.Health>(this.#connection, operations.systemHealth, args);
  }

  /**
   * Check that the server can serve
   *
   * Looks whether the library is there and writable, the database answers and can be written, and
   * the disks have room.
   */
  ready(
    options?: RequestOptions,
  ): ApiPromise<types.Readiness>;
  ready(...args: unknown[]): ApiPromise<types.Readiness> {
    return call<types.Readiness>(this.#connection, operations.systemReady, args);
  }

  /**
   * Read the metrics
   *
   * Durations and numbers of requests by operation, method and status, jobs by state, and the
   * process itself, in the text format of Prometheus. They can be had without credentials on a
   * port of their own, which a setting opens.
   */
  metrics(
    options?: RequestOptions,
  ): ApiPromise<string>;
  metrics(...args: unknown[]): ApiPromise<string> {
    return call<string>(this.#connection, operations.systemMetrics, args);
  }

  /**
   * Get the contract
   *
   * This document, in JSON.
   */
  openapi(
    options?: RequestOptions,
  ): ApiPromise<types.SystemOpenapiResult>;
  openapi(...args: unknown[]): ApiPromise<types.SystemOpenapiResult> {
    return call<types.SystemOpenapiResult>(this.#connection, operations.systemOpenapi, args);
  }

  /**
   * Read the reference
   *
   * The reference of this API as one page that needs nothing from elsewhere.
   */
  docs(
    options?: RequestOptions,
  ): ApiPromise<string>;
  docs(...args: unknown[]): ApiPromise<string> {
    return call<string>(this.#connection, operations.systemDocs, args);
  }

  /**
   * Read about a problem
   *
   * Says what a problem means and what to do. The `type` of every problem leads here.
   *
   * @param code The code of the problem
   */
  problem(
    code: types.SystemProblemParams['code'],
    options?: RequestOptions,
  ): ApiPromise<string>;
  /**
   * Read about a problem
   *
   * Says what a problem means and what to do. The `type` of every problem leads here.
   */
  problem(
    params: types.SystemProblemParams,
    options?: RequestOptions,
  ): ApiPromise<string>;
  problem(...args: unknown[]): ApiPromise<string> {
    return call<string>(this.#connection, operations.systemProblem, args);
  }
}

/**
 * Find files of equal content, and leave one of each
 */
export class DedupeResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Find duplicates
   *
   * Starts a job that finds the files of equal content in a folder and below, by size, then by
   * their first 4 KB, then by SHA-256. It changes nothing. A software project below the folder is
   * left out, and so is a file that vanishes, changes or cannot be read meanwhile; the results say
   * why. A file that belongs to another one is no duplicate by itself: a sidecar with its picture,
   * a subtitle with its film, the cover of an album are found where all that they belong to has
   * copies as well.
   */
  scan(
    params: types.DedupeScanParams,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  scan(...args: unknown[]): ApiPromise<types.Job> {
    return call<types.Job>(this.#connection, operations.dedupeScan, args);
  }

  /**
   * Find duplicates
   *
   * Starts a job that finds the files of equal content in a folder and below, by size, then by
   * their first 4 KB, then by SHA-256. It changes nothing. A software project below the folder is
   * left out, and so is a file that vanishes, changes or cannot be read meanwhile; the results say
   * why. A file that belongs to another one is no duplicate by itself: a sidecar with its picture,
   * a subtitle with its film, the cover of an album are found where all that they belong to has
   * copies as well.
   *
   * As `scan`, then waits for the end and gives the last state, be it a good end or a bad one.
   */
  scanAndWait(
    params: types.DedupeScanParams,
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  scanAndWait(...args: unknown[]): Promise<types.Job> {
    return wait<types.Job>(this.#connection, operations.dedupeScan, operations.organizeGetStatusWaiting, args, (options: EventOptions) => connect<types.LiveEvent>(this.#connection, operations.eventsConnect, [options]));
  }

  /**
   * Get the duplicates of a job
   *
   * Lists the groups of equal files that a job has found, and what was done with each file. While
   * the job still scans, the list is empty.
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   *
   * @param jobId The job's id
   */
  getResults(
    jobId: types.DedupeGetResultsParams['jobId'],
    params?: Omit<types.DedupeGetResultsParams, 'jobId'>,
    options?: RequestOptions,
  ): PagePromise<types.DedupeResults>;
  /**
   * Get the duplicates of a job
   *
   * Lists the groups of equal files that a job has found, and what was done with each file. While
   * the job still scans, the list is empty.
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   */
  getResults(
    params: types.DedupeGetResultsParams,
    options?: RequestOptions,
  ): PagePromise<types.DedupeResults>;
  getResults(...args: unknown[]): PagePromise<types.DedupeResults> {
    return list<types.DedupeResults>(this.#connection, operations.dedupeGetResults, args);
  }

  /**
   * Leave one of each
   *
   * Moves all files of each group but one to the trash. A file goes only after it was compared,
   * byte for byte, with one that stays; one that has changed since the scan is left where it is
   * and reported. All of a group stay that `spare` names; and a file stays that belongs to another
   * one for as long as that one does. The job can be rolled back.
   *
   * @param keep Which file of each group stays: the one modified last, the one modified first, or
   * the one whose path has the fewest characters. Where several are alike, the first by its path
   */
  execute(
    jobId: types.DedupeExecuteParams['jobId'],
    keep: types.DedupeExecuteParams['keep'],
    params?: Omit<types.DedupeExecuteParams, 'jobId' | 'keep'>,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  /**
   * Leave one of each
   *
   * Moves all files of each group but one to the trash. A file goes only after it was compared,
   * byte for byte, with one that stays; one that has changed since the scan is left where it is
   * and reported. All of a group stay that `spare` names; and a file stays that belongs to another
   * one for as long as that one does. The job can be rolled back.
   */
  execute(
    jobId: types.DedupeExecuteParams['jobId'],
    params: Omit<types.DedupeExecuteParams, 'jobId'>,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  /**
   * Leave one of each
   *
   * Moves all files of each group but one to the trash. A file goes only after it was compared,
   * byte for byte, with one that stays; one that has changed since the scan is left where it is
   * and reported. All of a group stay that `spare` names; and a file stays that belongs to another
   * one for as long as that one does. The job can be rolled back.
   */
  execute(
    params: types.DedupeExecuteParams,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  execute(...args: unknown[]): ApiPromise<types.Job> {
    return call<types.Job>(this.#connection, operations.dedupeExecute, args);
  }

  /**
   * Leave one of each
   *
   * Moves all files of each group but one to the trash. A file goes only after it was compared,
   * byte for byte, with one that stays; one that has changed since the scan is left where it is
   * and reported. All of a group stay that `spare` names; and a file stays that belongs to another
   * one for as long as that one does. The job can be rolled back.
   *
   * As `execute`, then waits for the end and gives the last state, be it a good end or a bad one.
   *
   * @param keep Which file of each group stays: the one modified last, the one modified first, or
   * the one whose path has the fewest characters. Where several are alike, the first by its path
   */
  executeAndWait(
    jobId: types.DedupeExecuteParams['jobId'],
    keep: types.DedupeExecuteParams['keep'],
    params?: Omit<types.DedupeExecuteParams, 'jobId' | 'keep'>,
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  /**
   * Leave one of each
   *
   * Moves all files of each group but one to the trash. A file goes only after it was compared,
   * byte for byte, with one that stays; one that has changed since the scan is left where it is
   * and reported. All of a group stay that `spare` names; and a file stays that belongs to another
   * one for as long as that one does. The job can be rolled back.
   *
   * As `execute`, then waits for the end and gives the last state, be it a good end or a bad one.
   */
  executeAndWait(
    jobId: types.DedupeExecuteParams['jobId'],
    params: Omit<types.DedupeExecuteParams, 'jobId'>,
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  /**
   * Leave one of each
   *
   * Moves all files of each group but one to the trash. A file goes only after it was compared,
   * byte for byte, with one that stays; one that has changed since the scan is left where it is
   * and reported. All of a group stay that `spare` names; and a file stays that belongs to another
   * one for as long as that one does. The job can be rolled back.
   *
   * As `execute`, then waits for the end and gives the last state, be it a good end or a bad one.
   */
  executeAndWait(
    params: types.DedupeExecuteParams,
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  executeAndWait(...args: unknown[]): Promise<types.Job> {
    return wait<types.Job>(this.#connection, operations.dedupeExecute, operations.organizeGetStatusWaiting, args, (options: EventOptions) => connect<types.LiveEvent>(this.#connection, operations.eventsConnect, [options]));
  }
}

/**
 * The events of the user whose credentials open the connection
 */
export class EventsResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * The events of the user whose credentials open the connection
   */
  connect(
    params?: EventOptions,
    options?: Pick<EventOptions, 'signal' | 'onMissed'>,
  ): EventStream<types.LiveEvent>;
  connect(...args: unknown[]): EventStream<types.LiveEvent> {
    return connect<types.LiveEvent>(this.#connection, operations.eventsConnect, args);
  }
}

/** All groups of operations. */
export class Resources {
  readonly auth: AuthResource;
  readonly users: UsersResource;
  readonly files: FilesResource;
  readonly organize: OrganizeResource;
  readonly search: SearchResource;
  readonly system: SystemResource;
  readonly dedupe: DedupeResource;
  readonly events: EventsResource;

  constructor(connection: Connection) {
    this.auth = new AuthResource(connection);
    this.users = new UsersResource(connection);
    this.files = new FilesResource(connection);
    this.organize = new OrganizeResource(connection);
    this.search = new SearchResource(connection);
    this.system = new SystemResource(connection);
    this.dedupe = new DedupeResource(connection);
    this.events = new EventsResource(connection);
  }
}
