import type { Generated } from 'kysely';
import type { Change, DuplicateFile, File, Job } from '../../contract.ts';

/** What is known of a file. Times are milliseconds since 1970. */
export type FileTable = {
  file_id: string;
  /** Virtual: begins with "/", the library's folder is "/". */
  path: string;
  folder: string;
  name: string;
  /** The name's key in natural order; see `files/sortKey.ts`. */
  sort_key: string;
  size: number;
  mime_type: string;
  type: File['type'];
  /** The media type of its content where that makes another kind of it than its name; else null. */
  content_type: string | null;
  sha256: string | null;
  created_ms: number;
  modified_ms: number;
  /** Which file it is on the disk: device, inode and birth time. */
  identity: string;
  /** Which content it has: identity, size and modification time. */
  version: string;
  /** 0 once the file was missed at its path; the row waits in case it turns up elsewhere. */
  present: number;
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
  /** As it was written when the user was added; no other differs from it only by case. */
  username: string;
  /** By argon2id, in the form of PHC strings. */
  password_hash: string;
  /** Separated by blanks. */
  scopes: string;
  disabled: number;
  created_ms: number;
};

/** A session is good as long as its row is there: ending it removes the row. */
export type SessionTable = {
  session_id: string;
  user_id: string;
  /** When the last of its refresh tokens ends. */
  expires_ms: number;
};

export type RefreshTokenTable = {
  /** SHA-256 of the token, in hex. */
  hash: string;
  session_id: string;
  expires_ms: number;
  /** 1 once it was changed for the next one; it is kept to notice where it comes again. */
  used: number;
};
/** A file that is about to get another path, from the trash or within the library. */
export type MoveTable = { file_id: string; to_path: string };

export type ApiKeyTable = {
  id: string;
  /** Whose it is; null for one from before there were users, until the first start with users. */
  user_id: string | null;
  name: string;
  /** SHA-256 of the whole key, in hex. */
  hash: string;
  /** Separated by blanks. */
  scopes: string;
  created_ms: number;
  /** Null where it never ends by itself. */
  expires_ms: number | null;
  /** Some uses later than this one may not be written yet. */
  last_used_ms: number | null;
};

export type SecretTable = { name: string; value: string };

export type JobTable = {
  job_id: string;
  /** Whose job it is; empty for one from before there were users. */
  user_id: string;
  kind: Job['kind'];
  status: Job['status'];
  /** Which folder on the disk was the library: only on that one is the job carried out. */
  root: string;
  path: string;
  methodology: Job['methodology'];
  /** What else the job was asked to do, as JSON; which keys there are is a matter of its kind. */
  options: string;
  dry_run: number;
  /** 1 from the wish to cancel until the job has come to rest. */
  cancel_requested: number;
  processed_count: number;
  total_count: number;
  error_count: number;
  created_ms: number;
  updated_ms: number;
  /** When the present phase began. */
  phase_ms: number;
};

/** The plan of a job and, once it is executed, the journal of its moves. */
export type ChangeTable = {
  id: Generated<number>;
  job_id: string;
  /** Empty where a folder moves as one. */
  file_id: string;
  action: Generated<Change['action']>;
  from_path: string;
  to_path: string;
  reason: string;
  confidence: number;
  needs_review: number;
  /** `moving` and `undoing` are intents: the move, or the one back, was about to be made. */
  status: Change['status'] | 'moving' | 'undoing';
  /**
   * The file's version when it was planned; a file of another version is not moved. Of a folder,
   * which one it is on the disk.
   */
  version: string;
  /** The version that the file has at its destination, where it had to be copied there. */
  to_version: string | null;
  /** The same, where it had to be copied back. */
  back_version: string | null;
  error_code: NonNullable<Change['error']>['code'] | null;
  error_message: string | null;
};

/** A folder in which a job changes something, and how it was before. */
export type TouchedFolderTable = {
  job_id: string;
  path: string;
  /**
   * `present`: it was there before the job, and is; `removed`: it was there. `made` by the job;
   * `unmade`: removed again. The others are intents: it was about to be made, removed, removed
   * again, or made again.
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
  /** Which folder on the disk it is; null where it is not there. */
  identity: string | null;
  /** As before the job; null where it was not there. */
  mode: number | null;
  uid: number | null;
  gid: number | null;
  /** As before the job, in nanoseconds since 1970. */
  accessed_ns: string | null;
  /** The same; null as well where somebody else has changed the folder since. */
  modified_ns: string | null;
  /** When it was last modified, as the job has left it: another time is somebody else's doing. */
  left_ns: string | null;
};

