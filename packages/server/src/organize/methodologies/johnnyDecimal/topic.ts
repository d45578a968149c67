/** Chooses which files of a category share an ID, and its title. */

import type { ListedFile } from '../methodology.ts';
import { isTellingWord } from '../words/generalNames.ts';
import { wordsOf } from '../words/words.ts';
import { numberOf } from './numbers.ts';

/** Longest title, in characters of any script: with its number it is valid as a folder's name. */
const LONGEST_TITLE = 60;

/** The content of an ID: files that belong together. */
export type Topic = {
  readonly title: string;
  /** The folders below the ID that a file keeps, such as `Album/CD 1`. */
  readonly below: string;
};

/**
 * The topic of a file: the topmost folder with a telling name of its own, else all files of its
 * category, or of its category and year.
 *
 * @param folders the names of its folders, the topmost first
 * @param known words that its area and category say already
 */
export function topicOf(
  file: ListedFile,
  folders: readonly string[],
  {
    title,
    ofYear,
    known,
  }: { title: string; ofYear: string | undefined; known: ReadonlySet<string> },
): Topic {
  const saysSomething = (folder: string) =>
    wordsOf(folder).some((word) => isTellingWord(word) && !known.has(word));
  const at = folders.findIndex(saysSomething);
  if (at !== -1) {
    const name = folders[at] ?? '';
    const plain = (numberOf(name)?.title || name).replace(/^[.\s]+/, '');
    return { title: cut(plain) || title, below: folders.slice(at + 1).join('/') };
  }
  return { title: ofYear ? `${yearOf(file, folders)} ${ofYear}` : title, below: '' };
}

/** The year of a file: from its name, its folders, its EXIF record, or its last change. */
function yearOf(file: ListedFile, folders: readonly string[]): string {
  const changed = new Date(file.modifiedMs).getUTCFullYear();
  for (const name of [file.name, ...folders.toReversed()]) {
    const year = /(?<!\d)((?:19[89]|20[0-9])\d)(?!\d{1,3}(?!\d))/.exec(name)?.[1];
    // A standard from 1968, or a plan for 2040, is not from that year.
    if (year && Number(year) <= changed + 1) return year;
  }
  return file.takenOn?.slice(0, 4) ?? String(changed);
}

const cut = (title: string): string => [...title].slice(0, LONGEST_TITLE).join('').trimEnd();
