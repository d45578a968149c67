/**
 * The tables of the database as types, in their current form; `migrations` creates them.
 *
 * @module
 */
import type { Generated } from 'kysely';
import type { Change, DuplicateFile, File, Job, NewUpload } from '../contract.ts';

/** The index row of a file. Times are milliseconds since 1970. */
export type FileTable = {
  file_id: string;
  /** A virtual path: starts with "/"; the root is "/". */
  path: string;
  folder: string;
  name: string;
  /** The name's key in natural order; see `files/sortKey.ts`. */
  sort_key: string;
  size: number;
  mime_type: string;
  type: File['type'];
  /** The media type of its content if that gives it another type than its name; else null. */
  content_type: string | null;
  sha256: string | null;
  created_ms: number;
  modified_ms: number;
  /** Identifies the file on the disk: device, inode and birth time. */
  identity: string;
  /** Identifies its content: identity, size and modification time. */
  version: string;
  /** 0 if the file is missing at its path; the row stays in case the file turns up elsewhere. */
  present: number;
};

/** An upload whose bytes arrive in several requests. */
export type UploadTable = {
  upload_id: string;
  /** The owner. */
  user_id: string;
  /** A virtual path. */
  folder: string;
  name: string;
  /** Of the whole file, in bytes. */
  size: number;
  on_conflict: NewUpload['on_conflict'];
  /** Of the whole file, as its sender says; in hex. */
  sha256: string | null;
  /** How many bytes are flushed to the disk. */
  received: number;
  /** The partial file's identity on the disk, from when it is about to get its name in the library. */
  identity: string | null;
  /** The file in the library, once the upload is complete. */
  file_id: string | null;
  expires_ms: number;
};

export type TrashTable = {
  file_id: string;
  path: string;
  /** The file's row when it was deleted, as JSON. */
  file: string;
  deleted_ms: number;
};

export type UserTable = {
  user_id: string;
  /** In the case in which it was created; no two names differ only in case. */
  username: string;
  /** An argon2id hash as a PHC string. */
  password_hash: string;
  /** Separated by spaces. */
  scopes: string;
  disabled: number;
  created_ms: number;
};

/** A session is valid as long as its row exists; ending it deletes the row. */
export type SessionTable = {
  session_id: string;
  user_id: string;
  /** When the last of its refresh tokens expires. */
  expires_ms: number;
};

export type RefreshTokenTable = {
  /** SHA-256 of the token, in hex. */
  hash: string;
  session_id: string;
  expires_ms: number;
  /** 1 once it was replaced by the next one; kept to detect its reuse. */
  used: number;
};
/** A file that is about to get another path, from the trash or within the library. */
export type MoveTable = { file_id: string; to_path: string };

export type ApiKeyTable = {
  id: string;
  /** The owner; null for a key from before there were users, until the first start with users. */
  user_id: string | null;
  name: string;
  /** SHA-256 of the whole key, in hex. */
  hash: string;
  /** Separated by spaces. */
  scopes: string;
  created_ms: number;
  /** Null if it never expires. */
  expires_ms: number | null;
  /** Later uses may not be written yet. */
  last_used_ms: number | null;
};

export type SecretTable = { name: string; value: string };

export type JobTable = {
  job_id: string;
  /** The owner; empty for a job from before there were users. */
  user_id: string;
  kind: Job['kind'];
  status: Job['status'];
  /** Identity of the library's folder (inode and birth time): the job is only executed on that folder. */
  root: string;
  path: string;
  methodology: Job['methodology'];
  /** Further options of the job, as JSON; its keys depend on the kind of job. */
  options: string;
  dry_run: number;
  /** 1 from the request to cancel until the job has stopped. */
  cancel_requested: number;
  processed_count: number;
  total_count: number;
  error_count: number;
  created_ms: number;
  updated_ms: number;
  /** When the current phase started. */
  phase_ms: number;
};

/** The plan of a job and, once it is executed, the journal of its moves. */
export type ChangeTable = {
  id: Generated<number>;
  job_id: string;
  /** Empty if a folder moves as one. */
  file_id: string;
  action: Generated<Change['action']>;
  from_path: string;
  to_path: string;
  reason: string;
  confidence: number;
  needs_review: number;
  /**
   * `moving` and `undoing` are intents: the move, or its undoing, was about to be made. An intent covers others
   * of its job, so that a batch has one: `moving` all `planned` changes before it, `undoing` all `done` ones
   * after it.
   */
  status: Change['status'] | 'moving' | 'undoing';
  /**
   * The file's version when it was planned; a file of another version is not moved. For a folder, its
   * identity on the disk.
   */
  version: string;
  /** The file's version at its destination, if it had to be copied there. */
  to_version: string | null;
  /** The file's version after it had to be copied back. */
  back_version: string | null;
  error_code: NonNullable<Change['error']>['code'] | null;
  error_message: string | null;
};

