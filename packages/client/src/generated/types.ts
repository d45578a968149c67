// Generated from the contract by `contract generate`; do not edit.

import type { UploadSource } from '../runtime/operation.ts';

export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};

/**
 * 1 to 64 letters, digits and any of "._@-", the first a letter or digit. Names that differ only by case are the same.
 */
export type Username = string;

/**
 * What credentials may do; `admin` covers all. `organize:write` is enough to have files moved, and duplicates put in the trash, and to cancel or undo the jobs of every user.
 */
export type Scope = 'files:read' | 'files:write' | 'files:delete' | 'organize:read' | 'organize:write' | 'search:read' | 'admin';

/**
 * The scopes, each at most once
 */
export type Scopes = Array<Scope>;

/**
 * Somebody who can sign in
 */
export type User = {
    userId: string;
    username: Username;
    scopes: Scopes;
    /**
     * Whether the user and its API keys are refused
     */
    disabled: boolean;
    createdAt: string;
};

/**
 * The tokens of a session
 */
export type Session = {
    /**
     * Goes into `Authorization: Bearer …`
     */
    accessToken: string;
    /**
     * Good once, for new tokens
     */
    refreshToken: string;
    tokenType: 'Bearer';
    /**
     * For how many seconds the access token is good
     */
    expiresIn: number;
    /**
     * For how many seconds the refresh token is good
     */
    refreshExpiresIn: number;
    user: User;
};

export type FieldError = {
    /**
     * Where: `#/body/path`, `#/query/limit`, `#/path/file_id`
     */
    pointer: string;
    /**
     * What it must be
     */
    message: string;
};

/**
 * An error (RFC 9457)
 */
export type Problem = {
    /**
     * A page that says what happened and what to do
     */
    type: string;
    title: string;
    status: number;
    /**
     * What happened this time
     */
    detail: string;
    /**
     * The address of the request
     */
    instance: string;
    /**
     * A stable slug
     */
    code: string;
    requestId: string;
    /**
     * The fields at fault, the first 20 of them
     */
    errors?: Array<FieldError> | undefined;
    /**
     * How many more fields are at fault than `errors` lists; left out if it lists all
     */
    moreErrors?: number | undefined;
};

/**
 * Who makes this request
 */
export type Me = {
    userId: string;
    username: Username;
    /**
     * What the credentials of this request may do
     */
    scopes: Array<Scope>;
    /**
     * What the request was made with
     */
    credential: 'access_token' | 'api_key';
};

export type WsTicket = {
    /**
     * Goes into the address: `?ticket=…`
     */
    ticket: string;
    expiresAt: string;
};

/**
 * What is known of an API key
 */
export type ApiKey = {
    /**
     * The part of the key between its two underscores
     */
    keyId: string;
    /**
     * What the key is for, in words of its user
     */
    name: string;
    scopes: Scopes;
    createdAt: string;
    /**
     * When it ends by itself; null where it never does
     */
    expiresAt: string | null;
    /**
     * When it was used last, to the minute; null where it never was
     */
    lastUsedAt: string | null;
};

export type ApiKeyList = {
    items: Array<ApiKey>;
    /**
     * How many API keys the user has
     */
    total: number;
    /**
     * Pass as `cursor` for the next page; null on the last one
     */
    nextCursor: string | null;
};

/**
 * An API key that was just made, with the key itself
 */
export type NewApiKey = {
    /**
     * Goes into `X-API-Key`; it cannot be had again
     */
    key: string;
    /**
     * The part of the key between its two underscores
     */
    keyId: string;
    /**
     * What the key is for, in words of its user
     */
    name: string;
    scopes: Scopes;
    createdAt: string;
    /**
     * When it ends by itself; null where it never does
     */
    expiresAt: string | null;
    /**
     * When it was used last, to the minute; null where it never was
     */
    lastUsedAt: string | null;
};

export type UserList = {
    items: Array<User>;
    /**
     * How many users there are
     */
    total: number;
    /**
     * Pass as `cursor` for the next page; null on the last one
     */
    nextCursor: string | null;
};

/**
 * 8 to 1,024 characters of any kind
 */
export type Password = string;

/**
 * The kind of a file, the same in lists, filters, search and organizing. The name says it: books, mails and web pages are documents, raw photos and drawings images, installers and fonts other. Once organizing has looked at a content that no format of that kind can have, the content says it: a picture named `holiday.txt` is an image, `clip.ts` may be a video. Only the content can tell that; until a scan, the name decides
 */
