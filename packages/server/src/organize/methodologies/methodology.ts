import type { FileType } from '../../contract.ts';
import type { OwnDate } from '../dates/ownDate.ts';

/** A file as a methodology sees it. Paths are virtual; times are milliseconds since 1970. */
export type ListedFile = {
  readonly kind: 'file';
  readonly path: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly createdMs: number;
  readonly modifiedMs: number;
  /** When it was last read, by whomever: a scan reads files, too. */
  readonly accessedMs: number;
  /** The media type that its content has, where that could be told; else that of its name. */
  readonly mediaType: string;
  readonly type: FileType;
  /** Whether the media type was told from the content, and not from the name. */
  readonly sniffed: boolean;
  /** When a photo was taken, by its EXIF record: `2024-05-17`; undefined also where that is doubtful. */
  readonly takenOn: string | undefined;
  /** The date that a picture or a video carries, where the methodology needs it. */
  readonly ownDate?: OwnDate | undefined;
  /** The beginning of a text file, at most 2,000 characters, where the methodology asks for it. */
  readonly sample: string | undefined;
};

/** A folder whose content belongs together and moves as one: a repository, a software project. */
export type ListedBundle = {
  readonly kind: 'bundle';
  readonly path: string;
  readonly name: string;
  /** What shows that it belongs together: `.git`, `package.json`. */
  readonly mark: string;
  /** Of the one of its files that was changed last. */
  readonly modifiedMs: number;
  /** Of the one of its files that was read last. */
  readonly accessedMs: number;
};

export type ListedItem = ListedFile | ListedBundle;

/** All that a methodology may know. */
export type Listing = {
  /** The folder that is organized. */
  readonly base: string;
  /** The folder in which the methodology's folders are made: the base, where nobody says otherwise. */
  readonly destination: string;
  /** What may be moved, sorted by path. Made anew each time that it is gone through. */
  readonly items: Iterable<ListedItem>;
  /** The paths of the folders below the base and the destination, sorted. */
  readonly folders: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** Where an item belongs, and why. */
export type Placement = {
  /** The folder, from the destination: `Images` or `2024/2024-05`. */
  readonly folder: string;
  /** Another name, where it gets one. */
  readonly name?: string;
  readonly reason: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly needsReview: boolean;
};

/** That an item has a reason to stay where it is. */
export type Stay = { readonly folder: undefined; readonly reason: string };

/**
 * A rule set: a pure function from a listing to the place of each of its items. One that is
 * undefined lies where it belongs.
 */
export type MethodologyRules<Options = unknown> = (
  listing: Listing,
  options: Options,
) => (item: ListedItem) => Placement | Stay | undefined;