/** A folder in which a job changes something, and its earlier state. */
export type TouchedFolderTable = {
  job_id: string;
  path: string;
  /**
   * `present`: existed before the job, and still does; `removed`: existed before. `made`: created by the
   * job; `unmade`: removed again. The others are intents: it was about to be created, removed, removed
   * again, or created again.
   */
  state:
    | 'present'
    | 'removed'
    | 'made'
    | 'unmade'
    | 'making'
    | 'removing'
    | 'unmaking'
    | 'restoring';
  /** The folder's identity on the disk; null if it does not exist. */
  identity: string | null;
  /** As before the job; null if it did not exist. */
  mode: number | null;
  uid: number | null;
  gid: number | null;
  /** As before the job, in nanoseconds since 1970. */
  accessed_ns: string | null;
  /** Likewise; also null if someone else has changed the folder since. */
  modified_ns: string | null;
  /** The modification time that the job left: any other shows a change by someone else. */
  left_ns: string | null;
};

export type KeptTable = { id: Generated<number>; job_id: string; path: string; reason: string };

/** How many files are directly in a folder that a plan affects. */
export type FolderTable = {
  job_id: string;
  path: string;
  files_before: number;
  files_after: number;
};

/** A stored response, sent again for a repeated request. */
export type IdempotentAnswerTable = {
  id: Generated<number>;
  /** Derived from the user and the idempotency key, and reveals neither. */
  name: string;
  /** Of the request that was answered. */
  fingerprint: string;
  /** Encrypted with a key derived from the idempotency key. */
  answer: Buffer;
  expires_ms: number;
};

/** Files that were added, changed or removed since the search index was last updated. */
export type SearchQueueTable = { entry: Generated<number>; file_id: string };

/** The search index's entry for a file. */
export type SearchDocumentTable = {
  /** Its row id in the tables of names; its text has `document * 64` and the following row ids. */
  document: Generated<number>;
  file_id: string;
  name: string;
  folded_name: string;
  /** The version whose content is indexed, or is to be. */
  version: string;
  /** Which reader extracts the text; null for a file without one. */
  reader: 'text' | 'document' | null;
  /** The entry of the queue since which the text waits to be indexed; null once it is. */
  pending: number | null;
};

/** A piece of a file's text, for passages. */
export type SearchTextTable = {
  /** The row id of the same piece in the tables of texts. */
  id: number;
  /** See `storedText.ts`. */
  text: Buffer;
};

/** The latest events of each user. */
export type EventTable = {
  user_id: string;
  /** Counts the user's events from 1. */
  event_id: number;
  event: string;
  occurred_ms: number;
  /** JSON. */
  data: string;
};

/** The digest of a file that was read whole. Only valid if both the inode and its state match. */
export type DigestTable = {
  /** Device and inode. */
  inode: string;
  /** Size, and times of modification and change in nanoseconds. */
  state: string;
  sha256: string;
};

/** Groups as a scan stores them, most wasted bytes first; rows are made of them later. */
export type FoundGroupsTable = {
  id: Generated<number>;
  job_id: string;
  group_count: number;
  file_count: number;
  /** In bytes. */
  wasted: number;
  /** Packed by `groupPack.ts`; text is from an earlier version. */
  groups: Buffer | string;
};

/** Files of equal content found by a job. */
export type DuplicateGroupTable = {
  id: Generated<number>;
  job_id: string;
  sha256: string;
  size: number;
  file_count: number;
  /** How many of its files stay at least. */
  stay_count: Generated<number>;
  /** The turn in which it is executed, from 0: files come before their companions. */
  turn: Generated<number>;
};

/** A file of a group and, once the job is executed, the journal of its move to the trash. */
export type DuplicateTable = {
  id: Generated<number>;
  job_id: string;
  group_id: number;
  /** Null until the group is requested. */
  file_id: string | null;
  path: string;
  modified_ms: number;
  /** The file's version when it was found; a file of another version is not touched. */
  version: string;
  /** `removing` and `restoring` are intents: the file was about to be moved to the trash, or restored. */
  status: DuplicateFile['status'] | 'removing' | 'restoring';
  error_code: NonNullable<DuplicateFile['error']>['code'] | null;
  error_message: string | null;
  /** Why it must stay whichever file of its group is kept; null if it may go. */
  spared_reason: string | null;
  /** The digests of its companions, as JSON: only a file with the same can take its place. */
  companions: string | null;
  /** Paths of files it belongs to, as JSON; it stays as long as one of them exists. */
  leaders: string | null;
};

