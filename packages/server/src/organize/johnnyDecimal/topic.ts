import type { ListedFile } from '../methodology.ts';
import { remembered } from '../remembered.ts';
import { wordsOf } from '../words.ts';
import { numberOf } from './numbers.ts';

/** The longest title, in characters of any kind: with its number it fits in any folder's name. */
const LONGEST_TITLE = 60;

/** Folders that say where a file came from, or of what kind it is, and not what it is about. */
const general = new Set(
  `download desktop document file folder new temp tmp inbox outbox untitled unsorted sorted old misc
   stuff various other scan scanned attachment camera dcim apple whatsapp image picture photo video
   music audio upload share shared public home user data archive backup important my the and mobile
   phone sync cloud dropbox drive google icloud onedrive saved copy box pdf jpg raw export import
   january february march april may june july august september october november december
   jan feb mar apr jun jul aug sep sept oct nov dec q todo draft final work personal eingang gemeinsam common commun allgemein general divers sonstiges
   varios temporal temporaire eigene neu alt old vieux viejo desktop schreibtisch bureau escritorio dokument dokumente`.split(
    /\s+/,
  ),
);

/** What an ID holds: files that belong together. */
export type Topic = {
  readonly title: string;
  /** The folders below it that a file keeps, such as `Album/CD 1`. */
  readonly below: string;
};

/** Whether a word of a folder's name says what is in it. */
export const isTellingWord = (word: string): boolean => !/^\d+$/.test(word) && !general.has(word);

/** Whether the name of a folder says what is in it. */
export const isTelling = remembered((folder) => wordsOf(folder).some(isTellingWord));

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
    wordsOf(folder).some((word) => !/^\d+$/.test(word) && !general.has(word) && !known.has(word));
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
