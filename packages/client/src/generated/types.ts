// Generated from the contract by `contract generate`; do not edit.

import type { UploadSource } from '../runtime/operation.ts';

export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};

/**
 * 1 to 64 letters, digits or any of "._@-", starting with a letter or digit. Names that differ only in case are the same.
 */
export type Username = string;

/**
 * A permission; `admin` includes all others. `organize:write` is enough to move files, to move duplicates to the trash, and to cancel or roll back jobs of any user.
 */
export type Scope = 'files:read' | 'files:write' | 'files:delete' | 'organize:read' | 'organize:write' | 'search:read' | 'admin';

/**
 * The scopes, each at most once
 */
export type Scopes = Array<Scope>;

/**
 * A user account
 */
export type User = {
    userId: string;
    username: Username;
    scopes: Scopes;
    /**
     * Whether the user and their API keys are refused
     */
    disabled: boolean;
    createdAt: string;
};

/**
 * The tokens of a session
 */
export type Session = {
    /**
     * Send as `Authorization: Bearer <token>`
     */
    accessToken: string;
    /**
     * Valid for one refresh
     */
    refreshToken: string;
    tokenType: 'Bearer';
    /**
     * Lifetime of the access token, in seconds
     */
    expiresIn: number;
    /**
     * Lifetime of the refresh token, in seconds
     */
    refreshExpiresIn: number;
    user: User;
};

export type FieldError = {
    /**
     * Where the error is: `#/body/path`, `#/query/limit`, `#/path/file_id`
     */
    pointer: string;
    /**
     * What the value must be
     */
    message: string;
};

/**
 * An error (RFC 9457)
 */
export type Problem = {
    /**
     * URL of a page that explains the problem and what to do
     */
    type: string;
    title: string;
    status: number;
    /**
     * What happened in this case
     */
    detail: string;
    /**
     * The URL of the request
     */
    instance: string;
    /**
     * Stable identifier of the problem
     */
    code: string;
    requestId: string;
    /**
     * The invalid fields, at most the first 20
     */
    errors?: Array<FieldError> | undefined;
    /**
     * Number of invalid fields beyond those in `errors`; absent if `errors` lists all
     */
    moreErrors?: number | undefined;
};

/**
 * The user and credentials of this request
 */
export type Me = {
    userId: string;
    username: Username;
    /**
     * The scopes of this request's credentials
     */
    scopes: Array<Scope>;
    /**
     * The type of credentials in this request
     */
    credential: 'access_token' | 'api_key';
};

export type WsTicket = {
    /**
     * Add to the URL as `?ticket=…`
     */
    ticket: string;
    expiresAt: string;
};

/**
 * An API key, without its secret
 */
export type ApiKey = {
    /**
     * The part of the key between its two underscores
     */
    keyId: string;
    /**
     * The user's description of what the key is for
     */
    name: string;
    scopes: Scopes;
    createdAt: string;
    /**
     * When the key expires; null if never
     */
    expiresAt: string | null;
    /**
     * When the key was last used, to the minute; null if never
     */
    lastUsedAt: string | null;
};

export type ApiKeyList = {
    items: Array<ApiKey>;
    /**
     * Total number of API keys of the user
     */
    total: number;
    /**
     * Pass as `cursor` to get the next page; null on the last page
     */
    nextCursor: string | null;
};

/**
 * A new API key, including the key itself
 */
export type NewApiKey = {
    /**
     * Send as `X-API-Key`. It cannot be retrieved again
     */
    key: string;
    /**
     * The part of the key between its two underscores
     */
    keyId: string;
    /**
     * The user's description of what the key is for
     */
    name: string;
    scopes: Scopes;
    createdAt: string;
    /**
     * When the key expires; null if never
     */
    expiresAt: string | null;
    /**
     * When the key was last used, to the minute; null if never
     */
    lastUsedAt: string | null;
};

export type UserList = {
    items: Array<User>;
    /**
     * Total number of users
     */
    total: number;
    /**
     * Pass as `cursor` to get the next page; null on the last page
     */
    nextCursor: string | null;
};

/**
 * 8 to 1,024 characters
 */
export type Password = string;