export type KeptTable = { id: Generated<number>; job_id: string; path: string; reason: string };

/** How many files lie directly in a folder that a plan touches. */
export type FolderTable = {
  job_id: string;
  path: string;
  files_before: number;
  files_after: number;
};

/** An answer that is given again to a request that is sent again. */
export type IdempotentAnswerTable = {
  id: Generated<number>;
  /** Stands for the user and the idempotency key, and gives neither away. */
  name: string;
  /** Of the request that was answered. */
  fingerprint: string;
  /** Sealed under the idempotency key. */
  answer: Buffer;
  expires_ms: number;
};

/** Files that came, changed or went since the search index was last brought up to date. */
export type SearchQueueTable = { entry: Generated<number>; file_id: string };

/** What the search index has of a file. */
export type SearchDocumentTable = {
  /** Its number in the full-text tables; its text has `document * 64` and those that follow. */
  document: Generated<number>;
  file_id: string;
  name: string;
  folded_name: string;
  /** Which content is indexed, or is to be. */
  version: string;
  /** What gets at the text; null for a file that has none. */
  reader: 'text' | 'document' | null;
  /** The queue's entry from which on the text waits to be indexed; null once it is. */
  pending: number | null;
};

/** The last events of each user. */
export type EventTable = {
  user_id: string;
  /** Counts the user's events from 1. */
  event_id: number;
  event: string;
  occurred_ms: number;
  /** JSON. */
  data: string;
};

/** The digest of a file that was read whole. Only good where both the inode and its state agree. */
export type DigestTable = {
  /** Device and inode. */
  inode: string;
  /** Size, and the nanoseconds of modification and change. */
  state: string;
  sha256: string;
};

/** Groups as a scan has left them, those first that waste most; their rows are made of it later. */
export type FoundGroupsTable = {
  id: Generated<number>;
  job_id: string;
  group_count: number;
  file_count: number;
  /** In bytes. */
  wasted: number;
  /** What `groupPack.ts` makes of them; text is of an earlier version. */
  groups: Buffer | string;
};

/** Files of equal content that a job has found. */
export type DuplicateGroupTable = {
  id: Generated<number>;
  job_id: string;
  sha256: string;
  size: number;
  file_count: number;
  /** How many of its files stay at least. */
  stay_count: Generated<number>;
  /** In which turn it is executed, from 0: what others belong to comes before them. */
  turn: Generated<number>;
};

/** One file of a group and, once the job is executed, the journal of its way to the trash. */
export type DuplicateTable = {
  id: Generated<number>;
  job_id: string;
  group_id: number;
  /** Null until somebody asks for it. */
  file_id: string | null;
  path: string;
  modified_ms: number;
  /** The file's version when it was found; a file of another version is not touched. */
  version: string;
  /** `removing` and `restoring` are intents: the file was about to go to the trash, or to come back. */
  status: DuplicateFile['status'] | 'removing' | 'restoring';
  error_code: NonNullable<DuplicateFile['error']>['code'] | null;
  error_message: string | null;
  /** Why it stays whatever is kept of its group; null where it may go. */
  spared_reason: string | null;
  /** The digests of what belongs to it, as JSON: only a file with the same can take its place. */
  companions: string | null;
  /** It stays as long as one of these files is there: their paths, as JSON. */
  leaders: string | null;
};

/** A number of a Johnny Decimal tree: `10-19`, `12` or `12.03`. */
export type GivenNumberTable = {
  /** Which folder on the disk was the library. */
  root: string;
  /** The folder in which the areas lie. */
  folder: string;
  number: string;
  title: string;
  /** The job that has given it; null for one that was found on the disk. */
  job_id: string | null;
};

export type Tables = {
  files: FileTable;
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
  events: EventTable;
  digests: DigestTable;
  found_groups: FoundGroupsTable;
  duplicate_groups: DuplicateGroupTable;
  duplicates: DuplicateTable;
  given_numbers: GivenNumberTable;
};
