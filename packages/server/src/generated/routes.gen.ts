// Generated from the contract by `contract generate`; do not edit.

import { createRoute, z } from '@hono/zod-openapi';
import { booleanFromText, format, maxLength, minLength, numberFromText, onlyProperties, required, uniqueItems } from 'contract-first/zod';

export const LoginRequestSchema = z.strictObject({
    username: z.string().check(minLength(1)).check(maxLength(1024)).openapi({ minLength: 1, maxLength: 1024 }),
    password: z.string().check(minLength(1)).check(maxLength(1024)).openapi({ minLength: 1, maxLength: 1024 })
}).openapi('LoginRequest');

export const UsernameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/u).openapi({ description: '1 to 64 letters, digits or any of "._@-", starting with a letter or digit. Names that differ only in case are the same.', pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$' }).openapi('Username');

export const ScopeSchema = z.enum([
    'files:read',
    'files:write',
    'files:delete',
    'organize:read',
    'organize:write',
    'search:read',
    'admin'
]).openapi({ description: 'A permission; `admin` includes all others. `organize:write` is enough to move files, to move duplicates to the trash, and to cancel or roll back jobs of any user.' }).openapi('Scope');

export const ScopesSchema = z.array(ScopeSchema).check(uniqueItems).openapi({ description: 'The scopes, each at most once', uniqueItems: true }).openapi('Scopes');

export const UserSchema = z.object({
    user_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }),
    username: UsernameSchema,
    scopes: ScopesSchema,
    disabled: z.boolean().openapi({ description: 'Whether the user and their API keys are refused' }),
    created_at: z.string().check(format('date-time')).openapi({ format: 'date-time' })
}).openapi({ description: 'A user account' }).openapi('User');

export const SessionSchema = z.object({
    access_token: z.string().openapi({ description: 'Send as `Authorization: Bearer <token>`', 'x-secret': true }),
    refresh_token: z.string().openapi({ description: 'Valid for one refresh', 'x-secret': true }),
    token_type: z.enum(['Bearer']),
    expires_in: z.int().min(1).openapi({ description: 'Lifetime of the access token, in seconds' }),
    refresh_expires_in: z.int().min(1).openapi({ description: 'Lifetime of the refresh token, in seconds' }),
    user: UserSchema
}).openapi({ description: 'The tokens of a session' }).openapi('Session');

export const FieldErrorSchema = z.object({
    pointer: z.string().openapi({ description: 'Where the error is: `#/body/path`, `#/query/limit`, `#/path/file_id`' }),
    message: z.string().openapi({ description: 'What the value must be' })
}).openapi('FieldError');

export const ProblemSchema = z.object({
    type: z.string().check(format('uri-reference')).openapi({ format: 'uri-reference', description: 'URL of a page that explains the problem and what to do' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().openapi({ description: 'What happened in this case' }),
    instance: z.string().check(format('uri-reference')).openapi({ format: 'uri-reference', description: 'The URL of the request' }),
    code: z.string().regex(/^[a-z_]+$/u).openapi({ pattern: '^[a-z_]+$', description: 'Stable identifier of the problem' }),
    request_id: z.string(),
    errors: z.array(FieldErrorSchema).max(20).optional().openapi({ description: 'The invalid fields, at most the first 20' }),
    more_errors: z.int().min(1).optional().openapi({ description: 'Number of invalid fields beyond those in `errors`; absent if `errors` lists all' })
}).openapi({ description: 'An error (RFC 9457)' }).openapi('Problem');

export const RefreshRequestSchema = z.strictObject({
    refresh_token: z.string().check(minLength(1)).check(maxLength(1024)).openapi({ minLength: 1, maxLength: 1024 })
}).openapi('RefreshRequest');

export const MeSchema = z.object({
    user_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }),
    username: UsernameSchema,
    scopes: z.array(ScopeSchema).openapi({ description: 'The scopes of this request\'s credentials' }),
    credential: z.enum(['access_token', 'api_key']).openapi({ description: 'The type of credentials in this request' })
}).openapi({ description: 'The user and credentials of this request' }).openapi('Me');

export const WsTicketSchema = z.object({
    ticket: z.string().openapi({ description: 'Add to the URL as `?ticket=…`', 'x-secret': true }),
    expires_at: z.string().check(format('date-time')).openapi({ format: 'date-time' })
}).openapi('WsTicket');

export const ApiKeySchema = z.object({
    key_id: z.string().openapi({ description: 'The part of the key between its two underscores' }),
    name: z.string().openapi({ description: 'The user\'s description of what the key is for' }),
    scopes: ScopesSchema,
    created_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    expires_at: z.string().check(format('date-time')).nullable().openapi({ format: 'date-time', description: 'When the key expires; null if never' }),
    last_used_at: z.string().check(format('date-time')).nullable().openapi({ format: 'date-time', description: 'When the key was last used, to the minute; null if never' })
}).openapi({ description: 'An API key, without its secret' }).openapi('ApiKey');

export const ApiKeyListSchema = z.object({
    items: z.array(ApiKeySchema),
    total: z.int().min(0).openapi({ description: 'Total number of API keys of the user' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` to get the next page; null on the last page' })
}).openapi('ApiKeyList');

export const ApiKeyRequestSchema = z.strictObject({
    name: z.string().check(minLength(1)).check(maxLength(100)).openapi({
        description: 'What the key is for, in your own words',
        minLength: 1,
        maxLength: 100
    }),
    scopes: z.array(ScopeSchema).min(1).check(uniqueItems).openapi({ description: 'What the key can do; each scope at most once', uniqueItems: true }),
    expires_at: z.string().check(format('date-time')).nullable().default(null).openapi({ format: 'date-time', description: 'When the key expires; must be in the future. null if never' })
}).openapi('ApiKeyRequest');

export const NewApiKeySchema = z.object({
    key: z.string().openapi({ description: 'Send as `X-API-Key`. It cannot be retrieved again', 'x-secret': true }),
    key_id: z.string().openapi({ description: 'The part of the key between its two underscores' }),
    name: z.string().openapi({ description: 'The user\'s description of what the key is for' }),
    scopes: ScopesSchema,
    created_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    expires_at: z.string().check(format('date-time')).nullable().openapi({ format: 'date-time', description: 'When the key expires; null if never' }),
    last_used_at: z.string().check(format('date-time')).nullable().openapi({ format: 'date-time', description: 'When the key was last used, to the minute; null if never' })
}).openapi({ description: 'A new API key, including the key itself' }).openapi('NewApiKey');

export const UserListSchema = z.object({
    items: z.array(UserSchema),
    total: z.int().min(0).openapi({ description: 'Total number of users' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` to get the next page; null on the last page' })
}).openapi('UserList');

export const PasswordSchema = z.string().check(minLength(8)).check(maxLength(1024)).openapi({
    description: '8 to 1,024 characters',
    minLength: 8,
    maxLength: 1024
}).openapi('Password');

export const UserRequestSchema = z.strictObject({
    username: UsernameSchema,
    password: PasswordSchema,
    scopes: ScopesSchema
}).openapi('UserRequest');

export const UserChangeSchema = z.strictObject({
    password: PasswordSchema.optional(),
    scopes: ScopesSchema.optional(),
    disabled: z.boolean().optional().openapi({ description: 'Whether the user and their API keys are refused' })
}).openapi({ description: 'What to change; omitted fields stay the same' }).openapi('UserChange');

export const FileTypeSchema = z.enum([
    'document',
    'image',
    'audio',
    'video',
    'archive',
    'code',
    'other'
]).openapi({ description: 'The kind of a file, the same in lists, filters, search and organizing. The name determines it: books, emails and web pages are documents; raw photos and drawings are images; installers and fonts are other. If a scan has found content that no format of that kind can have, the content determines it instead: a picture named `holiday.txt` is an image, and `clip.ts` may be a video' }).openapi('FileType');

export const PathSchema = z.string().check(maxLength(4096)).regex(/^\//u).openapi({
    description: 'A path in the library. It starts with "/"; "/" is the library folder itself. Names are exact: a different case or Unicode form (NFC, NFD) is a different path',
    pattern: '^/',
    maxLength: 4096,
    examples: ['/documents']
}).openapi('Path');

export const FileSchema = z.object({
    file_id: z.string().check(format('uuid')).openapi({ format: 'uuid', description: 'Stays the same when the API moves the file' }),
    path: PathSchema,
    name: z.string().openapi({ description: 'The last part of the path' }),
    size: z.int().min(0).openapi({ description: 'In bytes' }),
    mime_type: z.string().openapi({ description: 'The media type that belongs to the file\'s name, or to its content if the content determines `type`' }),
    type: FileTypeSchema,
    sha256: z.string().regex(/^[0-9a-f]{64}$/u).nullable().openapi({ pattern: '^[0-9a-f]{64}$', description: 'The SHA-256 of the content, once known' }),
    created_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    modified_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    etag: z.string().openapi({ description: 'The value of the `ETag` header, including quotes; changes with the content and the path' })
}).openapi({ description: 'A file in the library' }).openapi('File');

export const FileListSchema = z.object({
    items: z.array(FileSchema),
    total: z.int().min(0).openapi({ description: 'Total number of files in the list' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` to get the next page; null on the last page' }),
    folders: z.array(PathSchema).openapi({ description: 'The folders directly inside `path`, by name in natural order; on the first page only' })
}).openapi('FileList');

export const UploadSchema = z.strictObject({
    file: z.string().openapi({ format: 'binary', description: 'The file. Its name is what follows the last "/" in the part\'s `filename`. `%22`, `%0D` and `%0A` stand for a quote and line breaks, as browsers write them. A backslash is an ordinary character' }),
    path: z.string().check(maxLength(4096)).regex(/^\//u).default('/').openapi({
        description: 'The folder to put the file in; created if it does not exist',
        pattern: '^/',
        maxLength: 4096
    }),
    on_conflict: z.enum([
        'rename',
        'fail',
        'replace'
    ]).default('rename').openapi({ description: 'What to do if a file with this name exists: `rename` picks a free name such as "report (2).pdf", `fail` returns 409, `replace` moves the existing file to the trash' })
}).openapi('Upload');

export const TrashedFileSchema = z.object({
    file: FileSchema,
    original_path: z.string().regex(/^\//u).openapi({ description: 'Where the file was, and where it is restored by default', pattern: '^/' }),
    deleted_at: z.string().check(format('date-time')).openapi({ format: 'date-time' })
}).openapi({ description: 'A file in the trash' }).openapi('TrashedFile');

export const TrashListSchema = z.object({
    items: z.array(TrashedFileSchema),
    total: z.int().min(0).openapi({ description: 'Total number of files in the trash' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` to get the next page; null on the last page' })
}).openapi('TrashList');

export const FileUpdateSchema = z.union([z.looseObject({}).check(required('path')).openapi({ required: ['path'] }), z.looseObject({}).check(required('name')).openapi({ required: ['name'] })]).and(z.looseObject({
    path: z.string().check(minLength(2)).check(maxLength(4096)).regex(/^\//u).optional().openapi({
        description: 'The full new path, including the file name',
        pattern: '^/',
        minLength: 2,
        maxLength: 4096
    }),
    name: z.string().check(minLength(1)).check(maxLength(255)).optional().openapi({
        description: 'The new name. The folder stays the same, or is the one in `path`',
        minLength: 1,
        maxLength: 255
    }),
    on_conflict: z.enum(['fail', 'rename']).default('fail').openapi({ description: 'What to do if a file with this name exists: `fail` returns 409, `rename` picks a free name such as "report (2).pdf"' })
}).check(onlyProperties('path', 'name', 'on_conflict')).openapi({ additionalProperties: false })).openapi({
    type: 'object',
    description: 'What to change; at least one of `path` and `name`',
    anyOf: [{ required: ['path'] }, { required: ['name'] }],
    additionalProperties: false,
    properties: {
        path: {
            type: 'string',
            description: 'The full new path, including the file name',
            pattern: '^/',
            minLength: 2,
            maxLength: 4096
        },
        name: {
            type: 'string',
            description: 'The new name. The folder stays the same, or is the one in `path`',
            minLength: 1,
            maxLength: 255
        },
        on_conflict: {
            type: 'string',
            description: 'What to do if a file with this name exists: `fail` returns 409, `rename` picks a free name such as "report (2).pdf"',
            enum: ['fail', 'rename'],
            default: 'fail'
        }
    }
}).openapi('FileUpdate');

export const RestoreRequestSchema = z.strictObject({
    path: z.string().check(minLength(2)).check(maxLength(4096)).regex(/^\//u).optional().openapi({
        description: 'The full path, including the file name; by default the original path',
        pattern: '^/',
        minLength: 2,
        maxLength: 4096
    })
}).openapi({ description: 'Where to restore the file' }).openapi('RestoreRequest');

export const MethodologySchema = z.enum([
    'para',
    'johnny_decimal',
    'type',
    'date'
]).openapi({ description: 'How to organize: `para` into projects, areas, resources and archives; `johnny_decimal` into numbered areas, categories and IDs (`10-19 Finance/12 Tax/12.03 2025 return`); `type` by kind of file; `date` by year and month' }).openapi('Methodology');

export const ScanOptionsSchema = z.strictObject({
    exclude: z.array(z.string().check(minLength(1)).check(maxLength(500)).regex(/^([^!]|$)/u).openapi({
        minLength: 1,
        maxLength: 500,
        pattern: '^([^!]|$)'
    })).max(100).default([]).openapi({ description: 'Glob patterns of files and folders to leave in place, relative to `path`: `Letters/**`, `*.{tmp,part}`. A pattern without "/" matches names at any depth. A leading "/" stands for `path`; a trailing "/" has no effect. `*` and `?` match within a name, `**` across folders, `[a-z]` one character, `{a,b}` one of several alternatives. A pattern cannot start with "!", which tools interpret differently; to match such a name, write `\\!name`. A matching folder is left in place with everything in it' }),
    destination: PathSchema.optional().openapi({ description: 'The folder in which to create the methodology\'s folders; by default `path`. It is created if it does not exist' }),
    recursive: z.boolean().default(true).openapi({ description: 'Whether to include files in subfolders' }),
    include_hidden: z.boolean().default(false).openapi({ description: 'Whether to include hidden files and folders, whose names start with "."' }),
    min_confidence: z.number().min(0).max(1).default(0).openapi({ description: 'Moves with a lower confidence are not planned; the skipped files are listed in `kept`' }),
    projects: z.array(z.string().check(minLength(1)).check(maxLength(100)).openapi({ minLength: 1, maxLength: 100 })).max(200).optional().openapi({ description: 'The names of your projects, for `para` only. A file or folder with one of these names, or inside a folder with one, goes to that project\'s folder' }),
    areas: z.array(z.string().check(minLength(1)).check(maxLength(100)).openapi({ minLength: 1, maxLength: 100 })).max(200).optional().openapi({ description: 'The names of your areas of responsibility, for `para` only; they work like `projects`' })
}).openapi({ description: 'What to organize, where to put it, and the minimum confidence', examples: [{
    projects: ['Website relaunch', 'Move to Lisbon'],
    areas: ['Health', 'Car'],
    min_confidence: 0.5
}] }).openapi('ScanOptions');

export const ScanRequestSchema = z.strictObject({
    path: PathSchema,
    methodology: MethodologySchema,
    dry_run: z.boolean().default(false).openapi({ description: 'Whether the job may only plan and never be executed. A scan itself never changes files' }),
    options: ScanOptionsSchema.optional()
}).openapi('ScanRequest');

export const JobStatusSchema = z.enum([
    'pending',
    'scanning',
    'planned',
    'executing',
    'completed',
    'partial',
    'failed',
    'cancelled',
    'rolling_back',
    'rolled_back'
]).openapi({ description: 'Normally `pending → scanning → planned → executing → completed`. `partial`: some changes could not be made or undone. `failed`: the job could not continue, for example because the library\'s disk is gone; the rest of its plan can be executed again. `cancelled`: the job was cancelled. A rollback goes `rolling_back → rolled_back`', 'x-running': [
    'pending',
    'scanning',
    'executing',
    'rolling_back'
] }).openapi('JobStatus');

export const JobSchema = z.object({
    job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }),
    kind: z.enum(['organize', 'dedupe']),
    status: JobStatusSchema,
    path: PathSchema,
    methodology: z.union([MethodologySchema, z.null()]).openapi({ description: 'Null if the job does not organize' }),
    dry_run: z.boolean().openapi({ description: 'Whether the job is limited to planning' }),
    progress: z.int().min(0).max(100).openapi({ description: 'Percent of the current phase' }),
    processed_count: z.int().min(0),
    total_count: z.int().min(0),
    error_count: z.int().min(0),
    created_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    updated_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    estimated_completion: z.string().check(format('date-time')).nullable().openapi({ format: 'date-time' })
}).openapi({ description: 'Work that runs in the background' }).openapi('Job');

export const ChangeErrorSchema = z.object({
    code: z.enum([
        'vanished',
        'changed',
        'replaced',
        'blocked',
        'name_taken',
        'deleted',
        'denied',
        'disk_full',
        'other_disk',
        'io_error'
    ]).openapi({ description: '`vanished`: the file no longer exists. `changed`: it is a different file, or its content has changed since the scan. `replaced`: a link, a folder or something else is at its path now. `blocked`: its target folder cannot be created, because a file, a link or a folder whose name differs only in case or Unicode form is in the way. `name_taken`: another file has its original name. `deleted`: it was deleted permanently and cannot be restored. `denied`: the server lacks permission. `disk_full`: the disk is full. `other_disk`: the folder would move to another file system, which cannot be done in one step. `io_error`: the disk failed.' }),
    message: z.string()
}).openapi({ description: 'Why a change was not made' }).openapi('ChangeError');

