// Generated from the contract by `contract generate`; do not edit.

import { createRoute, z } from '@hono/zod-openapi';
import { booleanFromText, format, maxLength, minLength, numberFromText, onlyProperties, required, uniqueItems } from 'contract-first/zod';

export const LoginRequestSchema = z.strictObject({
    username: z.string().check(minLength(1)).check(maxLength(1024)).openapi({ minLength: 1, maxLength: 1024 }),
    password: z.string().check(minLength(1)).check(maxLength(1024)).openapi({ minLength: 1, maxLength: 1024 })
}).openapi('LoginRequest');

export const UsernameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/u).openapi({ description: '1 to 64 letters, digits and any of "._@-", the first a letter or digit. Names that differ only by case are the same.', pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$' }).openapi('Username');

export const ScopeSchema = z.enum([
    'files:read',
    'files:write',
    'files:delete',
    'organize:read',
    'organize:write',
    'search:read',
    'admin'
]).openapi({ description: 'What credentials may do; `admin` covers all. `organize:write` is enough to have files moved, and duplicates put in the trash, and to cancel or undo the jobs of every user.' }).openapi('Scope');

export const ScopesSchema = z.array(ScopeSchema).check(uniqueItems).openapi({ description: 'The scopes, each at most once', uniqueItems: true }).openapi('Scopes');

export const UserSchema = z.object({
    user_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }),
    username: UsernameSchema,
    scopes: ScopesSchema,
    disabled: z.boolean().openapi({ description: 'Whether the user and its API keys are refused' }),
    created_at: z.string().check(format('date-time')).openapi({ format: 'date-time' })
}).openapi({ description: 'Somebody who can sign in' }).openapi('User');

export const SessionSchema = z.object({
    access_token: z.string().openapi({ description: 'Goes into `Authorization: Bearer …`', 'x-secret': true }),
    refresh_token: z.string().openapi({ description: 'Good once, for new tokens', 'x-secret': true }),
    token_type: z.enum(['Bearer']),
    expires_in: z.int().min(1).openapi({ description: 'For how many seconds the access token is good' }),
    refresh_expires_in: z.int().min(1).openapi({ description: 'For how many seconds the refresh token is good' }),
    user: UserSchema
}).openapi({ description: 'The tokens of a session' }).openapi('Session');

export const FieldErrorSchema = z.object({
    pointer: z.string().openapi({ description: 'Where: `#/body/path`, `#/query/limit`, `#/path/file_id`' }),
    message: z.string().openapi({ description: 'What it must be' })
}).openapi('FieldError');

export const ProblemSchema = z.object({
    type: z.string().check(format('uri-reference')).openapi({ format: 'uri-reference', description: 'A page that says what happened and what to do' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().openapi({ description: 'What happened this time' }),
    instance: z.string().check(format('uri-reference')).openapi({ format: 'uri-reference', description: 'The address of the request' }),
    code: z.string().regex(/^[a-z_]+$/u).openapi({ pattern: '^[a-z_]+$', description: 'A stable slug' }),
    request_id: z.string(),
    errors: z.array(FieldErrorSchema).max(20).optional().openapi({ description: 'The fields at fault, the first 20 of them' }),
    more_errors: z.int().min(1).optional().openapi({ description: 'How many more fields are at fault than `errors` lists; left out if it lists all' })
}).openapi({ description: 'An error (RFC 9457)' }).openapi('Problem');

export const RefreshRequestSchema = z.strictObject({
    refresh_token: z.string().check(minLength(1)).check(maxLength(1024)).openapi({ minLength: 1, maxLength: 1024 })
}).openapi('RefreshRequest');

export const MeSchema = z.object({
    user_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }),
    username: UsernameSchema,
    scopes: z.array(ScopeSchema).openapi({ description: 'What the credentials of this request may do' }),
    credential: z.enum(['access_token', 'api_key']).openapi({ description: 'What the request was made with' })
}).openapi({ description: 'Who makes this request' }).openapi('Me');

export const WsTicketSchema = z.object({
    ticket: z.string().openapi({ description: 'Goes into the address: `?ticket=…`', 'x-secret': true }),
    expires_at: z.string().check(format('date-time')).openapi({ format: 'date-time' })
}).openapi('WsTicket');

export const ApiKeySchema = z.object({
    key_id: z.string().openapi({ description: 'The part of the key between its two underscores' }),
    name: z.string().openapi({ description: 'What the key is for, in words of its user' }),
    scopes: ScopesSchema,
    created_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    expires_at: z.string().check(format('date-time')).nullable().openapi({ format: 'date-time', description: 'When it ends by itself; null where it never does' }),
    last_used_at: z.string().check(format('date-time')).nullable().openapi({ format: 'date-time', description: 'When it was used last, to the minute; null where it never was' })
}).openapi({ description: 'What is known of an API key' }).openapi('ApiKey');

