// Generated from the contract by `contract generate`; do not edit.

import { type ApiPromise, type EventOptions, type EventStream, type PagePromise, call, connect, list, wait } from '../runtime/methods.ts';
import type { Connection, RequestOptions, UploadOptions, WaitOptions } from '../runtime/operation.ts';
import * as operations from './operations.ts';
import type * as types from './types.ts';

/**
 * Sign in and out, and manage your API keys
 */
export class AuthResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Sign in
   *
   * Starts a session with a user name and password. Returns an access token valid for 30 minutes
   * and a refresh token valid for 7 days. The response is the same for an unknown user, a disabled
   * user and a wrong password.
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
   * Refresh the tokens
   *
   * Exchanges a refresh token for a new access token and a new refresh token. Each refresh token
   * works once. Using one again ends its session, because it may have been stolen. To retry safely
   * after a lost response, send an `Idempotency-Key`.
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
   * Ends the session of the access token immediately, and revokes all access and refresh tokens of
   * that session. API keys have no session; delete the key instead.
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
   * Get the current user
   *
   * Returns the user that the request's credentials belong to, and their scopes.
   */
  me(
    options?: RequestOptions,
  ): ApiPromise<types.Me>;
  me(...args: unknown[]): ApiPromise<types.Me> {
    return call<types.Me>(this.#connection, operations.authMe, args);
  }

  /**
   * Get a WebSocket ticket
   *
   * Creates a ticket that opens one WebSocket within 30 seconds. It is meant for browsers, which
   * cannot set headers on WebSockets. The ticket has the scopes of the credentials that created
   * it.
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
   * Lists your API keys, oldest first. To manage keys, sign in or use a key with the scope
   * `admin`; this prevents a leaked key from creating others. The list does not include the secret
   * keys, because the server does not store them.
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
   * Create an API key
   *
   * Creates an API key for you. Only this response contains the key itself. A key can only have
   * scopes that the credentials of this request have, and a key created with another API key
   * cannot outlive that key. Keys of a disabled user are refused.
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
   * Deletes one of your API keys, effective immediately. You cannot delete a key that has a scope
   * your credentials lack.
   *
   * @param keyId The key's ID, which is the part between its two underscores
   */
  deleteApiKey(
    keyId: types.AuthDeleteApiKeyParams['keyId'],
    options?: RequestOptions,
  ): ApiPromise<void>;
  /**
   * Delete an API key
   *
   * Deletes one of your API keys, effective immediately. You cannot delete a key that has a scope
   * your credentials lack.
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
 * Manage user accounts (administrators only). All users share the files, the trash and the jobs
 */
export class UsersResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * List users
   *
   * Lists all users, oldest first.
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
   * Create a user
   *
   * Creates a user, who can sign in immediately. User names that differ only in case are the same.
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
   * Deletes a user with all sessions and API keys. The last enabled administrator cannot be
   * deleted.
   *
   * @param userId The user's ID
   */
  delete(
    userId: types.UsersDeleteParams['userId'],
    options?: RequestOptions,
  ): ApiPromise<void>;
  /**
   * Delete a user
   *
   * Deletes a user with all sessions and API keys. The last enabled administrator cannot be
   * deleted.
   */
  delete(
    params: types.UsersDeleteParams,
    options?: RequestOptions,
  ): ApiPromise<void>;
  delete(...args: unknown[]): ApiPromise<void> {
    return call<void>(this.#connection, operations.usersDelete, args);
  }

  /**
   * Update a user
   *
   * Changes the given fields and leaves the others as they are. Setting a new password or
   * disabling a user ends all of the user's sessions. Removed scopes no longer apply to the user's
   * tokens and keys, effective immediately. The last enabled administrator cannot lose that role.
   *
   * @param userId The user's ID
   */
  update(
    userId: types.UsersUpdateParams['userId'],
    params?: Omit<types.UsersUpdateParams, 'userId'>,
    options?: RequestOptions,
  ): ApiPromise<types.User>;
  /**
   * Update a user
   *
   * Changes the given fields and leaves the others as they are. Setting a new password or
   * disabling a user ends all of the user's sessions. Removed scopes no longer apply to the user's
   * tokens and keys, effective immediately. The last enabled administrator cannot lose that role.
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
   * Lists the files in a folder as they are on disk now.
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
   * Lists the files in a folder as they are on disk now.
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
   * Adds one file to the library. The file is hashed as it arrives and appears only once it is
   * completely on disk. A broken upload leaves nothing behind. The rest of the form is limited to
   * 4 MiB, so if `Content-Length` shows that the file is too large, the request is refused before
   * the file is sent.
   *
   * @param file The file. Its name is what follows the last "/" in the part's `filename`. `%22`,
   * `%0D` and `%0A` stand for a quote and line breaks, as browsers write them. A backslash is an
   * ordinary character
   * @param path The folder to put the file in; created if it does not exist
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
   * Adds one file to the library. The file is hashed as it arrives and appears only once it is
   * completely on disk. A broken upload leaves nothing behind. The rest of the form is limited to
   * 4 MiB, so if `Content-Length` shows that the file is too large, the request is refused before
   * the file is sent.
   *
   * @param file The file. Its name is what follows the last "/" in the part's `filename`. `%22`,
   * `%0D` and `%0A` stand for a quote and line breaks, as browsers write them. A backslash is an
   * ordinary character
   */
  upload(
    file: types.FilesUploadParams['file'],
    params?: Omit<types.FilesUploadParams, 'file'>,
    options?: UploadOptions,
  ): ApiPromise<types.FileEntry>;
  /**
   * Upload a file
   *
   * Adds one file to the library. The file is hashed as it arrives and appears only once it is
   * completely on disk. A broken upload leaves nothing behind. The rest of the form is limited to
   * 4 MiB, so if `Content-Length` shows that the file is too large, the request is refused before
   * the file is sent.
   */
  upload(
    params: types.FilesUploadParams,
    options?: UploadOptions,
  ): ApiPromise<types.FileEntry>;
  upload(...args: unknown[]): ApiPromise<types.FileEntry> {
    return call<types.FileEntry>(this.#connection, operations.filesUpload, args);
  }

  /**
   * Upload a file to a path
   *
   * Stores the body, of any media type, as the file at `path`. The file is hashed as it arrives
   * and appears only once it is completely on disk. A broken upload leaves nothing behind. Partial
   * content (`Content-Range`) and encoded bodies (`Content-Encoding`) are refused. An existing
   * file moves to the trash with its ID, and the new file gets a new ID; use `If-Match` or
   * `If-None-Match: *` to prevent this. To retry safely after a lost response, send an
   * `Idempotency-Key`.
   *
   * @param path The path of the file, including its name; missing folders are created
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
   * Upload a file to a path
   *
   * Stores the body, of any media type, as the file at `path`. The file is hashed as it arrives
   * and appears only once it is completely on disk. A broken upload leaves nothing behind. Partial
   * content (`Content-Range`) and encoded bodies (`Content-Encoding`) are refused. An existing
   * file moves to the trash with its ID, and the new file gets a new ID; use `If-Match` or
   * `If-None-Match: *` to prevent this. To retry safely after a lost response, send an
   * `Idempotency-Key`.
   *
   * @param path The path of the file, including its name; missing folders are created
   * @param options Those of every request, and `ifMatch`, `ifNoneMatch`, `contentDigest`
   */
  putContent(
    path: types.FilesPutContentParams['path'],
    params: Omit<types.FilesPutContentParams, 'path'>,
    options?: UploadOptions & types.FilesPutContentHeaders,
  ): ApiPromise<types.FileEntry>;
  /**
   * Upload a file to a path
   *
   * Stores the body, of any media type, as the file at `path`. The file is hashed as it arrives
   * and appears only once it is completely on disk. A broken upload leaves nothing behind. Partial
   * content (`Content-Range`) and encoded bodies (`Content-Encoding`) are refused. An existing
   * file moves to the trash with its ID, and the new file gets a new ID; use `If-Match` or
   * `If-None-Match: *` to prevent this. To retry safely after a lost response, send an
   * `Idempotency-Key`.
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
   * Lists the files in the trash, most recently deleted first.
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
   * Returns the metadata of a file as it is on disk now.
   *
   * @param fileId The file's ID
   * @param options Those of every request, and `ifMatch`, `ifNoneMatch`
   */
  get(
    fileId: types.FilesGetParams['fileId'],
    options?: RequestOptions & types.FilesGetHeaders,
  ): ApiPromise<types.FileEntry>;
  /**
   * Get a file
   *
   * Returns the metadata of a file as it is on disk now.
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
   * Moves a file to the trash or, with `permanent=true`, deletes it permanently. The latter also
   * works for a file in the trash.
   *
   * @param fileId The file's ID
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
   * Moves a file to the trash or, with `permanent=true`, deletes it permanently. The latter also
   * works for a file in the trash.
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
   * Changes the path of a file, its name, or both. Its ID and content stay the same. Missing
   * folders are created.
   *
   * @param fileId The file's ID
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
   * Changes the path of a file, its name, or both. Its ID and content stay the same. Missing
   * folders are created.
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
   * Returns the content of a file, with its media type and name, or one byte range of it. A
   * request for several ranges returns the whole file.
   *
   * @param fileId The file's ID
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
   * Returns the content of a file, with its media type and name, or one byte range of it. A
   * request for several ranges returns the whole file.
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
   * Restores a deleted file, with its ID, to its original path or to `path`. Missing folders are
   * created. If the original folder now has a different case, or is a file or a link, the request
   * fails and the error says so; send a `path` in this case. If the file is already in the
   * library, nothing changes and the file is returned, so the request can be repeated safely.
   *
   * @param fileId The file's ID
   */
  restore(
    fileId: types.FilesRestoreParams['fileId'],
    params?: Omit<types.FilesRestoreParams, 'fileId'>,
    options?: RequestOptions,
  ): ApiPromise<types.FileEntry>;
  /**
   * Restore a file from the trash
   *
   * Restores a deleted file, with its ID, to its original path or to `path`. Missing folders are
   * created. If the original folder now has a different case, or is a file or a link, the request
   * fails and the error says so; send a `path` in this case. If the file is already in the
   * library, nothing changes and the file is returned, so the request can be repeated safely.
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
 * Plan how to organize files, review the plan, execute it, undo it
 */
export class OrganizeResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Plan how to organize a folder
   *
   * Starts a job that examines every file in a folder and its subfolders, and plans where each one
   * goes. It changes nothing. Hidden files are left in place unless `options` includes them.
   * Folders that belong together, such as software projects, are never split: `para` moves them as
   * one, the other methodologies leave them in place. With every methodology, companion files move
   * with the file they belong to: sidecars and the videos of Live Photos with their picture,
   * Google Takeout metadata with its picture, subtitles with their film, and the folder of a saved
   * web page with the page. `date` uses the date inside a picture or video, else a date in the
   * file name, else the modification time; the reason of each move says which.
   */
  scan(
    params: types.OrganizeScanParams,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  scan(...args: unknown[]): ApiPromise<types.Job> {
    return call<types.Job>(this.#connection, operations.organizeScan, args);
  }

  /**
   * Plan how to organize a folder
   *
   * Starts a job that examines every file in a folder and its subfolders, and plans where each one
   * goes. It changes nothing. Hidden files are left in place unless `options` includes them.
   * Folders that belong together, such as software projects, are never split: `para` moves them as
   * one, the other methodologies leave them in place. With every methodology, companion files move
   * with the file they belong to: sidecars and the videos of Live Photos with their picture,
   * Google Takeout metadata with its picture, subtitles with their film, and the folder of a saved
   * web page with the page. `date` uses the date inside a picture or video, else a date in the
   * file name, else the modification time; the reason of each move says which.
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
   * Plan how to organize a folder
   *
   * Starts a job that examines every file in a folder and its subfolders, and plans where each one
   * goes. It changes nothing. Hidden files are left in place unless `options` includes them.
   * Folders that belong together, such as software projects, are never split: `para` moves them as
   * one, the other methodologies leave them in place. With every methodology, companion files move
   * with the file they belong to: sidecars and the videos of Live Photos with their picture,
   * Google Takeout metadata with its picture, subtitles with their film, and the folder of a saved
   * web page with the page. `date` uses the date inside a picture or video, else a date in the
   * file name, else the modification time; the reason of each move says which.
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
   * Plan how to organize a folder
   *
   * Starts a job that examines every file in a folder and its subfolders, and plans where each one
   * goes. It changes nothing. Hidden files are left in place unless `options` includes them.
   * Folders that belong together, such as software projects, are never split: `para` moves them as
   * one, the other methodologies leave them in place. With every methodology, companion files move
   * with the file they belong to: sidecars and the videos of Live Photos with their picture,
   * Google Takeout metadata with its picture, subtitles with their film, and the folder of a saved
   * web page with the page. `date` uses the date inside a picture or video, else a date in the
   * file name, else the modification time; the reason of each move says which.
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
   * Returns the status and progress of a job.
   *
   * @param jobId The job's ID
   */
  getStatus(
    jobId: types.OrganizeGetStatusParams['jobId'],
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  /**
   * Get the status of a job
   *
   * Returns the status and progress of a job.
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
   * Lists every change that a job plans or has made, with its reason. The list is empty while the
   * job is scanning.
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   *
   * @param jobId The job's ID
   */
  getResults(
    jobId: types.OrganizeGetResultsParams['jobId'],
    params?: Omit<types.OrganizeGetResultsParams, 'jobId'>,
    options?: RequestOptions,
  ): PagePromise<types.JobResults>;
  /**
   * Get the plan of a job
   *
   * Lists every change that a job plans or has made, with its reason. The list is empty while the
   * job is scanning.
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
   * Execute a plan
   *
   * Moves the files as planned. Nothing is ever overwritten. Files that have changed since the
   * scan are left in place and reported; the other moves continue. Subfolders of the organized
   * folder are removed if the job moved the last file out of them. If a job `failed` during
   * execution, executing it again continues with the rest of its plan.
   */
  execute(
    jobId: types.OrganizeExecuteParams['jobId'],
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  /**
   * Execute a plan
   *
   * Moves the files as planned. Nothing is ever overwritten. Files that have changed since the
   * scan are left in place and reported; the other moves continue. Subfolders of the organized
   * folder are removed if the job moved the last file out of them. If a job `failed` during
   * execution, executing it again continues with the rest of its plan.
   */
  execute(
    params: types.OrganizeExecuteParams,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  execute(...args: unknown[]): ApiPromise<types.Job> {
    return call<types.Job>(this.#connection, operations.organizeExecute, args);
  }

  /**
   * Execute a plan
   *
   * Moves the files as planned. Nothing is ever overwritten. Files that have changed since the
   * scan are left in place and reported; the other moves continue. Subfolders of the organized
   * folder are removed if the job moved the last file out of them. If a job `failed` during
   * execution, executing it again continues with the rest of its plan.
   *
   * As `execute`, then waits for the end and gives the last state, be it a good end or a bad one.
   */
  executeAndWait(
    jobId: types.OrganizeExecuteParams['jobId'],
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  /**
   * Execute a plan
   *
   * Moves the files as planned. Nothing is ever overwritten. Files that have changed since the
   * scan are left in place and reported; the other moves continue. Subfolders of the organized
   * folder are removed if the job moved the last file out of them. If a job `failed` during
   * execution, executing it again continues with the rest of its plan.
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
   * Lists the jobs of this library, newest first.
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
   * Stops a running job between two files, or discards a plan that has not been executed. Files
   * that have already moved stay where they are; roll the job back to undo these moves.
   *
   * @param jobId The job's ID
   */
  cancel(
    jobId: types.OrganizeCancelParams['jobId'],
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  /**
   * Cancel a job
   *
   * Stops a running job between two files, or discards a plan that has not been executed. Files
   * that have already moved stay where they are; roll the job back to undo these moves.
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
   * Stops a running job between two files, or discards a plan that has not been executed. Files
   * that have already moved stay where they are; roll the job back to undo these moves.
   *
   * As `cancel`, then waits for the end and gives the last state, be it a good end or a bad one.
   *
   * @param jobId The job's ID
   */
  cancelAndWait(
    jobId: types.OrganizeCancelParams['jobId'],
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  /**
   * Cancel a job
   *
   * Stops a running job between two files, or discards a plan that has not been executed. Files
   * that have already moved stay where they are; roll the job back to undo these moves.
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
   * Moves every file that the job moved back to its original path, no matter how long ago. A file
   * that has changed since, or whose original name is taken, stays where it is, and the results
   * say why. A folder that moved in one step moves back in one step, with its current content.
   * Folders that the job removed are restored; folders that it created are removed if empty.
   * Folders that nothing else has changed get their original timestamps back. A job that could not
   * be rolled back completely ends as `partial` and can be rolled back again. If only permanently
   * deleted files remain, it stays `partial`, and another rollback returns 409.
   *
   * @param jobId The job's ID
   */
  rollback(
    jobId: types.OrganizeRollbackParams['jobId'],
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  /**
   * Roll a job back
   *
   * Moves every file that the job moved back to its original path, no matter how long ago. A file
   * that has changed since, or whose original name is taken, stays where it is, and the results
   * say why. A folder that moved in one step moves back in one step, with its current content.
   * Folders that the job removed are restored; folders that it created are removed if empty.
   * Folders that nothing else has changed get their original timestamps back. A job that could not
   * be rolled back completely ends as `partial` and can be rolled back again. If only permanently
   * deleted files remain, it stays `partial`, and another rollback returns 409.
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
   * Moves every file that the job moved back to its original path, no matter how long ago. A file
   * that has changed since, or whose original name is taken, stays where it is, and the results
   * say why. A folder that moved in one step moves back in one step, with its current content.
   * Folders that the job removed are restored; folders that it created are removed if empty.
   * Folders that nothing else has changed get their original timestamps back. A job that could not
   * be rolled back completely ends as `partial` and can be rolled back again. If only permanently
   * deleted files remain, it stays `partial`, and another rollback returns 409.
   *
   * As `rollback`, then waits for the end and gives the last state, be it a good end or a bad one.
   *
   * @param jobId The job's ID
   */
  rollbackAndWait(
    jobId: types.OrganizeRollbackParams['jobId'],
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  /**
   * Roll a job back
   *
   * Moves every file that the job moved back to its original path, no matter how long ago. A file
   * that has changed since, or whose original name is taken, stays where it is, and the results
   * say why. A folder that moved in one step moves back in one step, with its current content.
   * Folders that the job removed are restored; folders that it created are removed if empty.
   * Folders that nothing else has changed get their original timestamps back. A job that could not
   * be rolled back completely ends as `partial` and can be rolled back again. If only permanently
   * deleted files remain, it stays `partial`, and another rollback returns 409.
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
 * Search file names and contents
 */
export class SearchResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Search file names and contents
   *
   * Finds the files that have every word of `q` in their name or content, best matches first.
   * Words in
   * double quotes are a phrase; `q` has no other operators. Only the first 32 words and phrases
   * are
   * used, and only the first 100 characters of each ("ß" counts as two, accents do not count).
   *
   * Case and accents are ignored, as are Hebrew points and Arabic vowel marks; letters such as
   * "ł", "ø"
   * or "ß" match "l", "o" and "ss". A search word matches the beginning of any word and, from
   * three
   * characters on, any part of a word. Shorter search words match any part of a name, but only the
   * beginning of a word in the content. Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese
   * text is
   * found from one character on. Words hyphenated at a line end are matched as a whole.
   *
   * The first 524,288 characters of a file's content are searched. Supported are text files in
   * UTF-8,
   * UTF-16 or Windows-1252 (at most the first MiB, not counting holes), PDF, Office Open XML and
   * OpenDocument (docx, xlsx, pptx, odt, ods, odp, including templates and macro-enabled files),
   * RTF,
   * HTML, XML, email (eml, mbox, mht), contacts and calendars. Encrypted documents are found by
   * name
   * only; damaged documents also by the text that can be recovered.
   *
   * New files are found within a second. If files were deleted from the disk in the meantime, a
   * page
   * may have fewer items than `limit`; the list ends only when `nextCursor` is null.
   *
   * Searches that take longer than 10 seconds are stopped (`search_too_costly`). Two searches run
   * at a
   * time and up to 32 more wait, for at most 10 seconds each; others are refused (`server_busy`).
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
   * Search file names and contents
   *
   * Finds the files that have every word of `q` in their name or content, best matches first.
   * Words in
   * double quotes are a phrase; `q` has no other operators. Only the first 32 words and phrases
   * are
   * used, and only the first 100 characters of each ("ß" counts as two, accents do not count).
   *
   * Case and accents are ignored, as are Hebrew points and Arabic vowel marks; letters such as
   * "ł", "ø"
   * or "ß" match "l", "o" and "ss". A search word matches the beginning of any word and, from
   * three
   * characters on, any part of a word. Shorter search words match any part of a name, but only the
   * beginning of a word in the content. Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese
   * text is
   * found from one character on. Words hyphenated at a line end are matched as a whole.
   *
   * The first 524,288 characters of a file's content are searched. Supported are text files in
   * UTF-8,
   * UTF-16 or Windows-1252 (at most the first MiB, not counting holes), PDF, Office Open XML and
   * OpenDocument (docx, xlsx, pptx, odt, ods, odp, including templates and macro-enabled files),
   * RTF,
   * HTML, XML, email (eml, mbox, mht), contacts and calendars. Encrypted documents are found by
   * name
   * only; damaged documents also by the text that can be recovered.
   *
   * New files are found within a second. If files were deleted from the disk in the meantime, a
   * page
   * may have fewer items than `limit`; the list ends only when `nextCursor` is null.
   *
   * Searches that take longer than 10 seconds are stopped (`search_too_costly`). Two searches run
   * at a
   * time and up to 32 more wait, for at most 10 seconds each; others are refused (`server_busy`).
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
   * Get statistics
   *
   * Returns the number and size of files in the library index and the trash, the progress of the
   * search index, and the number of jobs.
   */
  stats(
    options?: RequestOptions,
  ): ApiPromise<types.Stats>;
  stats(...args: unknown[]): ApiPromise<types.Stats> {
    return call<types.Stats>(this.#connection, operations.systemStats, args);
  }

  /**
   * Check that the server is running
   *
   * Responds as long as the server is running.
   */
  health(
    options?: RequestOptions,
  ): ApiPromise<types.Health>;
  health(...args: unknown[]): ApiPromise<types.Health> {
    return call<types.Health>(this.#connection, operations.systemHealth, args);
  }

  /**
   * Check that the server can handle requests
   *
   * Checks that the library exists and is writable, that the database responds and is writable,
   * and that the disks have free space.
   */
  ready(
    options?: RequestOptions,
  ): ApiPromise<types.Readiness>;
  ready(...args: unknown[]): ApiPromise<types.Readiness> {
    return call<types.Readiness>(this.#connection, operations.systemReady, args);
  }

  /**
   * Get metrics
   *
   * Returns metrics in the Prometheus text format: request counts and durations by operation,
   * method and status, jobs by status, and process metrics. The setting
   * `FILE_ORGANIZER_METRICS_PORT` serves them on a separate port without credentials.
   */
  metrics(
    options?: RequestOptions,
  ): ApiPromise<string>;
  metrics(...args: unknown[]): ApiPromise<string> {
    return call<string>(this.#connection, operations.systemMetrics, args);
  }

  /**
   * Get the OpenAPI document
   *
   * Returns this document as JSON.
   */
  openapi(
    options?: RequestOptions,
  ): ApiPromise<types.SystemOpenapiResult>;
  openapi(...args: unknown[]): ApiPromise<types.SystemOpenapiResult> {
    return call<types.SystemOpenapiResult>(this.#connection, operations.systemOpenapi, args);
  }

  /**
   * Read the API reference
   *
   * The API reference as one self-contained HTML page.
   */
  docs(
    options?: RequestOptions,
  ): ApiPromise<string>;
  docs(...args: unknown[]): ApiPromise<string> {
    return call<string>(this.#connection, operations.systemDocs, args);
  }

  /**
   * Get help on a problem
   *
   * Explains a problem and what to do. The `type` of every problem links here.
   *
   * @param code The problem's `code`
   */
  problem(
    code: types.SystemProblemParams['code'],
    options?: RequestOptions,
  ): ApiPromise<string>;
  /**
   * Get help on a problem
   *
   * Explains a problem and what to do. The `type` of every problem links here.
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
 * Find files with identical content, and keep one of each
 */
export class DedupeResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Find duplicates
   *
   * Starts a job that finds files with identical content in a folder and its subfolders, comparing
   * sizes, then the first 4 KB, then SHA-256. It changes nothing. Software projects in subfolders
   * are skipped, as are files that vanish, change or cannot be read during the scan; the results
   * say why. A file that belongs to another is not a duplicate on its own: a sidecar of a picture,
   * the subtitles of a film or the cover of an album count as duplicates only if everything they
   * belong to has a copy as well.
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
   * Starts a job that finds files with identical content in a folder and its subfolders, comparing
   * sizes, then the first 4 KB, then SHA-256. It changes nothing. Software projects in subfolders
   * are skipped, as are files that vanish, change or cannot be read during the scan; the results
   * say why. A file that belongs to another is not a duplicate on its own: a sidecar of a picture,
   * the subtitles of a film or the cover of an album count as duplicates only if everything they
   * belong to has a copy as well.
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
   * Get the duplicates found by a job
   *
   * Lists the groups of identical files that a job found, and what was done with each file. The
   * list is empty while the job is scanning.
   *
   * Await it for the first page, or iterate over it for the items of all pages.
   *
   * @param jobId The job's ID
   */
  getResults(
    jobId: types.DedupeGetResultsParams['jobId'],
    params?: Omit<types.DedupeGetResultsParams, 'jobId'>,
    options?: RequestOptions,
  ): PagePromise<types.DedupeResults>;
  /**
   * Get the duplicates found by a job
   *
   * Lists the groups of identical files that a job found, and what was done with each file. The
   * list is empty while the job is scanning.
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
   * Remove duplicates
   *
   * Moves all files of each group except one to the trash. Before a file is removed, it is
   * compared byte for byte with one that stays. Files that have changed since the scan are left in
   * place and reported. All files of the groups in `spare` are kept, and a file that belongs to
   * another file is kept as long as that file is. The job can be rolled back.
   *
   * @param keep Which file of each group to keep: the last modified, the first modified, or the
   * one whose path has the fewest characters. If several qualify, the first by path
   */
  execute(
    jobId: types.DedupeExecuteParams['jobId'],
    keep: types.DedupeExecuteParams['keep'],
    params?: Omit<types.DedupeExecuteParams, 'jobId' | 'keep'>,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  /**
   * Remove duplicates
   *
   * Moves all files of each group except one to the trash. Before a file is removed, it is
   * compared byte for byte with one that stays. Files that have changed since the scan are left in
   * place and reported. All files of the groups in `spare` are kept, and a file that belongs to
   * another file is kept as long as that file is. The job can be rolled back.
   */
  execute(
    jobId: types.DedupeExecuteParams['jobId'],
    params: Omit<types.DedupeExecuteParams, 'jobId'>,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  /**
   * Remove duplicates
   *
   * Moves all files of each group except one to the trash. Before a file is removed, it is
   * compared byte for byte with one that stays. Files that have changed since the scan are left in
   * place and reported. All files of the groups in `spare` are kept, and a file that belongs to
   * another file is kept as long as that file is. The job can be rolled back.
   */
  execute(
    params: types.DedupeExecuteParams,
    options?: RequestOptions,
  ): ApiPromise<types.Job>;
  execute(...args: unknown[]): ApiPromise<types.Job> {
    return call<types.Job>(this.#connection, operations.dedupeExecute, args);
  }

  /**
   * Remove duplicates
   *
   * Moves all files of each group except one to the trash. Before a file is removed, it is
   * compared byte for byte with one that stays. Files that have changed since the scan are left in
   * place and reported. All files of the groups in `spare` are kept, and a file that belongs to
   * another file is kept as long as that file is. The job can be rolled back.
   *
   * As `execute`, then waits for the end and gives the last state, be it a good end or a bad one.
   *
   * @param keep Which file of each group to keep: the last modified, the first modified, or the
   * one whose path has the fewest characters. If several qualify, the first by path
   */
  executeAndWait(
    jobId: types.DedupeExecuteParams['jobId'],
    keep: types.DedupeExecuteParams['keep'],
    params?: Omit<types.DedupeExecuteParams, 'jobId' | 'keep'>,
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  /**
   * Remove duplicates
   *
   * Moves all files of each group except one to the trash. Before a file is removed, it is
   * compared byte for byte with one that stays. Files that have changed since the scan are left in
   * place and reported. All files of the groups in `spare` are kept, and a file that belongs to
   * another file is kept as long as that file is. The job can be rolled back.
   *
   * As `execute`, then waits for the end and gives the last state, be it a good end or a bad one.
   */
  executeAndWait(
    jobId: types.DedupeExecuteParams['jobId'],
    params: Omit<types.DedupeExecuteParams, 'jobId'>,
    options?: WaitOptions<types.Job>,
  ): Promise<types.Job>;
  /**
   * Remove duplicates
   *
   * Moves all files of each group except one to the trash. Before a file is removed, it is
   * compared byte for byte with one that stays. Files that have changed since the scan are left in
   * place and reported. All files of the groups in `spare` are kept, and a file that belongs to
   * another file is kept as long as that file is. The job can be rolled back.
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
 * Events of the user whose credentials opened the connection
 */
export class EventsResource {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Events of the user whose credentials opened the connection
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