/**
 * The kind of a file, the same in lists, filters, search and organizing. The name determines it: books, emails and web pages are documents; raw photos and drawings are images; installers and fonts are other. If a scan has found content that no format of that kind can have, the content determines it instead: a picture named `holiday.txt` is an image, and `clip.ts` may be a video
 */
export type FileType = 'document' | 'image' | 'audio' | 'video' | 'archive' | 'code' | 'other';

/**
 * A path in the library. It starts with "/"; "/" is the library folder itself. Names are exact: a different case or Unicode form (NFC, NFD) is a different path
 */
export type Path = string;

/**
 * A file in the library
 */
export type FileEntry = {
    /**
     * Stays the same when the API moves the file
     */
    fileId: string;
    path: Path;
    /**
     * The last part of the path
     */
    name: string;
    /**
     * In bytes
     */
    size: number;
    /**
     * The media type that belongs to the file's name, or to its content if the content determines `type`
     */
    mimeType: string;
    type: FileType;
    /**
     * The SHA-256 of the content, once known
     */
    sha256: string | null;
    createdAt: string;
    modifiedAt: string;
    /**
     * The value of the `ETag` header, including quotes; changes with the content and the path
     */
    etag: string;
};

export type FileEntryList = {
    items: Array<FileEntry>;
    /**
     * Total number of files in the list
     */
    total: number;
    /**
     * Pass as `cursor` to get the next page; null on the last page
     */
    nextCursor: string | null;
    /**
     * The folders directly inside `path`, by name in natural order; on the first page only
     */
    folders: Array<Path>;
};

/**
 * A file in the trash
 */
export type TrashedFile = {
    file: FileEntry;
    /**
     * Where the file was, and where it is restored by default
     */
    originalPath: string;
    deletedAt: string;
};

export type TrashList = {
    items: Array<TrashedFile>;
    /**
     * Total number of files in the trash
     */
    total: number;
    /**
     * Pass as `cursor` to get the next page; null on the last page
     */
    nextCursor: string | null;
};

/**
 * How to organize: `para` into projects, areas, resources and archives; `johnny_decimal` into numbered areas, categories and IDs (`10-19 Finance/12 Tax/12.03 2025 return`); `type` by kind of file; `date` by year and month
 */
export type Methodology = 'para' | 'johnny_decimal' | 'type' | 'date';

/**
 * What to organize, where to put it, and the minimum confidence
 */
export type ScanOptions = {
    /**
     * Glob patterns of files and folders to leave in place, relative to `path`: `Letters/**`, `*.{tmp,part}`. A pattern without "/" matches names at any depth. A leading "/" stands for `path`; a trailing "/" has no effect. `*` and `?` match within a name, `**` across folders, `[a-z]` one character, `{a,b}` one of several alternatives. A pattern cannot start with "!", which tools interpret differently; to match such a name, write `\!name`. A matching folder is left in place with everything in it
     */
    exclude?: Array<string> | undefined;
    /**
     * The folder in which to create the methodology's folders; by default `path`. It is created if it does not exist
     */
    destination?: Path | undefined;
    /**
     * Whether to include files in subfolders
     */
    recursive?: boolean | undefined;
    /**
     * Whether to include hidden files and folders, whose names start with "."
     */
    includeHidden?: boolean | undefined;
    /**
     * Moves with a lower confidence are not planned; the skipped files are listed in `kept`
     */
    minConfidence?: number | undefined;
    /**
     * The names of your projects, for `para` only. A file or folder with one of these names, or inside a folder with one, goes to that project's folder
     */
    projects?: Array<string> | undefined;
    /**
     * The names of your areas of responsibility, for `para` only; they work like `projects`
     */
    areas?: Array<string> | undefined;
};

/**
 * Normally `pending → scanning → planned → executing → completed`. `partial`: some changes could not be made or undone. `failed`: the job could not continue, for example because the library's disk is gone; the rest of its plan can be executed again. `cancelled`: the job was cancelled. A rollback goes `rolling_back → rolled_back`
 */
export type JobStatus = 'pending' | 'scanning' | 'planned' | 'executing' | 'completed' | 'partial' | 'failed' | 'cancelled' | 'rolling_back' | 'rolled_back';