export type FileType = 'document' | 'image' | 'audio' | 'video' | 'archive' | 'code' | 'other';

/**
 * A path in the library; it begins with "/", and the library's own folder is "/". Names are exact: another case, or another Unicode form (NFC, NFD), is another path
 */
export type Path = string;

/**
 * A file in the library
 */
export type FileEntry = {
    /**
     * Stays with the file when the API moves it
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
     * The media type that goes with the file's name, or that of its content where that decides its `type`
     */
    mimeType: string;
    type: FileType;
    /**
     * The digest of the content, once it is known
     */
    sha256: string | null;
    createdAt: string;
    modifiedAt: string;
    /**
     * The value of the `ETag` header, quotes included; another one as soon as the content or the path is
     */
    etag: string;
};

export type FileEntryList = {
    items: Array<FileEntry>;
    /**
     * How many files the whole list has
     */
    total: number;
    /**
     * Pass as `cursor` for the next page; null on the last one
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
     * Where it was, and where it is put back unless another path is sent
     */
    originalPath: string;
    deletedAt: string;
};

export type TrashList = {
    items: Array<TrashedFile>;
    /**
     * How many files the trash has
     */
    total: number;
    /**
     * Pass as `cursor` for the next page; null on the last one
     */
    nextCursor: string | null;
};

/**
 * How to organize: `para` into projects, areas, resources and archives, `johnny_decimal` into numbered areas, categories and IDs (`10-19 Finance/12 Tax/12.03 2025 return`), `type` by kind of file, `date` by year and month
 */
export type Methodology = 'para' | 'johnny_decimal' | 'type' | 'date';

/**
 * What is organized, where it goes, and how sure the plan must be
 */
export type ScanOptions = {
    /**
     * Glob patterns of files and folders that stay, from `path` on: `Letters/**`, `*.{tmp,part}`. A pattern without "/" is one for a name, at any depth; a "/" at its beginning stands for `path`, one at its end changes nothing. `*` and `?` match within a name, `**` over folders, `[a-z]` a character, `{a,b}` one of several. None begins with "!", which would exclude all the rest to some and take back an exclusion to others; a name that does is written `\!name`. A folder that matches stays with all in it
     */
    exclude?: Array<string> | undefined;
    /**
     * The folder in which those of the methodology are made, if not `path` itself; it is made where it is not there
     */
    destination?: Path | undefined;
    /**
     * Whether the files in folders below are organized, too
     */
    recursive?: boolean | undefined;
    /**
     * Whether hidden files and folders, whose names begin with ".", are organized, too
     */
    includeHidden?: boolean | undefined;
    /**
     * Moves of a lower confidence are not planned; what stays for that is in `kept`
     */
    minConfidence?: number | undefined;
    /**
     * The names of the caller's projects, for `para` only: what bears one of them, or lies in a folder that does, goes to the folder of that project
     */
    projects?: Array<string> | undefined;
    /**
     * The names of the caller's areas of responsibility, for `para` only: as with `projects`
     */
    areas?: Array<string> | undefined;
};

/**
 * `pending → scanning → planned → executing → completed`. Beside it: `partial`, some changes were made or undone and others could not be; `failed`, the job could not go on, such as where the disk of the library is gone: what is left of its plan can be executed again; `cancelled`; and, by a rollback, `rolling_back → rolled_back`
 */
export type JobStatus = 'pending' | 'scanning' | 'planned' | 'executing' | 'completed' | 'partial' | 'failed' | 'cancelled' | 'rolling_back' | 'rolled_back';

/**
 * A piece of work that goes on in the background
 */
export type Job = {
    jobId: string;
    kind: 'organize' | 'dedupe';
    status: JobStatus;
    path: Path;
    /**
     * Null for a job that does not organize
     */
    methodology: Methodology | null;
    /**
     * Whether the job ends with its plan for good
     */
    dryRun: boolean;
    /**
     * Percent of the present phase
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
     * `vanished`: the file is gone. `changed`: it is not the file, or does not have the content, that was planned. `replaced`: a link, a folder or something else has its path now. `blocked`: the folder that it belongs in cannot be made, since a file, a link or a twin of its name is in the way. `name_taken`: another file has the name that it would get back. `deleted`: it was deleted for good, and nothing brings it back. `denied`: the server may not do it. `disk_full`: there is no room. `other_disk`: the folder would come to another file system, which cannot be done in one go. `io_error`: the disk failed.
     */
    code: 'vanished' | 'changed' | 'replaced' | 'blocked' | 'name_taken' | 'deleted' | 'denied' | 'disk_full' | 'other_disk' | 'io_error';
    message: string;
};