export const ApiKeyListSchema = z.object({
    items: z.array(ApiKeySchema),
    total: z.int().min(0).openapi({ description: 'How many API keys the user has' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` for the next page; null on the last one' })
}).openapi('ApiKeyList');

export const ApiKeyRequestSchema = z.strictObject({
    name: z.string().check(minLength(1)).check(maxLength(100)).openapi({
        description: 'What the key is for, in your own words',
        minLength: 1,
        maxLength: 100
    }),
    scopes: z.array(ScopeSchema).min(1).check(uniqueItems).openapi({ description: 'What the key may do; each scope at most once', uniqueItems: true }),
    expires_at: z.string().check(format('date-time')).nullable().default(null).openapi({ format: 'date-time', description: 'When it ends by itself, in the future; null where it never does' })
}).openapi('ApiKeyRequest');

export const NewApiKeySchema = z.object({
    key: z.string().openapi({ description: 'Goes into `X-API-Key`; it cannot be had again', 'x-secret': true }),
    key_id: z.string().openapi({ description: 'The part of the key between its two underscores' }),
    name: z.string().openapi({ description: 'What the key is for, in words of its user' }),
    scopes: ScopesSchema,
    created_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    expires_at: z.string().check(format('date-time')).nullable().openapi({ format: 'date-time', description: 'When it ends by itself; null where it never does' }),
    last_used_at: z.string().check(format('date-time')).nullable().openapi({ format: 'date-time', description: 'When it was used last, to the minute; null where it never was' })
}).openapi({ description: 'An API key that was just made, with the key itself' }).openapi('NewApiKey');

export const UserListSchema = z.object({
    items: z.array(UserSchema),
    total: z.int().min(0).openapi({ description: 'How many users there are' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` for the next page; null on the last one' })
}).openapi('UserList');

export const PasswordSchema = z.string().check(minLength(8)).check(maxLength(1024)).openapi({
    description: '8 to 1,024 characters of any kind',
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
    disabled: z.boolean().optional().openapi({ description: 'Whether the user and its API keys are refused' })
}).openapi({ description: 'What is to change; what is left out stays as it is' }).openapi('UserChange');

export const FileTypeSchema = z.enum([
    'document',
    'image',
    'audio',
    'video',
    'archive',
    'code',
    'other'
]).openapi({ description: 'The kind of a file, the same in lists, filters, search and organizing. The name says it: books, mails and web pages are documents, raw photos and drawings images, installers and fonts other. Once organizing has looked at a content that no format of that kind can have, the content says it: a picture named `holiday.txt` is an image, `clip.ts` may be a video. Only the content can tell that; until a scan, the name decides' }).openapi('FileType');

export const PathSchema = z.string().check(maxLength(4096)).regex(/^\//u).openapi({
    description: 'A path in the library; it begins with "/", and the library\'s own folder is "/". Names are exact: another case, or another Unicode form (NFC, NFD), is another path',
    pattern: '^/',
    maxLength: 4096,
    examples: ['/documents']
}).openapi('Path');

export const FileSchema = z.object({
    file_id: z.string().check(format('uuid')).openapi({ format: 'uuid', description: 'Stays with the file when the API moves it' }),
    path: PathSchema,
    name: z.string().openapi({ description: 'The last part of the path' }),
    size: z.int().min(0).openapi({ description: 'In bytes' }),
    mime_type: z.string().openapi({ description: 'The media type that goes with the file\'s name, or that of its content where that decides its `type`' }),
    type: FileTypeSchema,
    sha256: z.string().regex(/^[0-9a-f]{64}$/u).nullable().openapi({ pattern: '^[0-9a-f]{64}$', description: 'The digest of the content, once it is known' }),
    created_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    modified_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    etag: z.string().openapi({ description: 'The value of the `ETag` header, quotes included; another one as soon as the content or the path is' })
}).openapi({ description: 'A file in the library' }).openapi('File');

export const FileListSchema = z.object({
    items: z.array(FileSchema),
    total: z.int().min(0).openapi({ description: 'How many files the whole list has' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` for the next page; null on the last one' }),
    folders: z.array(PathSchema).openapi({ description: 'The folders directly inside `path`, by name in natural order; on the first page only' })
}).openapi('FileList');

export const UploadSchema = z.strictObject({
    file: z.string().openapi({ format: 'binary', description: 'The file; its name is the part\'s `filename`, of which only what follows the last "/" counts. As browsers write it, `%22`, `%0D` and `%0A` stand for a quote and line breaks; a backslash is a character like any other' }),
    path: z.string().check(maxLength(4096)).regex(/^\//u).default('/').openapi({
        description: 'The folder to put it in, made where it does not exist',
        pattern: '^/',
        maxLength: 4096
    }),
    on_conflict: z.enum([
        'rename',
        'fail',
        'replace'
    ]).default('rename').openapi({ description: 'What to do where a file of that name is there: `rename` takes a free name such as "report (2).pdf", `fail` answers 409, `replace` moves the old file to the trash first' })
}).openapi('Upload');

export const TrashedFileSchema = z.object({
    file: FileSchema,
    original_path: z.string().regex(/^\//u).openapi({ description: 'Where it was, and where it is put back unless another path is sent', pattern: '^/' }),
    deleted_at: z.string().check(format('date-time')).openapi({ format: 'date-time' })
}).openapi({ description: 'A file in the trash' }).openapi('TrashedFile');

export const TrashListSchema = z.object({
    items: z.array(TrashedFileSchema),
    total: z.int().min(0).openapi({ description: 'How many files the trash has' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` for the next page; null on the last one' })
}).openapi('TrashList');

export const FileUpdateSchema = z.union([z.looseObject({}).check(required('path')).openapi({ required: ['path'] }), z.looseObject({}).check(required('name')).openapi({ required: ['name'] })]).and(z.looseObject({
    path: z.string().check(minLength(2)).check(maxLength(4096)).regex(/^\//u).optional().openapi({
        description: 'The whole new path, with the file\'s name',
        pattern: '^/',
        minLength: 2,
        maxLength: 4096
    }),
    name: z.string().check(minLength(1)).check(maxLength(255)).optional().openapi({
        description: 'The new name; the folder stays, or is that of `path`',
        minLength: 1,
        maxLength: 255
    }),
    on_conflict: z.enum(['fail', 'rename']).default('fail').openapi({ description: 'What to do where a file of that name is there: `fail` answers 409, `rename` takes a free name such as "report (2).pdf"' })
}).check(onlyProperties('path', 'name', 'on_conflict')).openapi({ additionalProperties: false })).openapi({
    type: 'object',
    description: 'What is to be other than it is; at least one of `path` and `name`',
    anyOf: [{ required: ['path'] }, { required: ['name'] }],
    additionalProperties: false,
    properties: {
        path: {
            type: 'string',
            description: 'The whole new path, with the file\'s name',
            pattern: '^/',
            minLength: 2,
            maxLength: 4096
        },
        name: {
            type: 'string',
            description: 'The new name; the folder stays, or is that of `path`',
            minLength: 1,
            maxLength: 255
        },
        on_conflict: {
            type: 'string',
            description: 'What to do where a file of that name is there: `fail` answers 409, `rename` takes a free name such as "report (2).pdf"',
            enum: ['fail', 'rename'],
            default: 'fail'
        }
    }
}).openapi('FileUpdate');

export const RestoreRequestSchema = z.strictObject({
    path: z.string().check(minLength(2)).check(maxLength(4096)).regex(/^\//u).optional().openapi({
        description: 'The whole path, with the file\'s name; by default the one that the file had',
        pattern: '^/',
        minLength: 2,
        maxLength: 4096
    })
}).openapi({ description: 'Where a file is put back' }).openapi('RestoreRequest');

export const MethodologySchema = z.enum([
    'para',
    'johnny_decimal',
    'type',
    'date'
]).openapi({ description: 'How to organize: `para` into projects, areas, resources and archives, `johnny_decimal` into numbered areas, categories and IDs (`10-19 Finance/12 Tax/12.03 2025 return`), `type` by kind of file, `date` by year and month' }).openapi('Methodology');

export const ScanOptionsSchema = z.strictObject({
    exclude: z.array(z.string().check(minLength(1)).check(maxLength(500)).regex(/^([^!]|$)/u).openapi({
        minLength: 1,
        maxLength: 500,
        pattern: '^([^!]|$)'
    })).max(100).default([]).openapi({ description: 'Glob patterns of files and folders that stay, from `path` on: `Letters/**`, `*.{tmp,part}`. A pattern without "/" is one for a name, at any depth; a "/" at its beginning stands for `path`, one at its end changes nothing. `*` and `?` match within a name, `**` over folders, `[a-z]` a character, `{a,b}` one of several. None begins with "!", which would exclude all the rest to some and take back an exclusion to others; a name that does is written `\\!name`. A folder that matches stays with all in it' }),
    destination: PathSchema.optional().openapi({ description: 'The folder in which those of the methodology are made, if not `path` itself; it is made where it is not there' }),
    recursive: z.boolean().default(true).openapi({ description: 'Whether the files in folders below are organized, too' }),
    include_hidden: z.boolean().default(false).openapi({ description: 'Whether hidden files and folders, whose names begin with ".", are organized, too' }),
    min_confidence: z.number().min(0).max(1).default(0).openapi({ description: 'Moves of a lower confidence are not planned; what stays for that is in `kept`' }),
    projects: z.array(z.string().check(minLength(1)).check(maxLength(100)).openapi({ minLength: 1, maxLength: 100 })).max(200).optional().openapi({ description: 'The names of the caller\'s projects, for `para` only: what bears one of them, or lies in a folder that does, goes to the folder of that project' }),
    areas: z.array(z.string().check(minLength(1)).check(maxLength(100)).openapi({ minLength: 1, maxLength: 100 })).max(200).optional().openapi({ description: 'The names of the caller\'s areas of responsibility, for `para` only: as with `projects`' })
}).openapi({ description: 'What is organized, where it goes, and how sure the plan must be', examples: [{
    projects: ['Website relaunch', 'Move to Lisbon'],
    areas: ['Health', 'Car'],
    min_confidence: 0.5
}] }).openapi('ScanOptions');

export const ScanRequestSchema = z.strictObject({
    path: PathSchema,
    methodology: MethodologySchema,
    dry_run: z.boolean().default(false).openapi({ description: 'Whether the job may only ever plan; a scan itself never changes a file' }),
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
]).openapi({ description: '`pending → scanning → planned → executing → completed`. Beside it: `partial`, some changes were made or undone and others could not be; `failed`, the job could not go on, such as where the disk of the library is gone: what is left of its plan can be executed again; `cancelled`; and, by a rollback, `rolling_back → rolled_back`', 'x-running': [
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
    methodology: z.union([MethodologySchema, z.null()]).openapi({ description: 'Null for a job that does not organize' }),
    dry_run: z.boolean().openapi({ description: 'Whether the job ends with its plan for good' }),
    progress: z.int().min(0).max(100).openapi({ description: 'Percent of the present phase' }),
    processed_count: z.int().min(0),
    total_count: z.int().min(0),
    error_count: z.int().min(0),
    created_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    updated_at: z.string().check(format('date-time')).openapi({ format: 'date-time' }),
    estimated_completion: z.string().check(format('date-time')).nullable().openapi({ format: 'date-time' })
}).openapi({ description: 'A piece of work that goes on in the background' }).openapi('Job');

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
    ]).openapi({ description: '`vanished`: the file is gone. `changed`: it is not the file, or does not have the content, that was planned. `replaced`: a link, a folder or something else has its path now. `blocked`: the folder that it belongs in cannot be made, since a file, a link or a twin of its name is in the way. `name_taken`: another file has the name that it would get back. `deleted`: it was deleted for good, and nothing brings it back. `denied`: the server may not do it. `disk_full`: there is no room. `other_disk`: the folder would come to another file system, which cannot be done in one go. `io_error`: the disk failed.' }),
    message: z.string()
}).openapi({ description: 'Why a change was not made' }).openapi('ChangeError');

export const ChangeSchema = z.object({
    file_id: z.string().check(format('uuid')).nullable().openapi({ format: 'uuid', description: 'The file that moves; null where a folder does. The files in it keep their ids' }),
    from: PathSchema,
    to: z.string().check(maxLength(4096)).regex(/^\//u).openapi({
        description: 'Where the file or folder goes. Before the execution it is the wish; after it, the place where it is: a name that was taken meanwhile becomes "report (2).pdf"',
        pattern: '^/',
        maxLength: 4096
    }),
    action: z.enum(['move', 'move_folder']).openapi({ description: '`move`: a file. `move_folder`: a folder whose content belongs together, as one, with all that is in it by then' }),
    reason: z.string().openapi({ description: 'Why, in words' }),
    confidence: z.number().min(0).max(1),
    needs_review: z.boolean(),
    status: z.enum([
        'planned',
        'done',
        'failed',
        'undone'
    ]).openapi({ description: '`undone` by a rollback; what a rollback could not put back is still `done`, with an `error`' }),
    error: z.union([ChangeErrorSchema, z.null()])
}).openapi({ description: 'One planned or made move' }).openapi('Change');

export const FolderChangeSchema = z.object({
    path: PathSchema,
    files_before: z.int().min(0).openapi({ description: 'Files directly in it before' }),
    files_after: z.int().min(0).openapi({ description: 'Files directly in it after' }),
    status: z.enum([
        'unchanged',
        'made',
        'removed'
    ]).openapi({ description: '`made` by the job, or `removed` because the job has taken the last out of it. A rollback makes both `unchanged` again; a folder that was made and has got other content since stays' })
}).openapi({ description: 'A folder that the plan takes files from or puts files in, or that the job has made or removed' }).openapi('FolderChange');

export const KeptSchema = z.object({
    path: PathSchema,
    reason: z.string().openapi({ description: 'Why, in words' })
}).openapi({ description: 'Something that stays where it is although it might have moved' }).openapi('Kept');

