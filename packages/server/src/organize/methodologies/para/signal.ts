import type { FileType } from '../../../contract.ts';
import type { Work } from './works.ts';

/** The four places of PARA. */
export type Category = 'projects' | 'areas' | 'resources' | 'archives';

/** From one number up to another one, that not included. */
export type Range = readonly [from: number, below: number];

/** What must hold for a signal to count; all that is given must. */
export type Condition = {
  /**
   * One of these words or phrases, in the file's name, in a folder's or in its text. `*` at the
   * beginning or the end stands for the rest of a word.
   */
  readonly words?: readonly string[];
  /** Where the words count, if not everywhere. */
  readonly within?: 'name' | 'folder';
  readonly extensions?: readonly string[];
  readonly types?: readonly FileType[];
  /** Days since the last change. */
  readonly changed?: Range;
  /** Days since it was last read or changed, whichever was later. */
  readonly touched?: Range;
  /** How many years ago the latest year is that its name or a folder's name has. */
  readonly yearsAgo?: Range;
  /** Only files that are of less use the older they are: papers, not photos, programs or fonts. */
  readonly ages?: boolean;
  /** What kind of work it is part of, and how that stands. */
  readonly work?: readonly [kind: Work['kind'], state: Work['state']];
  /** Whether it lies in a folder of what has ended, such as `Completed`. */
  readonly isEnded?: boolean;
  /** What its name looks like. */
  readonly name?: RegExp;
};

/** Something that speaks for one place, or against another. */
export type Signal = {
  /** In the words of a reason: `changed within 30 days`. Words speak for themselves. */
  readonly says: string;
  readonly when: Condition;
  readonly weights: Readonly<Partial<Record<Category, number>>>;
  /** The folder for files that no folder of a telling name holds. */
  readonly topic?: string;
  /** Whether what it is about is of use whatever its age: a recipe, a book. */
  readonly isTimeless?: boolean;
};

/** How much a word counts by where it stands; a signal counts once, where it counts most. */
export const placeFactors = { name: 1, folder: 0.8, above: 0.6, text: 0.4 } as const;
/** How much more a word counts in the name of a folder that says nothing else: `Insurance`. */
export const WHOLE_NAME = 1.3;

/** Scores below this say nothing. */
export const LEAST_SCORE = 1;

/** The end of a {@link Range} that has none. */
export const ever = Number.POSITIVE_INFINITY;