export const ChangeSchema = z.object({
    file_id: z.string().check(format('uuid')).nullable().openapi({ format: 'uuid', description: 'The file that moves; null if a folder moves. Files in the folder keep their IDs' }),
    from: PathSchema,
    to: z.string().check(maxLength(4096)).regex(/^\//u).openapi({
        description: 'Where the file or folder goes. Before execution it is the planned path, afterwards the actual one, such as "report (2).pdf" if the name was taken in the meantime',
        pattern: '^/',
        maxLength: 4096
    }),
    action: z.enum(['move', 'move_folder']).openapi({ description: '`move`: moves a file. `move_folder`: moves a whole folder whose content belongs together, with everything in it at that time' }),
    reason: z.string().openapi({ description: 'Why the file or folder moves, in plain words' }),
    confidence: z.number().min(0).max(1),
    needs_review: z.boolean(),
    status: z.enum([
        'planned',
        'done',
        'failed',
        'undone'
    ]).openapi({ description: '`undone`: undone by a rollback. A change that a rollback could not undo stays `done`, with an `error`' }),
    error: z.union([ChangeErrorSchema, z.null()])
}).openapi({ description: 'A planned or completed move' }).openapi('Change');

export const FolderChangeSchema = z.object({
    path: PathSchema,
    files_before: z.int().min(0).openapi({ description: 'Number of files directly in it before' }),
    files_after: z.int().min(0).openapi({ description: 'Number of files directly in it after' }),
    status: z.enum([
        'unchanged',
        'made',
        'removed'
    ]).openapi({ description: '`made`: created by the job. `removed`: removed by the job after it moved the last file out. A rollback makes both `unchanged` again, except that a created folder with other content stays' })
}).openapi({ description: 'A folder that files move from or to, or that the job creates or removes' }).openapi('FolderChange');

export const KeptSchema = z.object({
    path: PathSchema,
    reason: z.string().openapi({ description: 'Why it stays, in plain words' })
}).openapi({ description: 'A file or folder that was considered but stays where it is' }).openapi('Kept');