export const JobResultsSchema = z.object({
    job: JobSchema,
    items: z.array(ChangeSchema),
    total: z.int().min(0).openapi({ description: 'How many changes the whole plan has' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` for the next page; null on the last one' }),
    folders: z.array(FolderChangeSchema).openapi({ description: 'The folder structure before and after, by path in natural order; on the first page only' }),
    kept: z.array(KeptSchema).openapi({ description: 'What stays although it might have moved, and why, such as a software project, which all methodologies but `para` leave where it is; on the first page only, at most 1,000' })
}).openapi({ description: 'What a job plans, or has done' }).openapi('JobResults');

export const ExecuteRequestSchema = z.strictObject({
    job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' })
}).openapi('ExecuteRequest');

export const JobListSchema = z.object({
    items: z.array(JobSchema),
    total: z.int().min(0).openapi({ description: 'How many jobs the whole list has' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` for the next page; null on the last one' })
}).openapi('JobList');

export const SearchResultSchema = z.object({
    file: FileSchema,
    score: z.number().max(1).gt(0).openapi({ description: 'How good the match is, each word counting the same. A word of the name counts from 0.5 to 1, a part of the name from 0.25 to 0.5, a word of the content from 0.125 to 0.25 and a part of the content from 0.0625 to 0.125: the more, the rarer the word is and the more of the text it makes up (BM25)' }),
    matched: z.array(z.enum(['name', 'content'])).openapi({ description: 'Where the words were found' })
}).openapi('SearchResult');

export const SearchResultsSchema = z.object({
    items: z.array(SearchResultSchema).openapi({ description: 'The best first' }),
    total: z.int().min(0).openapi({ description: 'How many files match' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` for the next page; null on the last one' }),
    indexing: z.boolean().openapi({ description: 'Whether there are files that the search does not know yet, or not yet as they are now, such as after the first start; what is not found may then be found later. How many they are tells `search.queued_count` of the statistics.' })
}).openapi('SearchResults');

export const FileTypeStatsSchema = z.object({
    type: FileTypeSchema,
    count: z.int().min(0),
    bytes: z.int().min(0)
}).openapi('FileTypeStats');

export const FileStatsSchema = z.object({
    count: z.int().min(0),
    bytes: z.int().min(0),
    by_type: z.array(FileTypeStatsSchema).openapi({ description: 'Kinds of which there are any' })
}).openapi({ description: 'The files that the index knows' }).openapi('FileStats');

export const TrashStatsSchema = z.object({
    count: z.int().min(0),
    bytes: z.int().min(0)
}).openapi('TrashStats');

export const SearchStatsSchema = z.object({
    indexed_count: z.int().min(0).openapi({ description: 'Files that are wholly indexed' }),
    queued_count: z.int().min(0).openapi({ description: 'Files whose name or content waits to be indexed, or to be taken out' })
}).openapi('SearchStats');

export const JobStatsSchema = z.object({
    status: JobStatusSchema,
    count: z.int().min(0)
}).openapi('JobStats');

export const StatsSchema = z.object({
    files: FileStatsSchema,
    trash: TrashStatsSchema,
    search: SearchStatsSchema,
    jobs: z.array(JobStatsSchema).openapi({ description: 'States in which there are any jobs' })
}).openapi('Stats');

export const DedupeScanRequestSchema = z.strictObject({
    path: PathSchema,
    min_size: z.int().min(0).max(9007199254740991).default(1).openapi({ description: 'Smaller files are left out, in bytes; with 0, empty files are duplicates as well' }),
    include_hidden: z.boolean().default(false).openapi({ description: 'Whether hidden files and folders, whose names begin with ".", are looked at' }),
    exclude: z.array(z.string().check(minLength(1)).check(maxLength(500)).regex(/^([^!]|$)/u).openapi({
        minLength: 1,
        maxLength: 500,
        pattern: '^([^!]|$)'
    })).max(100).default([]).openapi({ description: 'Glob patterns of files and folders that stay, from `path` on: `Letters/**`, `*.{tmp,part}`. A pattern without "/" is one for a name, at any depth; a "/" at its beginning stands for `path`, one at its end changes nothing. `*` and `?` match within a name, `**` over folders, `[a-z]` a character, `{a,b}` one of several. None begins with "!", which would exclude all the rest to some and take back an exclusion to others; a name that does is written `\\!name`. A folder that matches stays with all in it' })
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
    ]).openapi({ description: '`found` by the scan. By the execution, `kept` where it stays, or `removed` to the trash; or `failed`: it is left where it is. `restored` by a rollback; what a rollback could not put back is still `removed`, with an `error`' }),
    spared_reason: z.string().nullable().openapi({ description: 'Why it stays whatever is kept of its group, in words: it belongs to a file that stays, as a sidecar does to its picture and a cover to its album, or its group is spared' }),
    error: z.union([ChangeErrorSchema, z.null()])
}).openapi({ description: 'One of several files of equal content' }).openapi('DuplicateFile');

export const DuplicateGroupSchema = z.object({
    sha256: z.string().regex(/^[0-9a-f]{64}$/u).openapi({ pattern: '^[0-9a-f]{64}$', description: 'The digest of the content' }),
    size: z.int().min(0).openapi({ description: 'Of each file, in bytes' }),
    wasted_bytes: z.int().min(0).openapi({ description: 'What the files take that need not stay, as the scan has found them' }),
    files: z.array(DuplicateFileSchema).openapi({ description: 'At least two, by their paths' })
}).openapi({ description: 'Files of equal content. Several names of one file (hard links) are one file in it' }).openapi('DuplicateGroup');

export const DedupeResultsSchema = z.object({
    job: JobSchema,
    items: z.array(DuplicateGroupSchema).openapi({ description: 'Those groups first that waste most. A page has fewer than `limit` where its groups have more than 10,000 files together' }),
    total: z.int().min(0).openapi({ description: 'How many groups there are' }),
    next_cursor: z.string().nullable().openapi({ description: 'Pass as `cursor` for the next page; null on the last one' }),
    file_count: z.int().min(0).openapi({ description: 'How many files all groups have' }),
    wasted_bytes: z.int().min(0).openapi({ description: 'What all groups waste together' }),
    kept: z.array(KeptSchema).openapi({ description: 'What the scan left out, such as a software project, a sidecar that is equal to that of another picture, or a file that changed while it was read; on the first page only, at most 1,000' })
}).openapi({ description: 'What a job has found, and what it has done' }).openapi('DedupeResults');

export const DedupeExecuteRequestSchema = z.strictObject({
    job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }),
    keep: z.enum([
        'newest',
        'oldest',
        'shortest_path'
    ]).openapi({ description: 'Which file of each group stays: the one modified last, the one modified first, or the one whose path has the fewest characters. Where several are alike, the first by its path' }),
    spare: z.array(z.string().regex(/^[0-9a-f]{64}$/u).openapi({ pattern: '^[0-9a-f]{64}$' })).max(10000).default([]).openapi({ description: 'The groups of which all files stay, each by its `sha256`. One that the job has not found is an error, so that none is spared in vain' })
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
    ]).openapi({ description: '`library`: its folder is there and writable; `database`: it answers and can be written; `disk`: there is room for the files to come' }),
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
    description: 'The id of this request, taken from the request\'s own `X-Request-Id` where it is sane',
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
    description: 'The policy, by the IETF draft on RateLimit header fields (`q` requests in `w` seconds)',
    required: true,
    schema: { type: 'string', pattern: '^"[a-z]+";q=\\d+;w=\\d+$' },
    example: '"files";q=100;w=60'
} as const;

export const RateLimitFieldHeader = {
    description: 'What is left of the policy, by the same draft (`r` requests, for `t` more seconds)',
    required: true,
    schema: { type: 'string', pattern: '^"[a-z]+";r=\\d+;t=\\d+$' },
    example: '"files";r=99;t=42'
} as const;

export const IdempotencyReplayedHeader = {
    description: '`true` where this is the first answer again, for an `Idempotency-Key` that has come before; left out otherwise',
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
    description: 'The content codings that are taken, which is none (RFC 9110, section 12.5.3); left out where the media type is at fault',
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
    description: 'The next page, where there is one (RFC 8288)',
    schema: { type: 'string' },
    example: '</api/v1/files?path=%2Fuploads&cursor=WyJub3Rlcy50eHQiXQ&limit=1>; rel="next"'
} as const;

export const ETagHeader = {
    description: 'A strong validator of the file, another one as soon as its content or its path is',
    required: true,
    schema: { type: 'string', pattern: '^"[A-Za-z0-9_-]+"$' },
    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
} as const;

export const FileLocationHeader = {
    description: 'The address of the file',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
    example: '/api/v1/files/0198c0de-7a11-7000-8000-00000000f001'
} as const;

export const NextTrashLinkHeader = {
    description: 'The next page, where there is one (RFC 8288)',
    schema: { type: 'string' },
    example: '</api/v1/files/trash?cursor=WzE3NjczMTIwMDAwMDBd&limit=1>; rel="next"'
} as const;

export const LastModifiedHeader = {
    description: 'When the file was modified last',
    required: true,
    schema: { type: 'string', pattern: '^[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$' },
    example: 'Thu, 01 Jan 2026 00:00:00 GMT'
} as const;

export const AcceptRangesHeader = {
    description: 'That ranges of bytes can be asked for',
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
    description: 'Which bytes of how many these are (RFC 9110, section 14.4)',
    required: true,
    schema: { type: 'string', pattern: '^bytes \\d+-\\d+/\\d+$' },
    example: 'bytes 0-2/9'
} as const;

export const UnsatisfiedRangeHeader = {
    description: 'How many bytes the file has (RFC 9110, section 14.4)',
    required: true,
    schema: { type: 'string', pattern: '^bytes \\*/\\d+$' },
    example: 'bytes */9'
} as const;

export const JobLocationHeader = {
    description: 'The address of the job\'s status',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
    example: '/api/v1/organize/status/0198c0de-7a11-7000-8000-00000000a001'
} as const;

export const UpgradeToWebSocketHeader = {
    description: 'The protocol that this address speaks (RFC 9110, section 7.8)',
    required: true,
    schema: { type: 'string', const: 'websocket' },
    example: 'websocket'
} as const;

export const ConnectionUpgradeHeader = {
    description: 'That the connection is about the upgrade (RFC 9110, section 7.6.1)',
    required: true,
    schema: { type: 'string', pattern: '^Upgrade(, close)?$' },
    example: 'Upgrade'
} as const;

export const WebSocketVersionHeader = {
    description: 'The version of the protocol that this address speaks (RFC 6455, section 4.4)',
    required: true,
    schema: { type: 'integer', const: 13 },
    example: 13
} as const;

export const ContentSecurityPolicyHeader = {
    description: 'What the page may load, connect to and be shown in',
    required: true,
    schema: { type: 'string' },
    example: 'default-src \'none\'; connect-src \'self\'; frame-ancestors \'none\''
} as const;

export const ReferrerPolicyHeader = {
    description: 'The page\'s address is told to nobody',
    required: true,
    schema: { type: 'string', const: 'no-referrer' },
    example: 'no-referrer'
} as const;

export const InvalidRequestResponse = {
    description: 'The request is not valid',
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
                title: 'The request is not valid',
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
    description: 'The user name or the password is wrong',
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
                title: 'The user name or the password is wrong',
                status: 401,
                detail: 'The user name or the password is wrong',
                instance: '/api/v1/auth/login',
                code: 'login_failed',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const ForeignPageResponse = {
    description: 'The page that asks has a foreign origin',
    headers: {
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/origin_not_allowed',
                title: 'The page\'s origin is not allowed',
                status: 403,
                detail: 'Pages of "https://example.com" may not do this; allow them with FILE_ORGANIZER_CORS_ORIGINS',
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
                title: 'The request took too long to arrive',
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
    description: 'The same request is still at work',
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
                title: 'The same request is still at work',
                status: 409,
                detail: 'The first request with this Idempotency-Key is still being processed; try again in a moment',
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
                title: 'The body is too large',
                status: 413,
                detail: 'The body is larger than the limit of 1048576 bytes',
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
                title: 'The media type is not supported',
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
    description: 'The idempotency key belongs to another request',
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
                title: 'The idempotency key belongs to another request',
                status: 422,
                detail: 'This Idempotency-Key was used for another operation or another body; use a new key',
                instance: '/api/v1/organize/scan',
                code: 'idempotency_key_reused',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const RateLimitedResponse = {
    description: 'The limit is used up',
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
    description: 'The request line and the headers together are too large',
    headers: {
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/headers_too_large',
                title: 'The headers are too large',
                status: 431,
                detail: 'The request line and the headers have more than 16 KiB',
                instance: '/',
                code: 'headers_too_large',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const InternalErrorResponse = {
    description: 'A fault in the server',
    headers: {
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/internal_error',
                title: 'Something went wrong in the server',
                status: 500,
                detail: 'The server met an unexpected error; it was logged with this request_id',
                instance: '/api/v1/files',
                code: 'internal_error',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const LoginUnavailableResponse = {
    description: 'Too many passwords wait to be checked (`server_busy`), or the database is busy (`database_busy`)',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'Retry-After': RetryAfterHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/server_busy',
                title: 'The server is busy',
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
    description: 'The refresh token is not valid',
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
                title: 'The refresh token is not valid',
                status: 401,
                detail: 'The refresh token is not valid; sign in again',
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
                title: 'The database is busy',
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
    description: 'Credentials are missing or not valid',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'WWW-Authenticate': WwwAuthenticateHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/missing_credentials',
                title: 'Credentials are missing',
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
                title: 'A scope is missing',
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
    description: 'There is no such API key',
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
                title: 'There is no such API key',
                status: 404,
                detail: 'You have no API key with the id 5f2b8c1d9e04',
                instance: '/api/v1/auth/api-keys/5f2b8c1d9e04',
                code: 'api_key_not_found',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const UsernameTakenResponse = {
    description: 'The user name is taken, or the same request is still at work (`idempotency_in_progress`)',
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
                title: 'The user name is taken',
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
    description: 'There is no such user',
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
                title: 'There is no such user',
                status: 404,
                detail: 'No user has the id 0198c0de-7a11-7000-8000-00000000b001',
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
                title: 'Somebody must stay administrator',
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
    description: 'The system does not let the server read or write there (`permission_denied`), or the credentials lack a scope',
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
                title: 'The server is not allowed to do that there',
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
    description: 'There is no such folder',
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
                title: 'There is no such folder',
                status: 404,
                detail: 'There is no folder "/missing"',
                instance: '/api/v1/files?path=%2Fmissing',
                code: 'folder_not_found',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const NotAFolderResponse = {
    description: 'The path is that of a file',
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
                title: 'That is a file, not a folder',
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
    description: 'The library, its disk or its database cannot be used now',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'Retry-After': RetryAfterHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/library_unavailable',
                title: 'The library is not there',
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
    description: 'The name is taken, or the same request is still at work (`idempotency_in_progress`)',
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
                title: 'A file of that name is there',
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
                title: 'The body is too large',
                status: 413,
                detail: 'The file is larger than the limit of 17179869184 bytes (FILE_ORGANIZER_MAX_UPLOAD_BYTES)',
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
                title: 'The media type is not supported',
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
    description: 'The request is not valid, or the bytes are not those that the digest is of',
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
                title: 'The body does not match Content-Digest',
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
    description: 'The file is not as the condition says',
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
                title: 'The file is not as the condition says',
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
                title: 'The content coding is not supported',
                status: 415,
                detail: 'The Content-Encoding is not supported; send the body as it is, without the header',
                instance: '/api/v1/files/content?path=%2Fuploads%2Fnotes.txt',
                code: 'unsupported_content_coding',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const FileNotFoundResponse = {
    description: 'There is no such file',
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
                title: 'There is no such file',
                status: 404,
                detail: 'No file has the id 0198c0de-7a11-7000-8000-00000000f001',
                instance: '/api/v1/files/0198c0de-7a11-7000-8000-00000000f001',
                code: 'file_not_found',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const RangeNotSatisfiableResponse = {
    description: 'The range lies behind the end of the file',
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
                title: 'The file has no such range',
                status: 416,
                detail: 'The range starts beyond the end of the file, which has 9 bytes',
                instance: '/api/v1/files/0198c0de-7a11-7000-8000-00000000f001/content',
                code: 'range_not_satisfiable',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const NotInTrashResponse = {
    description: 'There is no such file in the trash',
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
                title: 'It is not in the trash',
                status: 404,
                detail: 'No file in the trash has the id 0198c0de-7a11-7000-8000-00000000f001',
                instance: '/api/v1/files/0198c0de-7a11-7000-8000-00000000f001/restore',
                code: 'not_in_trash',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const ScanConflictResponse = {
    description: 'Another job is at work there, the path is that of a file, or the same request is still at work (`idempotency_in_progress`)',
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
                title: 'Another job is at work there',
                status: 409,
                detail: 'Job 0198c0de-7a11-7000-8000-00000000a001 is working in "/uploads"; wait until it has ended, or cancel it',
                instance: '/api/v1/organize/scan',
                code: 'job_conflict',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const JobNotFoundResponse = {
    description: 'There is no such job',
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
                title: 'There is no such job',
                status: 404,
                detail: 'No job has the id 0198c0de-7a11-7000-8000-00000000a001',
                instance: '/api/v1/organize/status/0198c0de-7a11-7000-8000-00000000a001',
                code: 'job_not_found',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const ExecuteConflictResponse = {
    description: 'The job cannot be executed now, or the same request is still at work (`idempotency_in_progress`)',
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
                title: 'This job cannot be executed',
                status: 409,
                detail: 'The job was started with dry_run, so its plan is never executed; start a scan without it',
                instance: '/api/v1/organize/execute',
                code: 'job_not_executable',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const CancelConflictResponse = {
    description: 'The job cannot be cancelled now',
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
                title: 'This job cannot be cancelled',
                status: 409,
                detail: 'The job is completed; only one that is scanning, planned or executing can be cancelled',
                instance: '/api/v1/organize/jobs/0198c0de-7a11-7000-8000-00000000a001/cancel',
                code: 'job_not_cancellable',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const RollbackConflictResponse = {
    description: 'The job cannot be rolled back now',
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
                title: 'This job cannot be rolled back',
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
    description: 'The request is not valid, or the search takes too long (`search_too_costly`)',
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
                title: 'The search takes too long',
                status: 400,
                detail: 'The search did not end within 10 seconds; use fewer words, or longer ones',
                instance: '/api/v1/search?q=a+e+i+o+u',
                code: 'search_too_costly',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const SearchUnavailableResponse = {
    description: 'Too many searches wait (`server_busy`), or the library, its disk or its database cannot be used now',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'Retry-After': RetryAfterHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/server_busy',
                title: 'The server is busy',
                status: 503,
                detail: 'Too many searches are under way; try again in a few seconds',
                instance: '/api/v1/search?q=invoice',
                code: 'server_busy',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const ForbiddenConnectionResponse = {
    description: 'The credentials lack a scope, or the page that asks has a foreign origin',
    headers: {
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/origin_not_allowed',
                title: 'The page\'s origin is not allowed',
                status: 403,
                detail: 'Pages of "https://example.com" may not do this; allow them with FILE_ORGANIZER_CORS_ORIGINS',
                instance: '/api/v1/ws/my-client-id',
                code: 'origin_not_allowed',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const UpgradeRequiredResponse = {
    description: 'The request does not ask for a WebSocket',
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
                title: 'This address speaks WebSocket',
                status: 426,
                detail: 'This address takes only WebSocket handshakes (RFC 6455, version 13)',
                instance: '/api/v1/ws/my-client-id',
                code: 'upgrade_required',
                request_id: '01a2b3c4-5d6e-7f80-9a1b-2c3d4e5f6071'
            }
        }
    }
};

export const NotReadyResponse = {
    description: 'Something that the server needs is missing; `errors` has an entry for each failed check',
    headers: {
        'X-Request-Id': RequestIdHeader,
        'Retry-After': RetryAfterHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/not_ready',
                title: 'The server is not ready',
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
    description: 'There is no such page',
    headers: {
        'X-Request-Id': RequestIdHeader
    },
    content: {
        'application/problem+json': {
            schema: ProblemSchema,
            example: {
                type: '/docs/problems/not_found',
                title: 'There is nothing at this address',
                status: 404,
                detail: 'There is no problem with the code "unknown"',
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
        { scope: 'organize:write', description: 'Scan, execute a plan, cancel it and roll it back: of jobs of every kind and of every user, so that it moves files, and puts duplicates in the trash, without any other scope' },
        { scope: 'search:read', description: 'Search names and contents' },
        { scope: 'admin', description: 'Everything' }
    ],
    'x-problems': [
        {
            code: 'invalid_request',
            status: 400,
            title: 'The request is not valid',
            meaning: 'A parameter or a field of the body is missing, malformed or out of its bounds.',
            remedy: 'Read `detail`; `errors` has an entry for each field that is not valid, with what it must be.'
        },
        {
            code: 'malformed_request',
            status: 400,
            title: 'The request is not valid HTTP',
            meaning: 'The request line, a header or the framing of the body breaks the rules of HTTP, or `Host` is missing or not that of an address.',
            remedy: 'Use an HTTP client that keeps to RFC 9112. The connection has been closed.'
        },
        {
            code: 'invalid_path',
            status: 400,
            title: 'The path is not valid',
            meaning: 'A path must begin with "/", stay inside the library, and have at most 100 names, each of at most 255 bytes, that are neither "." nor ".." and hold no NUL. A path that passes through a symbolic link is refused as well.',
            remedy: 'Send the path of a folder as the list of files shows it, such as "/documents".'
        },
        {
            code: 'digest_mismatch',
            status: 400,
            title: 'The body does not match Content-Digest',
            meaning: 'The SHA-256 of the body is not the one in `Content-Digest`. Nothing was stored.',
            remedy: 'Send the file again; if the problem persists, compute the digest again.'
        },
        {
            code: 'search_too_costly',
            status: 400,
            title: 'The search takes too long',
            meaning: 'The search reached the limit of 10 seconds and was stopped. Words that are in most files, many words at once, and long phrases of one repeated character take longest.',
            remedy: 'Use fewer words, or longer ones that fewer files have.'
        },
        {
            code: 'missing_credentials',
            status: 401,
            title: 'Credentials are missing',
            meaning: 'The operation needs an API key or an access token, and the request carries neither.',
            remedy: 'Send `X-API-Key: fo_<id>_<token>` or `Authorization: Bearer <token>`.'
        },
        {
            code: 'invalid_credentials',
            status: 401,
            title: 'The credentials are not valid',
            meaning: 'The key or the token is unknown, malformed, altered or past its time.',
            remedy: 'Check for a missing character, or use a new key or token.'
        },
        {
            code: 'insufficient_scope',
            status: 403,
            title: 'A scope is missing',
            meaning: 'The credentials are right, but do not carry the scope that this operation needs.',
            remedy: 'Use a key whose scopes include the one that `detail` names.'
        },
        {
            code: 'origin_not_allowed',
            status: 403,
            title: 'The page\'s origin is not allowed',
            meaning: 'A page of another origin than the server\'s asked for a WebSocket or tried to sign in, and the server was not told to allow that. Scheme, host and port must all be the same.',
            remedy: 'Open the page from the server itself, or add its origin to FILE_ORGANIZER_CORS_ORIGINS. Do that for the server\'s own pages, too, if a proxy in front of it adds TLS and the browser does not say that the page is of the same origin.'
        },
        {
            code: 'permission_denied',
            status: 403,
            title: 'The server is not allowed to do that there',
            meaning: 'The system does not let the server read or write this file or folder of the library, because of its owner or its permissions. Your own credentials are not the cause.',
            remedy: 'Give the user that the server runs as the right to read and write there, then send the request again, with the same idempotency key if you like.'
        },
        {
            code: 'not_found',
            status: 404,
            title: 'There is nothing at this address',
            meaning: 'The API has no operation at this address.',
            remedy: 'Look up the address in the reference at /docs.'
        },
        {
            code: 'file_not_found',
            status: 404,
            title: 'There is no such file',
            meaning: 'No file has this id, or it has been removed from the disk.',
            remedy: 'List the folder again to get the ids of the files that are there.'
        },
        {
            code: 'not_in_trash',
            status: 404,
            title: 'It is not in the trash',
            meaning: 'Neither the trash nor the library has a file of this id; it never was, or is gone for good.',
            remedy: 'List the trash to see which files can be restored.'
        },
        {
            code: 'folder_not_found',
            status: 404,
            title: 'There is no such folder',
            meaning: 'The library has no folder at this path.',
            remedy: 'List "/" to see which folders there are.'
        },
        {
            code: 'job_not_found',
            status: 404,
            title: 'There is no such job',
            meaning: 'No job has this id.',
            remedy: 'Use the `job_id` that the scan answered with.'
        },
        {
            code: 'method_not_allowed',
            status: 405,
            title: 'The method is not allowed here',
            meaning: 'The address exists, but not with this method.',
            remedy: 'Use one of the methods in the `Allow` header.'
        },
        {
            code: 'request_timeout',
            status: 408,
            title: 'The request took too long to arrive',
            meaning: 'The head of the request, or its JSON body, did not arrive within 20 seconds.',
            remedy: 'Send the request again on a new connection.'
        },
        {
            code: 'file_exists',
            status: 409,
            title: 'A file of that name is there',
            meaning: 'The folder already has a file of that name, and the request asked not to go on then.',
            remedy: 'Choose another name, or send `on_conflict` as `rename` or `replace`.'
        },
        {
            code: 'name_conflict',
            status: 409,
            title: 'The name differs from another one only in case or Unicode form',
            meaning: 'The folder has an entry whose name differs only by case or by the form of its Unicode characters; many systems cannot tell the two apart.',
            remedy: 'Use the name that is there, exactly, or a clearly different one.'
        },
        {
            code: 'not_a_folder',
            status: 409,
            title: 'That is a file, not a folder',
            meaning: 'A part of the path that must be a folder is a file.',
            remedy: 'Name a folder, or move the file away first.'
        },
        {
            code: 'job_conflict',
            status: 409,
            title: 'Another job is at work there',
            meaning: 'A job is scanning or moving files in this folder, in one above it or in one below it.',
            remedy: 'Wait until the job that `detail` names has ended, then send the request again.'
        },
        {
            code: 'job_not_executable',
            status: 409,
            title: 'This job cannot be executed',
            meaning: 'Only a job that is `planned`, or has `failed` with something of its plan left, and was not started with `dry_run`, can be executed, and only once; and by `johnny_decimal` only while nothing else has been given its numbers.',
            remedy: 'Read its status; where it cannot be executed, start a new scan.'
        },
        {
            code: 'job_not_cancellable',
            status: 409,
            title: 'This job cannot be cancelled',
            meaning: 'Only a job that is scanning, planned or executing can be cancelled.',
            remedy: 'Read its status. To undo what a job has done, roll it back.'
        },
        {
            code: 'job_not_reversible',
            status: 409,
            title: 'This job cannot be rolled back',
            meaning: 'Only a job that has come to rest and has changed something can be rolled back.',
            remedy: 'Read its status and its results; a job at work can be cancelled first.'
        },
        {
            code: 'precondition_failed',
            status: 412,
            title: 'The file is not as the condition says',
            meaning: 'The request was to be carried out only on the file that `If-Match`, `If-None-Match` or `If-Unmodified-Since` says, and the file is another one by now, is there, or is not there.',
            remedy: 'Get the file again, look at what has changed, and send the request with its new `ETag`.'
        },
        {
            code: 'payload_too_large',
            status: 413,
            title: 'The body is too large',
            meaning: 'The body or the file is larger than the server accepts. JSON may have 1 MiB, or as many bytes as `x-max-body-bytes` of the operation says; `detail` names the limit.',
            remedy: 'Send less, or raise the server\'s limit for uploads.'
        },
        {
            code: 'unsupported_media_type',
            status: 415,
            title: 'The media type is not supported',
            meaning: 'The body is not of the media type that the operation takes.',
            remedy: 'Send the `Content-Type` that `detail` names.'
        },
        {
            code: 'unsupported_content_coding',
            status: 415,
            title: 'The content coding is not supported',
            meaning: 'The body is encoded (`Content-Encoding`), such as by gzip; what is put in the library are the bytes that come, and an encoded body would be kept as another file than was meant.',
            remedy: 'Send the body as it is, without `Content-Encoding`. To keep a compressed file, send it without the header.'
        },
        {
            code: 'range_not_satisfiable',
            status: 416,
            title: 'The file has no such range',
            meaning: 'The range that was asked for begins behind the end of the file, or has no bytes.',
            remedy: 'Ask for a range within the size that `Content-Range` names, or for all of the file.'
        },
        {
            code: 'idempotency_in_progress',
            status: 409,
            retry: true,
            title: 'The same request is still at work',
            meaning: 'A request with this `Idempotency-Key` has come before and is not answered yet.',
            remedy: 'Wait a moment, then send the request again with the same key to get its answer.'
        },
        {
            code: 'host_not_allowed',
            status: 421,
            title: 'Unknown host name',
            meaning: '`Host` is not one of the names of this server: `localhost`, `127.0.0.1`, `[::1]`, the address that it listens on (any IP address if it listens on all), or a name in FILE_ORGANIZER_HOSTS. A web page can let its own name resolve to your machine to pass for a page of this server.',
            remedy: 'Use one of these names, or add yours to FILE_ORGANIZER_HOSTS.'
        },
        {
            code: 'idempotency_key_reused',
            status: 422,
            title: 'The idempotency key belongs to another request',
            meaning: 'This `Idempotency-Key` was sent before with another body or to another operation.',
            remedy: 'Use a new key for a new request, and an old one only to repeat what was sent with it.'
        },
        {
            code: 'headers_too_large',
            status: 431,
            title: 'The headers are too large',
            meaning: 'The request line and the headers together may have at most 16 KiB.',
            remedy: 'Send fewer or shorter headers, such as cookies that the API does not read.'
        },
        {
            code: 'upgrade_required',
            status: 426,
            title: 'This address speaks WebSocket',
            meaning: 'The request does not ask for a WebSocket, or for another version of it than 13.',
            remedy: 'Open the address with a WebSocket, and not with an ordinary request.'
        },
        {
            code: 'rate_limited',
            status: 429,
            title: 'Too many requests',
            meaning: 'The limit of this policy is used up for now.',
            remedy: 'Wait for as many seconds as `Retry-After` says, then send the request again.'
        },
        {
            code: 'internal_error',
            status: 500,
            title: 'Something went wrong in the server',
            meaning: 'The server met a fault that it did not foresee. It has been logged with the request\'s id.',
            remedy: 'Try again; if it stays, report the `request_id`.'
        },
        {
            code: 'unknown_transfer_coding',
            status: 501,
            title: 'The transfer coding is not known',
            meaning: 'The body is encoded on its way (`Transfer-Encoding`) in another way than in chunks, and could only be kept as other bytes than were meant.',
            remedy: 'Send the body in chunks (`Transfer-Encoding` is `chunked`), or with its `Content-Length`.'
        },
        {
            code: 'library_unavailable',
            status: 503,
            title: 'The library is not there',
            meaning: 'The folder that holds the files is gone or is no longer the one the server started on.',
            remedy: 'Mount or restore the folder, then try again. Nothing has been changed.'
        },
        {
            code: 'storage_unavailable',
            status: 503,
            title: 'The disk refused',
            meaning: 'The disk is full, read-only or failing; or the file would come to another file system, which cannot keep an extended attribute that it has.',
            remedy: 'Free some space or mend the disk, then try again. Nothing is left half done. Keep the data folder, where the trash is, on the file system of the library, or on one that keeps extended attributes.'
        },
        {
            code: 'database_busy',
            status: 503,
            title: 'The database is busy',
            meaning: 'Another program has held the server\'s database for too long.',
            remedy: 'Try again in a few seconds; end the program that holds it if this goes on.'
        },
        {
            code: 'not_ready',
            status: 503,
            title: 'The server is not ready',
            meaning: 'The server runs, but something that it needs to serve requests is missing or broken.',
            remedy: 'Read `errors`; each entry names a check and says what it found.'
        },
        {
            code: 'login_failed',
            status: 401,
            title: 'The user name or the password is wrong',
            meaning: 'There is no user of this name, it is disabled, or the password is not the user\'s. The answer is the same for all three.',
            remedy: 'Check both for a missing character, or have an administrator set a new password.'
        },
        {
            code: 'invalid_refresh_token',
            status: 401,
            title: 'The refresh token is not valid',
            meaning: 'The token is unknown or past its time, was used before, or its session has ended. One that comes a second time ends its session.',
            remedy: 'Sign in again.'
        },
        {
            code: 'api_key_not_found',
            status: 404,
            title: 'There is no such API key',
            meaning: 'The user has no API key of this id.',
            remedy: 'List the API keys to see the ids of those that are there.'
        },
        {
            code: 'user_not_found',
            status: 404,
            title: 'There is no such user',
            meaning: 'No user has this id.',
            remedy: 'List the users to see the ids of those that are there.'
        },
        {
            code: 'username_taken',
            status: 409,
            title: 'The user name is taken',
            meaning: 'Another user has this name, in this or another case.',
            remedy: 'Choose another name.'
        },
        {
            code: 'last_administrator',
            status: 409,
            title: 'Somebody must stay administrator',
            meaning: 'This is the only user who is not disabled and has the scope `admin`; without one, nobody could administer users any more.',
            remedy: 'Make another user an administrator first.'
        },
        {
            code: 'server_busy',
            status: 503,
            title: 'The server is busy',
            meaning: 'Too many passwords wait to be checked, or too many searches to be carried out.',
            remedy: 'Try again after as many seconds as `Retry-After` says.'
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
        description: 'Takes a user name and a password, and begins a session: an access token for 30 minutes, and a refresh token for 7 days. An unknown user, a disabled one and a wrong password get the same answer.',
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
                    description: 'Makes it safe to send the request again, should its answer be lost: within 10 minutes, the same request with the same key gets the same tokens again, with `Idempotency-Replayed: true`, and nothing else happens. Only who sends the right password, or a refresh token of the session, gets so far. Refusals leave the key unused. Quoted or bare. Choose a random key, such as a UUID.',
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
                description: 'The tokens of a new session',
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
        summary: 'Get new tokens',
        description: 'Changes a refresh token for a new one and a new access token. Each is good once: a refresh token that comes a second time may have been stolen, so its whole session ends at once. To be able to send the request again where its answer was lost, send an `Idempotency-Key` with it.',
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
                    description: 'Makes it safe to send the request again, should its answer be lost: within 10 minutes, the same request with the same key gets the same tokens again, with `Idempotency-Replayed: true`, and nothing else happens. Only who sends the right password, or a refresh token of the session, gets so far. Refusals leave the key unused. Quoted or bare. Choose a random key, such as a UUID.',
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
                description: 'The next tokens of the session',
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
        description: 'Ends the session of the access token at once: the token itself, the refresh token and all that came from the same login are refused from now on. An API key has no session to end; delete it instead.',
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
        summary: 'Tell who you are',
        description: 'Tells whose the credentials of this request are, and what they may do.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: [] }, { Bearer: [] }],
        responses: {
            200: {
                description: 'The user, and the credentials in use',
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
        summary: 'Get a ticket for the WebSocket',
        description: 'Makes a ticket that opens one WebSocket within 30 seconds, for browsers, which cannot send credentials in headers there. It carries the scopes of the credentials that it was made with.',
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
                    description: 'Makes it safe to send the request again: within 24 hours, a request with the same credentials, the same key and the same content gets the first answer again, with `Idempotency-Replayed: true`, and does nothing. Quoted or bare. Answers that the operation itself has given are kept, its refusals (4xx) among them; a 429, a 5xx, a `permission_denied` and a request that was refused before the operation began leave the key unused. Choose a random key, such as a UUID.',
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
        description: 'Lists the API keys of the user, the oldest first. Keys are managed by who has signed in, or by an administrator\'s key: a key that has leaked must not make others. The keys themselves are not kept, so they are not in the list.',
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
                    description: 'Where to go on, from `next_cursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'How many items a page has at most'
                } })
            })
        },
        responses: {
            200: {
                description: 'A page of keys',
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
        summary: 'Make an API key',
        description: 'Makes an API key of the user. The key itself is in this answer only. It can have no scope that the credentials of this request lack, and one that is made with an API key cannot outlive that key. It is refused while its user is disabled.',
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
                    description: 'Makes it safe to send the request again: within 24 hours, a request with the same credentials, the same key and the same content gets the first answer again, with `Idempotency-Replayed: true`, and does nothing. Quoted or bare. Answers that the operation itself has given are kept, its refusals (4xx) among them; a 429, a 5xx, a `permission_denied` and a request that was refused before the operation began leave the key unused. Choose a random key, such as a UUID.',
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
                description: 'The key',
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
        description: 'Deletes an API key of the user; it is refused from now on. Credentials cannot delete a key that has a scope that they lack.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['admin'] }, { Bearer: [] }],
        request: {
            params: z.object({
                key_id: z.string().regex(/^[A-Za-z0-9]{1,64}$/u).openapi({ pattern: '^[A-Za-z0-9]{1,64}$' }).openapi({ param: {
                    name: 'key_id',
                    in: 'path',
                    description: 'The key\'s id, which is the part between its two underscores',
                    example: '5f2b8c1d9e04'
                } })
            })
        },
        responses: {
            204: {
                description: 'The key is gone',
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
        summary: 'List the users',
        description: 'Lists all users, the oldest first.',
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
                    description: 'Where to go on, from `next_cursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'How many items a page has at most'
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
        summary: 'Add a user',
        description: 'Adds a user, who can sign in at once. User names that differ only by case are the same.',
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
                    description: 'Makes it safe to send the request again: within 24 hours, a request with the same credentials, the same key and the same content gets the first answer again, with `Idempotency-Replayed: true`, and does nothing. Quoted or bare. Answers that the operation itself has given are kept, its refusals (4xx) among them; a 429, a 5xx, a `permission_denied` and a request that was refused before the operation began leave the key unused. Choose a random key, such as a UUID.',
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
                description: 'The user',
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
        description: 'Deletes a user, with all sessions and API keys. The last administrator who is not disabled cannot be deleted.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['admin'] }, { Bearer: ['admin'] }],
        request: {
            params: z.object({
                user_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'user_id',
                    in: 'path',
                    description: 'The user\'s id',
                    example: '0198c0de-7a11-7000-8000-00000000b001'
                } })
            })
        },
        responses: {
            204: {
                description: 'The user is gone',
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
        summary: 'Change a user',
        description: 'Changes what the body names and leaves the rest. A new password, or being disabled, ends all sessions of the user. Scopes that are taken away are gone from the user\'s tokens and keys at once. The last administrator who is not disabled stays one.',
        'x-rate-limit': 'files',
        'x-max-body-bytes': 16384,
        security: [{ ApiKey: ['admin'] }, { Bearer: ['admin'] }],
        request: {
            params: z.object({
                user_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'user_id',
                    in: 'path',
                    description: 'The user\'s id',
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
                description: 'The user as it is now',
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
        description: 'Lists the files of a folder as they are on the disk now.',
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
                    description: 'Whether the files in its subfolders are listed too'
                } }),
                include_hidden: z.preprocess(booleanFromText, z.boolean()).default(false).openapi({ param: {
                    name: 'include_hidden',
                    in: 'query',
                    description: 'Whether files and folders whose name begins with a dot are listed too'
                } }),
                type: FileTypeSchema.optional().openapi({ param: {
                    name: 'type',
                    in: 'query',
                    description: 'Only files of this kind'
                } }),
                sort_by: z.enum([
                    'name',
                    'size',
                    'created',
                    'modified'
                ]).default('name').openapi({ param: {
                    name: 'sort_by',
                    in: 'query',
                    description: 'What to sort by. Names sort in natural order: a number counts by its value, so `file2` comes before `file10`, and marks and case only matter between names of the same letters, so `Äpfel` comes before `zebra`. This is the order of the CLDR root collation (UTS #35) for names in Latin, Greek, Cyrillic and kana; other letters follow, and rarer symbols precede digits, by code point. Files with equal names, sizes or times sort by the code points of their paths; so do names that only differ in leading zeros, such as `a1` and `a01`'
                } }),
                sort_order: z.enum(['asc', 'desc']).default('asc').openapi({ param: {
                    name: 'sort_order',
                    in: 'query',
                    description: 'Which end comes first'
                } }),
                cursor: z.string().check(minLength(1)).check(maxLength(8192)).regex(/^[A-Za-z0-9_-]+$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 8192,
                    pattern: '^[A-Za-z0-9_-]+$'
                }).openapi({ param: {
                    name: 'cursor',
                    in: 'query',
                    description: 'Where to go on, from `next_cursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'How many items a page has at most'
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
        description: 'Puts one file in the library. It is hashed as it arrives and appears under its name only when all of it is on the disk; a broken upload leaves nothing. A form has at most 4 MiB beside its file: one whose Content-Length says that the file is too large is refused before it is sent.',
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
                    description: 'Makes it safe to send the request again: within 24 hours, a request with the same credentials, the same key and the same content gets the first answer again, with `Idempotency-Replayed: true`, and does nothing. Quoted or bare. Answers that the operation itself has given are kept, its refusals (4xx) among them; a 429, a 5xx, a `permission_denied` and a request that was refused before the operation began leave the key unused. Choose a random key, such as a UUID.',
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
                description: 'The file as it is now',
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
        summary: 'Put a file at a path',
        description: 'Takes the body, whatever its media type, as the content of the file at `path`. It is hashed as it arrives and appears under its name only when all of it is on the disk; a broken upload leaves nothing. A part of a file (`Content-Range`) is refused, and so is what is encoded (`Content-Encoding`). Where a file is there, it goes to the trash under its own id, and the new one has an id of its own; `If-Match` and `If-None-Match: *` guard against that. To be able to send it again where its answer was lost, send an `Idempotency-Key` with it.',
        'x-rate-limit': 'files',
        'x-sdk': { positional: ['path', 'content'] },
        security: [{ ApiKey: ['files:write'] }, { Bearer: ['files:write'] }],
        request: {
            query: z.object({
                path: z.string().check(maxLength(4096)).regex(/^\//u).openapi({ pattern: '^/', maxLength: 4096 }).openapi({ param: {
                    name: 'path',
                    in: 'query',
                    description: 'The path of the file, with its name; folders that are missing are made',
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
                    description: 'What to do where a file of that name is there: `replace` moves the old file to the trash, `rename` takes a free name such as "report (2).pdf", `fail` answers 409'
                } })
            }),
            headers: z.object({
                'if-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-match',
                    in: 'header',
                    description: 'Only where the file has one of these ETags, or where it is there at all (`*`); else 412',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } }),
                'if-none-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-none-match',
                    in: 'header',
                    description: 'Only where the file has none of these ETags, or where it is not there at all (`*`)',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } }),
                'content-digest': z.string().check(maxLength(8192)).optional().openapi({ maxLength: 8192 }).openapi({ param: {
                    name: 'content-digest',
                    in: 'header',
                    description: 'The digest of the bytes by `sha-256` (RFC 9530), which is verified',
                    example: 'sha-256=:X+zrZv/IbzjZUnhsbWlsecLb2jndTpG0ZynXOif7V+k=:'
                } }),
                'idempotency-key': z.string().check(minLength(1)).check(maxLength(255)).regex(/^("[!#-~ ]+"|[!#-~]+)$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 255,
                    pattern: '^("[!#-~ ]+"|[!#-~]+)$'
                }).openapi({ param: {
                    name: 'idempotency-key',
                    in: 'header',
                    description: 'Makes it safe to send the request again: within 24 hours, a request with the same credentials, the same key and the same content gets the first answer again, with `Idempotency-Replayed: true`, and does nothing. Quoted or bare. Answers that the operation itself has given are kept, its refusals (4xx) among them; a 429, a 5xx, a `permission_denied` and a request that was refused before the operation began leave the key unused. Choose a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            }),
            body: {
                description: 'The bytes of the file; any other media type is taken as well',
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
                description: 'The file as it is now, in place of another',
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
        description: 'Lists the files in the trash, those that were deleted last first.',
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
                    description: 'Where to go on, from `next_cursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'How many items a page has at most'
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
        description: 'Tells all that is known of a file, as it is on the disk now.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:read'] }, { Bearer: ['files:read'] }],
        request: {
            params: z.object({
                file_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'file_id',
                    in: 'path',
                    description: 'The file\'s id',
                    example: '0198c0de-7a11-7000-8000-00000000f001'
                } })
            }),
            headers: z.object({
                'if-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-match',
                    in: 'header',
                    description: 'Only where the file has one of these ETags, or where it is there at all (`*`); else 412',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } }),
                'if-none-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-none-match',
                    in: 'header',
                    description: 'Only where the file has none of these ETags, or where it is not there at all (`*`)',
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
                description: 'The file is as the client knows it',
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
        description: 'Moves a file to the trash, or removes it for good. A file that is in the trash already is removed with `permanent=true`.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:delete'] }, { Bearer: ['files:delete'] }],
        request: {
            params: z.object({
                file_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'file_id',
                    in: 'path',
                    description: 'The file\'s id',
                    example: '0198c0de-7a11-7000-8000-00000000f001'
                } })
            }),
            query: z.object({
                permanent: z.preprocess(booleanFromText, z.boolean()).default(false).openapi({ param: {
                    name: 'permanent',
                    in: 'query',
                    description: 'Whether the file is removed for good instead of being moved to the trash'
                } })
            }),
            headers: z.object({
                'if-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-match',
                    in: 'header',
                    description: 'Only where the file has one of these ETags, or where it is there at all (`*`); else 412',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } })
            })
        },
        responses: {
            204: {
                description: 'It is gone from the library',
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
        description: 'Gives a file another path, another name, or both. It keeps its id and its content. A folder that is missing is made.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:write'] }, { Bearer: ['files:write'] }],
        request: {
            params: z.object({
                file_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'file_id',
                    in: 'path',
                    description: 'The file\'s id',
                    example: '0198c0de-7a11-7000-8000-00000000f001'
                } })
            }),
            headers: z.object({
                'if-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-match',
                    in: 'header',
                    description: 'Only where the file has one of these ETags, or where it is there at all (`*`); else 412',
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
                description: 'The file as it is now',
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
        description: 'Sends the bytes of a file, under its own media type and name, or one range of them. Of several ranges that are asked for at once, none is picked: all of the file is sent.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:read'] }, { Bearer: ['files:read'] }],
        request: {
            params: z.object({
                file_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'file_id',
                    in: 'path',
                    description: 'The file\'s id',
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
                    description: 'The `ETag` of the file that the range is part of; for another, and for a date, all is sent',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } }),
                'if-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-match',
                    in: 'header',
                    description: 'Only where the file has one of these ETags, or where it is there at all (`*`); else 412',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } }),
                'if-none-match': z.string().check(maxLength(2048)).optional().openapi({ maxLength: 2048 }).openapi({ param: {
                    name: 'if-none-match',
                    in: 'header',
                    description: 'Only where the file has none of these ETags, or where it is not there at all (`*`)',
                    example: '"q1wZ4hV9d2bXc7Lk0TfYpA"'
                } }),
                'if-modified-since': z.string().check(maxLength(1024)).optional().openapi({ maxLength: 1024 }).openapi({ param: {
                    name: 'if-modified-since',
                    in: 'header',
                    description: 'Only where the file was modified after this date (RFC 9110, section 13.1.3); else 304. Passed over with `If-None-Match`, and where it is no date',
                    example: 'Thu, 01 Jan 2026 00:00:00 GMT'
                } }),
                'if-unmodified-since': z.string().check(maxLength(1024)).optional().openapi({ maxLength: 1024 }).openapi({ param: {
                    name: 'if-unmodified-since',
                    in: 'header',
                    description: 'Only where the file was not modified after this date (RFC 9110, section 13.1.4); else 412. Passed over with `If-Match`, and where it is no date',
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
                description: 'The range of the content that was asked for',
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
                description: 'The content is the one that the client has',
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
        description: 'Puts a deleted file back where it was, or at the `path` that is sent, under the id that it had. A folder that is missing is made. Where its old folder has another case by now, or is a file or a link, the refusal says so: send a `path` then. A file that is in the library is left as it is, and is the answer: to ask once more does no harm.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:write'] }, { Bearer: ['files:write'] }],
        request: {
            params: z.object({
                file_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'file_id',
                    in: 'path',
                    description: 'The file\'s id',
                    example: '0198c0de-7a11-7000-8000-00000000f001'
                } })
            }),
            query: z.object({
                on_conflict: z.enum(['rename', 'fail']).default('rename').openapi({ param: {
                    name: 'on_conflict',
                    in: 'query',
                    description: 'What to do where another file has the name by now: `rename` takes a free name such as "report (2).pdf", `fail` answers 409'
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
                    description: 'Makes it safe to send the request again: within 24 hours, a request with the same credentials, the same key and the same content gets the first answer again, with `Idempotency-Replayed: true`, and does nothing. Quoted or bare. Answers that the operation itself has given are kept, its refusals (4xx) among them; a 429, a 5xx, a `permission_denied` and a request that was refused before the operation began leave the key unused. Choose a random key, such as a UUID.',
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
                description: 'The file as it is now',
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
        summary: 'Plan an organization',
        description: 'Starts a job that looks at every file in a folder and below, and plans where each one goes. It changes nothing. Hidden files stay, unless `options` say otherwise. What belongs together, such as a software project, is never taken apart: `para` moves the folder as one, the other methodologies leave it where it is. By every methodology, a file goes along with the one that it belongs to: a sidecar with its picture, the film of a Live Photo, what Google Takeout says of a picture, subtitles with their film, the folder of a saved web page with the page. `date` goes by the date that a picture or a video carries, else by one in the file\'s name, else by its last change; the reason of each move says which.',
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
                    description: 'Makes it safe to send the request again: within 24 hours, a request with the same credentials, the same key and the same content gets the first answer again, with `Idempotency-Replayed: true`, and does nothing. Quoted or bare. Answers that the operation itself has given are kept, its refusals (4xx) among them; a 429, a 5xx, a `permission_denied` and a request that was refused before the operation began leave the key unused. Choose a random key, such as a UUID.',
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
                description: 'The job, which goes on in the background',
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
        description: 'Tells how far a job is.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['organize:read'] }, { Bearer: ['organize:read'] }],
        request: {
            params: z.object({
                job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'job_id',
                    in: 'path',
                    description: 'The job\'s id',
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
        description: 'Lists every change that a job plans or has made, with the reason for it. While the job still scans, the list is empty.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['organize:read'] }, { Bearer: ['organize:read'] }],
        request: {
            params: z.object({
                job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'job_id',
                    in: 'path',
                    description: 'The job\'s id',
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
                    description: 'Where to go on, from `next_cursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'How many items a page has at most'
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
        summary: 'Carry out a plan',
        description: 'Moves the files as the job has planned. Nothing is ever overwritten; a file that has changed since the scan is left where it is and reported, and the rest goes on. A folder below the one that is organized is removed where the job has taken the last out of it. A job that `failed` on its way goes on with what is left of its plan.',
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
                    description: 'Makes it safe to send the request again: within 24 hours, a request with the same credentials, the same key and the same content gets the first answer again, with `Idempotency-Replayed: true`, and does nothing. Quoted or bare. Answers that the operation itself has given are kept, its refusals (4xx) among them; a 429, a 5xx, a `permission_denied` and a request that was refused before the operation began leave the key unused. Choose a random key, such as a UUID.',
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
                description: 'The job, which goes on in the background',
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
        description: 'Lists the jobs of this library, the newest first.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['organize:read'] }, { Bearer: ['organize:read'] }],
        request: {
            query: z.object({
                status: JobStatusSchema.optional().openapi({ param: {
                    name: 'status',
                    in: 'query',
                    description: 'Only jobs in this state'
                } }),
                cursor: z.string().check(minLength(1)).check(maxLength(8192)).regex(/^[A-Za-z0-9_-]+$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 8192,
                    pattern: '^[A-Za-z0-9_-]+$'
                }).openapi({ param: {
                    name: 'cursor',
                    in: 'query',
                    description: 'Where to go on, from `next_cursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'How many items a page has at most'
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
        description: 'Stops a job between two files, or gives up a plan that nobody has carried out. What has been moved by then stays where it is; a rollback puts it back.',
        'x-rate-limit': 'files',
        'x-sdk': { wait: 'organize.get_status' },
        security: [{ ApiKey: ['organize:write'] }, { Bearer: ['organize:write'] }],
        request: {
            params: z.object({
                job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'job_id',
                    in: 'path',
                    description: 'The job\'s id',
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
                    description: 'Makes it safe to send the request again: within 24 hours, a request with the same credentials, the same key and the same content gets the first answer again, with `Idempotency-Replayed: true`, and does nothing. Quoted or bare. Answers that the operation itself has given are kept, its refusals (4xx) among them; a 429, a 5xx, a `permission_denied` and a request that was refused before the operation began leave the key unused. Choose a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            })
        },
        responses: {
            202: {
                description: 'The job; it is `cancelled` once it has come to rest',
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
        description: 'Puts every file that the job has moved back to where it was, however long ago that is. A file that has changed since, or whose old name is taken, stays where it is, and the results say why. A folder that was moved as one goes back as one, with what has come, gone or changed in it since. Folders that the job has removed come back; those that it has made are removed where they are empty. Folders that nobody else has changed get their times back. A job that could not be put back whole ends `partial`, and can be rolled back again. One that has nothing left but files that were deleted for good stays `partial`, since the library is not what it was before; to roll it back again is a 409.',
        'x-rate-limit': 'organize',
        'x-sdk': { wait: 'organize.get_status' },
        security: [{ ApiKey: ['organize:write'] }, { Bearer: ['organize:write'] }],
        request: {
            params: z.object({
                job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'job_id',
                    in: 'path',
                    description: 'The job\'s id',
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
                    description: 'Makes it safe to send the request again: within 24 hours, a request with the same credentials, the same key and the same content gets the first answer again, with `Idempotency-Replayed: true`, and does nothing. Quoted or bare. Answers that the operation itself has given are kept, its refusals (4xx) among them; a 429, a 5xx, a `permission_denied` and a request that was refused before the operation began leave the key unused. Choose a random key, such as a UUID.',
                    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"'
                } })
            })
        },
        responses: {
            202: {
                description: 'The job, which goes on in the background',
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
        summary: 'Search names and contents',
        description: 'Finds the files that have every word of `q`, each in the name or in the content, the best\nfirst. Words in double quotes are a phrase. Nothing else in `q` is an operator; of more than\n32 words and phrases, the first 32 count, and of a longer word or phrase, its first 100\ncharacters (in which "ß" is two, and an accent none).\n\nCase and accents do not matter, nor do the points of Hebrew, the vowels of Arabic, and letters\nsuch as "ł", "ø" or "ß" beside "l", "o" and "ss". A word is found where a word begins with it\nand, from three characters on, anywhere; a shorter one is found anywhere in a name, and in a\ncontent where a word begins with it. Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese are\nfound from one character on. A word that a line end has cut in two is found whole.\n\nThe first 524,288 characters of a content are searched: of text files in UTF-8, UTF-16 or\nWindows-1252 (of which at most the first MiB is read, holes aside), of PDF, of office documents\nin Office Open XML and OpenDocument (docx, xlsx, pptx, odt, ods, odp, their templates and those\nwith macros), of RTF, HTML, XML, mail (eml, mbox, mht), contacts and calendars. An encrypted\ndocument is found by its name, a broken one also by what of its text can be read.\n\nA new file is found within a second. A page may have fewer items than `limit` where files\nhave gone from the disk meanwhile; only a `next_cursor` of null ends the list.\n\nA search that takes longer than 10 seconds is refused (`search_too_costly`). Two searches are\ncarried out at once; up to 32 more wait, for at most 10 seconds each, and others are refused\n(`server_busy`).\n',
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
                    description: 'The folder to search, with all below it. Its name is exact, as in a list: another Unicode form of it is another folder'
                } }),
                type: FileTypeSchema.optional().openapi({ param: {
                    name: 'type',
                    in: 'query',
                    description: 'Only files of this kind'
                } }),
                include_hidden: z.preprocess(booleanFromText, z.boolean()).default(false).openapi({ param: {
                    name: 'include_hidden',
                    in: 'query',
                    description: 'Whether files are found that have a name beginning with a dot in their path'
                } }),
                cursor: z.string().check(minLength(1)).check(maxLength(8192)).regex(/^[A-Za-z0-9_-]+$/u).optional().openapi({
                    minLength: 1,
                    maxLength: 8192,
                    pattern: '^[A-Za-z0-9_-]+$'
                }).openapi({ param: {
                    name: 'cursor',
                    in: 'query',
                    description: 'Where to go on, from `next_cursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'How many items a page has at most'
                } })
            })
        },
        responses: {
            200: {
                description: 'A page of what was found',
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
        summary: 'Count what is there',
        description: 'Tells how many files and bytes the index of the library and the trash hold, how far the search index is, and how many jobs there are.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['files:read'] }, { Bearer: ['files:read'] }],
        responses: {
            200: {
                description: 'The counts',
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
        summary: 'Watch files and jobs live',
        description: 'Switches to a WebSocket (RFC 6455) on which the user\'s events arrive; its messages are in the AsyncAPI document. One of the scopes is enough, and only events for which the credentials have a scope arrive. The `Origin` that a browser sends must be the server\'s own, or one that it was told of; scheme, host and port count. Whether the request is a handshake, and from where, is checked before its credentials. The generated clients leave this operation to a WebSocket of the platform.',
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
                    description: 'Names the client; a second connection of the same name takes the place of the first',
                    example: 'my-client-id'
                } })
            }),
            query: z.object({
                last_event_id: z.preprocess(numberFromText, z.int().min(0)).optional().openapi({ param: {
                    name: 'last_event_id',
                    in: 'query',
                    description: 'The last event that the client has; those after it come first',
                    example: 41
                } }),
                ticket: z.string().check(minLength(1)).check(maxLength(512)).optional().openapi({ minLength: 1, maxLength: 512 }).openapi({ param: {
                    name: 'ticket',
                    in: 'query',
                    description: 'A ticket in place of credentials in a header'
                } })
            })
        },
        responses: {
            101: {
                description: 'The connection is a WebSocket from here on',
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
        description: 'Starts a job that finds the files of equal content in a folder and below, by size, then by their first 4 KB, then by SHA-256. It changes nothing. A software project below the folder is left out, and so is a file that vanishes, changes or cannot be read meanwhile; the results say why. A file that belongs to another one is no duplicate by itself: a sidecar with its picture, a subtitle with its film, the cover of an album are found where all that they belong to has copies as well.',
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
                    description: 'Makes it safe to send the request again: within 24 hours, a request with the same credentials, the same key and the same content gets the first answer again, with `Idempotency-Replayed: true`, and does nothing. Quoted or bare. Answers that the operation itself has given are kept, its refusals (4xx) among them; a 429, a 5xx, a `permission_denied` and a request that was refused before the operation began leave the key unused. Choose a random key, such as a UUID.',
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
                description: 'The job, which goes on in the background',
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
        summary: 'Get the duplicates of a job',
        description: 'Lists the groups of equal files that a job has found, and what was done with each file. While the job still scans, the list is empty.',
        'x-rate-limit': 'files',
        security: [{ ApiKey: ['organize:read'] }, { Bearer: ['organize:read'] }],
        request: {
            params: z.object({
                job_id: z.string().check(format('uuid')).openapi({ format: 'uuid' }).openapi({ param: {
                    name: 'job_id',
                    in: 'path',
                    description: 'The job\'s id',
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
                    description: 'Where to go on, from `next_cursor` of the page before. It is of that list only: with other parameters than `limit`, or in another list, it is refused'
                } }),
                limit: z.preprocess(numberFromText, z.int().min(1).max(1000)).default(100).openapi({ param: {
                    name: 'limit',
                    in: 'query',
                    description: 'How many items a page has at most'
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
        summary: 'Leave one of each',
        description: 'Moves all files of each group but one to the trash. A file goes only after it was compared, byte for byte, with one that stays; one that has changed since the scan is left where it is and reported. All of a group stay that `spare` names; and a file stays that belongs to another one for as long as that one does. The job can be rolled back.',
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
                    description: 'Makes it safe to send the request again: within 24 hours, a request with the same credentials, the same key and the same content gets the first answer again, with `Idempotency-Replayed: true`, and does nothing. Quoted or bare. Answers that the operation itself has given are kept, its refusals (4xx) among them; a 429, a 5xx, a `permission_denied` and a request that was refused before the operation began leave the key unused. Choose a random key, such as a UUID.',
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
                description: 'The job, which goes on in the background',
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
        summary: 'Check that the server is up',
        description: 'Answers as long as the server runs.',
        security: [],
        responses: {
            200: {
                description: 'The server is up',
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
        summary: 'Check that the server can serve',
        description: 'Looks whether the library is there and writable, the database answers and can be written, and the disks have room.',
        security: [],
        responses: {
            200: {
                description: 'The server can serve; every check has passed',
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
        summary: 'Read the metrics',
        description: 'Durations and numbers of requests by operation, method and status, jobs by state, and the process itself, in the text format of Prometheus. They can be had without credentials on a port of their own, which a setting opens.',
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
                        example: '# HELP http_requests_in_flight Requests that are not answered yet\n# TYPE http_requests_in_flight gauge\nhttp_requests_in_flight 1\n'
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
        summary: 'Get the contract',
        description: 'This document, in JSON.',
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
                        }).openapi({ description: 'A document whose keys are its own, so that no client renames them', 'x-opaque': true }),
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
        summary: 'Read the reference',
        description: 'The reference of this API as one page that needs nothing from elsewhere.',
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
        summary: 'Read about a problem',
        description: 'Says what a problem means and what to do. The `type` of every problem leads here.',
        security: [],
        request: {
            params: z.object({
                code: z.string().openapi({ param: {
                    name: 'code',
                    in: 'path',
                    description: 'The code of the problem',
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
                        example: '<!doctype html><title>There is no such file</title>'
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
            description: 'The folder to put it in, made where it does not exist',
            pattern: '^/',
            maxLength: 4096
        }),
        on_conflict: z.enum([
            'rename',
            'fail',
            'replace'
        ]).default('rename').openapi({ description: 'What to do where a file of that name is there: `rename` takes a free name such as "report (2).pdf", `fail` answers 409, `replace` moves the old file to the trash first' })
    })
};