/**
 * Work that runs in the background
 */
export type Job = {
    jobId: string;
    kind: 'organize' | 'dedupe';
    status: JobStatus;
    path: Path;
    /**
     * Null if the job does not organize
     */
    methodology: Methodology | null;
    /**
     * Whether the job is limited to planning
     */
    dryRun: boolean;
    /**
     * Percent of the current phase
     */
    progress: number;
    processedCount: number;
    totalCount: number;
    errorCount: number;
    createdAt: string;
    updatedAt: string;
    estimatedCompletion: string | null;
};

/**
 * Why a change was not made
 */
export type ChangeError = {
    /**
     * `vanished`: the file no longer exists. `changed`: it is a different file, or its content has changed since the scan. `replaced`: a link, a folder or something else is at its path now. `blocked`: its target folder cannot be created, because a file, a link or a folder whose name differs only in case or Unicode form is in the way. `name_taken`: another file has its original name. `deleted`: it was deleted permanently and cannot be restored. `denied`: the server lacks permission. `disk_full`: the disk is full. `other_disk`: the folder would move to another file system, which cannot be done in one step. `io_error`: the disk failed.
     */
    code: 'vanished' | 'changed' | 'replaced' | 'blocked' | 'name_taken' | 'deleted' | 'denied' | 'disk_full' | 'other_disk' | 'io_error';
    message: string;
};

/**
 * A planned or completed move
 */
export type Change = {
    /**
     * The file that moves; null if a folder moves. Files in the folder keep their IDs
     */
    fileId: string | null;
    from: Path;
    /**
     * Where the file or folder goes. Before execution it is the planned path, afterwards the actual one, such as "report (2).pdf" if the name was taken in the meantime
     */
    to: string;
    /**
     * `move`: moves a file. `move_folder`: moves a whole folder whose content belongs together, with everything in it at that time
     */
    action: 'move' | 'move_folder';
    /**
     * Why the file or folder moves, in plain words
     */
    reason: string;
    confidence: number;
    needsReview: boolean;
    /**
     * `undone`: undone by a rollback. A change that a rollback could not undo stays `done`, with an `error`
     */
    status: 'planned' | 'done' | 'failed' | 'undone';
    error: ChangeError | null;
};

/**
 * A folder that files move from or to, or that the job creates or removes
 */
export type FolderChange = {
    path: Path;
    /**
     * Number of files directly in it before
     */
    filesBefore: number;
    /**
     * Number of files directly in it after
     */
    filesAfter: number;
    /**
     * `made`: created by the job. `removed`: removed by the job after it moved the last file out. A rollback makes both `unchanged` again, except that a created folder with other content stays
     */
    status: 'unchanged' | 'made' | 'removed';
};

/**
 * A file or folder that was considered but stays where it is
 */
export type Kept = {
    path: Path;
    /**
     * Why it stays, in plain words
     */
    reason: string;
};

/**
 * What a job plans or has done
 */
export type JobResults = {
    job: Job;
    items: Array<Change>;
    /**
     * Total number of changes in the plan
     */
    total: number;
    /**
     * Pass as `cursor` to get the next page; null on the last page
     */
    nextCursor: string | null;
    /**
     * The folder structure before and after, by path in natural order; on the first page only
     */
    folders: Array<FolderChange>;
    /**
     * Files and folders that were considered but stay, and why, such as software projects, which only `para` moves; on the first page only, at most 1,000
     */
    kept: Array<Kept>;
};

export type JobList = {
    items: Array<Job>;
    /**
     * Total number of jobs in the list
     */
    total: number;
    /**
     * Pass as `cursor` to get the next page; null on the last page
     */
    nextCursor: string | null;
};

export type SearchResult = {
    file: FileEntry;
    /**
     * How well the file matches; all words count equally. A word in the name contributes 0.5 to 1, part of a name 0.25 to 0.5, a word in the content 0.125 to 0.25, and part of a content word 0.0625 to 0.125. Rarer words, and words that make up more of the text, contribute more (BM25)
     */
    score: number;
    /**
     * Where the words were found
     */
    matched: Array<'name' | 'content'>;
};