/**
 * One planned or made move
 */
export type Change = {
    /**
     * The file that moves; null where a folder does. The files in it keep their ids
     */
    fileId: string | null;
    from: Path;
    /**
     * Where the file or folder goes. Before the execution it is the wish; after it, the place where it is: a name that was taken meanwhile becomes "report (2).pdf"
     */
    to: string;
    /**
     * `move`: a file. `move_folder`: a folder whose content belongs together, as one, with all that is in it by then
     */
    action: 'move' | 'move_folder';
    /**
     * Why, in words
     */
    reason: string;
    confidence: number;
    needsReview: boolean;
    /**
     * `undone` by a rollback; what a rollback could not put back is still `done`, with an `error`
     */
    status: 'planned' | 'done' | 'failed' | 'undone';
    error: ChangeError | null;
};

/**
 * A folder that the plan takes files from or puts files in, or that the job has made or removed
 */
export type FolderChange = {
    path: Path;
    /**
     * Files directly in it before
     */
    filesBefore: number;
    /**
     * Files directly in it after
     */
    filesAfter: number;
    /**
     * `made` by the job, or `removed` because the job has taken the last out of it. A rollback makes both `unchanged` again; a folder that was made and has got other content since stays
     */
    status: 'unchanged' | 'made' | 'removed';
};

/**
 * Something that stays where it is although it might have moved
 */
export type Kept = {
    path: Path;
    /**
     * Why, in words
     */
    reason: string;
};

/**
 * What a job plans, or has done
 */
export type JobResults = {
    job: Job;
    items: Array<Change>;
    /**
     * How many changes the whole plan has
     */
    total: number;
    /**
     * Pass as `cursor` for the next page; null on the last one
     */
    nextCursor: string | null;
    /**
     * The folder structure before and after, by path in natural order; on the first page only
     */
    folders: Array<FolderChange>;
    /**
     * What stays although it might have moved, and why, such as a software project, which all methodologies but `para` leave where it is; on the first page only, at most 1,000
     */
    kept: Array<Kept>;
};

export type JobList = {
    items: Array<Job>;
    /**
     * How many jobs the whole list has
     */
    total: number;
    /**
     * Pass as `cursor` for the next page; null on the last one
     */
    nextCursor: string | null;
};

export type SearchResult = {
    file: FileEntry;
    /**
     * How good the match is, each word counting the same. A word of the name counts from 0.5 to 1, a part of the name from 0.25 to 0.5, a word of the content from 0.125 to 0.25 and a part of the content from 0.0625 to 0.125: the more, the rarer the word is and the more of the text it makes up (BM25)
     */
    score: number;
    /**
     * Where the words were found
     */
    matched: Array<'name' | 'content'>;
};

export type SearchResults = {
    /**
     * The best first
     */
    items: Array<SearchResult>;
    /**
     * How many files match
     */
    total: number;
    /**
     * Pass as `cursor` for the next page; null on the last one
     */
    nextCursor: string | null;
    /**
     * Whether there are files that the search does not know yet, or not yet as they are now, such as after the first start; what is not found may then be found later. How many they are tells `search.queued_count` of the statistics.
     */
    indexing: boolean;
};

export type FileTypeStats = {
    type: FileType;
    count: number;
    bytes: number;
};

/**
 * The files that the index knows
 */
export type FileStats = {
    count: number;
    bytes: number;
    /**
     * Kinds of which there are any
     */
    byType: Array<FileTypeStats>;
};

export type TrashStats = {
    count: number;
    bytes: number;
};

export type SearchStats = {
    /**
     * Files that are wholly indexed
     */
    indexedCount: number;
    /**
     * Files whose name or content waits to be indexed, or to be taken out
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
     * States in which there are any jobs
     */
    jobs: Array<JobStats>;
};

/**
 * One of several files of equal content
 */
export type DuplicateFile = {
    fileId: string;
    path: Path;
    modifiedAt: string;
    /**
     * `found` by the scan. By the execution, `kept` where it stays, or `removed` to the trash; or `failed`: it is left where it is. `restored` by a rollback; what a rollback could not put back is still `removed`, with an `error`
     */
    status: 'found' | 'kept' | 'removed' | 'restored' | 'failed';
    /**
     * Why it stays whatever is kept of its group, in words: it belongs to a file that stays, as a sidecar does to its picture and a cover to its album, or its group is spared
     */
    sparedReason: string | null;
    error: ChangeError | null;
};

