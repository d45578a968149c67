/**
 * The resources of the API, as in the contract. The tests check every response against the contract
 * itself.
 *
 * @module
 */
export type File = {
  readonly file_id: string;
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly mime_type: string;
  readonly type: FileType;
  readonly sha256: string;
  readonly created_at: string;
  readonly modified_at: string;
  readonly etag: string;
};
export type FileType = 'document' | 'image' | 'audio' | 'video' | 'archive' | 'code' | 'other';

export type TrashedFile = {
  readonly file: File;
  readonly original_path: string;
  readonly deleted_at: string;
};

export type Job = {
  readonly job_id: string;
  readonly kind: 'organize' | 'dedupe';
  readonly status: JobStatus;
  readonly path: string;
  readonly methodology: string | null;
  readonly dry_run: boolean;
  readonly progress: number;
  readonly processed_count: number;
  readonly total_count: number;
  readonly error_count: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly estimated_completion: string | null;
};
export type JobStatus =
  | 'pending'
  | 'scanning'
  | 'planned'
  | 'executing'
  | 'completed'
  | 'partial'
  | 'failed'
  | 'cancelled'
  | 'rolling_back'
  | 'rolled_back';

export type Change = {
  readonly file_id: string;
  readonly from: string;
  readonly to: string;
  readonly action: 'move';
  readonly reason: string;
  readonly confidence: number;
  readonly needs_review: boolean;
  readonly status: 'planned' | 'excluded' | 'done' | 'failed' | 'undone';
  readonly error: { readonly code: string; readonly message: string } | null;
};

/** What to change about one move of a plan. */
export type PlanChange = {
  readonly from: string;
  readonly excluded?: boolean;
  readonly to?: string;
};

export type KeepRule = 'newest' | 'oldest' | 'shortest_path';

export type DuplicateFile = {
  readonly file_id: string;
  readonly path: string;
  readonly modified_at: string;
  readonly status: 'found' | 'kept' | 'removed' | 'restored' | 'failed';
  readonly kept_by: readonly KeepRule[];
  readonly belongs_to: readonly string[];
  readonly companions: readonly string[];
  readonly spared_reason: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
};
export type DuplicateGroup = {
  readonly sha256: string;
  readonly size: number;
  readonly wasted_bytes: number;
  readonly files: readonly DuplicateFile[];
};

/** Something that a scan has left alone, with the reason. */
export type Kept = { readonly path: string; readonly reason: string };

export type User = {
  readonly user_id: string;
  readonly username: string;
  readonly scopes: readonly string[];
  readonly disabled: boolean;
  readonly created_at: string;
};

export type ApiKey = {
  readonly key_id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
};
