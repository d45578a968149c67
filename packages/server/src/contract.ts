/**
 * The contract as the server's types: what the generated schemas describe.
 *
 * @module
 */
import type { z } from '@hono/zod-openapi';
import {
  type ChangeSchema,
  type DedupeExecuteRequestSchema,
  type DedupeScanRequestSchema,
  type DuplicateFileSchema,
  type DuplicateGroupSchema,
  extensions,
  type FileListSchema,
  type FileSchema,
  type FolderChangeSchema,
  type JobSchema,
  type KeptSchema,
  ScanOptionsSchema,
  type TrashedFileSchema,
} from './generated/routes.gen.ts';

export type File = z.output<typeof FileSchema>;
export type TrashedFile = z.output<typeof TrashedFileSchema>;
export type FileList = z.output<typeof FileListSchema>;
export type FileType = File['type'];
export type Job = z.output<typeof JobSchema>;
export type Methodology = NonNullable<Job['methodology']>;
export type Change = z.output<typeof ChangeSchema>;
export type FolderChange = z.output<typeof FolderChangeSchema>;
export type Kept = z.output<typeof KeptSchema>;
export type ScanOptions = z.output<typeof ScanOptionsSchema>;
export type DedupeScanRequest = z.output<typeof DedupeScanRequestSchema>;
export type DedupeExecuteRequest = z.output<typeof DedupeExecuteRequestSchema>;
export type DuplicateFile = z.output<typeof DuplicateFileSchema>;
export type DuplicateGroup = z.output<typeof DuplicateGroupSchema>;

export type Scope = (typeof extensions)['x-scopes'][number]['scope'];
export type ProblemCode = (typeof extensions)['x-problems'][number]['code'];
export type RateLimitPolicy = (typeof extensions)['x-rate-limits'][number];

/** What a scan does where nobody says otherwise. */
export const defaultScanOptions: ScanOptions = ScanOptionsSchema.parse({});
export const scopes: readonly Scope[] = extensions['x-scopes'].map(({ scope }) => scope);
export const rateLimits: readonly RateLimitPolicy[] = extensions['x-rate-limits'];
/** Every problem that the API can answer with, by its code. */
export const problems = new Map(extensions['x-problems'].map((each) => [each.code, each]));