/**
 * Files of equal content. Several names of one file (hard links) are one file in it
 */
export type DuplicateGroup = {
    /**
     * The digest of the content
     */
    sha256: string;
    /**
     * Of each file, in bytes
     */
    size: number;
    /**
     * What the files take that need not stay, as the scan has found them
     */
    wastedBytes: number;
    /**
     * At least two, by their paths
     */
    files: Array<DuplicateFile>;
};

/**
 * What a job has found, and what it has done
 */
export type DedupeResults = {
    job: Job;
    /**
     * Those groups first that waste most. A page has fewer than `limit` where its groups have more than 10,000 files together
     */
    items: Array<DuplicateGroup>;
    /**
     * How many groups there are
     */
    total: number;
    /**
     * Pass as `cursor` for the next page; null on the last one
     */
    nextCursor: string | null;
    /**
     * How many files all groups have
     */
    fileCount: number;
    /**
     * What all groups waste together
     */
    wastedBytes: number;
    /**
     * What the scan left out, such as a software project, a sidecar that is equal to that of another picture, or a file that changed while it was read; on the first page only, at most 1,000
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
     * `library`: its folder is there and writable; `database`: it answers and can be written; `disk`: there is room for the files to come
     */
    name: 'library' | 'database' | 'disk';
    status: 'passed';
};

export type Readiness = {
    status: 'ready';
    checks: Array<ReadinessCheck>;
};

/**
 * The number of the event among those of its user; each is one more than the last
 */
export type EventId = number;

/**
 * When it happened
 */
export type OccurredAt = string;

export type DuplicateDetected = {
    /**
     * The job that found it; null where an upload did
     */
    jobId: string | null;
    file: FileEntry;
    /**
     * Other files of the same content; at most 100
     */
    duplicates: Array<FileEntry>;
};

export type LiveError = {
    /**
     * `job_failed`: the job could not be finished
     */
    code: 'job_failed';
    /**
     * What went wrong, in words
     */
    message: string;
    /**
     * The job that it happened to
     */
    jobId: string | null;
    /**
     * The file or folder that it happened to
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
     * Where to go on, from `nextCursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused
     */
    cursor?: string | undefined;
    /**
     * How many items a page has at most
     */
    limit?: number | undefined;
};

export type AuthCreateApiKeyParams = {
    /**
     * What the key is for, in your own words
     */
    name: string;
    /**
     * What the key may do; each scope at most once
     */
    scopes: Array<Scope>;
    /**
     * When it ends by itself, in the future; null where it never does
     */
    expiresAt?: string | null | undefined;
};

export type AuthDeleteApiKeyParams = {
    /**
     * The key's id, which is the part between its two underscores
     */
    keyId: string;
};

export type UsersListParams = {
    /**
     * Where to go on, from `nextCursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused
     */
    cursor?: string | undefined;
    /**
     * How many items a page has at most
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
     * The user's id
     */
    userId: string;
};

export type UsersUpdateParams = {
    /**
     * The user's id
     */
    userId: string;
    password?: Password | undefined;
    scopes?: Scopes | undefined;
    /**
     * Whether the user and its API keys are refused
     */
    disabled?: boolean | undefined;
};

export type FilesListParams = {
    /**
     * The folder to list
     */
    path?: string | undefined;
    /**
     * Whether the files in its subfolders are listed too
     */
    recursive?: boolean | undefined;
    /**
     * Whether files and folders whose name begins with a dot are listed too
     */
    includeHidden?: boolean | undefined;
    /**
     * Only files of this kind
     */
    type?: FileType | undefined;
    /**
     * What to sort by. Names sort in natural order: a number counts by its value, so `file2` comes before `file10`, and marks and case only matter between names of the same letters, so `Äpfel` comes before `zebra`. This is the order of the CLDR root collation (UTS #35) for names in Latin, Greek, Cyrillic and kana; other letters follow, and rarer symbols precede digits, by code point. Files with equal names, sizes or times sort by the code points of their paths; so do names that only differ in leading zeros, such as `a1` and `a01`
     */
    sortBy?: 'name' | 'size' | 'created' | 'modified' | undefined;
    /**
     * Which end comes first
     */
    sortOrder?: 'asc' | 'desc' | undefined;
    /**
     * Where to go on, from `nextCursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused
     */
    cursor?: string | undefined;
    /**
     * How many items a page has at most
     */
    limit?: number | undefined;
};

