import type { ListedFile } from '../methodology.ts';
import { isTellingWord } from '../words/generalNames.ts';
import { wordsOf } from '../words/words.ts';
import { numberOf } from './numbers.ts';

/** The longest title, in characters of any kind: with its number it fits in any folder's name. */
const LONGEST_TITLE = 60;

/** What an ID holds: files that belong together. */
export type Topic = {
  readonly title: string;
  /** The folders below it that a file keeps, such as `Album/CD 1`. */
  readonly below: string;
};

/**
 * What a file belongs to: the topmost folder that says so by a name of its own, or else all files
 * of its category, or of its category and year.
 *
 * @param folders the names of the folders that it lies in, the topmost one first
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

/** The year that a file is of: by its name, its folders, its EXIF record, or its last change. */
function yearOf(file: ListedFile, folders: readonly string[]): string {
  const changed = new Date(file.modifiedMs).getUTCFullYear();
  for (const name of [file.name, ...folders.toReversed()]) {
    const year = /(?<!\d)((?:19[89]|20[0-9])\d)(?!\d{1,3}(?!\d))/.exec(name)?.[1];
    // A standard of 1968, or a plan for 2040, is not of that year.
    if (year && Number(year) <= changed + 1) return year;
  }
  return file.takenOn?.slice(0, 4) ?? String(changed);
}

const cut = (title: string): string => [...title].slice(0, LONGEST_TITLE).join('').trimEnd();
