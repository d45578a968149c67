/** The shape of the catalogue: areas and categories, and what speaks for each. */

import type { FileType } from '../../../contract.ts';

/** A category that is created when files for it turn up. */
export type CatalogueCategory = {
  /** Its number, if that is free. */
  readonly number: string;
  readonly title: string;
  /**
   * Words and phrases that speak for it, in a file's name, a folder's name or a text. `*` at the
   * beginning or end matches the rest of a word.
   */
  readonly words: readonly string[];
  /** Words that count half as much, since they have many other uses. */
  readonly vague?: readonly string[];
  /** Words that count in the names of folders only. */
  readonly folders?: readonly string[];
  /** Weights of types of files; for comparison, a word in a file's name has 3. */
  readonly types?: Readonly<Partial<Record<FileType, number>>>;
  /** Extensions that count as much as a word in the name. */
  readonly extensions?: readonly string[];
  /** Extensions that count half as much, since they have many other uses. */
  readonly vagueExtensions?: readonly string[];
  /** Whether it holds papers that people photograph: a receipt, a passport. */
  readonly isPaper?: boolean;
  /** How the files of one year are titled: `2025 return`. */
  readonly ofYear?: string;
};

export type CatalogueArea = {
  readonly number: string;
  readonly title: string;
  /** Other names that people use for it. */
  readonly words: readonly string[];
  readonly categories: readonly CatalogueCategory[];
};
