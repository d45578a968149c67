/** What a signal is: a condition on a file, and weights for the four categories. */

import type { FileType } from '../../../contract.ts';
import type { Category } from './folders.ts';
import type { Work } from './works.ts';

/** From one number up to another, excluding the latter. */
export type Range = readonly [from: number, below: number];

/** When a signal applies. All given conditions must hold. */
export type Condition = {
  /**
   * One of these words or phrases, in the file's name, a folder's name or its text. `*` at the
   * beginning or end matches the rest of a word.
   */
  readonly words?: readonly string[];
  /** Where the words count; everywhere by default. */
  readonly within?: 'name' | 'folder';
  readonly extensions?: readonly string[];
  readonly types?: readonly FileType[];
  /** Days since the last change. */
  readonly changed?: Range;
  /** Days since it was last read or changed, whichever was later. */
  readonly touched?: Range;
  /** Age in years of the latest year in its name or a folder's name. */
  readonly yearsAgo?: Range;
  /** Only files that lose their use with age: papers, not photos, programs or fonts. */
  readonly ages?: boolean;
  /** The kind and state of the work that it is part of. */
  readonly work?: readonly [kind: Work['kind'], state: Work['state']];
  /** Whether it is in a folder of finished things, such as `Completed`. */
  readonly isEnded?: boolean;
  /** A pattern of its name. */
  readonly name?: RegExp;
};

/** Something that speaks for one category, or against another. */
export type Signal = {
  /** In a reason: `changed within 30 days`. Words are quoted themselves. */
  readonly says: string;
  readonly when: Condition;
  readonly weights: Readonly<Partial<Record<Category, number>>>;
  /** The folder for files without a folder of a telling name. */
  readonly topic?: string;
  /** Whether its topic stays useful with age: a recipe, a book. */
  readonly isTimeless?: boolean;
};

/** Weight of a word by where it occurs. A signal counts once, where it has the highest weight. */
export const placeFactors = { name: 1, folder: 0.8, above: 0.6, text: 0.4 } as const;
/** Factor for words of a folder's name that says nothing else: `Insurance`. */
export const WHOLE_NAME = 1.3;

/** Lower scores mean nothing. */
export const LEAST_SCORE = 1;

/** The end of an unlimited {@link Range}. */
export const ever = Number.POSITIVE_INFINITY;
