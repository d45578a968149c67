import type { FileType } from '../../../contract.ts';

/** A category that is made where files for it turn up. */
export type CatalogueCategory = {
  /** The number that it gets where that is free. */
  readonly number: string;
  readonly title: string;
  /**
   * Words and phrases that speak for it, in a name, in a folder's name, or in a text. `*` at the
   * beginning or the end stands for the rest of a word.
   */
  readonly words: readonly string[];
  /** Words that speak for it half as much, since they are used for much else. */
  readonly vague?: readonly string[];
  /** Words that speak for it in the names of folders only. */
  readonly folders?: readonly string[];
  /** How much the kind of a file speaks for it; a word in a file's name has 3. */
  readonly types?: Readonly<Partial<Record<FileType, number>>>;
  /** Extensions that speak for it as much as a word in the name. */
  readonly extensions?: readonly string[];
  /** Extensions that speak for it half as much, since they are used for much else. */
  readonly vagueExtensions?: readonly string[];
  /** Whether it holds papers, of which people take pictures: a receipt, a passport. */
  readonly isPaper?: boolean;
  /** What the files of a year are called: `2025 return`. */
  readonly ofYear?: string;
};

export type CatalogueArea = {
  readonly number: string;
  readonly title: string;
  /** By which other names people know it. */
  readonly words: readonly string[];
  readonly categories: readonly CatalogueCategory[];
};
