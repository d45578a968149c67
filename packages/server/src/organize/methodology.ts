import type { FileType } from '../contract.ts';

/** A file as a methodology sees it. Paths are virtual. */
export type ListedFile = {
  readonly path: string;
  readonly name: string;
  readonly modifiedMs: number;
  /** The media type that its content has, where that could be told; else that of its name. */
  readonly mediaType: string;
  readonly type: FileType;
  /** Whether the media type was told from the content, and not from the name. */
  readonly sniffed: boolean;
  /** When a photo was taken, by its own record: `2024-05-17`. */
  readonly takenOn: string | undefined;
};

/** Where a file belongs, and why. */
export type Placement = {
  /** The folder, from the one that is organized: `Images` or `2024/2024-05`. */
  readonly folder: string;
  readonly reason: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly needsReview: boolean;
};

/** A rule set: a pure function from a file to its place. */
export type MethodologyRules = (file: ListedFile) => Placement;