export type SearchResults = {
    /**
     * Best matches first
     */
    items: Array<SearchResult>;
    /**
     * Number of matching files
     */
    total: number;
    /**
     * Pass as `cursor` to get the next page; null on the last page
     */
    nextCursor: string | null;
    /**
     * Whether some files are not indexed yet, or not in their current version, for example after the first start. Such files may be missing from the results. `search.queued_count` in the statistics is their number.
     */
    indexing: boolean;
};

export type FileTypeStats = {
    type: FileType;
    count: number;
    bytes: number;
};

/**
 * The files in the index
 */
export type FileStats = {
    count: number;
    bytes: number;
    /**
     * Only kinds that occur
     */
    byType: Array<FileTypeStats>;
};

export type TrashStats = {
    count: number;
    bytes: number;
};

export type SearchStats = {
    /**
     * Files that are fully indexed
     */
    indexedCount: number;
    /**
     * Files whose name or content is waiting to be indexed, or to be removed from the index
     */
    queuedCount: number;
};

export type JobStats = {
    status: JobStatus;
    count: number;
};

export type Stats = {
    files: FileStats;
    trash: TrashStats;
    search: SearchStats;
    /**
     * Only states that occur
     */
    jobs: Array<JobStats>;
};

/**
 * One of several files with identical content
 */
export type DuplicateFile = {
    fileId: string;
    path: Path;
    modifiedAt: string;
    /**
     * `found`: found by the scan. `kept`: kept by the execution. `removed`: moved to the trash. `failed`: could not be removed and is still in place. `restored`: restored by a rollback. A file that a rollback could not restore stays `removed`, with an `error`
     */
    status: 'found' | 'kept' | 'removed' | 'restored' | 'failed';
    /**
     * Why the file is kept regardless of `keep`, in plain words: it belongs to a file that stays, such as a sidecar to its picture or a cover to its album, or its group is listed in `spare`
     */
    sparedReason: string | null;
    error: ChangeError | null;
};

/**
 * Files with identical content. Hard links to the same file count as one file
 */
export type DuplicateGroup = {
    /**
     * The SHA-256 of the content
     */
    sha256: string;
    /**
     * Of each file, in bytes
     */
    size: number;
    /**
     * Space that removing the duplicates would free, as found by the scan
     */
    wastedBytes: number;
    /**
     * At least two, sorted by path
     */
    files: Array<DuplicateFile>;
};

/**
 * What a job has found and done
 */
export type DedupeResults = {
    job: Job;
    /**
     * The groups that waste the most space first. A page has fewer than `limit` groups if they have more than 10,000 files in total
     */
    items: Array<DuplicateGroup>;
    /**
     * Total number of groups
     */
    total: number;
    /**
     * Pass as `cursor` to get the next page; null on the last page
     */
    nextCursor: string | null;
    /**
     * Number of files in all groups
     */
    fileCount: number;
    /**
     * Space wasted by all groups
     */
    wastedBytes: number;
    /**
     * What the scan skipped, such as a software project, a sidecar identical to that of another picture, or a file that changed while it was read; on the first page only, at most 1,000
     */
    kept: Array<Kept>;
};

export type Health = {
    status: 'ok';
    version: string;
    uptimeSeconds: number;
};

export type ReadinessCheck = {
    /**
     * `library`: the library folder exists and is writable; `database`: the database responds and is writable; `disk`: the disks have free space
     */
    name: 'library' | 'database' | 'disk';
    status: 'passed';
};

export type Readiness = {
    status: 'ready';
    checks: Array<ReadinessCheck>;
};

/**
 * The number of the event among its user's events; each is one more than the previous one
 */
export type EventId = number;

/**
 * When it happened
 */
export type OccurredAt = string;

export type DuplicateDetected = {
    /**
     * The job that found the duplicate; null if an upload did
     */
    jobId: string | null;
    file: FileEntry;
    /**
     * Other files with the same content; at most 100
     */
    duplicates: Array<FileEntry>;
};

export type LiveError = {
    /**
     * `job_failed`: the job could not be finished
     */
    code: 'job_failed';
    /**
     * What went wrong, in plain words
     */
    message: string;
    /**
     * The affected job
     */
    jobId: string | null;
    /**
     * The affected file or folder
     */
    path: string | null;
};