export const JobResultsSchema = z.object({
    job: JobSchema,
    items: z.array(ChangeSchema),
    total: z.int().min(0).openapi({ description: 'Total number of changes in the plan' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` to get the next page; null on the last page' }),
    folders: z.array(FolderChangeSchema).openapi({ description: 'The folder structure before and after, by path in natural order; on the first page only' }),
    kept: z.array(KeptSchema).openapi({ description: 'Files and folders that were considered but stay, and why, such as software projects, which only `para` moves; on the first page only, at most 1,000' })
}).openapi({ description: 'What a job plans or has done' }).openapi('JobResults');

export const ExecuteRequestSchema = z.strictObject({
    job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' })
}).openapi('ExecuteRequest');

export const JobListSchema = z.object({
    items: z.array(JobSchema),
    total: z.int().min(0).openapi({ description: 'Total number of jobs in the list' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` to get the next page; null on the last page' })
}).openapi('JobList');

export const SearchResultSchema = z.object({
    file: FileSchema,
    score: z.number().max(1).gt(0).openapi({ description: 'How well the file matches; all words count equally. A word in the name contributes 0.5 to 1, part of a name 0.25 to 0.5, a word in the content 0.125 to 0.25, and part of a content word 0.0625 to 0.125. Rarer words, and words that make up more of the text, contribute more (BM25)' }),
    matched: z.array(z.enum(['name', 'content'])).openapi({ description: 'Where the words were found' })
}).openapi('SearchResult');

export const SearchResultsSchema = z.object({
    items: z.array(SearchResultSchema).openapi({ description: 'Best matches first' }),
    total: z.int().min(0).openapi({ description: 'Number of matching files' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` to get the next page; null on the last page' }),
    indexing: z.boolean().openapi({ description: 'Whether some files are not indexed yet, or not in their current version, for example after the first start. Such files may be missing from the results. `search.queued_count` in the statistics is their number.' })
}).openapi('SearchResults');

export const FileTypeStatsSchema = z.object({
    type: FileTypeSchema,
    count: z.int().min(0),
    bytes: z.int().min(0)
}).openapi('FileTypeStats');

export const FileStatsSchema = z.object({
    count: z.int().min(0),
    bytes: z.int().min(0),
    by_type: z.array(FileTypeStatsSchema).openapi({ description: 'Only kinds that occur' })
}).openapi({ description: 'The files in the index' }).openapi('FileStats');

export const TrashStatsSchema = z.object({
    count: z.int().min(0),
    bytes: z.int().min(0)
}).openapi('TrashStats');

export const SearchStatsSchema = z.object({
    indexed_count: z.int().min(0).openapi({ description: 'Files that are fully indexed' }),
    queued_count: z.int().min(0).openapi({ description: 'Files whose name or content is waiting to be indexed, or to be removed from the index' })
}).openapi('SearchStats');

export const JobStatsSchema = z.object({
    status: JobStatusSchema,
    count: z.int().min(0)
}).openapi('JobStats');

export const StatsSchema = z.object({
    files: FileStatsSchema,
    trash: TrashStatsSchema,
    search: SearchStatsSchema,
    jobs: z.array(JobStatsSchema).openapi({ description: 'Only states that occur' })
}).openapi('Stats');

export const DedupeScanRequestSchema = z.strictObject({
    path: PathSchema,
    min_size: z.int().min(0).max(9007199254740991).default(1).openapi({ description: 'Ignore smaller files, in bytes; with 0, empty files count as duplicates too' }),
    include_hidden: z.boolean().default(false).openapi({ description: 'Whether to include hidden files and folders, whose names start with "."' }),
    exclude: z.array(z.string().check(minLength(1)).check(maxLength(500)).regex(/^([^!]|$)/u).openapi({
        minLength: 1,
        maxLength: 500,
        pattern: '^([^!]|$)'
    })).max(100).default([]).openapi({ description: 'Glob patterns of files and folders to leave in place, relative to `path`: `Letters/**`, `*.{tmp,part}`. A pattern without "/" matches names at any depth. A leading "/" stands for `path`; a trailing "/" has no effect. `*` and `?` match within a name, `**` across folders, `[a-z]` one character, `{a,b}` one of several alternatives. A pattern cannot start with "!", which tools interpret differently; to match such a name, write `\\!name`. A matching folder is left in place with everything in it' })
}).openapi('DedupeScanRequest');

export const DuplicateFileSchema = z.object({
    file_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }),
    path: PathSchema,
    modified_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    status: z.enum([
        'found',
        'kept',
        'removed',
        'restored',
        'failed'
    ]).openapi({ description: '`found`: found by the scan. `kept`: kept by the execution. `removed`: moved to the trash. `failed`: could not be removed and is still in place. `restored`: restored by a rollback. A file that a rollback could not restore stays `removed`, with an `error`' }),
    spared_reason: z.string().nullable().openapi({ description: 'Why the file is kept regardless of `keep`, in plain words: it belongs to a file that stays, such as a sidecar to its picture or a cover to its album, or its group is listed in `spare`' }),
    error: z.union([ChangeErrorSchema, z.null()])
}).openapi({ description: 'One of several files with identical content' }).openapi('DuplicateFile');

export const DuplicateGroupSchema = z.object({
    sha256: z.string().regex(/^[0-9a-f]{64}$/u).openapi({ pattern: '^[0-9a-f]{64}$', description: 'The SHA-256 of the content' }),
    size: z.int().min(0).openapi({ description: 'Of each file, in bytes' }),
    wasted_bytes: z.int().min(0).openapi({ description: 'Space that removing the duplicates would free, as found by the scan' }),
    files: z.array(DuplicateFileSchema).openapi({ description: 'At least two, sorted by path' })
}).openapi({ description: 'Files with identical content. Hard links to the same file count as one file' }).openapi('DuplicateGroup');

export const DedupeResultsSchema = z.object({
    job: JobSchema,
    items: z.array(DuplicateGroupSchema).openapi({ description: 'The groups that waste the most space first. A page has fewer than `limit` groups if they have more than 10,000 files in total' }),
    total: z.int().min(0).openapi({ description: 'Total number of groups' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` to get the next page; null on the last page' }),
    file_count: z.int().min(0).openapi({ description: 'Number of files in all groups' }),
    wasted_bytes: z.int().min(0).openapi({ description: 'Space wasted by all groups' }),
    kept: z.array(KeptSchema).openapi({ description: 'What the scan skipped, such as a software project, a sidecar identical to that of another picture, or a file that changed while it was read; on the first page only, at most 1,000' })
}).openapi({ description: 'What a job has found and done' }).openapi('DedupeResults');

export const DedupeExecuteRequestSchema = z.strictObject({
    job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }),
    keep: z.enum([
        'newest',
        'oldest',
        'shortest_path'
    ]).openapi({ description: 'Which file of each group to keep: the last modified, the first modified, or the one whose path has the fewest characters. If several qualify, the first by path' }),
    spare: z.array(z.string().regex(/^[0-9a-f]{64}$/u).openapi({ pattern: '^[0-9a-f]{64}$' })).max(10000).default([]).openapi({ description: 'Groups of which to keep all files, each by its `sha256`. A value that is not in the job\'s results is an error' })
}).openapi('DedupeExecuteRequest');

export const HealthSchema = z.object({
    status: z.enum(['ok']),
    version: z.string(),
    uptime_seconds: z.int().min(0)
}).openapi('Health');

export const ReadinessCheckSchema = z.object({
    name: z.enum([
        'library',
        'database',
        'disk'
    ]).openapi({ description: '`library`: the library folder exists and is writable; `database`: the database responds and is writable; `disk`: the disks have free space' }),
    status: z.enum(['passed'])
}).openapi('ReadinessCheck');

export const ReadinessSchema = z.object({
    status: z.enum(['ready']),
    checks: z.array(ReadinessCheckSchema)
}).openapi('Readiness');

export const schemas = {
    LoginRequest: LoginRequestSchema,
    Username: UsernameSchema,
    Scope: ScopeSchema,
    Scopes: ScopesSchema,
    User: UserSchema,
    Session: SessionSchema,
    FieldError: FieldErrorSchema,
    Problem: ProblemSchema,
    RefreshRequest: RefreshRequestSchema,
    Me: MeSchema,
    WsTicket: WsTicketSchema,
    ApiKey: ApiKeySchema,
    ApiKeyList: ApiKeyListSchema,
    ApiKeyRequest: ApiKeyRequestSchema,
    NewApiKey: NewApiKeySchema,
    UserList: UserListSchema,
    Password: PasswordSchema,
    UserRequest: UserRequestSchema,
    UserChange: UserChangeSchema,
    FileType: FileTypeSchema,
    Path: PathSchema,
    File: FileSchema,
    FileList: FileListSchema,
    Upload: UploadSchema,
    TrashedFile: TrashedFileSchema,
    TrashList: TrashListSchema,
    FileUpdate: FileUpdateSchema,
    RestoreRequest: RestoreRequestSchema,
    Methodology: MethodologySchema,
    ScanOptions: ScanOptionsSchema,
    ScanRequest: ScanRequestSchema,
    JobStatus: JobStatusSchema,
    Job: JobSchema,
    ChangeError: ChangeErrorSchema,
    Change: ChangeSchema,
    FolderChange: FolderChangeSchema,
    Kept: KeptSchema,
    JobResults: JobResultsSchema,
    ExecuteRequest: ExecuteRequestSchema,
    JobList: JobListSchema,
    SearchResult: SearchResultSchema,
    SearchResults: SearchResultsSchema,
    FileTypeStats: FileTypeStatsSchema,
    FileStats: FileStatsSchema,
    TrashStats: TrashStatsSchema,
    SearchStats: SearchStatsSchema,
    JobStats: JobStatsSchema,
    Stats: StatsSchema,
    DedupeScanRequest: DedupeScanRequestSchema,
    DuplicateFile: DuplicateFileSchema,
    DuplicateGroup: DuplicateGroupSchema,
    DedupeResults: DedupeResultsSchema,
    DedupeExecuteRequest: DedupeExecuteRequestSchema,
    Health: HealthSchema,
    ReadinessCheck: ReadinessCheckSchema,
    Readiness: ReadinessSchema
};

export const RequestIdHeader = {
    description: 'The ID of this request: the client\'s `X-Request-Id` if it is valid, otherwise a generated one',
    required: true,
    schema: {
        type: 'string',
        minLength: 1,
        maxLength: 128,
        pattern: '^[A-Za-z0-9._-]+$'
    },
    example: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
} as const;

export const RateLimitLimitHeader = {
    description: 'Requests allowed in the window',
    required: true,
    schema: { type: 'integer', minimum: 0 },
    example: 100
} as const;

export const RateLimitRemainingHeader = {
    description: 'Requests left in the window',
    required: true,
    schema: { type: 'integer', minimum: 0 },
    example: 99
} as const;

export const RateLimitResetHeader = {
    description: 'When the window ends, in Unix seconds',
    required: true,
    schema: { type: 'integer', minimum: 0 },
    example: 1767225642
} as const;

export const RateLimitPolicyFieldHeader = {
    description: 'The policy, as defined by the IETF draft on RateLimit header fields (`q` requests in `w` seconds)',
    required: true,
    schema: { type: 'string', pattern: '^"[a-z]+";q=\\d+;w=\\d+$' },
    example: '"files";q=100;w=60'
} as const;

export const RateLimitFieldHeader = {
    description: 'What is left of the policy, as defined by the same draft (`r` requests, for `t` more seconds)',
    required: true,
    schema: { type: 'string', pattern: '^"[a-z]+";r=\\d+;t=\\d+$' },
    example: '"files";r=99;t=42'
} as const;

export const IdempotencyReplayedHeader = {
    description: '`true` if this is the stored response to an earlier request with the same `Idempotency-Key`; absent otherwise',
    schema: { type: 'string', const: 'true' },
    example: 'true'
} as const;

export const WwwAuthenticateHeader = {
    description: 'How to authenticate (RFC 9110, section 11.6.1)',
    required: true,
    schema: { type: 'string' },
    example: 'Bearer realm="file-organizer"'
} as const;

export const AcceptEncodingHeader = {
    description: 'The supported content codings, which are none (RFC 9110, section 12.5.3); absent if the media type is the cause',
    schema: { type: 'string', const: 'identity' },
    example: 'identity'
} as const;

export const RetryAfterHeader = {
    description: 'Seconds to wait before trying again',
    required: true,
    schema: { type: 'integer', minimum: 1 },
    example: 42
} as const;

export const NextLinkHeader = {
    description: 'The next page, if there is one (RFC 8288)',
    schema: { type: 'string' },
    example: '</api/v1/files?path=%2Fuploads&cursor=WyJub3Rlcy50eHQiXQ&limit=1>; rel="next"'
} as const;

export const ETagHeader = {
    description: 'A strong validator of the file, which changes with its content and its path',
    required: true,
    schema: { type: 'string', pattern: '^"[A-Za-z0-9_-]+"$' },
    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
} as const;

export const FileLocationHeader = {
    description: 'The URL of the file',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
    example: '/api/v1/files/0198c0de-7a11-7000-8000-00000000f001'
} as const;

export const NextTrashLinkHeader = {
    description: 'The next page, if there is one (RFC 8288)',
    schema: { type: 'string' },
    example: '</api/v1/files/trash?cursor=WzE3NjczMTIwMDAwMDBd&limit=1>; rel="next"'
} as const;

export const LastModifiedHeader = {
    description: 'When the file was last modified',
    required: true,
    schema: { type: 'string', pattern: '^[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$' },
    example: 'Thu, 01 Jan 2026 00:00:00 GMT'
} as const;

export const AcceptRangesHeader = {
    description: 'Byte ranges are supported',
    required: true,
    schema: { type: 'string', const: 'bytes' },
    example: 'bytes'
} as const;

export const ContentDispositionHeader = {
    description: 'The file\'s name (RFC 6266)',
    required: true,
    schema: { type: 'string' },
    example: 'attachment; filename="notes.txt"; filename*=UTF-8\'\'notes.txt'
} as const;

export const ContentLengthHeader = {
    description: 'The file\'s size in bytes',
    required: true,
    schema: { type: 'integer', minimum: 0 },
    example: 9
} as const;

export const ContentRangeHeader = {
    description: 'Which bytes these are, and the size of the file (RFC 9110, section 14.4)',
    required: true,
    schema: { type: 'string', pattern: '^bytes \\d+-\\d+/\\d+$' },
    example: 'bytes 0-2/9'
} as const;

export const UnsatisfiedRangeHeader = {
    description: 'The size of the file in bytes (RFC 9110, section 14.4)',
    required: true,
    schema: { type: 'string', pattern: '^bytes \\*/\\d+$' },
    example: 'bytes */9'
} as const;

export const JobLocationHeader = {
    description: 'The URL of the job\'s status',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
    example: '/api/v1/organize/status/0198c0de-7a11-7000-8000-00000000a001'
} as const;

export const UpgradeToWebSocketHeader = {
    description: 'The protocol to use at this URL (RFC 9110, section 7.8)',
    required: true,
    schema: { type: 'string', const: 'websocket' },
    example: 'websocket'
} as const;

export const ConnectionUpgradeHeader = {
    description: 'Marks `Upgrade` as specific to this connection (RFC 9110, section 7.6.1)',
    required: true,
    schema: { type: 'string', pattern: '^Upgrade(, close)?$' },
    example: 'Upgrade'
} as const;

export const WebSocketVersionHeader = {
    description: 'The supported WebSocket version (RFC 6455, section 4.4)',
    required: true,
    schema: { type: 'integer', const: 13 },
    example: 13
} as const;

export const ContentSecurityPolicyHeader = {
    description: 'What the page may load and connect to, and where it may be embedded',
    required: true,
    schema: { type: 'string' },
    example: 'default-src \'none\'; connect-src \'self\'; frame-ancestors \'none\''
} as const;

export const ReferrerPolicyHeader = {
    description: 'Prevents the browser from sending the page\'s URL to other sites',
    required: true,
    schema: { type: 'string', const: 'no-referrer' },
    example: 'no-referrer'
} as const;

export const InvalidRequestResponse = {
    description: 'Invalid request',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/invalid_request',
                title: 'Invalid request',
                status: 400,
                detail: 'Query parameter "limit": must be at least 1',
                instance: '/api/v1/files?limit=0',
                code: 'invalid_request',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071',
                errors: [{ pointer: '#/query/limit', message: 'Must be at least 1' }]
            }
        }
    }
};

export const LoginFailedResponse = {
    description: 'Wrong user name or password',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'WWW-Authenticate': WwwAuthenticateHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/login_failed',
                title: 'Wrong user name or password',
                status: 401,
                detail: 'The user name or password is wrong',
                instance: '/api/v1/auth/login',
                code: 'login_failed',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const ForeignPageResponse = {
    description: 'The page\'s origin is not allowed',
    headers: {
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/origin_not_allowed',
                title: 'Origin not allowed',
                status: 403,
                detail: 'Pages from "https://example.com" are not allowed; add the origin to FILE_ORGANIZER_CORS_ORIGINS',
                instance: '/api/v1/auth/login',
                code: 'origin_not_allowed',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const RequestTimeoutResponse = {
    description: 'The body took too long to arrive',
    headers: {
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/request_timeout',
                title: 'Request timeout',
                status: 408,
                detail: 'The body of the request did not arrive within 20 seconds',
                instance: '/api/v1/auth/login',
                code: 'request_timeout',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const IdempotencyInProgressResponse = {
    description: 'The same request is still in progress',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/idempotency_in_progress',
                title: 'Request still in progress',
                status: 409,
                detail: 'The first request with this Idempotency-Key is still in progress; try again in a moment',
                instance: '/api/v1/auth/api-keys',
                code: 'idempotency_in_progress',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const PayloadTooLargeResponse = {
    description: 'The body is too large',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/payload_too_large',
                title: 'Body too large',
                status: 413,
                detail: 'The body exceeds the limit of 1048576 bytes',
                instance: '/api/v1/organize/scan',
                code: 'payload_too_large',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const NotJsonResponse = {
    description: 'The body is not JSON, or is encoded (`unsupported_content_coding`)',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader,
        'Accept-Encoding': AcceptEncodingHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/unsupported_media_type',
                title: 'Unsupported media type',
                status: 415,
                detail: 'Send the body as application/json',
                instance: '/api/v1/organize/scan',
                code: 'unsupported_media_type',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const MisdirectedRequestResponse = {
    description: '`Host` is not a name of this server',
    headers: {
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/host_not_allowed',
                title: 'Unknown host name',
                status: 421,
                detail: '"files.example.org" is not a name of this server; add it to FILE_ORGANIZER_HOSTS',
                instance: '/api/v1/files',
                code: 'host_not_allowed',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const IdempotencyKeyReusedResponse = {
    description: 'The idempotency key was already used for another request',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/idempotency_key_reused',
                title: 'Idempotency key reused',
                status: 422,
                detail: 'This Idempotency-Key was already used with a different operation or body; use a new key',
                instance: '/api/v1/organize/scan',
                code: 'idempotency_key_reused',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const RateLimitedResponse = {
    description: 'The rate limit is used up',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader,
        'Retry-After': RetryAfterHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/rate_limited',
                title: 'Too many requests',
                status: 429,
                detail: 'The limit of 100 requests in 60 seconds is used up; try again in 42 seconds',
                instance: '/api/v1/files',
                code: 'rate_limited',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const HeadersTooLargeResponse = {
    description: 'The request line and headers are too large',
    headers: {
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/headers_too_large',
                title: 'Headers too large',
                status: 431,
                detail: 'The request line and headers exceed 16 KiB',
                instance: '/',
                code: 'headers_too_large',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const InternalErrorResponse = {
    description: 'Internal server error',
    headers: {
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/internal_error',
                title: 'Internal server error',
                status: 500,
                detail: 'The server encountered an unexpected error; it was logged with this request_id',
                instance: '/api/v1/files',
                code: 'internal_error',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const LoginUnavailableResponse = {
    description: 'Too many passwords are waiting to be checked (`server_busy`), or the database is busy (`database_busy`)',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'Retry-After': RetryAfterHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/server_busy',
                title: 'Server busy',
                status: 503,
                detail: 'Too many passwords are being checked; try again in a few seconds',
                instance: '/api/v1/auth/login',
                code: 'server_busy',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const RefreshFailedResponse = {
    description: 'The refresh token is invalid',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'WWW-Authenticate': WwwAuthenticateHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/invalid_refresh_token',
                title: 'Invalid refresh token',
                status: 401,
                detail: 'The refresh token is invalid; sign in again',
                instance: '/api/v1/auth/refresh',
                code: 'invalid_refresh_token',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const DatabaseBusyResponse = {
    description: 'The database is busy',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'Retry-After': RetryAfterHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/database_busy',
                title: 'Database busy',
                status: 503,
                detail: 'Another program has locked the database; try again in a few seconds',
                instance: '/api/v1/auth/logout',
                code: 'database_busy',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const UnauthorizedResponse = {
    description: 'Missing or invalid credentials',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'WWW-Authenticate': WwwAuthenticateHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/missing_credentials',
                title: 'Missing credentials',
                status: 401,
                detail: 'Send an API key in X-API-Key, or an access token as Authorization: Bearer <token>',
                instance: '/api/v1/files',
                code: 'missing_credentials',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const ForbiddenResponse = {
    description: 'The credentials lack a scope',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/insufficient_scope',
                title: 'Insufficient scope',
                status: 403,
                detail: 'This operation needs the scope files:read, which your credentials lack',
                instance: '/api/v1/files',
                code: 'insufficient_scope',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const ApiKeyNotFoundResponse = {
    description: 'API key not found',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/api_key_not_found',
                title: 'API key not found',
                status: 404,
                detail: 'You have no API key with the ID 5f2b8c1d9e04',
                instance: '/api/v1/auth/api-keys/5f2b8c1d9e04',
                code: 'api_key_not_found',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const UsernameTakenResponse = {
    description: 'The user name is taken, or the same request is still in progress (`idempotency_in_progress`)',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/username_taken',
                title: 'User name taken',
                status: 409,
                detail: 'The user name "jane" is taken; choose another',
                instance: '/api/v1/users',
                code: 'username_taken',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const UserNotFoundResponse = {
    description: 'User not found',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/user_not_found',
                title: 'User not found',
                status: 404,
                detail: 'No user has the ID 0198c0de-7a11-7000-8000-00000000b001',
                instance: '/api/v1/users/0198c0de-7a11-7000-8000-00000000b001',
                code: 'user_not_found',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const LastAdministratorResponse = {
    description: 'This is the last administrator',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/last_administrator',
                title: 'Last administrator',
                status: 409,
                detail: 'This is the only administrator; make another user an administrator first',
                instance: '/api/v1/users/0198c0de-7a11-7000-8000-00000000b001',
                code: 'last_administrator',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const ForbiddenPlaceResponse = {
    description: 'The operating system does not let the server read or write there (`permission_denied`), or the credentials lack a scope',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/permission_denied',
                title: 'Permission denied on the server',
                status: 403,
                detail: 'The operating system does not let the server read or write there; the administrator must change the permissions',
                instance: '/api/v1/files?path=%2Fprivate',
                code: 'permission_denied',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const FolderNotFoundResponse = {
    description: 'Folder not found',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/folder_not_found',
                title: 'Folder not found',
                status: 404,
                detail: 'The folder "/missing" does not exist',
                instance: '/api/v1/files?path=%2Fmissing',
                code: 'folder_not_found',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const NotAFolderResponse = {
    description: 'The path is a file, not a folder',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/not_a_folder',
                title: 'Not a folder',
                status: 409,
                detail: '"/notes.txt" is a file, not a folder',
                instance: '/api/v1/files?path=%2Fnotes.txt',
                code: 'not_a_folder',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const UnavailableResponse = {
    description: 'The library, its disk or its database is unavailable',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'Retry-After': RetryAfterHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/library_unavailable',
                title: 'Library unavailable',
                status: 503,
                detail: 'The library folder does not exist; mount or restore it',
                instance: '/api/v1/files',
                code: 'library_unavailable',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const UploadConflictResponse = {
    description: 'The name is taken, or the same request is still in progress (`idempotency_in_progress`)',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/file_exists',
                title: 'File already exists',
                status: 409,
                detail: '"/documents/report.pdf" already exists; choose another name, or set on_conflict to rename or replace',
                instance: '/api/v1/files/upload',
                code: 'file_exists',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const UploadTooLargeResponse = {
    description: 'The file is too large',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/payload_too_large',
                title: 'Body too large',
                status: 413,
                detail: 'The file exceeds the limit of 17179869184 bytes (FILE_ORGANIZER_MAX_UPLOAD_BYTES)',
                instance: '/api/v1/files/upload',
                code: 'payload_too_large',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const NotMultipartResponse = {
    description: 'The body is not multipart/form-data, or is encoded (`unsupported_content_coding`)',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader,
        'Accept-Encoding': AcceptEncodingHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/unsupported_media_type',
                title: 'Unsupported media type',
                status: 415,
                detail: 'Send the body as multipart/form-data',
                instance: '/api/v1/files/upload',
                code: 'unsupported_media_type',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const InvalidUploadResponse = {
    description: 'The request is invalid, or the body does not match its digest',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/digest_mismatch',
                title: 'Body does not match Content-Digest',
                status: 400,
                detail: 'The body does not match Content-Digest; nothing was stored. Send it again',
                instance: '/api/v1/files/content?path=%2Fnotes.txt',
                code: 'digest_mismatch',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const PreconditionFailedResponse = {
    description: 'The file does not meet the condition',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/precondition_failed',
                title: 'Precondition failed',
                status: 412,
                detail: 'The ETag of the file is now "EEgVGoKNXlxdPMRomn107g"',
                instance: '/api/v1/files/0198c0de-7a11-7000-8000-00000000f001',
                code: 'precondition_failed',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const EncodedContentResponse = {
    description: 'The body is encoded',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader,
        'Accept-Encoding': AcceptEncodingHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/unsupported_content_coding',
                title: 'Unsupported content coding',
                status: 415,
                detail: 'The Content-Encoding is not supported; send the body unencoded, without this header',
                instance: '/api/v1/files/content?path=%2Fuploads%2Fnotes.txt',
                code: 'unsupported_content_coding',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const FileNotFoundResponse = {
    description: 'File not found',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/file_not_found',
                title: 'File not found',
                status: 404,
                detail: 'No file has the ID 0198c0de-7a11-7000-8000-00000000f001',
                instance: '/api/v1/files/0198c0de-7a11-7000-8000-00000000f001',
                code: 'file_not_found',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const RangeNotSatisfiableResponse = {
    description: 'The range starts after the end of the file',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader,
        'Content-Range': UnsatisfiedRangeHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/range_not_satisfiable',
                title: 'Range not satisfiable',
                status: 416,
                detail: 'The range starts after the end of the file, which has 9 bytes',
                instance: '/api/v1/files/0198c0de-7a11-7000-8000-00000000f001/content',
                code: 'range_not_satisfiable',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const NotInTrashResponse = {
    description: 'The file is not in the trash',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/not_in_trash',
                title: 'File not in the trash',
                status: 404,
                detail: 'No file in the trash has the ID 0198c0de-7a11-7000-8000-00000000f001',
                instance: '/api/v1/files/0198c0de-7a11-7000-8000-00000000f001/restore',
                code: 'not_in_trash',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const ScanConflictResponse = {
    description: 'Another job is active in this folder, the path is a file, or the same request is still in progress (`idempotency_in_progress`)',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/job_conflict',
                title: 'Another job is active in this folder',
                status: 409,
                detail: 'Job 0198c0de-7a11-7000-8000-00000000a001 is active in "/uploads"; wait until it has finished, or cancel it',
                instance: '/api/v1/organize/scan',
                code: 'job_conflict',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const JobNotFoundResponse = {
    description: 'Job not found',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/job_not_found',
                title: 'Job not found',
                status: 404,
                detail: 'No job has the ID 0198c0de-7a11-7000-8000-00000000a001',
                instance: '/api/v1/organize/status/0198c0de-7a11-7000-8000-00000000a001',
                code: 'job_not_found',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const ExecuteConflictResponse = {
    description: 'The job cannot be executed, or the same request is still in progress (`idempotency_in_progress`)',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/job_not_executable',
                title: 'Job cannot be executed',
                status: 409,
                detail: 'The job was started with dry_run, so its plan cannot be executed; start a new scan without dry_run',
                instance: '/api/v1/organize/execute',
                code: 'job_not_executable',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const CancelConflictResponse = {
    description: 'The job cannot be cancelled',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/job_not_cancellable',
                title: 'Job cannot be cancelled',
                status: 409,
                detail: 'The job is completed; only a job that is scanning, planned or executing can be cancelled',
                instance: '/api/v1/organize/jobs/0198c0de-7a11-7000-8000-00000000a001/cancel',
                code: 'job_not_cancellable',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const RollbackConflictResponse = {
    description: 'The job cannot be rolled back',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/job_not_reversible',
                title: 'Job cannot be rolled back',
                status: 409,
                detail: 'The job is planned and has changed nothing, so there is nothing to undo',
                instance: '/api/v1/organize/jobs/0198c0de-7a11-7000-8000-00000000a001/rollback',
                code: 'job_not_reversible',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const SearchRefusedResponse = {
    description: 'The request is invalid, or the search is too costly (`search_too_costly`)',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'X-RateLimit-Limit': RateLimitLimitHeader,
        'X-RateLimit-Remaining': RateLimitRemainingHeader,
        'X-RateLimit-Reset': RateLimitResetHeader,
        'RateLimit-Policy': RateLimitPolicyFieldHeader,
        RateLimit: RateLimitFieldHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/search_too_costly',
                title: 'Search too costly',
                status: 400,
                detail: 'The search did not finish within 10 seconds; use fewer or longer words',
                instance: '/api/v1/search?q=a+e+i+o+u',
                code: 'search_too_costly',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const SearchUnavailableResponse = {
    description: 'Too many searches are waiting (`server_busy`), or the library, its disk or its database is unavailable',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'Retry-After': RetryAfterHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/server_busy',
                title: 'Server busy',
                status: 503,
                detail: 'Too many searches are running; try again in a few seconds',
                instance: '/api/v1/search?q=invoice',
                code: 'server_busy',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const ForbiddenConnectionResponse = {
    description: 'The credentials lack a scope, or the page\'s origin is not allowed',
    headers: {
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/origin_not_allowed',
                title: 'Origin not allowed',
                status: 403,
                detail: 'Pages from "https://example.com" are not allowed; add the origin to FILE_ORGANIZER_CORS_ORIGINS',
                instance: '/api/v1/ws/my-client-id',
                code: 'origin_not_allowed',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const UpgradeRequiredResponse = {
    description: 'The request is not a WebSocket handshake',
    headers: {
        Upgrade: UpgradeToWebSocketHeader,
        Connection: ConnectionUpgradeHeader,
        'Sec-WebSocket-Version': WebSocketVersionHeader,
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/upgrade_required',
                title: 'WebSocket required',
                status: 426,
                detail: 'This URL accepts only WebSocket handshakes (RFC 6455, version 13)',
                instance: '/api/v1/ws/my-client-id',
                code: 'upgrade_required',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const NotReadyResponse = {
    description: 'Something the server needs is missing; `errors` has an entry for each failed check',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'Retry-After': RetryAfterHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/not_ready',
                title: 'Server not ready',
                status: 503,
                detail: 'Check "library": the library folder does not exist; mount or restore it',
                instance: '/api/v1/ready',
                code: 'not_ready',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071',
                errors: [{ pointer: '#/checks/library', message: 'The library folder does not exist; mount or restore it' }]
            }
        }
    }
};

export const NoSuchPageResponse = {
    description: 'Page not found',
    headers: {
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/not_found',
                title: 'Not found',
                status: 404,
                detail: 'No problem has the code "unknown"',
                instance: '/docs/problems/unknown',
                code: 'not_found',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const extensions = {
    'x-rate-limits': [
        {
            policy: 'files',
            limit: 100,
            window: 60,
            per: 'credential'
        },
        {
            policy: 'organize',
            limit: 10,
            window: 60,
            per: 'credential'
        },
        {
            policy: 'search',
            limit: 100,
            window: 60,
            per: 'credential'
        },
        {
            policy: 'auth',
            limit: 10,
            window: 60,
            per: 'address_and_username'
        },
        {
            policy: 'failures',
            limit: 100,
            window: 60,
            per: 'address'
        }
    ],
    'x-scopes': [
        { scope: 'files:read', description: 'List, read and download files' },
        { scope: 'files:write', description: 'Upload, move, rename and restore files' },
        { scope: 'files:delete', description: 'Delete files' },
        { scope: 'organize:read', description: 'Read jobs and their plans' },
        { scope: 'organize:write', description: 'Scan, execute, cancel and roll back jobs of any kind and any user. No other scope is needed to move files, or duplicates to the trash' },
        { scope: 'search:read', description: 'Search file names and contents' },
        { scope: 'admin', description: 'Full access' }
    ],
    'x-problems': [
        {
            code: 'invalid_request',
            status: 400,
            title: 'Invalid request',
            meaning: 'A parameter or a body field is missing, malformed or out of range.',
            remedy: 'Read `detail`. `errors` has an entry for each invalid field, with the value it must have.'
        },
        {
            code: 'malformed_request',
            status: 400,
            title: 'Malformed HTTP request',
            meaning: 'The request line, a header or the framing of the body violates HTTP, or `Host` is missing or invalid.',
            remedy: 'Use an HTTP client that complies with RFC 9112. The connection has been closed.'
        },
        {
            code: 'invalid_path',
            status: 400,
            title: 'Invalid path',
            meaning: 'A path must start with "/", stay inside the library, and have at most 100 names of at most 255 bytes each. A name cannot be "." or "..", or contain NUL. Paths through a symbolic link are also refused.',
            remedy: 'Send a path in the form that file lists return, such as "/documents".'
        },
        {
            code: 'digest_mismatch',
            status: 400,
            title: 'Body does not match Content-Digest',
            meaning: 'The SHA-256 of the body differs from the one in `Content-Digest`. Nothing was stored.',
            remedy: 'Send the file again. If the problem persists, recompute the digest.'
        },
        {
            code: 'search_too_costly',
            status: 400,
            title: 'Search too costly',
            meaning: 'The search reached the limit of 10 seconds and was stopped. Words found in most files, many words at once, and long phrases of one repeated character are slowest.',
            remedy: 'Use fewer words, or longer ones that occur in fewer files.'
        },
        {
            code: 'missing_credentials',
            status: 401,
            title: 'Missing credentials',
            meaning: 'The operation needs an API key or an access token, and the request has neither.',
            remedy: 'Send `X-API-Key: fo_<id>_<token>` or `Authorization: Bearer <token>`.'
        },
        {
            code: 'invalid_credentials',
            status: 401,
            title: 'Invalid credentials',
            meaning: 'The key or token is unknown, malformed, altered or expired.',
            remedy: 'Check for a missing character, or use a new key or token.'
        },
        {
            code: 'insufficient_scope',
            status: 403,
            title: 'Insufficient scope',
            meaning: 'The credentials are valid but lack a scope that this operation needs.',
            remedy: 'Use credentials with the scope that `detail` names.'
        },
        {
            code: 'origin_not_allowed',
            status: 403,
            title: 'Origin not allowed',
            meaning: 'A page from another origin tried to open a WebSocket or sign in, and the server is not configured to allow that origin. Scheme, host and port must all match.',
            remedy: 'Open the page from the server itself, or add its origin to FILE_ORGANIZER_CORS_ORIGINS. The server\'s own pages need this too if a proxy in front of it adds TLS and the browser does not send `Sec-Fetch-Site: same-origin`.'
        },
        {
            code: 'permission_denied',
            status: 403,
            title: 'Permission denied on the server',
            meaning: 'The operating system does not let the server read or write this file or folder, because of its owner or permissions. Your credentials are not the cause.',
            remedy: 'Give the user that runs the server read and write permission there, then send the request again. You can reuse the idempotency key.'
        },
        {
            code: 'not_found',
            status: 404,
            title: 'Not found',
            meaning: 'The API has no operation at this URL.',
            remedy: 'Look up the URL in the reference at /docs.'
        },
        {
            code: 'file_not_found',
            status: 404,
            title: 'File not found',
            meaning: 'No file has this ID, or it has been removed from the disk.',
            remedy: 'List the folder again to get the IDs of its current files.'
        },
        {
            code: 'not_in_trash',
            status: 404,
            title: 'File not in the trash',
            meaning: 'Neither the trash nor the library has a file with this ID. It never existed, or was deleted permanently.',
            remedy: 'List the trash to see which files can be restored.'
        },
        {
            code: 'folder_not_found',
            status: 404,
            title: 'Folder not found',
            meaning: 'The library has no folder at this path.',
            remedy: 'List "/" to see the existing folders.'
        },
        {
            code: 'job_not_found',
            status: 404,
            title: 'Job not found',
            meaning: 'No job has this ID.',
            remedy: 'Use the `job_id` that the scan returned.'
        },
        {
            code: 'method_not_allowed',
            status: 405,
            title: 'Method not allowed',
            meaning: 'The URL exists, but does not support this method.',
            remedy: 'Use one of the methods in the `Allow` header.'
        },
        {
            code: 'request_timeout',
            status: 408,
            title: 'Request timeout',
            meaning: 'The headers of the request, or its JSON body, did not arrive within 20 seconds.',
            remedy: 'Send the request again on a new connection.'
        },
        {
            code: 'file_exists',
            status: 409,
            title: 'File already exists',
            meaning: 'The folder already has a file with this name, and the request does not allow renaming or replacing.',
            remedy: 'Choose another name, or set `on_conflict` to `rename` or `replace`.'
        },
        {
            code: 'name_conflict',
            status: 409,
            title: 'Name conflict',
            meaning: 'The folder already has an entry whose name differs only in case or Unicode form. Many systems cannot tell the two apart.',
            remedy: 'Use the existing name exactly, or a clearly different one.'
        },
        {
            code: 'not_a_folder',
            status: 409,
            title: 'Not a folder',
            meaning: 'A part of the path that must be a folder is a file.',
            remedy: 'Use the path of a folder, or move the file away first.'
        },
        {
            code: 'job_conflict',
            status: 409,
            title: 'Another job is active in this folder',
            meaning: 'A job is scanning or moving files in this folder, in a parent folder or in a subfolder.',
            remedy: 'Wait until the job that `detail` names has finished, then send the request again.'
        },
        {
            code: 'job_not_executable',
            status: 409,
            title: 'Job cannot be executed',
            meaning: 'A job can be executed once, if it is `planned`, or has `failed` with part of its plan left. A job started with `dry_run` cannot be executed. A `johnny_decimal` job can be executed only while its numbers have not been assigned to anything else.',
            remedy: 'Check the job\'s status. If it cannot be executed, start a new scan.'
        },
        {
            code: 'job_not_cancellable',
            status: 409,
            title: 'Job cannot be cancelled',
            meaning: 'Only a job that is scanning, planned or executing can be cancelled.',
            remedy: 'Check the job\'s status. To undo what a job has done, roll it back.'
        },
        {
            code: 'job_not_reversible',
            status: 409,
            title: 'Job cannot be rolled back',
            meaning: 'Only a job that has stopped and has changed something can be rolled back.',
            remedy: 'Check the job\'s status and results. Cancel a running job first.'
        },
        {
            code: 'precondition_failed',
            status: 412,
            title: 'Precondition failed',
            meaning: 'The file does not meet the condition in `If-Match`, `If-None-Match` or `If-Unmodified-Since`: it has changed, or exists when it must not, or does not exist.',
            remedy: 'Get the file again, check what has changed, and send the request with the new `ETag`.'
        },
        {
            code: 'payload_too_large',
            status: 413,
            title: 'Body too large',
            meaning: 'The body or the file is larger than the server accepts. JSON bodies are limited to 1 MiB, or to the operation\'s `x-max-body-bytes`. `detail` states the limit.',
            remedy: 'Send less, or raise the server\'s upload limit.'
        },
        {
            code: 'unsupported_media_type',
            status: 415,
            title: 'Unsupported media type',
            meaning: 'The operation does not accept this media type.',
            remedy: 'Send the `Content-Type` that `detail` names.'
        },
        {
            code: 'unsupported_content_coding',
            status: 415,
            title: 'Unsupported content coding',
            meaning: 'The body is encoded (`Content-Encoding`), for example with gzip. The server stores bodies byte for byte, so an encoded body would be stored as a different file than intended.',
            remedy: 'Send the body unencoded, without `Content-Encoding`. To store a compressed file, send it without the header.'
        },
        {
            code: 'range_not_satisfiable',
            status: 416,
            title: 'Range not satisfiable',
            meaning: 'The requested range starts after the end of the file, or is empty.',
            remedy: 'Request a range within the size in `Content-Range`, or the whole file.'
        },
        {
            code: 'idempotency_in_progress',
            status: 409,
            retry: true,
            title: 'Request still in progress',
            meaning: 'An earlier request with this `Idempotency-Key` has not been answered yet.',
            remedy: 'Wait a moment, then send the request again with the same key to get its response.'
        },
        {
            code: 'host_not_allowed',
            status: 421,
            title: 'Unknown host name',
            meaning: '`Host` is not a name of this server. Accepted are `localhost`, `127.0.0.1`, `[::1]`, the address the server listens on (any IP address if it listens on all), and the names in FILE_ORGANIZER_HOSTS. This check stops web pages that point their own domain at your machine (DNS rebinding).',
            remedy: 'Use one of these names, or add yours to FILE_ORGANIZER_HOSTS.'
        },
        {
            code: 'idempotency_key_reused',
            status: 422,
            title: 'Idempotency key reused',
            meaning: 'This `Idempotency-Key` was already used with a different body or operation.',
            remedy: 'Use a new key for each new request. Reuse a key only to repeat the same request.'
        },
        {
            code: 'headers_too_large',
            status: 431,
            title: 'Headers too large',
            meaning: 'The request line and headers together exceed 16 KiB.',
            remedy: 'Send fewer or shorter headers. For example, the API does not read cookies.'
        },
        {
            code: 'upgrade_required',
            status: 426,
            title: 'WebSocket required',
            meaning: 'The request is not a WebSocket handshake, or asks for a version other than 13.',
            remedy: 'Open this URL with a WebSocket client instead of an ordinary request.'
        },
        {
            code: 'rate_limited',
            status: 429,
            title: 'Too many requests',
            meaning: 'The rate limit of this policy is used up.',
            remedy: 'Wait the number of seconds in `Retry-After`, then send the request again.'
        },
        {
            code: 'internal_error',
            status: 500,
            title: 'Internal server error',
            meaning: 'The server encountered an unexpected error. It was logged with the request\'s ID.',
            remedy: 'Try again. If the problem persists, report the `request_id`.'
        },
        {
            code: 'unknown_transfer_coding',
            status: 501,
            title: 'Unsupported transfer coding',
            meaning: 'The body has a `Transfer-Encoding` other than `chunked`. Storing it would produce a different file than intended.',
            remedy: 'Send the body with `Transfer-Encoding` set to `chunked`, or with its `Content-Length`.'
        },
        {
            code: 'library_unavailable',
            status: 503,
            title: 'Library unavailable',
            meaning: 'The library folder is missing, or is no longer the one that the server started with.',
            remedy: 'Mount or restore the folder, then try again. Nothing was changed.'
        },
        {
            code: 'storage_unavailable',
            status: 503,
            title: 'Storage unavailable',
            meaning: 'The disk is full, read-only or failing, or the file would move to another file system that cannot store one of its extended attributes.',
            remedy: 'Free some space or repair the disk, then try again. No change was left half done. Keep the data folder, which holds the trash, on the library\'s file system or on one that supports extended attributes.'
        },
        {
            code: 'database_busy',
            status: 503,
            title: 'Database busy',
            meaning: 'Another program has locked the server\'s database for too long.',
            remedy: 'Try again in a few seconds. If the problem persists, stop the program that holds the lock.'
        },
        {
            code: 'not_ready',
            status: 503,
            title: 'Server not ready',
            meaning: 'The server is running, but something it needs to serve requests is missing or broken.',
            remedy: 'Read `errors`. Each entry names a failed check and the reason.'
        },
        {
            code: 'login_failed',
            status: 401,
            title: 'Wrong user name or password',
            meaning: 'The user does not exist or is disabled, or the password is wrong. The response is the same in all three cases.',
            remedy: 'Check both for typos, or ask an administrator to set a new password.'
        },
        {
            code: 'invalid_refresh_token',
            status: 401,
            title: 'Invalid refresh token',
            meaning: 'The token is unknown, expired or already used, or its session has ended. Using a refresh token twice ends its session.',
            remedy: 'Sign in again.'
        },
        {
            code: 'api_key_not_found',
            status: 404,
            title: 'API key not found',
            meaning: 'You have no API key with this ID.',
            remedy: 'List your API keys to see their IDs.'
        },
        {
            code: 'user_not_found',
            status: 404,
            title: 'User not found',
            meaning: 'No user has this ID.',
            remedy: 'List the users to see their IDs.'
        },
        {
            code: 'username_taken',
            status: 409,
            title: 'User name taken',
            meaning: 'Another user has this name, in the same or another case.',
            remedy: 'Choose another name.'
        },
        {
            code: 'last_administrator',
            status: 409,
            title: 'Last administrator',
            meaning: 'This is the only enabled user with the scope `admin`. Without one, nobody could manage users.',
            remedy: 'Make another user an administrator first.'
        },
        {
            code: 'server_busy',
            status: 503,
            title: 'Server busy',
            meaning: 'Too many passwords are waiting to be checked, or too many searches to be run.',
            remedy: 'Wait the number of seconds in `Retry-After`, then try again.'
        }
    ]
} as const;

export const routes = {
    'auth.login': createRoute({
        method: 'post',
        path: '/api/v1/auth/login',
        operationId: 'auth.login',
        tags: ['auth'],
        summary: 'Sign in',
        description: 'Starts a session with a user name and password. Returns an access token valid for 30 minutes and a refresh token valid for 7 days. The response is the same for an unknown user, a disabled user and a wrong password.',
        'x-rate-limit': 'auth',
        'x-max-body-bytes': 16384,
        'x-sdk': { session: 'begin' },
        security: [],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry if its response is lost: within 10 minutes, the same request with the same key returns the same tokens again, with `Idempotency-Replayed: true`, and has no further effect. This requires the right password, or a refresh token of the session. Errors leave the key unused. Quoted or unquoted. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: LoginRequestSchema,
                        example: { username: 'jane', password: 'correct horse battery staple' }
                    }
                }
            }
        },
        responses: {
            200: {
                description: 'The tokens of the new session',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader
                },
                content: {
                    'application/json': {
                        schema: SessionSchema,
                        example: {
                            access_token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.c2lnbmF0dXJl',
                            refresh_token: 'fr_1b7f3c0de5a94f2e8d6c1b7f3c0de5a94f2e8d6c1b7f3c0d',
                            token_type: 'Bearer',
                            expires_in: 1800,
                            refresh_expires_in: 604800,
                            user: {
                                user_id: '0198c0de-7a11-7000-8000-00000000b001',
                                username: 'jane',
                                scopes: ['files:read', 'files:write'],
                                disabled: false,
                                created_at: '2026-01-01T00:01:00.000Z'
                            }
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: LoginFailedResponse,
            403: ForeignPageResponse,
            408: RequestTimeoutResponse,
            409: IdempotencyInProgressResponse,
            413: PayloadTooLargeResponse,
            415: NotJsonResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: LoginUnavailableResponse
        }
    }),
    'auth.refresh': createRoute({
        method: 'post',
        path: '/api/v1/auth/refresh',
        operationId: 'auth.refresh',
        tags: ['auth'],
        summary: 'Refresh the tokens',
        description: 'Exchanges a refresh token for a new access token and a new refresh token. Each refresh token works once. Using one again ends its session, because it may have been stolen. To retry safely after a lost response, send an `Idempotency-Key`.',
        'x-rate-limit': 'auth',
        'x-max-body-bytes': 16384,
        'x-sdk': { session: 'refresh' },
        security: [],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry if its response is lost: within 10 minutes, the same request with the same key returns the same tokens again, with `Idempotency-Replayed: true`, and has no further effect. This requires the right password, or a refresh token of the session. Errors leave the key unused. Quoted or unquoted. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: RefreshRequestSchema,
                        example: { refresh_token: 'fr_1b7f3c0de5a94f2e8d6c1b7f3c0de5a94f2e8d6c1b7f3c0d' }
                    }
                }
            }
        },
        responses: {
            200: {
                description: 'The new tokens of the session',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader
                },
                content: {
                    'application/json': {
                        schema: SessionSchema,
                        example: {
                            access_token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.c2lnbmF0dXJl',
                            refresh_token: 'fr_1b7f3c0de5a94f2e8d6c1b7f3c0de5a94f2e8d6c1b7f3c0d',
                            token_type: 'Bearer',
                            expires_in: 1800,
                            refresh_expires_in: 604800,
                            user: {
                                user_id: '0198c0de-7a11-7000-8000-00000000b001',
                                username: 'jane',
                                scopes: ['files:read', 'files:write'],
                                disabled: false,
                                created_at: '2026-01-01T00:01:00.000Z'
                            }
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: RefreshFailedResponse,
            403: ForeignPageResponse,
            408: RequestTimeoutResponse,
            409: IdempotencyInProgressResponse,
            413: PayloadTooLargeResponse,
            415: NotJsonResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: DatabaseBusyResponse
        }
    }),
    'auth.logout': createRoute({
        method: 'post',
        path: '/api/v1/auth/logout',
        operationId: 'auth.logout',
        tags: ['auth'],
        summary: 'Sign out',
        description: 'Ends the session of the access token immediately, and revokes all access and refresh tokens of that session. API keys have no session; delete the key instead.',
        'x-rate-limit': 'files',
        'x-sdk': { session: 'end' },
        security: [{ Bearer: [] }],
        responses: {
            204: {
                description: 'The session has ended',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader
                }
            },
            401: UnauthorizedResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: DatabaseBusyResponse
        }
    }),
    'auth.me': createRoute({
        method: 'get',
        path: '/api/v1/auth/me',
        operationId: 'auth.me',
        tags: ['auth'],
        summary: 'Get the current user',
        description: 'Returns the user that the request\'s credentials belong to, and their scopes.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: [] }, { Bearer: [] }],
        responses: {
            200: {
                description: 'The user and the credentials in use',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader
                },
                content: {
                    'application/json': {
                        schema: MeSchema,
                        example: {
                            user_id: '0198c0de-7a11-7000-8000-00000000b001',
                            username: 'jane',
                            scopes: ['files:read', 'files:write'],
                            credential: 'api_key'
                        }
                    }
                }
            },
            401: UnauthorizedResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse
        }
    }),
    'auth.ws_ticket': createRoute({
        method: 'post',
        path: '/api/v1/auth/ws-ticket',
        operationId: 'auth.ws_ticket',
        tags: ['auth'],
        summary: 'Get a WebSocket ticket',
        description: 'Creates a ticket that opens one WebSocket within 30 seconds. It is meant for browsers, which cannot set headers on WebSockets. The ticket has the scopes of the credentials that created it.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: [] }, { Bearer: [] }],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry: within 24 hours, a request with the same credentials, key and content returns the first response again, with `Idempotency-Replayed: true`, and has no further effect. Quoted or unquoted. Responses of the operation itself are stored, including its errors (4xx). The key stays unused after a 429, a 5xx, a `permission_denied`, or a request that was rejected before the operation began. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            })
        },
        responses: {
            201: {
                description: 'The ticket',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader
                },
                content: {
                    'application/json': {
                        schema: WsTicketSchema,
                        example: { ticket: 'ft_5a94f2e8d6c1b7f3c0de5a94f2e8d6c1b7f3c0de5a94f2e8', expires_at: '2026-01-01T00:00:30.000Z' }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            409: IdempotencyInProgressResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse
        }
    }),
    'auth.list_api_keys': createRoute({
        method: 'get',
        path: '/api/v1/auth/api-keys',
        operationId: 'auth.list_api_keys',
        tags: ['auth'],
        summary: 'List your API keys',
        description: 'Lists your API keys, oldest first. To manage keys, sign in or use a key with the scope `admin`; this prevents a leaked key from creating others. The list does not include the secret keys, because the server does not store them.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['admin'] }, { Bearer: [] }],
        request: {
            query: z.object({
                cursor: z.string().check(minLength(1)).check(maxLength(8192)).regex(/^[A-Za-z0-9_-]+$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 8192,
                    pattern: '^[A-Za-z0-9_-]+$'
                }).openapi({ param: {
                    name: 'cursor',
                    in: 'query',
                    description: 'Where to continue, from `next_cursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'Maximum number of items on a page'
                } })
            })
        },
        responses: {
            200: {
                description: 'A page of API keys',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    Link: NextLinkHeader
                },
                content: {
                    'application/json': {
                        schema: ApiKeyListSchema,
                        example: {
                            items: [{
                                key_id: '5f2b8c1d9e04',
                                name: 'nightly backup',
                                scopes: ['files:read'],
                                created_at: '2026-01-01T00:00:00.000Z',
                                expires_at: '2027-01-01T00:00:00.000Z',
                                last_used_at: null
                            }],
                            total: 1,
                            next_cursor: null
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse
        }
    }),
    'auth.create_api_key': createRoute({
        method: 'post',
        path: '/api/v1/auth/api-keys',
        operationId: 'auth.create_api_key',
        tags: ['auth'],
        summary: 'Create an API key',
        description: 'Creates an API key for you. Only this response contains the key itself. A key can only have scopes that the credentials of this request have, and a key created with another API key cannot outlive that key. Keys of a disabled user are refused.',
        'x-rate-limit': 'files',
        'x-max-body-bytes': 16384,
        security: [{ ApiKey: ['admin'] }, { Bearer: [] }],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry: within 24 hours, a request with the same credentials, key and content returns the first response again, with `Idempotency-Replayed: true`, and has no further effect. Quoted or unquoted. Responses of the operation itself are stored, including its errors (4xx). The key stays unused after a 429, a 5xx, a `permission_denied`, or a request that was rejected before the operation began. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: ApiKeyRequestSchema,
                        example: {
                            name: 'nightly backup',
                            scopes: ['files:read'],
                            expires_at: '2027-01-01T00:00:00Z'
                        }
                    }
                }
            }
        },
        responses: {
            201: {
                description: 'The new key',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader
                },
                content: {
                    'application/json': {
                        schema: NewApiKeySchema,
                        example: {
                            key: 'fo_5f2b8c1d9e04_0de5a94f2e8d6c1b7f3c0de5a94f2e8d6c1b7f3c0de5a94f',
                            key_id: '5f2b8c1d9e04',
                            name: 'nightly backup',
                            scopes: ['files:read'],
                            created_at: '2026-01-01T00:00:00.000Z',
                            expires_at: '2027-01-01T00:00:00.000Z',
                            last_used_at: null
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            408: RequestTimeoutResponse,
            409: IdempotencyInProgressResponse,
            413: PayloadTooLargeResponse,
            415: NotJsonResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: DatabaseBusyResponse
        }
    }),
    'auth.delete_api_key': createRoute({
        method: 'delete',
        path: '/api/v1/auth/api-keys/{key_id}',
        operationId: 'auth.delete_api_key',
        tags: ['auth'],
        summary: 'Delete an API key',
        description: 'Deletes one of your API keys, effective immediately. You cannot delete a key that has a scope your credentials lack.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['admin'] }, { Bearer: [] }],
        request: {
            params: z.object({
                key_id: z.string().regex(/^[A-Za-z0-9]{1,64}$/u).openapi({ pattern: '^[A-Za-z0-9]{1,64}$' }).openapi({ param: {
                    name: 'key_id',
                    in: 'path',
                    description: 'The key\'s ID, which is the part between its two underscores',
                    example: '5f2b8c1d9e04'
                } })
            })
        },
        responses: {
            204: {
                description: 'The key has been deleted',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: ApiKeyNotFoundResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: DatabaseBusyResponse
        }
    }),
    'users.list': createRoute({
        method: 'get',
        path: '/api/v1/users',
        operationId: 'users.list',
        tags: ['users'],
        summary: 'List users',
        description: 'Lists all users, oldest first.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['admin'] }, { Bearer: ['admin'] }],
        request: {
            query: z.object({
                cursor: z.string().check(minLength(1)).check(maxLength(8192)).regex(/^[A-Za-z0-9_-]+$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 8192,
                    pattern: '^[A-Za-z0-9_-]+$'
                }).openapi({ param: {
                    name: 'cursor',
                    in: 'query',
                    description: 'Where to continue, from `next_cursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'Maximum number of items on a page'
                } })
            })
        },
        responses: {
            200: {
                description: 'A page of users',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    Link: NextLinkHeader
                },
                content: {
                    'application/json': {
                        schema: UserListSchema,
                        example: {
                            items: [{
                                user_id: '0198c0de-7a11-7000-8000-00000000b000',
                                username: 'admin',
                                scopes: ['admin'],
                                disabled: false,
                                created_at: '2026-01-01T00:00:00.000Z'
                            }, {
                                user_id: '0198c0de-7a11-7000-8000-00000000b001',
                                username: 'jane',
                                scopes: ['files:read', 'files:write'],
                                disabled: false,
                                created_at: '2026-01-01T00:01:00.000Z'
                            }],
                            total: 2,
                            next_cursor: null
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse
        }
    }),
    'users.create': createRoute({
        method: 'post',
        path: '/api/v1/users',
        operationId: 'users.create',
        tags: ['users'],
        summary: 'Create a user',
        description: 'Creates a user, who can sign in immediately. User names that differ only in case are the same.',
        'x-rate-limit': 'files',
        'x-max-body-bytes': 16384,
        security: [{ ApiKey: ['admin'] }, { Bearer: ['admin'] }],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry: within 24 hours, a request with the same credentials, key and content returns the first response again, with `Idempotency-Replayed: true`, and has no further effect. Quoted or unquoted. Responses of the operation itself are stored, including its errors (4xx). The key stays unused after a 429, a 5xx, a `permission_denied`, or a request that was rejected before the operation began. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: UserRequestSchema,
                        example: {
                            username: 'jane',
                            password: 'correct horse battery staple',
                            scopes: ['files:read', 'files:write']
                        }
                    }
                }
            }
        },
        responses: {
            201: {
                description: 'The new user',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader
                },
                content: {
                    'application/json': {
                        schema: UserSchema,
                        example: {
                            user_id: '0198c0de-7a11-7000-8000-00000000b001',
                            username: 'jane',
                            scopes: ['files:read', 'files:write'],
                            disabled: false,
                            created_at: '2026-01-01T00:01:00.000Z'
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            408: RequestTimeoutResponse,
            409: UsernameTakenResponse,
            413: PayloadTooLargeResponse,
            415: NotJsonResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: LoginUnavailableResponse
        }
    }),
    'users.delete': createRoute({
        method: 'delete',
        path: '/api/v1/users/{user_id}',
        operationId: 'users.delete',
        tags: ['users'],
        summary: 'Delete a user',
        description: 'Deletes a user with all sessions and API keys. The last enabled administrator cannot be deleted.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['admin'] }, { Bearer: ['admin'] }],
        request: {
            params: z.object({
                user_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'user_id',
                    in: 'path',
                    description: 'The user\'s ID',
                    example: '0198c0de-7a11-7000-8000-00000000b001'
                } })
            })
        },
        responses: {
            204: {
                description: 'The user has been deleted',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: UserNotFoundResponse,
            409: LastAdministratorResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: DatabaseBusyResponse
        }
    }),
    'users.update': createRoute({
        method: 'patch',
        path: '/api/v1/users/{user_id}',
        operationId: 'users.update',
        tags: ['users'],
        summary: 'Update a user',
        description: 'Changes the given fields and leaves the others as they are. Setting a new password or disabling a user ends all of the user\'s sessions. Removed scopes no longer apply to the user\'s tokens and keys, effective immediately. The last enabled administrator cannot lose that role.',
        'x-rate-limit': 'files',
        'x-max-body-bytes': 16384,
        security: [{ ApiKey: ['admin'] }, { Bearer: ['admin'] }],
        request: {
            params: z.object({
                user_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'user_id',
                    in: 'path',
                    description: 'The user\'s ID',
                    example: '0198c0de-7a11-7000-8000-00000000b001'
                } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: UserChangeSchema,
                        example: { scopes: ['files:read', 'files:write'], disabled: false }
                    }
                }
            }
        },
        responses: {
            200: {
                description: 'The updated user',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader
                },
                content: {
                    'application/json': {
                        schema: UserSchema,
                        example: {
                            user_id: '0198c0de-7a11-7000-8000-00000000b001',
                            username: 'jane',
                            scopes: ['files:read', 'files:write'],
                            disabled: false,
                            created_at: '2026-01-01T00:01:00.000Z'
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: UserNotFoundResponse,
            408: RequestTimeoutResponse,
            409: LastAdministratorResponse,
            413: PayloadTooLargeResponse,
            415: NotJsonResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: LoginUnavailableResponse
        }
    }),
    'files.list': createRoute({
        method: 'get',
        path: '/api/v1/files',
        operationId: 'files.list',
        tags: ['files'],
        summary: 'List files',
        description: 'Lists the files in a folder as they are on disk now.',
        'x-rate-limit': 'files',
        'x-sdk': { positional: ['path'] },
        security: [{ ApiKey: ['files:read'] }, { Bearer: ['files:read'] }],
        request: {
            query: z.object({
                path: z.string().check(maxLength(4096)).regex(/^\//u).default('/').openapi({ pattern: '^/', maxLength: 4096 }).openapi({ param: {
                    name: 'path',
                    in: 'query',
                    description: 'The folder to list',
                    example: '/uploads'
                } }),
                recursive: z.preprocess(booleanFromText, z.boolean()).default(false).openapi({ param: {
                    name: 'recursive',
                    in: 'query',
                    description: 'Also list files in subfolders'
                } }),
                include_hidden: z.preprocess(booleanFromText, z.boolean()).default(false).openapi({ param: {
                    name: 'include_hidden',
                    in: 'query',
                    description: 'Also list files and folders whose names start with a dot'
                } }),
                type: FileTypeSchema.optional().openapi({ param: {
                    name: 'type',
                    in: 'query',
                    description: 'List only files of this kind'
                } }),
                sort_by: z.enum([
                    'name',
                    'size',
                    'created',
                    'modified'
                ]).default('name').openapi({ param: {
                    name: 'sort_by',
                    in: 'query',
                    description: 'What to sort by. Names sort in natural order: numbers sort by value, so `file2` comes before `file10`; case and accents only matter between names with the same letters, so `Äpfel` comes before `zebra`. This is the order of the CLDR root collation (UTS #35) for names in Latin, Greek, Cyrillic and kana. Other letters follow, and rarer symbols precede digits, by code point. Files with equal names, sizes or times sort by the code points of their paths; so do names that differ only in leading zeros, such as `a1` and `a01`'
                } }),
                sort_order: z.enum(['asc', 'desc']).default('asc').openapi({ param: {
                    name: 'sort_order',
                    in: 'query',
                    description: 'Sort in ascending or descending order'
                } }),
                cursor: z.string().check(minLength(1)).check(maxLength(8192)).regex(/^[A-Za-z0-9_-]+$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 8192,
                    pattern: '^[A-Za-z0-9_-]+$'
                }).openapi({ param: {
                    name: 'cursor',
                    in: 'query',
                    description: 'Where to continue, from `next_cursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'Maximum number of items on a page'
                } })
            })
        },
        responses: {
            200: {
                description: 'A page of files',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    Link: NextLinkHeader
                },
                content: {
                    'application/json': {
                        schema: FileListSchema,
                        example: {
                            items: [{
                                file_id: '0198c0de-7a11-7000-8000-00000000f002',
                                path: '/uploads/notes (copy).txt',
                                name: 'notes (copy).txt',
                                size: 9,
                                mime_type: 'text/plain',
                                type: 'document',
                                sha256: '2acf28dfa9d4ea51e4d6c52bee50409b53da19b2dbb677e6c492ab67b82a8058',
                                created_at: '2026-01-02T00:00:00.000Z',
                                modified_at: '2026-01-02T00:00:00.000Z',
                                etag: '"m8Rk2sQ0xTn5Vb3JhLw7uC"'
                            }, {
                                file_id: '0198c0de-7a11-7000-8000-00000000f001',
                                path: '/uploads/notes.txt',
                                name: 'notes.txt',
                                size: 9,
                                mime_type: 'text/plain',
                                type: 'document',
                                sha256: '2acf28dfa9d4ea51e4d6c52bee50409b53da19b2dbb677e6c492ab67b82a8058',
                                created_at: '2026-01-01T00:00:00.000Z',
                                modified_at: '2026-01-01T00:00:00.000Z',
                                etag: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                            }],
                            total: 2,
                            next_cursor: null,
                            folders: []
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenPlaceResponse,
            404: FolderNotFoundResponse,
            409: NotAFolderResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'files.upload': createRoute({
        method: 'post',
        path: '/api/v1/files/upload',
        operationId: 'files.upload',
        tags: ['files'],
        summary: 'Upload a file',
        description: 'Adds one file to the library. The file is hashed as it arrives and appears only once it is completely on disk. A broken upload leaves nothing behind. The rest of the form is limited to 4 MiB, so if `Content-Length` shows that the file is too large, the request is refused before the file is sent.',
        'x-rate-limit': 'files',
        'x-sdk': { positional: ['file', 'path'] },
        security: [{ ApiKey: ['files:write'] }, { Bearer: ['files:write'] }],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry: within 24 hours, a request with the same credentials, key and content returns the first response again, with `Idempotency-Replayed: true`, and has no further effect. Quoted or unquoted. Responses of the operation itself are stored, including its errors (4xx). The key stays unused after a 429, a 5xx, a `permission_denied`, or a request that was rejected before the operation began. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            }),
            body: {
                required: true,
                content: {
                    'multipart/form-data': {
                        schema: { $ref: '#/components/schemas/Upload' }
                    }
                }
            }
        },
        responses: {
            201: {
                description: 'The new file',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader,
                    ETag: ETagHeader,
                    Location: FileLocationHeader
                },
                content: {
                    'application/json': {
                        schema: FileSchema,
                        example: {
                            file_id: '0198c0de-7a11-7000-8000-00000000f001',
                            path: '/uploads/notes.txt',
                            name: 'notes.txt',
                            size: 9,
                            mime_type: 'text/plain',
                            type: 'document',
                            sha256: '2acf28dfa9d4ea51e4d6c52bee50409b53da19b2dbb677e6c492ab67b82a8058',
                            created_at: '2026-01-01T00:00:00.000Z',
                            modified_at: '2026-01-01T00:00:00.000Z',
                            etag: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenPlaceResponse,
            409: UploadConflictResponse,
            413: UploadTooLargeResponse,
            415: NotMultipartResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'files.put_content': createRoute({
        method: 'put',
        path: '/api/v1/files/content',
        operationId: 'files.put_content',
        tags: ['files'],
        summary: 'Upload a file to a path',
        description: 'Stores the body, of any media type, as the file at `path`. The file is hashed as it arrives and appears only once it is completely on disk. A broken upload leaves nothing behind. Partial content (`Content-Range`) and encoded bodies (`Content-Encoding`) are refused. An existing file moves to the trash with its ID, and the new file gets a new ID; use `If-Match` or `If-None-Match: *` to prevent this. To retry safely after a lost response, send an `Idempotency-Key`.',
        'x-rate-limit': 'files',
        'x-sdk': { positional: ['path', 'content'] },
        security: [{ ApiKey: ['files:write'] }, { Bearer: ['files:write'] }],
        request: {
            query: z.object({
                path: z.string().check(maxLength(4096)).regex(/^\//u).openapi({ pattern: '^/', maxLength: 4096 }).openapi({ param: {
                    name: 'path',
                    in: 'query',
                    description: 'The path of the file, including its name; missing folders are created',
                    example: '/uploads/notes.txt',
                    required: true
                } }),
                on_conflict: z.enum([
                    'replace',
                    'rename',
                    'fail'
                ]).default('replace').openapi({ param: {
                    name: 'on_conflict',
                    in: 'query',
                    description: 'What to do if a file with this name exists: `replace` moves the existing file to the trash, `rename` picks a free name such as "report (2).pdf", `fail` returns 409'
                } })
            }),
            headers: z.object({
                'if-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-match',
                    in: 'header',
                    description: 'Proceed only if the file has one of these ETags, or exists at all (`*`); otherwise 412',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } }),
                'if-none-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-none-match',
                    in: 'header',
                    description: 'Proceed only if the file has none of these ETags, or does not exist (`*`)',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } }),
                'content-digest': z.string().check(maxLength(8192)).optional().openapi({ maxLength: 8192 }).openapi({ param: {
                    name: 'content-digest',
                    in: 'header',
                    description: 'The SHA-256 digest of the body (RFC 9530), which the server verifies',
                    example: 'sha-256=:X+zrZv/IbzjZUnhsbWlsecLb2jndTpG0ZynXOif7V+k=:'
                } }),
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry: within 24 hours, a request with the same credentials, key and content returns the first response again, with `Idempotency-Replayed: true`, and has no further effect. Quoted or unquoted. Responses of the operation itself are stored, including its errors (4xx). The key stays unused after a 429, a 5xx, a `permission_denied`, or a request that was rejected before the operation began. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            }),
            body: {
                description: 'The bytes of the file; any media type is accepted',
                required: true,
                content: {
                    'application/octet-stream': {
                        schema: { type: 'string', format: 'binary' }
                    }
                }
            }
        },
        responses: {
            200: {
                description: 'The new file, which replaced another',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader,
                    ETag: ETagHeader
                },
                content: {
                    'application/json': {
                        schema: FileSchema,
                        example: {
                            file_id: '0198c0de-7a11-7000-8000-00000000f001',
                            path: '/uploads/notes.txt',
                            name: 'notes.txt',
                            size: 9,
                            mime_type: 'text/plain',
                            type: 'document',
                            sha256: '2acf28dfa9d4ea51e4d6c52bee50409b53da19b2dbb677e6c492ab67b82a8058',
                            created_at: '2026-01-01T00:00:00.000Z',
                            modified_at: '2026-01-01T00:00:00.000Z',
                            etag: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                        }
                    }
                }
            },
            201: {
                description: 'The new file',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader,
                    ETag: ETagHeader,
                    Location: FileLocationHeader
                },
                content: {
                    'application/json': {
                        schema: FileSchema,
                        example: {
                            file_id: '0198c0de-7a11-7000-8000-00000000f001',
                            path: '/uploads/notes.txt',
                            name: 'notes.txt',
                            size: 9,
                            mime_type: 'text/plain',
                            type: 'document',
                            sha256: '2acf28dfa9d4ea51e4d6c52bee50409b53da19b2dbb677e6c492ab67b82a8058',
                            created_at: '2026-01-01T00:00:00.000Z',
                            modified_at: '2026-01-01T00:00:00.000Z',
                            etag: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                        }
                    }
                }
            },
            400: InvalidUploadResponse,
            401: UnauthorizedResponse,
            403: ForbiddenPlaceResponse,
            409: UploadConflictResponse,
            412: PreconditionFailedResponse,
            413: UploadTooLargeResponse,
            415: EncodedContentResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'files.list_trash': createRoute({
        method: 'get',
        path: '/api/v1/files/trash',
        operationId: 'files.list_trash',
        tags: ['files'],
        summary: 'List the trash',
        description: 'Lists the files in the trash, most recently deleted first.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:read'] }, { Bearer: ['files:read'] }],
        request: {
            query: z.object({
                cursor: z.string().check(minLength(1)).check(maxLength(8192)).regex(/^[A-Za-z0-9_-]+$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 8192,
                    pattern: '^[A-Za-z0-9_-]+$'
                }).openapi({ param: {
                    name: 'cursor',
                    in: 'query',
                    description: 'Where to continue, from `next_cursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'Maximum number of items on a page'
                } })
            })
        },
        responses: {
            200: {
                description: 'A page of deleted files',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    Link: NextTrashLinkHeader
                },
                content: {
                    'application/json': {
                        schema: TrashListSchema,
                        example: {
                            items: [{
                                file: {
                                    file_id: '0198c0de-7a11-7000-8000-00000000f004',
                                    path: '/uploads/call.txt',
                                    name: 'call.txt',
                                    size: 10,
                                    mime_type: 'text/plain',
                                    type: 'document',
                                    sha256: '4158c6b80301612f3b95425eb05047d0e522cbfe8c7a4d9f564fe8ee97a80453',
                                    created_at: '2026-01-03T00:00:00.000Z',
                                    modified_at: '2026-01-03T00:00:00.000Z',
                                    etag: '"b5Xu7iMl0RzGv3CjYs9eOw"'
                                },
                                original_path: '/uploads/call.txt',
                                deleted_at: '2026-01-04T00:00:00.000Z'
                            }],
                            total: 1,
                            next_cursor: null
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'files.get': createRoute({
        method: 'get',
        path: '/api/v1/files/{file_id}',
        operationId: 'files.get',
        tags: ['files'],
        summary: 'Get a file',
        description: 'Returns the metadata of a file as it is on disk now.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:read'] }, { Bearer: ['files:read'] }],
        request: {
            params: z.object({
                file_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'file_id',
                    in: 'path',
                    description: 'The file\'s ID',
                    example: '0198c0de-7a11-7000-8000-00000000f001'
                } })
            }),
            headers: z.object({
                'if-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-match',
                    in: 'header',
                    description: 'Proceed only if the file has one of these ETags, or exists at all (`*`); otherwise 412',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } }),
                'if-none-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-none-match',
                    in: 'header',
                    description: 'Proceed only if the file has none of these ETags, or does not exist (`*`)',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } })
            })
        },
        responses: {
            200: {
                description: 'The file',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    ETag: ETagHeader
                },
                content: {
                    'application/json': {
                        schema: FileSchema,
                        example: {
                            file_id: '0198c0de-7a11-7000-8000-00000000f001',
                            path: '/uploads/notes.txt',
                            name: 'notes.txt',
                            size: 9,
                            mime_type: 'text/plain',
                            type: 'document',
                            sha256: '2acf28dfa9d4ea51e4d6c52bee50409b53da19b2dbb677e6c492ab67b82a8058',
                            created_at: '2026-01-01T00:00:00.000Z',
                            modified_at: '2026-01-01T00:00:00.000Z',
                            etag: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                        }
                    }
                }
            },
            304: {
                description: 'The client\'s copy is current',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    ETag: ETagHeader
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenPlaceResponse,
            404: FileNotFoundResponse,
            412: PreconditionFailedResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'files.delete': createRoute({
        method: 'delete',
        path: '/api/v1/files/{file_id}',
        operationId: 'files.delete',
        tags: ['files'],
        summary: 'Delete a file',
        description: 'Moves a file to the trash or, with `permanent=true`, deletes it permanently. The latter also works for a file in the trash.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:delete'] }, { Bearer: ['files:delete'] }],
        request: {
            params: z.object({
                file_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'file_id',
                    in: 'path',
                    description: 'The file\'s ID',
                    example: '0198c0de-7a11-7000-8000-00000000f001'
                } })
            }),
            query: z.object({
                permanent: z.preprocess(booleanFromText, z.boolean()).default(false).openapi({ param: {
                    name: 'permanent',
                    in: 'query',
                    description: 'Delete the file permanently instead of moving it to the trash'
                } })
            }),
            headers: z.object({
                'if-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-match',
                    in: 'header',
                    description: 'Proceed only if the file has one of these ETags, or exists at all (`*`); otherwise 412',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } })
            })
        },
        responses: {
            204: {
                description: 'The file has been deleted',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenPlaceResponse,
            404: FileNotFoundResponse,
            412: PreconditionFailedResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'files.update': createRoute({
        method: 'patch',
        path: '/api/v1/files/{file_id}',
        operationId: 'files.update',
        tags: ['files'],
        summary: 'Move or rename a file',
        description: 'Changes the path of a file, its name, or both. Its ID and content stay the same. Missing folders are created.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:write'] }, { Bearer: ['files:write'] }],
        request: {
            params: z.object({
                file_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'file_id',
                    in: 'path',
                    description: 'The file\'s ID',
                    example: '0198c0de-7a11-7000-8000-00000000f001'
                } })
            }),
            headers: z.object({
                'if-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-match',
                    in: 'header',
                    description: 'Proceed only if the file has one of these ETags, or exists at all (`*`); otherwise 412',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: FileUpdateSchema,
                        example: { name: 'groceries.txt' }
                    }
                }
            }
        },
        responses: {
            200: {
                description: 'The updated file',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    ETag: ETagHeader
                },
                content: {
                    'application/json': {
                        schema: FileSchema,
                        example: {
                            file_id: '0198c0de-7a11-7000-8000-00000000f001',
                            path: '/uploads/groceries.txt',
                            name: 'groceries.txt',
                            size: 9,
                            mime_type: 'text/plain',
                            type: 'document',
                            sha256: '2acf28dfa9d4ea51e4d6c52bee50409b53da19b2dbb677e6c492ab67b82a8058',
                            created_at: '2026-01-01T00:00:00.000Z',
                            modified_at: '2026-01-01T00:00:00.000Z',
                            etag: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenPlaceResponse,
            404: FileNotFoundResponse,
            408: RequestTimeoutResponse,
            409: UploadConflictResponse,
            412: PreconditionFailedResponse,
            413: PayloadTooLargeResponse,
            415: NotJsonResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'files.content': createRoute({
        method: 'get',
        path: '/api/v1/files/{file_id}/content',
        operationId: 'files.content',
        tags: ['files'],
        summary: 'Download a file',
        description: 'Returns the content of a file, with its media type and name, or one byte range of it. A request for several ranges returns the whole file.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:read'] }, { Bearer: ['files:read'] }],
        request: {
            params: z.object({
                file_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'file_id',
                    in: 'path',
                    description: 'The file\'s ID',
                    example: '0198c0de-7a11-7000-8000-00000000f001'
                } })
            }),
            headers: z.object({
                range: z.string().check(maxLength(1024)).optional().openapi({ maxLength: 1024 }).openapi({ param: {
                    name: 'range',
                    in: 'header',
                    description: 'The bytes to send (RFC 9110, section 14.2)',
                    example: 'bytes=0-1023'
                } }),
                'if-range': z.string().check(maxLength(1024)).optional().openapi({ maxLength: 1024 }).openapi({ param: {
                    name: 'if-range',
                    in: 'header',
                    description: 'The `ETag` of the file that the range belongs to. If it no longer matches, or is a date, the whole file is sent',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } }),
                'if-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-match',
                    in: 'header',
                    description: 'Proceed only if the file has one of these ETags, or exists at all (`*`); otherwise 412',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } }),
                'if-none-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-none-match',
                    in: 'header',
                    description: 'Proceed only if the file has none of these ETags, or does not exist (`*`)',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } }),
                'if-modified-since': z.string().check(maxLength(1024)).optional().openapi({ maxLength: 1024 }).openapi({ param: {
                    name: 'if-modified-since',
                    in: 'header',
                    description: 'Proceed only if the file was modified after this date (RFC 9110, section 13.1.3); otherwise 304. Ignored if `If-None-Match` is present or the date is invalid',
                    example: 'Thu, 01 Jan 2026 00:00:00 GMT'
                } }),
                'if-unmodified-since': z.string().check(maxLength(1024)).optional().openapi({ maxLength: 1024 }).openapi({ param: {
                    name: 'if-unmodified-since',
                    in: 'header',
                    description: 'Proceed only if the file was not modified after this date (RFC 9110, section 13.1.4); otherwise 412. Ignored if `If-Match` is present or the date is invalid',
                    example: 'Thu, 01 Jan 2026 00:00:00 GMT'
                } })
            })
        },
        responses: {
            200: {
                description: 'The content',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    ETag: ETagHeader,
                    'Last-Modified': LastModifiedHeader,
                    'Accept-Ranges': AcceptRangesHeader,
                    'Content-Disposition': ContentDispositionHeader,
                    'Content-Length': ContentLengthHeader
                },
                content: {
                    '*/*': {
                        schema: z.string().openapi({ format: 'binary' }),
                        example: 'Buy milk.'
                    }
                }
            },
            206: {
                description: 'The requested range of the content',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    ETag: ETagHeader,
                    'Last-Modified': LastModifiedHeader,
                    'Accept-Ranges': AcceptRangesHeader,
                    'Content-Disposition': ContentDispositionHeader,
                    'Content-Length': ContentLengthHeader,
                    'Content-Range': ContentRangeHeader
                },
                content: {
                    '*/*': {
                        schema: z.string().openapi({ format: 'binary' }),
                        example: 'Buy'
                    }
                }
            },
            304: {
                description: 'The client\'s copy is current',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    ETag: ETagHeader
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenPlaceResponse,
            404: FileNotFoundResponse,
            412: PreconditionFailedResponse,
            416: RangeNotSatisfiableResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'files.restore': createRoute({
        method: 'post',
        path: '/api/v1/files/{file_id}/restore',
        operationId: 'files.restore',
        tags: ['files'],
        summary: 'Restore a file from the trash',
        description: 'Restores a deleted file, with its ID, to its original path or to `path`. Missing folders are created. If the original folder now has a different case, or is a file or a link, the request fails and the error says so; send a `path` in this case. If the file is already in the library, nothing changes and the file is returned, so the request can be repeated safely.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:write'] }, { Bearer: ['files:write'] }],
        request: {
            params: z.object({
                file_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'file_id',
                    in: 'path',
                    description: 'The file\'s ID',
                    example: '0198c0de-7a11-7000-8000-00000000f001'
                } })
            }),
            query: z.object({
                on_conflict: z.enum(['rename', 'fail']).default('rename').openapi({ param: {
                    name: 'on_conflict',
                    in: 'query',
                    description: 'What to do if another file has this name: `rename` picks a free name such as "report (2).pdf", `fail` returns 409'
                } })
            }),
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry: within 24 hours, a request with the same credentials, key and content returns the first response again, with `Idempotency-Replayed: true`, and has no further effect. Quoted or unquoted. Responses of the operation itself are stored, including its errors (4xx). The key stays unused after a 429, a 5xx, a `permission_denied`, or a request that was rejected before the operation began. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            }),
            body: {
                required: false,
                content: {
                    'application/json': {
                        schema: RestoreRequestSchema,
                        example: { path: '/uploads/notes.txt' }
                    }
                }
            }
        },
        responses: {
            200: {
                description: 'The restored file',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader,
                    ETag: ETagHeader
                },
                content: {
                    'application/json': {
                        schema: FileSchema,
                        example: {
                            file_id: '0198c0de-7a11-7000-8000-00000000f001',
                            path: '/uploads/notes.txt',
                            name: 'notes.txt',
                            size: 9,
                            mime_type: 'text/plain',
                            type: 'document',
                            sha256: '2acf28dfa9d4ea51e4d6c52bee50409b53da19b2dbb677e6c492ab67b82a8058',
                            created_at: '2026-01-01T00:00:00.000Z',
                            modified_at: '2026-01-01T00:00:00.000Z',
                            etag: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenPlaceResponse,
            404: NotInTrashResponse,
            408: RequestTimeoutResponse,
            409: UploadConflictResponse,
            413: PayloadTooLargeResponse,
            415: NotJsonResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'organize.scan': createRoute({
        method: 'post',
        path: '/api/v1/organize/scan',
        operationId: 'organize.scan',
        tags: ['organize'],
        summary: 'Plan how to organize a folder',
        description: 'Starts a job that examines every file in a folder and its subfolders, and plans where each one goes. It changes nothing. Hidden files are left in place unless `options` includes them. Folders that belong together, such as software projects, are never split: `para` moves them as one, the other methodologies leave them in place. With every methodology, companion files move with the file they belong to: sidecars and the videos of Live Photos with their picture, Google Takeout metadata with its picture, subtitles with their film, and the folder of a saved web page with the page. `date` uses the date inside a picture or video, else a date in the file name, else the modification time; the reason of each move says which.',
        'x-rate-limit': 'organize',
        'x-sdk': { wait: 'organize.get_status', aliases: ['start'] },
        security: [{ ApiKey: ['organize:write'] }, { Bearer: ['organize:write'] }],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry: within 24 hours, a request with the same credentials, key and content returns the first response again, with `Idempotency-Replayed: true`, and has no further effect. Quoted or unquoted. Responses of the operation itself are stored, including its errors (4xx). The key stays unused after a 429, a 5xx, a `permission_denied`, or a request that was rejected before the operation began. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: ScanRequestSchema,
                        example: {
                            path: '/uploads',
                            methodology: 'type',
                            dry_run: false,
                            options: { exclude: ['*.tmp'] }
                        }
                    }
                }
            }
        },
        responses: {
            202: {
                description: 'The job, which runs in the background',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader,
                    Location: JobLocationHeader
                },
                content: {
                    'application/json': {
                        schema: JobSchema,
                        example: {
                            job_id: '0198c0de-7a11-7000-8000-00000000a001',
                            kind: 'organize',
                            status: 'pending',
                            path: '/uploads',
                            methodology: 'type',
                            dry_run: false,
                            progress: 0,
                            processed_count: 0,
                            total_count: 0,
                            error_count: 0,
                            created_at: '2026-01-06T00:00:00.000Z',
                            updated_at: '2026-01-06T00:00:00.000Z',
                            estimated_completion: null
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: FolderNotFoundResponse,
            408: RequestTimeoutResponse,
            409: ScanConflictResponse,
            413: PayloadTooLargeResponse,
            415: NotJsonResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'organize.get_status': createRoute({
        method: 'get',
        path: '/api/v1/organize/status/{job_id}',
        operationId: 'organize.get_status',
        tags: ['organize'],
        summary: 'Get the status of a job',
        description: 'Returns the status and progress of a job.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['organize:read'] }, { Bearer: ['organize:read'] }],
        request: {
            params: z.object({
                job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'job_id',
                    in: 'path',
                    description: 'The job\'s ID',
                    example: '0198c0de-7a11-7000-8000-00000000a001'
                } })
            })
        },
        responses: {
            200: {
                description: 'The job',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader
                },
                content: {
                    'application/json': {
                        schema: JobSchema,
                        example: {
                            job_id: '0198c0de-7a11-7000-8000-00000000a001',
                            kind: 'organize',
                            status: 'planned',
                            path: '/uploads',
                            methodology: 'type',
                            dry_run: false,
                            progress: 100,
                            processed_count: 2,
                            total_count: 2,
                            error_count: 0,
                            created_at: '2026-01-06T00:00:00.000Z',
                            updated_at: '2026-01-06T00:00:02.000Z',
                            estimated_completion: null
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: JobNotFoundResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'organize.get_results': createRoute({
        method: 'get',
        path: '/api/v1/organize/results/{job_id}',
        operationId: 'organize.get_results',
        tags: ['organize'],
        summary: 'Get the plan of a job',
        description: 'Lists every change that a job plans or has made, with its reason. The list is empty while the job is scanning.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['organize:read'] }, { Bearer: ['organize:read'] }],
        request: {
            params: z.object({
                job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'job_id',
                    in: 'path',
                    description: 'The job\'s ID',
                    example: '0198c0de-7a11-7000-8000-00000000a001'
                } })
            }),
            query: z.object({
                cursor: z.string().check(minLength(1)).check(maxLength(8192)).regex(/^[A-Za-z0-9_-]+$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 8192,
                    pattern: '^[A-Za-z0-9_-]+$'
                }).openapi({ param: {
                    name: 'cursor',
                    in: 'query',
                    description: 'Where to continue, from `next_cursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'Maximum number of items on a page'
                } })
            })
        },
        responses: {
            200: {
                description: 'A page of changes',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    Link: NextLinkHeader
                },
                content: {
                    'application/json': {
                        schema: JobResultsSchema,
                        example: {
                            job: {
                                job_id: '0198c0de-7a11-7000-8000-00000000a001',
                                kind: 'organize',
                                status: 'planned',
                                path: '/uploads',
                                methodology: 'type',
                                dry_run: false,
                                progress: 100,
                                processed_count: 2,
                                total_count: 2,
                                error_count: 0,
                                created_at: '2026-01-06T00:00:00.000Z',
                                updated_at: '2026-01-06T00:00:02.000Z',
                                estimated_completion: null
                            },
                            items: [{
                                file_id: '0198c0de-7a11-7000-8000-00000000f002',
                                from: '/uploads/notes (copy).txt',
                                to: '/uploads/Documents/notes (copy).txt',
                                action: 'move',
                                reason: 'notes (copy).txt is a document (text/plain)',
                                confidence: 0.9,
                                needs_review: false,
                                status: 'planned',
                                error: null
                            }, {
                                file_id: '0198c0de-7a11-7000-8000-00000000f001',
                                from: '/uploads/notes.txt',
                                to: '/uploads/Documents/notes.txt',
                                action: 'move',
                                reason: 'notes.txt is a document (text/plain)',
                                confidence: 0.9,
                                needs_review: false,
                                status: 'planned',
                                error: null
                            }],
                            total: 2,
                            next_cursor: null,
                            folders: [{
                                path: '/uploads',
                                files_before: 2,
                                files_after: 0,
                                status: 'unchanged'
                            }, {
                                path: '/uploads/Documents',
                                files_before: 0,
                                files_after: 2,
                                status: 'unchanged'
                            }],
                            kept: []
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: JobNotFoundResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'organize.execute': createRoute({
        method: 'post',
        path: '/api/v1/organize/execute',
        operationId: 'organize.execute',
        tags: ['organize'],
        summary: 'Execute a plan',
        description: 'Moves the files as planned. Nothing is ever overwritten. Files that have changed since the scan are left in place and reported; the other moves continue. Subfolders of the organized folder are removed if the job moved the last file out of them. If a job `failed` during execution, executing it again continues with the rest of its plan.',
        'x-rate-limit': 'organize',
        'x-sdk': { wait: 'organize.get_status', positional: ['job_id'] },
        security: [{ ApiKey: ['organize:write'] }, { Bearer: ['organize:write'] }],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry: within 24 hours, a request with the same credentials, key and content returns the first response again, with `Idempotency-Replayed: true`, and has no further effect. Quoted or unquoted. Responses of the operation itself are stored, including its errors (4xx). The key stays unused after a 429, a 5xx, a `permission_denied`, or a request that was rejected before the operation began. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: ExecuteRequestSchema,
                        example: { job_id: '0198c0de-7a11-7000-8000-00000000a001' }
                    }
                }
            }
        },
        responses: {
            202: {
                description: 'The job, which runs in the background',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader,
                    Location: JobLocationHeader
                },
                content: {
                    'application/json': {
                        schema: JobSchema,
                        example: {
                            job_id: '0198c0de-7a11-7000-8000-00000000a001',
                            kind: 'organize',
                            status: 'executing',
                            path: '/uploads',
                            methodology: 'type',
                            dry_run: false,
                            progress: 0,
                            processed_count: 0,
                            total_count: 2,
                            error_count: 0,
                            created_at: '2026-01-06T00:00:00.000Z',
                            updated_at: '2026-01-06T00:01:00.000Z',
                            estimated_completion: null
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: JobNotFoundResponse,
            408: RequestTimeoutResponse,
            409: ExecuteConflictResponse,
            413: PayloadTooLargeResponse,
            415: NotJsonResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'organize.list_jobs': createRoute({
        method: 'get',
        path: '/api/v1/organize/jobs',
        operationId: 'organize.list_jobs',
        tags: ['organize'],
        summary: 'List jobs',
        description: 'Lists the jobs of this library, newest first.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['organize:read'] }, { Bearer: ['organize:read'] }],
        request: {
            query: z.object({
                status: JobStatusSchema.optional().openapi({ param: {
                    name: 'status',
                    in: 'query',
                    description: 'List only jobs with this status'
                } }),
                cursor: z.string().check(minLength(1)).check(maxLength(8192)).regex(/^[A-Za-z0-9_-]+$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 8192,
                    pattern: '^[A-Za-z0-9_-]+$'
                }).openapi({ param: {
                    name: 'cursor',
                    in: 'query',
                    description: 'Where to continue, from `next_cursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'Maximum number of items on a page'
                } })
            })
        },
        responses: {
            200: {
                description: 'A page of jobs',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    Link: NextLinkHeader
                },
                content: {
                    'application/json': {
                        schema: JobListSchema,
                        example: {
                            items: [{
                                job_id: '0198c0de-7a11-7000-8000-00000000a002',
                                kind: 'dedupe',
                                status: 'planned',
                                path: '/uploads',
                                methodology: null,
                                dry_run: false,
                                progress: 100,
                                processed_count: 2,
                                total_count: 2,
                                error_count: 0,
                                created_at: '2026-01-06T00:05:00.000Z',
                                updated_at: '2026-01-06T00:05:01.000Z',
                                estimated_completion: null
                            }, {
                                job_id: '0198c0de-7a11-7000-8000-00000000a001',
                                kind: 'organize',
                                status: 'planned',
                                path: '/uploads',
                                methodology: 'type',
                                dry_run: false,
                                progress: 100,
                                processed_count: 2,
                                total_count: 2,
                                error_count: 0,
                                created_at: '2026-01-06T00:00:00.000Z',
                                updated_at: '2026-01-06T00:00:02.000Z',
                                estimated_completion: null
                            }],
                            total: 2,
                            next_cursor: null
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'organize.cancel': createRoute({
        method: 'post',
        path: '/api/v1/organize/jobs/{job_id}/cancel',
        operationId: 'organize.cancel',
        tags: ['organize'],
        summary: 'Cancel a job',
        description: 'Stops a running job between two files, or discards a plan that has not been executed. Files that have already moved stay where they are; roll the job back to undo these moves.',
        'x-rate-limit': 'files',
        'x-sdk': { wait: 'organize.get_status' },
        security: [{ ApiKey: ['organize:write'] }, { Bearer: ['organize:write'] }],
        request: {
            params: z.object({
                job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'job_id',
                    in: 'path',
                    description: 'The job\'s ID',
                    example: '0198c0de-7a11-7000-8000-00000000a001'
                } })
            }),
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry: within 24 hours, a request with the same credentials, key and content returns the first response again, with `Idempotency-Replayed: true`, and has no further effect. Quoted or unquoted. Responses of the operation itself are stored, including its errors (4xx). The key stays unused after a 429, a 5xx, a `permission_denied`, or a request that was rejected before the operation began. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            })
        },
        responses: {
            202: {
                description: 'The job; its status is `cancelled` once it has stopped',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader,
                    Location: JobLocationHeader
                },
                content: {
                    'application/json': {
                        schema: JobSchema,
                        example: {
                            job_id: '0198c0de-7a11-7000-8000-00000000a001',
                            kind: 'organize',
                            status: 'cancelled',
                            path: '/uploads',
                            methodology: 'type',
                            dry_run: false,
                            progress: 50,
                            processed_count: 1,
                            total_count: 2,
                            error_count: 0,
                            created_at: '2026-01-06T00:00:00.000Z',
                            updated_at: '2026-01-06T00:01:01.000Z',
                            estimated_completion: null
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: JobNotFoundResponse,
            409: CancelConflictResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'organize.rollback': createRoute({
        method: 'post',
        path: '/api/v1/organize/jobs/{job_id}/rollback',
        operationId: 'organize.rollback',
        tags: ['organize'],
        summary: 'Roll a job back',
        description: 'Moves every file that the job moved back to its original path, no matter how long ago. A file that has changed since, or whose original name is taken, stays where it is, and the results say why. A folder that moved in one step moves back in one step, with its current content. Folders that the job removed are restored; folders that it created are removed if empty. Folders that nothing else has changed get their original timestamps back. A job that could not be rolled back completely ends as `partial` and can be rolled back again. If only permanently deleted files remain, it stays `partial`, and another rollback returns 409.',
        'x-rate-limit': 'organize',
        'x-sdk': { wait: 'organize.get_status' },
        security: [{ ApiKey: ['organize:write'] }, { Bearer: ['organize:write'] }],
        request: {
            params: z.object({
                job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'job_id',
                    in: 'path',
                    description: 'The job\'s ID',
                    example: '0198c0de-7a11-7000-8000-00000000a001'
                } })
            }),
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry: within 24 hours, a request with the same credentials, key and content returns the first response again, with `Idempotency-Replayed: true`, and has no further effect. Quoted or unquoted. Responses of the operation itself are stored, including its errors (4xx). The key stays unused after a 429, a 5xx, a `permission_denied`, or a request that was rejected before the operation began. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            })
        },
        responses: {
            202: {
                description: 'The job, which runs in the background',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader,
                    Location: JobLocationHeader
                },
                content: {
                    'application/json': {
                        schema: JobSchema,
                        example: {
                            job_id: '0198c0de-7a11-7000-8000-00000000a001',
                            kind: 'organize',
                            status: 'rolling_back',
                            path: '/uploads',
                            methodology: 'type',
                            dry_run: false,
                            progress: 0,
                            processed_count: 0,
                            total_count: 2,
                            error_count: 0,
                            created_at: '2026-01-06T00:00:00.000Z',
                            updated_at: '2026-01-06T00:02:00.000Z',
                            estimated_completion: null
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: JobNotFoundResponse,
            409: RollbackConflictResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'search.query': createRoute({
        method: 'get',
        path: '/api/v1/search',
        operationId: 'search.query',
        tags: ['search'],
        summary: 'Search file names and contents',
        description: 'Finds the files that have every word of `q` in their name or content, best matches first. Words in\ndouble quotes are a phrase; `q` has no other operators. Only the first 32 words and phrases are\nused, and only the first 100 characters of each ("ß" counts as two, accents do not count).\n\nCase and accents are ignored, as are Hebrew points and Arabic vowel marks; letters such as "ł", "ø"\nor "ß" match "l", "o" and "ss". A search word matches the beginning of any word and, from three\ncharacters on, any part of a word. Shorter search words match any part of a name, but only the\nbeginning of a word in the content. Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese text is\nfound from one character on. Words hyphenated at a line end are matched as a whole.\n\nThe first 524,288 characters of a file\'s content are searched. Supported are text files in UTF-8,\nUTF-16 or Windows-1252 (at most the first MiB, not counting holes), PDF, Office Open XML and\nOpenDocument (docx, xlsx, pptx, odt, ods, odp, including templates and macro-enabled files), RTF,\nHTML, XML, email (eml, mbox, mht), contacts and calendars. Encrypted documents are found by name\nonly; damaged documents also by the text that can be recovered.\n\nNew files are found within a second. If files were deleted from the disk in the meantime, a page\nmay have fewer items than `limit`; the list ends only when `next_cursor` is null.\n\nSearches that take longer than 10 seconds are stopped (`search_too_costly`). Two searches run at a\ntime and up to 32 more wait, for at most 10 seconds each; others are refused (`server_busy`).\n',
        'x-rate-limit': 'search',
        'x-sdk': { positional: ['q'] },
        security: [{ ApiKey: ['search:read'] }, { Bearer: ['search:read'] }],
        request: {
            query: z.object({
                q: z.string().check(minLength(1)).check(maxLength(1000)).openapi({ minLength: 1, maxLength: 1000 }).openapi({ param: {
                    name: 'q',
                    in: 'query',
                    description: 'Words, and phrases in double quotes',
                    example: 'invoice 2026',
                    required: true
                } }),
                path: z.string().check(maxLength(4096)).regex(/^\//u).default('/').openapi({ pattern: '^/', maxLength: 4096 }).openapi({ param: {
                    name: 'path',
                    in: 'query',
                    description: 'The folder to search, including subfolders. The path must match exactly, as in a list, including its Unicode form'
                } }),
                type: FileTypeSchema.optional().openapi({ param: {
                    name: 'type',
                    in: 'query',
                    description: 'Return only files of this kind'
                } }),
                include_hidden: z.preprocess(booleanFromText, z.boolean()).default(false).openapi({ param: {
                    name: 'include_hidden',
                    in: 'query',
                    description: 'Also return files with a dot at the start of any name in their path'
                } }),
                cursor: z.string().check(minLength(1)).check(maxLength(8192)).regex(/^[A-Za-z0-9_-]+$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 8192,
                    pattern: '^[A-Za-z0-9_-]+$'
                }).openapi({ param: {
                    name: 'cursor',
                    in: 'query',
                    description: 'Where to continue, from `next_cursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'Maximum number of items on a page'
                } })
            })
        },
        responses: {
            200: {
                description: 'A page of results',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    Link: NextLinkHeader
                },
                content: {
                    'application/json': {
                        schema: SearchResultsSchema,
                        example: {
                            items: [{
                                file: {
                                    file_id: '0198c0de-7a11-7000-8000-00000000f003',
                                    path: '/documents/invoice-2026-01.md',
                                    name: 'invoice-2026-01.md',
                                    size: 33,
                                    mime_type: 'text/markdown',
                                    type: 'document',
                                    sha256: '26307042861de491246ae8c33cef75b6535e372d02635a5b689a3c2de47d964d',
                                    created_at: '2026-01-05T00:00:00.000Z',
                                    modified_at: '2026-01-05T00:00:00.000Z',
                                    etag: '"Zc4Wf9yPq6Eo1Ht8KdNa2g"'
                                },
                                score: 0.82,
                                matched: ['name', 'content']
                            }],
                            total: 1,
                            next_cursor: null,
                            indexing: false
                        }
                    }
                }
            },
            400: SearchRefusedResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: FolderNotFoundResponse,
            409: NotAFolderResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: SearchUnavailableResponse
        }
    }),
    'system.stats': createRoute({
        method: 'get',
        path: '/api/v1/system/stats',
        operationId: 'system.stats',
        tags: ['system'],
        summary: 'Get statistics',
        description: 'Returns the number and size of files in the library index and the trash, the progress of the search index, and the number of jobs.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:read'] }, { Bearer: ['files:read'] }],
        responses: {
            200: {
                description: 'The statistics',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader
                },
                content: {
                    'application/json': {
                        schema: StatsSchema,
                        example: {
                            files: {
                                count: 3,
                                bytes: 51,
                                by_type: [{
                                    type: 'document',
                                    count: 3,
                                    bytes: 51
                                }]
                            },
                            trash: { count: 1, bytes: 10 },
                            search: { indexed_count: 3, queued_count: 0 },
                            jobs: [{ status: 'planned', count: 2 }]
                        }
                    }
                }
            },
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'live.connect': createRoute({
        method: 'get',
        path: '/api/v1/ws/{client_id}',
        operationId: 'live.connect',
        tags: ['live'],
        summary: 'Receive live events',
        description: 'Switches to a WebSocket (RFC 6455) that delivers the user\'s events; the AsyncAPI document describes the messages. One of the scopes is enough, and only events covered by the credentials\' scopes are sent. A browser\'s `Origin` must be the server\'s own, or one that the server is configured to allow; scheme, host and port must match. The handshake and its origin are checked before the credentials. The generated clients use the platform\'s WebSocket for this operation.',
        'x-rate-limit': 'files',
        security: [
            { ApiKey: ['files:read'] },
            { ApiKey: ['organize:read'] },
            { Bearer: ['files:read'] },
            { Bearer: ['organize:read'] },
            { Ticket: ['files:read'] },
            { Ticket: ['organize:read'] }
        ],
        request: {
            params: z.object({
                client_id: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/u).openapi({ pattern: '^[A-Za-z0-9._-]{1,64}$' }).openapi({ param: {
                    name: 'client_id',
                    in: 'path',
                    description: 'Identifies the client; a second connection with the same ID replaces the first',
                    example: 'my-client-id'
                } })
            }),
            query: z.object({
                last_event_id: z.preprocess(numberFromText, z.int().min(0)).optional().openapi({ param: {
                    name: 'last_event_id',
                    in: 'query',
                    description: 'The last event the client received; later events are sent first',
                    example: 41
                } }),
                ticket: z.string().check(minLength(1)).check(maxLength(512)).optional().openapi({ minLength: 1, maxLength: 512 }).openapi({ param: {
                    name: 'ticket',
                    in: 'query',
                    description: 'A ticket, instead of credentials in a header'
                } })
            })
        },
        responses: {
            101: {
                description: 'The connection is now a WebSocket',
                headers: {
                    Upgrade: UpgradeToWebSocketHeader,
                    Connection: ConnectionUpgradeHeader,
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenConnectionResponse,
            421: MisdirectedRequestResponse,
            426: UpgradeRequiredResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'dedupe.scan': createRoute({
        method: 'post',
        path: '/api/v1/dedupe/scan',
        operationId: 'dedupe.scan',
        tags: ['dedupe'],
        summary: 'Find duplicates',
        description: 'Starts a job that finds files with identical content in a folder and its subfolders, comparing sizes, then the first 4 KB, then SHA-256. It changes nothing. Software projects in subfolders are skipped, as are files that vanish, change or cannot be read during the scan; the results say why. A file that belongs to another is not a duplicate on its own: a sidecar of a picture, the subtitles of a film or the cover of an album count as duplicates only if everything they belong to has a copy as well.',
        'x-rate-limit': 'organize',
        'x-sdk': { wait: 'organize.get_status' },
        security: [{ ApiKey: ['organize:write'] }, { Bearer: ['organize:write'] }],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry: within 24 hours, a request with the same credentials, key and content returns the first response again, with `Idempotency-Replayed: true`, and has no further effect. Quoted or unquoted. Responses of the operation itself are stored, including its errors (4xx). The key stays unused after a 429, a 5xx, a `permission_denied`, or a request that was rejected before the operation began. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: DedupeScanRequestSchema,
                        example: {
                            path: '/uploads',
                            min_size: 1,
                            include_hidden: false,
                            exclude: ['*.tmp']
                        }
                    }
                }
            }
        },
        responses: {
            202: {
                description: 'The job, which runs in the background',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    Location: JobLocationHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader
                },
                content: {
                    'application/json': {
                        schema: JobSchema,
                        example: {
                            job_id: '0198c0de-7a11-7000-8000-00000000a002',
                            kind: 'dedupe',
                            status: 'pending',
                            path: '/uploads',
                            methodology: null,
                            dry_run: false,
                            progress: 0,
                            processed_count: 0,
                            total_count: 0,
                            error_count: 0,
                            created_at: '2026-01-06T00:05:00.000Z',
                            updated_at: '2026-01-06T00:05:00.000Z',
                            estimated_completion: null
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: FolderNotFoundResponse,
            408: RequestTimeoutResponse,
            409: ScanConflictResponse,
            413: PayloadTooLargeResponse,
            415: NotJsonResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'dedupe.get_results': createRoute({
        method: 'get',
        path: '/api/v1/dedupe/results/{job_id}',
        operationId: 'dedupe.get_results',
        tags: ['dedupe'],
        summary: 'Get the duplicates found by a job',
        description: 'Lists the groups of identical files that a job found, and what was done with each file. The list is empty while the job is scanning.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['organize:read'] }, { Bearer: ['organize:read'] }],
        request: {
            params: z.object({
                job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'job_id',
                    in: 'path',
                    description: 'The job\'s ID',
                    example: '0198c0de-7a11-7000-8000-00000000a002'
                } })
            }),
            query: z.object({
                cursor: z.string().check(minLength(1)).check(maxLength(8192)).regex(/^[A-Za-z0-9_-]+$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 8192,
                    pattern: '^[A-Za-z0-9_-]+$'
                }).openapi({ param: {
                    name: 'cursor',
                    in: 'query',
                    description: 'Where to continue, from `next_cursor` of the previous page. A cursor is valid only for the list it came from, with the same parameters (`limit` may differ)'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'Maximum number of items on a page'
                } })
            })
        },
        responses: {
            200: {
                description: 'A page of groups',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    Link: NextLinkHeader
                },
                content: {
                    'application/json': {
                        schema: DedupeResultsSchema,
                        example: {
                            job: {
                                job_id: '0198c0de-7a11-7000-8000-00000000a002',
                                kind: 'dedupe',
                                status: 'planned',
                                path: '/uploads',
                                methodology: null,
                                dry_run: false,
                                progress: 100,
                                processed_count: 2,
                                total_count: 2,
                                error_count: 0,
                                created_at: '2026-01-06T00:05:00.000Z',
                                updated_at: '2026-01-06T00:05:01.000Z',
                                estimated_completion: null
                            },
                            items: [{
                                sha256: '2acf28dfa9d4ea51e4d6c52bee50409b53da19b2dbb677e6c492ab67b82a8058',
                                size: 9,
                                wasted_bytes: 9,
                                files: [{
                                    file_id: '0198c0de-7a11-7000-8000-00000000f002',
                                    path: '/uploads/notes (copy).txt',
                                    modified_at: '2026-01-02T00:00:00.000Z',
                                    status: 'found',
                                    spared_reason: null,
                                    error: null
                                }, {
                                    file_id: '0198c0de-7a11-7000-8000-00000000f001',
                                    path: '/uploads/notes.txt',
                                    modified_at: '2026-01-01T00:00:00.000Z',
                                    status: 'found',
                                    spared_reason: null,
                                    error: null
                                }]
                            }],
                            total: 1,
                            next_cursor: null,
                            file_count: 2,
                            wasted_bytes: 9,
                            kept: []
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: JobNotFoundResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'dedupe.execute': createRoute({
        method: 'post',
        path: '/api/v1/dedupe/execute',
        operationId: 'dedupe.execute',
        tags: ['dedupe'],
        summary: 'Remove duplicates',
        description: 'Moves all files of each group except one to the trash. Before a file is removed, it is compared byte for byte with one that stays. Files that have changed since the scan are left in place and reported. All files of the groups in `spare` are kept, and a file that belongs to another file is kept as long as that file is. The job can be rolled back.',
        'x-rate-limit': 'organize',
        'x-sdk': { wait: 'organize.get_status', positional: ['job_id', 'keep'] },
        security: [{ ApiKey: ['organize:write'] }, { Bearer: ['organize:write'] }],
        request: {
            headers: z.object({
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes the request safe to retry: within 24 hours, a request with the same credentials, key and content returns the first response again, with `Idempotency-Replayed: true`, and has no further effect. Quoted or unquoted. Responses of the operation itself are stored, including its errors (4xx). The key stays unused after a 429, a 5xx, a `permission_denied`, or a request that was rejected before the operation began. Use a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            }),
            body: {
                required: true,
                content: {
                    'application/json': {
                        schema: DedupeExecuteRequestSchema,
                        example: {
                            job_id: '0198c0de-7a11-7000-8000-00000000a002',
                            keep: 'oldest',
                            spare: []
                        }
                    }
                }
            }
        },
        responses: {
            202: {
                description: 'The job, which runs in the background',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader,
                    Location: JobLocationHeader,
                    'Idempotency-Replayed': IdempotencyReplayedHeader
                },
                content: {
                    'application/json': {
                        schema: JobSchema,
                        example: {
                            job_id: '0198c0de-7a11-7000-8000-00000000a002',
                            kind: 'dedupe',
                            status: 'executing',
                            path: '/uploads',
                            methodology: null,
                            dry_run: false,
                            progress: 0,
                            processed_count: 0,
                            total_count: 2,
                            error_count: 0,
                            created_at: '2026-01-06T00:05:00.000Z',
                            updated_at: '2026-01-06T00:06:00.000Z',
                            estimated_completion: null
                        }
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            404: JobNotFoundResponse,
            408: RequestTimeoutResponse,
            409: ExecuteConflictResponse,
            413: PayloadTooLargeResponse,
            415: NotJsonResponse,
            421: MisdirectedRequestResponse,
            422: IdempotencyKeyReusedResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse,
            503: UnavailableResponse
        }
    }),
    'system.health': createRoute({
        method: 'get',
        path: '/api/v1/health',
        operationId: 'system.health',
        tags: ['system'],
        summary: 'Check that the server is running',
        description: 'Responds as long as the server is running.',
        security: [],
        responses: {
            200: {
                description: 'The server is running',
                headers: {
                    'X-Request-Id': RequestIdHeader
                },
                content: {
                    'application/json': {
                        schema: HealthSchema,
                        example: {
                            status: 'ok',
                            version: '0.1.0',
                            uptime_seconds: 42
                        }
                    }
                }
            },
            421: MisdirectedRequestResponse,
            431: HeadersTooLargeResponse
        }
    }),
    'system.ready': createRoute({
        method: 'get',
        path: '/api/v1/ready',
        operationId: 'system.ready',
        tags: ['system'],
        summary: 'Check that the server can handle requests',
        description: 'Checks that the library exists and is writable, that the database responds and is writable, and that the disks have free space.',
        security: [],
        responses: {
            200: {
                description: 'The server can handle requests; all checks passed',
                headers: {
                    'X-Request-Id': RequestIdHeader
                },
                content: {
                    'application/json': {
                        schema: ReadinessSchema,
                        example: { status: 'ready', checks: [
                            { name: 'library', status: 'passed' },
                            { name: 'database', status: 'passed' },
                            { name: 'disk', status: 'passed' }
                        ] }
                    }
                }
            },
            421: MisdirectedRequestResponse,
            431: HeadersTooLargeResponse,
            503: NotReadyResponse
        }
    }),
    'system.metrics': createRoute({
        method: 'get',
        path: '/api/v1/metrics',
        operationId: 'system.metrics',
        tags: ['system'],
        summary: 'Get metrics',
        description: 'Returns metrics in the Prometheus text format: request counts and durations by operation, method and status, jobs by status, and process metrics. The setting `FILE_ORGANIZER_METRICS_PORT` serves them on a separate port without credentials.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['admin'] }, { Bearer: ['admin'] }],
        responses: {
            200: {
                description: 'The metrics',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'X-RateLimit-Limit': RateLimitLimitHeader,
                    'X-RateLimit-Remaining': RateLimitRemainingHeader,
                    'X-RateLimit-Reset': RateLimitResetHeader,
                    'RateLimit-Policy': RateLimitPolicyFieldHeader,
                    RateLimit: RateLimitFieldHeader
                },
                content: {
                    'text/plain; version=0.0.4': {
                        schema: z.string(),
                        example: '# HELP http_requests_in_flight Requests in progress\n# TYPE http_requests_in_flight gauge\nhttp_requests_in_flight 1\n'
                    }
                }
            },
            400: InvalidRequestResponse,
            401: UnauthorizedResponse,
            403: ForbiddenResponse,
            421: MisdirectedRequestResponse,
            429: RateLimitedResponse,
            431: HeadersTooLargeResponse,
            500: InternalErrorResponse
        }
    }),
    'system.openapi': createRoute({
        method: 'get',
        path: '/api/v1/openapi.json',
        operationId: 'system.openapi',
        tags: ['system'],
        summary: 'Get the OpenAPI document',
        description: 'Returns this document as JSON.',
        security: [],
        responses: {
            200: {
                description: 'The OpenAPI document',
                headers: {
                    'X-Request-Id': RequestIdHeader
                },
                content: {
                    'application/json': {
                        schema: z.object({
                            openapi: z.string(),
                            info: z.object({
                                title: z.string(),
                                version: z.string()
                            }),
                            paths: z.looseObject({})
                        }).openapi({ description: 'A document with its own keys, which clients must not rename', 'x-opaque': true }),
                        example: {
                            openapi: '3.1.1',
                            info: { title: 'File Organizer API', version: '0.1.0' },
                            paths: {}
                        }
                    }
                }
            },
            421: MisdirectedRequestResponse,
            431: HeadersTooLargeResponse
        }
    }),
    'system.docs': createRoute({
        method: 'get',
        path: '/docs',
        operationId: 'system.docs',
        tags: ['system'],
        summary: 'Read the API reference',
        description: 'The API reference as one self-contained HTML page.',
        security: [],
        responses: {
            200: {
                description: 'The page',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'Content-Security-Policy': ContentSecurityPolicyHeader,
                    'Referrer-Policy': ReferrerPolicyHeader
                },
                content: {
                    'text/html': {
                        schema: z.string(),
                        example: '<!doctype html><title>File Organizer API</title>'
                    }
                }
            },
            404: NoSuchPageResponse,
            421: MisdirectedRequestResponse,
            431: HeadersTooLargeResponse
        }
    }),
    'system.problem': createRoute({
        method: 'get',
        path: '/docs/problems/{code}',
        operationId: 'system.problem',
        tags: ['system'],
        summary: 'Get help on a problem',
        description: 'Explains a problem and what to do. The `type` of every problem links here.',
        security: [],
        request: {
            params: z.object({
                code: z.string().openapi({ param: {
                    name: 'code',
                    in: 'path',
                    description: 'The problem\'s `code`',
                    example: 'file_not_found'
                } })
            })
        },
        responses: {
            200: {
                description: 'The page',
                headers: {
                    'X-Request-Id': RequestIdHeader,
                    'Content-Security-Policy': ContentSecurityPolicyHeader,
                    'Referrer-Policy': ReferrerPolicyHeader
                },
                content: {
                    'text/html': {
                        schema: z.string(),
                        example: '<!doctype html><title>File not found</title>'
                    }
                }
            },
            404: NoSuchPageResponse,
            421: MisdirectedRequestResponse,
            431: HeadersTooLargeResponse
        }
    })
};

export const formFields = {
    'files.upload': z.strictObject({
        path: z.string().check(maxLength(4096)).regex(/^\//u).default('/').openapi({
            description: 'The folder to put the file in; created if it does not exist',
            pattern: '^/',
            maxLength: 4096
        }),
        on_conflict: z.enum([
            'rename',
            'fail',
            'replace'
        ]).default('rename').openapi({ description: 'What to do if a file with this name exists: `rename` picks a free name such as "report (2).pdf", `fail` returns 409, `replace` moves the existing file to the trash' })
    })
};