/** A number of a Johnny Decimal tree: `10-19`, `12` or `12.03`. */
export type GivenNumberTable = {
  /** Identity of the library's folder (inode and birth time). */
  root: string;
  /** The folder that contains the areas. */
  folder: string;
  number: string;
  title: string;
  /** The job that assigned it; null if it was found on the disk. */
  job_id: string | null;
};

/**
 * A name in the tree of object mode. The primary key `(folder, folded_name)` lets a folder have one name of
 * each folded form, be it of a file or a folder. The root has no row.
 */
export type EntryTable = {
  /** The virtual path of the folder that contains it, in the spelling of its own row. */
  folder: string;
  /** {@link EntryTable.name} without differences in case and Unicode form; see `foldName`. */
  folded_name: string;
  name: string;
  /** The row in `files`; null for a folder. */
  file_id: string | null;
  created_ms: number;
  modified_ms: number;
};

/** An immutable object in S3; its key is made of its id, which is never used again. */
export type ObjectTable = {
  /** 128 random bits, in hex. */
  object_id: string;
  /** In bytes; 0 until it is stored. */
  size: number;
  /** In hex; null until it is stored. */
  sha256: string | null;
  /**
   * `uploading`: no file has it yet. `stored`: a file in the tree or in the trash has it. `condemned`: none has
   * it any more, or ever will; it is removed after a grace period.
   */
  state: 'uploading' | 'stored' | 'condemned';
  /** The id of the multipart upload that is to be aborted if it is not completed. */
  multipart_id: string | null;
  created_ms: number;
  /** When its state last changed, or its upload last progressed. */
  changed_ms: number;
};

/** What has arrived of an upload in object mode, besides its row in `uploads`. */
export type ObjectUploadTable = {
  upload_id: string;
  /** The object to which parts are uploaded, or that is whole; null while everything fits into the tail. */
  object_id: string | null;
  /** Identifies the request that may append; another one takes over by replacing it. Empty between requests. */
  appender: string;
  /** The number that the next part may have; a request that takes over skips those in use. */
  next_part: number;
  /** The object with the bytes after the last part, which are too few for a part; null if there are none. */
  tail_id: string | null;
  /** The digest of the object in hex, once it is whole; null until then. */
  whole_sha256: string | null;
};

/** A part of a multipart upload in S3. */
export type ObjectUploadPartTable = { upload_id: string; number: number; etag: string };

/**
 * Which server runs a job where several do, and until when. A row stays when the lease ends, so that its epoch is
 * never used again.
 */
export type JobLeaseTable = {
  /** Of a job; or another name, for what is not a job and only one server may do at a time. */
  job_id: string;
  /** The server that has or had the lease. */
  owner: string;
  /** Increases whenever the lease is taken or ends: a server with an earlier epoch must not write any more. */
  epoch: number;
  /** When the lease ends unless it is renewed, by PostgreSQL's clock, in milliseconds since 1970; 0 once it has ended. */
  expires_ms: number;
};

export type Tables = {
  job_leases: JobLeaseTable;
  entries: EntryTable;
  objects: ObjectTable;
  object_uploads: ObjectUploadTable;
  object_upload_parts: ObjectUploadPartTable;
  files: FileTable;
  uploads: UploadTable;
  trash: TrashTable;
  users: UserTable;
  sessions: SessionTable;
  refresh_tokens: RefreshTokenTable;
  moves: MoveTable;
  api_keys: ApiKeyTable;
  secrets: SecretTable;
  jobs: JobTable;
  changes: ChangeTable;
  touched_folders: TouchedFolderTable;
  kept: KeptTable;
  folders: FolderTable;
  idempotent_answers: IdempotentAnswerTable;
  search_queue: SearchQueueTable;
  search_documents: SearchDocumentTable;
  search_texts: SearchTextTable;
  events: EventTable;
  digests: DigestTable;
  found_groups: FoundGroupsTable;
  duplicate_groups: DuplicateGroupTable;
  duplicates: DuplicateTable;
  given_numbers: GivenNumberTable;
};