export type FilesUploadParams = {
    /**
     * The file; its name is the part's `filename`, of which only what follows the last "/" counts. As browsers write it, `%22`, `%0D` and `%0A` stand for a quote and line breaks; a backslash is a character like any other
     */
    file: UploadSource;
    /**
     * The folder to put it in, made where it does not exist
     */
    path?: string | undefined;
    /**
     * What to do where a file of that name is there: `rename` takes a free name such as "report (2).pdf", `fail` answers 409, `replace` moves the old file to the trash first
     */
    onConflict?: 'rename' | 'fail' | 'replace' | undefined;
};

export type FilesPutContentHeaders = {
    /**
     * Only where the file has one of these ETags, or where it is there at all (`*`); else 412
     */
    ifMatch?: string | undefined;
    /**
     * Only where the file has none of these ETags, or where it is not there at all (`*`)
     */
    ifNoneMatch?: string | undefined;
    /**
     * The digest of the bytes by `sha-256` (RFC 9530), which is verified
     */
    contentDigest?: string | undefined;
};

export type FilesPutContentParams = {
    /**
     * The path of the file, with its name; folders that are missing are made
     */
    path: string;
    /**
     * What to do where a file of that name is there: `replace` moves the old file to the trash, `rename` takes a free name such as "report (2).pdf", `fail` answers 409
     */
    onConflict?: 'replace' | 'rename' | 'fail' | undefined;
    /**
     * The bytes
     */
    content: UploadSource;
};

export type FilesListTrashParams = {
    /**
     * Where to go on, from `nextCursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused
     */
    cursor?: string | undefined;
    /**
     * How many items a page has at most
     */
    limit?: number | undefined;
};

export type FilesGetHeaders = {
    /**
     * Only where the file has one of these ETags, or where it is there at all (`*`); else 412
     */
    ifMatch?: string | undefined;
    /**
     * Only where the file has none of these ETags, or where it is not there at all (`*`)
     */
    ifNoneMatch?: string | undefined;
};

export type FilesGetParams = {
    /**
     * The file's id
     */
    fileId: string;
};

export type FilesDeleteHeaders = {
    /**
     * Only where the file has one of these ETags, or where it is there at all (`*`); else 412
     */
    ifMatch?: string | undefined;
};

export type FilesDeleteParams = {
    /**
     * The file's id
     */
    fileId: string;
    /**
     * Whether the file is removed for good instead of being moved to the trash
     */
    permanent?: boolean | undefined;
};

export type FilesUpdateHeaders = {
    /**
     * Only where the file has one of these ETags, or where it is there at all (`*`); else 412
     */
    ifMatch?: string | undefined;
};

export type FilesUpdateParams = {
    /**
     * The file's id
     */
    fileId: string;
    /**
     * The whole new path, with the file's name
     */
    path?: string | undefined;
    /**
     * The new name; the folder stays, or is that of `path`
     */
    name?: string | undefined;
    /**
     * What to do where a file of that name is there: `fail` answers 409, `rename` takes a free name such as "report (2).pdf"
     */
    onConflict?: 'fail' | 'rename' | undefined;
};

export type FilesContentHeaders = {
    /**
     * The bytes to send (RFC 9110, section 14.2)
     */
    range?: string | undefined;
    /**
     * The `ETag` of the file that the range is part of; for another, and for a date, all is sent
     */
    ifRange?: string | undefined;
    /**
     * Only where the file has one of these ETags, or where it is there at all (`*`); else 412
     */
    ifMatch?: string | undefined;
    /**
     * Only where the file has none of these ETags, or where it is not there at all (`*`)
     */
    ifNoneMatch?: string | undefined;
    /**
     * Only where the file was modified after this date (RFC 9110, section 13.1.3); else 304. Passed over with `If-None-Match`, and where it is no date
     */
    ifModifiedSince?: string | undefined;
    /**
     * Only where the file was not modified after this date (RFC 9110, section 13.1.4); else 412. Passed over with `If-Match`, and where it is no date
     */
    ifUnmodifiedSince?: string | undefined;
};

export type FilesContentParams = {
    /**
     * The file's id
     */
    fileId: string;
};

export type FilesRestoreParams = {
    /**
     * The file's id
     */
    fileId: string;
    /**
     * What to do where another file has the name by now: `rename` takes a free name such as "report (2).pdf", `fail` answers 409
     */
    onConflict?: 'rename' | 'fail' | undefined;
    /**
     * The whole path, with the file's name; by default the one that the file had
     */
    path?: string | undefined;
};

