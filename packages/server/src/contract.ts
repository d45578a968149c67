/**
 * The contract as the server's types: what the generated schemas describe.
 *
 * @module
 */
import { extensions, ScanOptionsSchema } from './generated/routes.gen.ts';
import type { File, Job, ScanOptions } from './generated/types.gen.ts';

export type {
  ApiKey,
  Change,
  DedupeExecuteRequest,
  DedupeScanRequest,
  DuplicateFile,
  DuplicateGroup,
  File,
  FileList,
  FolderChange,
  Job,
  Kept,
  NewUpload,
  Passage,
  PlanChange,
  ResumableUpload,
  ScanOptions,
  Session,
  TrashedFile,
  User,
} from './generated/types.gen.ts';

export type FileType = File['type'];
export type Methodology = NonNullable<Job['methodology']>;

export type Scope = (typeof extensions)['x-scopes'][number]['scope'];
export type ProblemCode = (typeof extensions)['x-problems'][number]['code'];
export type RateLimitPolicy = (typeof extensions)['x-rate-limits'][number];

/** What a scan does where nobody says otherwise. */
export const defaultScanOptions: ScanOptions = ScanOptionsSchema.parse({});
export const scopes: readonly Scope[] = extensions['x-scopes'].map(({ scope }) => scope);
export const rateLimits: readonly RateLimitPolicy[] = extensions['x-rate-limits'];
/** Every problem that the API can answer with, by its code. */
export const problems = new Map(extensions['x-problems'].map((each) => [each.code, each]));