export type AuthLoginParams = {
    username: string;
    password: string;
};

export type AuthRefreshParams = {
    refreshToken: string;
};

export type AuthListApiKeysParams = {
    /**
     * Where to continue, from `nextCursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)
     */
    cursor?: string | undefined;
    /**
     * Maximum number of items on a page
     */
    limit?: number | undefined;
};

export type AuthCreateApiKeyParams = {
    /**
     * What the key is for, in your own words
     */
    name: string;
    /**
     * What the key can do; each scope at most once
     */
    scopes: Array<Scope>;
    /**
     * When the key expires; must be in the future. null if never
     */
    expiresAt?: string | null | undefined;
};

export type AuthDeleteApiKeyParams = {
    /**
     * The key's ID, which is the part between its two underscores
     */
    keyId: string;
};

export type UsersListParams = {
    /**
     * Where to continue, from `nextCursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)
     */
    cursor?: string | undefined;
    /**
     * Maximum number of items on a page
     */
    limit?: number | undefined;
};

export type UsersCreateParams = {
    username: Username;
    password: Password;
    scopes: Scopes;
};

export type UsersDeleteParams = {
    /**
     * The user's ID
     */
    userId: string;
};

export type UsersUpdateParams = {
    /**
     * The user's ID
     */
    userId: string;
    password?: Password | undefined;
    scopes?: Scopes | undefined;
    /**
     * Whether the user and their API keys are refused
     */
    disabled?: boolean | undefined;
};

export type FilesListParams = {
    /**
     * The folder to list
     */
    path?: string | undefined;
    /**
     * Also list files in subfolders
     */
    recursive?: boolean | undefined;
    /**
     * Also list files and folders whose names start with a dot
     */
    includeHidden?: boolean | undefined;
    /**
     * List only files of this kind
     */
    type?: FileType | undefined;
    /**
     * What to sort by. Names sort in natural order: numbers sort by value, so `file2` comes before `file10`; case and accents only matter between names with the same letters, so `Äpfel` comes before `zebra`. This is the order of the CLDR root collation (UTS #35) for names in Latin, Greek, Cyrillic and kana. Other letters follow, and rarer symbols precede digits, by code point. Files with equal names, sizes or times sort by the code points of their paths; so do names that differ only in leading zeros, such as `a1` and `a01`
     */
    sortBy?: 'name' | 'size' | 'created' | 'modified' | undefined;
    /**
     * Sort in ascending or descending order
     */
    sortOrder?: 'asc' | 'desc' | undefined;
    /**
     * Where to continue, from `nextCursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)
     */
    cursor?: string | undefined;
    /**
     * Maximum number of items on a page
     */
    limit?: number | undefined;
};

export type FilesUploadParams = {
    /**
     * The file. Its name is what follows the last "/" in the part's `filename`. `%22`, `%0D` and `%0A` stand for a quote and line breaks, as browsers write them. A backslash is an ordinary character
     */
    file: UploadSource;
    /**
     * The folder to put the file in; created if it does not exist
     */
    path?: string | undefined;
    /**
     * What to do if a file with this name exists: `rename` picks a free name such as "report (2).pdf", `fail` returns 409, `replace` moves the existing file to the trash
     */
    onConflict?: 'rename' | 'fail' | 'replace' | undefined;
};

export type FilesPutContentHeaders = {
    /**
     * Proceed only if the file has one of these ETags, or exists at all (`*`); otherwise 412
     */
    ifMatch?: string | undefined;
    /**
     * Proceed only if the file has none of these ETags, or does not exist (`*`)
     */
    ifNoneMatch?: string | undefined;
    /**
     * The SHA-256 digest of the body (RFC 9530), which the server verifies
     */
    contentDigest?: string | undefined;
};

export type FilesPutContentParams = {
    /**
     * The path of the file, including its name; missing folders are created
     */
    path: string;
    /**
     * What to do if a file with this name exists: `replace` moves the existing file to the trash, `rename` picks a free name such as "report (2).pdf", `fail` returns 409
     */
    onConflict?: 'replace' | 'rename' | 'fail' | undefined;
    /**
     * The bytes
     */
    content: UploadSource;
};