export type OrganizeScanParams = {
    path: Path;
    methodology: Methodology;
    /**
     * Whether the job may only ever plan; a scan itself never changes a file
     */
    dryRun?: boolean | undefined;
    options?: ScanOptions | undefined;
};

export type OrganizeGetStatusParams = {
    /**
     * The job's id
     */
    jobId: string;
};

export type OrganizeGetResultsParams = {
    /**
     * The job's id
     */
    jobId: string;
    /**
     * Where to go on, from `nextCursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused
     */
    cursor?: string | undefined;
    /**
     * How many items a page has at most
     */
    limit?: number | undefined;
};

export type OrganizeExecuteParams = {
    jobId: string;
};

export type OrganizeListJobsParams = {
    /**
     * Only jobs in this state
     */
    status?: JobStatus | undefined;
    /**
     * Where to go on, from `nextCursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused
     */
    cursor?: string | undefined;
    /**
     * How many items a page has at most
     */
    limit?: number | undefined;
};

export type OrganizeCancelParams = {
    /**
     * The job's id
     */
    jobId: string;
};

export type OrganizeRollbackParams = {
    /**
     * The job's id
     */
    jobId: string;
};

export type SearchQueryParams = {
    /**
     * Words, and phrases in double quotes
     */
    q: string;
    /**
     * The folder to search, with all below it. Its name is exact, as in a list: another Unicode form of it is another folder
     */
    path?: string | undefined;
    /**
     * Only files of this kind
     */
    type?: FileType | undefined;
    /**
     * Whether files are found that have a name beginning with a dot in their path
     */
    includeHidden?: boolean | undefined;
    /**
     * Where to go on, from `nextCursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused
     */
    cursor?: string | undefined;
    /**
     * How many items a page has at most
     */
    limit?: number | undefined;
};

export type DedupeScanParams = {
    path: Path;
    /**
     * Smaller files are left out, in bytes; with 0, empty files are duplicates as well
     */
    minSize?: number | undefined;
    /**
     * Whether hidden files and folders, whose names begin with ".", are looked at
     */
    includeHidden?: boolean | undefined;
    /**
     * Glob patterns of files and folders that stay, from `path` on: `Letters/**`, `*.{tmp,part}`. A pattern without "/" is one for a name, at any depth; a "/" at its beginning stands for `path`, one at its end changes nothing. `*` and `?` match within a name, `**` over folders, `[a-z]` a character, `{a,b}` one of several. None begins with "!", which would exclude all the rest to some and take back an exclusion to others; a name that does is written `\!name`. A folder that matches stays with all in it
     */
    exclude?: Array<string> | undefined;
};

export type DedupeGetResultsParams = {
    /**
     * The job's id
     */
    jobId: string;
    /**
     * Where to go on, from `nextCursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused
     */
    cursor?: string | undefined;
    /**
     * How many items a page has at most
     */
    limit?: number | undefined;
};

export type DedupeExecuteParams = {
    jobId: string;
    /**
     * Which file of each group stays: the one modified last, the one modified first, or the one whose path has the fewest characters. Where several are alike, the first by its path
     */
    keep: 'newest' | 'oldest' | 'shortest_path';
    /**
     * The groups of which all files stay, each by its `sha256`. One that the job has not found is an error, so that none is spared in vain
     */
    spare?: Array<string> | undefined;
};

/**
 * A document whose keys are its own, so that no client renames them
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
     * The code of the problem
     */
    code: string;
};

/**
 * A file was uploaded: A file has come into the library by an upload
 */
export type FileUploadedEvent = {
    event: 'file_uploaded';
    eventId: EventId;
    occurredAt: OccurredAt;
    data: FileEntry;
};

/**
 * A job came further: At most ten a second for each job, and always the last state before the end
 */
export type OrganizeProgressEvent = {
    event: 'organize_progress';
    eventId: EventId;
    occurredAt: OccurredAt;
    data: Job;
};

/**
 * A job has ended its work: A scan, an execution or a rollback has ended, well or not: `data.status` says how
 */
export type OrganizeCompleteEvent = {
    event: 'organize_complete';
    eventId: EventId;
    occurredAt: OccurredAt;
    data: Job;
};

/**
 * A file is there more than once: An upload, or a job that looks for duplicates, has found files of the same content
 */
export type DuplicateDetectedEvent = {
    event: 'duplicate_detected';
    eventId: EventId;
    occurredAt: OccurredAt;
    data: DuplicateDetected;
};

/**
 * Something went wrong: A job has failed, or something else of the user's went wrong with nobody waiting for an answer
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
