/**
 * The interface of methodologies: a listing goes in, and a placement with a reason for each item
 * comes out.
 */

import type { FileType } from '../../contract.ts';
import type { OwnDate } from '../dates/ownDate.ts';

/** A file as a methodology sees it. Paths are virtual; times are milliseconds since 1970. */
export type ListedFile = {
  readonly kind: 'file';
  readonly path: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** When it was last read by anything, including a scan. */
  readonly accessedMs: number;
  /** Media type of the content if it could be recognized, else of the name. */
  readonly mediaType: string;
  readonly type: FileType;
  /** Whether the media type was recognized from the content rather than the name. */
  readonly sniffed: boolean;
  /** When a photo was taken, by its EXIF record: `2024-05-17`; undefined also if that is doubtful. */
  readonly takenOn: string | undefined;
  /** The date inside a picture or video, if the methodology needs it. */
  readonly ownDate?: OwnDate | undefined;
  /** The beginning of a text file, at most 2,000 characters, if the methodology needs it. */
  readonly sample: string | undefined;
};

/** A folder whose content belongs together and moves as one: a repository, a software project. */
export type ListedBundle = {
  readonly kind: 'bundle';
  readonly path: string;
  readonly name: string;
  /** What identifies it as one: `.git`, `package.json`. */
  readonly mark: string;
  /** Of the file in it that was changed last. */
  readonly modifiedMs: number;
  /** Of the file in it that was read last. */
  readonly accessedMs: number;
};

export type ListedItem = ListedFile | ListedBundle;

/** Everything that a methodology may know. */
export type Listing = {
  /** The organized folder. */
  readonly base: string;
  /** The folder in which the methodology makes its folders; by default the base. */
  readonly destination: string;
  /** What may move, sorted by path. Each iteration creates the items anew. */
  readonly items: Iterable<ListedItem>;
  /** The paths of the folders below base and destination, sorted. */
  readonly folders: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** Where an item belongs, and why. */
export type Placement = {
  /** The folder, relative to the destination: `Images` or `2024/2024-05`. */
  readonly folder: string;
  /** A new name, if it gets one. */
  readonly name?: string;
  readonly reason: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly needsReview: boolean;
};

/** A reason for an item to stay where it is. */
export type Stay = { readonly folder: undefined; readonly reason: string };

/**
 * The rules of a methodology: a pure function from a listing to the placement of each item. Undefined
 * means that the item is in its place already.
 */
export type MethodologyRules<Options = unknown> = (
  listing: Listing,
  options: Options,
) => (item: ListedItem) => Placement | Stay | undefined;