export type FilesListTrashParams = {
    /**
     * Where to continue, from `nextCursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)
     */
    cursor?: string | undefined;
    /**
     * Maximum number of items on a page
     */
    limit?: number | undefined;
};

export type FilesGetHeaders = {
    /**
     * Proceed only if the file has one of these ETags, or exists at all (`*`); otherwise 412
     */
    ifMatch?: string | undefined;
    /**
     * Proceed only if the file has none of these ETags, or does not exist (`*`)
     */
    ifNoneMatch?: string | undefined;
};

export type FilesGetParams = {
    /**
     * The file's ID
     */
    fileId: string;
};

export type FilesDeleteHeaders = {
    /**
     * Proceed only if the file has one of these ETags, or exists at all (`*`); otherwise 412
     */
    ifMatch?: string | undefined;
};

export type FilesDeleteParams = {
    /**
     * The file's ID
     */
    fileId: string;
    /**
     * Delete the file permanently instead of moving it to the trash
     */
    permanent?: boolean | undefined;
};

export type FilesUpdateHeaders = {
    /**
     * Proceed only if the file has one of these ETags, or exists at all (`*`); otherwise 412
     */
    ifMatch?: string | undefined;
};

export type FilesUpdateParams = {
    /**
     * The file's ID
     */
    fileId: string;
    /**
     * The full new path, including the file name
     */
    path?: string | undefined;
    /**
     * The new name. The folder stays the same, or is the one in `path`
     */
    name?: string | undefined;
    /**
     * What to do if a file with this name exists: `fail` returns 409, `rename` picks a free name such as "report (2).pdf"
     */
    onConflict?: 'fail' | 'rename' | undefined;
};

export type FilesContentHeaders = {
    /**
     * The bytes to send (RFC 9110, section 14.2)
     */
    range?: string | undefined;
    /**
     * The `ETag` of the file that the range belongs to. If it no longer matches, or is a date, the whole file is sent
     */
    ifRange?: string | undefined;
    /**
     * Proceed only if the file has one of these ETags, or exists at all (`*`); otherwise 412
     */
    ifMatch?: string | undefined;
    /**
     * Proceed only if the file has none of these ETags, or does not exist (`*`)
     */
    ifNoneMatch?: string | undefined;
    /**
     * Proceed only if the file was modified after this date (RFC 9110, section 13.1.3); otherwise 304. Ignored if `If-None-Match` is present or the date is invalid
     */
    ifModifiedSince?: string | undefined;
    /**
     * Proceed only if the file was not modified after this date (RFC 9110, section 13.1.4); otherwise 412. Ignored if `If-Match` is present or the date is invalid
     */
    ifUnmodifiedSince?: string | undefined;
};

export type FilesContentParams = {
    /**
     * The file's ID
     */
    fileId: string;
};

export type FilesRestoreParams = {
    /**
     * The file's ID
     */
    fileId: string;
    /**
     * What to do if another file has this name: `rename` picks a free name such as "report (2).pdf", `fail` returns 409
     */
    onConflict?: 'rename' | 'fail' | undefined;
    /**
     * The full path, including the file name; by default the original path
     */
    path?: string | undefined;
};

export type OrganizeScanParams = {
    path: Path;
    methodology: Methodology;
    /**
     * Whether the job may only plan and never be executed. A scan itself never changes files
     */
    dryRun?: boolean | undefined;
    options?: ScanOptions | undefined;
};

export type OrganizeGetStatusParams = {
    /**
     * The job's ID
     */
    jobId: string;
};

export type OrganizeGetResultsParams = {
    /**
     * The job's ID
     */
    jobId: string;
    /**
     * Where to continue, from `nextCursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)
     */
    cursor?: string | undefined;
    /**
     * Maximum number of items on a page
     */
    limit?: number | undefined;
};

export type OrganizeExecuteParams = {
    jobId: string;
};

export type OrganizeListJobsParams = {
    /**
     * List only jobs with this status
     */
    status?: JobStatus | undefined;
    /**
     * Where to continue, from `nextCursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)
     */
    cursor?: string | undefined;
    /**
     * Maximum number of items on a page
     */
    limit?: number | undefined;
};

