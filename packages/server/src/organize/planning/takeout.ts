import { childOf, folderOf, foldName, nameOf } from '../../files/path.ts';

/** What Google Takeout appends to the name of a picture, or as much of it as fits. */
const SUPPLEMENT = 'supplemental-metadata';

/** Names in Takeout have at most this many characters before ".json"; some count one more or less. */
const CUT_FROM = 45;
const CUT_TO = 47;

/**
 * Finds the pictures that the JSON files of Google Takeout describe. Those have the picture's name,
 * cut to 46 characters, and its number in another place: `IMG.jpg(1).json` describes `IMG(1).jpg`.
 */
export class TakeoutTitles {
  readonly #leaders: readonly string[];
  readonly #find: (path: string) => string | undefined;
  /** By folder and number, the files whose names may have been cut. Filled on demand. */
  #long: Map<string, { readonly title: string; readonly path: string }[]> | undefined;

  /**
   * @param leaders the paths of pictures and videos
   * @param find finds one of them by its folded path
   */
  constructor(leaders: readonly string[], find: (path: string) => string | undefined) {
    this.#leaders = leaders;
    this.#find = find;
  }

  /** @param path folded path of a JSON file, without its extension */
  leaderOf(path: string): string | undefined {
    const folder = folderOf(path);
    const { title, number } = titleIn(nameOf(path));
    for (const each of [title, withoutSupplement(title)]) {
      const found = each && this.#find(childOf(folder, numbered(each, number)));
      if (found) return found;
    }
    if (title.length < CUT_FROM || title.length > CUT_TO) return undefined;
    this.#long ??= longNames(this.#leaders);
    const candidates = this.#long.get(childOf(folder, number)) ?? [];
    const [only, ...others] = candidates.filter((each) => each.title.startsWith(title));
    return others.length === 0 ? only?.path : undefined;
  }
}

/** A name without the number at its end. */
function titleIn(name: string): { readonly title: string; readonly number: string } {
  const [number = ''] = /\(\d+\)$/.exec(name) ?? [];
  return { title: name.slice(0, name.length - number.length), number };
}

/** `img.jpg` for `img.jpg.supplemental-metadata`, `img.jpg.suppl`, and `img.jpg.`. */
function withoutSupplement(title: string): string | undefined {
  const dot = title.lastIndexOf('.');
  return dot > 0 && SUPPLEMENT.startsWith(title.slice(dot + 1)) ? title.slice(0, dot) : undefined;
}

/** `img(1).jpg` for `img.jpg` and `(1)`. */
function numbered(title: string, number: string): string {
  const dot = title.lastIndexOf('.');
  return dot === -1 ? title + number : title.slice(0, dot) + number + title.slice(dot);
}

function longNames(leaders: readonly string[]): Map<string, { title: string; path: string }[]> {
  const long = new Map<string, { title: string; path: string }[]>();
  for (const path of leaders) {
    const folded = foldName(path);
    const name = nameOf(folded);
    if (name.length < CUT_FROM) continue;
    const extension = name.slice(name.lastIndexOf('.'));
    const { title, number } = titleIn(name.slice(0, -extension.length));
    const key = childOf(folderOf(folded), number);
    const known = long.get(key) ?? [];
    known.push({ title: title + extension, path });
    long.set(key, known);
  }
  return long;
}