export type OrganizeCancelParams = {
    /**
     * The job's ID
     */
    jobId: string;
};

export type OrganizeRollbackParams = {
    /**
     * The job's ID
     */
    jobId: string;
};

export type SearchQueryParams = {
    /**
     * Words, and phrases in double quotes
     */
    q: string;
    /**
     * The folder to search, including subfolders. The path must match exactly, as in a list, including its Unicode form
     */
    path?: string | undefined;
    /**
     * Return only files of this kind
     */
    type?: FileType | undefined;
    /**
     * Also return files with a dot at the start of any name in their path
     */
    includeHidden?: boolean | undefined;
    /**
     * Where to continue, from `nextCursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)
     */
    cursor?: string | undefined;
    /**
     * Maximum number of items on a page
     */
    limit?: number | undefined;
};

export type DedupeScanParams = {
    path: Path;
    /**
     * Ignore smaller files, in bytes; with 0, empty files count as duplicates too
     */
    minSize?: number | undefined;
    /**
     * Whether to include hidden files and folders, whose names start with "."
     */
    includeHidden?: boolean | undefined;
    /**
     * Glob patterns of files and folders to leave in place, relative to `path`: `Letters/**`, `*.{tmp,part}`. A pattern without "/" matches names at any depth. A leading "/" stands for `path`; a trailing "/" has no effect. `*` and `?` match within a name, `**` across folders, `[a-z]` one character, `{a,b}` one of several alternatives. A pattern cannot start with "!", which tools interpret differently; to match such a name, write `\!name`. A matching folder is left in place with everything in it
     */
    exclude?: Array<string> | undefined;
};

export type DedupeGetResultsParams = {
    /**
     * The job's ID
     */
    jobId: string;
    /**
     * Where to continue, from `nextCursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)
     */
    cursor?: string | undefined;
    /**
     * Maximum number of items on a page
     */
    limit?: number | undefined;
};

export type DedupeExecuteParams = {
    jobId: string;
    /**
     * Which file of each group to keep: the last modified, the first modified, or the one whose path has the fewest characters. If several qualify, the first by path
     */
    keep: 'newest' | 'oldest' | 'shortest_path';
    /**
     * Groups of which to keep all files, each by its `sha256`. A value that is not in the job's results is an error
     */
    spare?: Array<string> | undefined;
};

/**
 * A document with its own keys, which clients must not rename
 */
export type SystemOpenapiResult = {
    openapi: string;
    info: {
        title: string;
        version: string;
    };
    paths: {
        [key: string]: unknown;
    };
};

export type SystemProblemParams = {
    /**
     * The problem's `code`
     */
    code: string;
};

/**
 * File uploaded: A file was added to the library by an upload
 */
export type FileUploadedEvent = {
    event: 'file_uploaded';
    eventId: EventId;
    occurredAt: OccurredAt;
    data: FileEntry;
};

/**
 * Job progress: At most ten per second for each job, always including the last state before the end
 */
export type OrganizeProgressEvent = {
    event: 'organize_progress';
    eventId: EventId;
    occurredAt: OccurredAt;
    data: Job;
};

/**
 * Job phase finished: A scan, an execution or a rollback has finished, successfully or not; see `data.status`
 */
export type OrganizeCompleteEvent = {
    event: 'organize_complete';
    eventId: EventId;
    occurredAt: OccurredAt;
    data: Job;
};

/**
 * Duplicate detected: An upload or a duplicate scan has found files with identical content
 */
export type DuplicateDetectedEvent = {
    event: 'duplicate_detected';
    eventId: EventId;
    occurredAt: OccurredAt;
    data: DuplicateDetected;
};

/**
 * Error: A job has failed, or another error occurred in the background
 */
export type LiveErrorEvent = {
    event: 'error';
    eventId: EventId;
    occurredAt: OccurredAt;
    data: LiveError;
};

/**
 * What happens live; `event` tells the kinds apart
 */
export type LiveEvent = FileUploadedEvent | OrganizeProgressEvent | OrganizeCompleteEvent | DuplicateDetectedEvent | LiveErrorEvent;
