/** Finds companions: files that mean nothing without another file and move together with it. */

import {
  developedPictures,
  films,
  pictures,
  rawPictures,
  type SidecarKind,
  sidecarKinds,
  sounds,
} from '../../files/companionKinds.ts';
import { firstVolumeOf, nameParts } from '../../files/extension.ts';
import { childOf, folderOf, foldName, nameOf } from '../../files/path.ts';
import { TakeoutTitles } from './takeout.ts';

/** The extensions of leaders, in order of preference. */
const ranks: ReadonlyMap<string, number> = new Map(
  [...pictures, ...films, ...sounds].map((extension, rank) => [extension, rank]),
);
const kinds: ReadonlyMap<string, SidecarKind> = new Map(
  sidecarKinds.flatMap((kind) => [...kind.extensions].map((each) => [each, kind] as const)),
);

/** The video of a Live Photo, and the pictures that may have one. */
const moving: ReadonlySet<string> = new Set(['.mov', '.mp4']);
const live: ReadonlySet<string> = new Set(['.heic', '.heif', '.hif']);
const maybeLive: ReadonlySet<string> = new Set(['.jpg', '.jpeg']);
/** A JPEG next to a video may be its poster, unless both have a name that phones assign. */
const OF_TELEPHONE = /^(?:(?:img|mvimg|pxl)[_-]?e?\d{4}|\d{8}_\d{6})/;

/**
 * How many tags (such as the language) subtitles may have between the video's name and their
 * extension.
 */
const MOST_TAGS = 3;

/**
 * Finds the leader of each companion, in the same folder: a sidecar or subtitles follow their picture
 * or video (`IMG_1.xmp` or `IMG_1.jpg.xmp` with `IMG_1.jpg`, `film.en.srt` with `film.mkv`), a raw
 * picture the developed one of its name, the video of a Live Photo its picture, metadata of Google
 * Takeout its picture, and further volumes of an archive the first one.
 *
 * @returns the leader's path by the path of the companion; the leader may itself be a companion
 */
export function companionsIn(paths: readonly string[]): Map<string, string> {
  const followers: string[] = [];
  const volumes: string[] = [];
  for (const path of paths) {
    const extension = extensionOf(path);
    if (kinds.has(extension) || rawPictures.has(extension) || moving.has(extension)) {
      followers.push(path);
    } else if (MAYBE_VOLUME.test(path)) volumes.push(path);
  }
  const companions = new Map<string, string>();
  addVolumes(companions, volumes, paths);
  if (followers.length === 0) return companions;
  // Most folders with many files have no companions.
  const folders = new Set(followers.map((path) => foldName(folderOf(path))));
  const leaders = new Leaders(paths, folders);
  for (const path of followers) {
    const leader = leaders.of(path);
    if (leader) companions.set(path, leader);
  }
  return companions;
}

/** The files among some paths that companions follow. */
class Leaders {
  /** By folded path, with and without extension. */
  readonly #byPath = new Map<string, string[]>();
  readonly #byStem = new Map<string, string[]>();
  readonly #titles: TakeoutTitles;

  /** @param folders folded paths of the folders to look in */
  constructor(paths: readonly string[], folders: ReadonlySet<string>) {
    const leaders: string[] = [];
    for (const path of paths) {
      const extension = extensionOf(path);
      // Subtitles of two files (.sub and .idx) belong together even if there is no video.
      if (!ranks.has(extension) && extension !== '.sub') continue;
      const folded = foldName(path);
      if (!folders.has(folderOf(folded))) continue;
      add(this.#byPath, folded, path);
      add(this.#byStem, folded.slice(0, -extension.length), path);
      leaders.push(path);
    }
    this.#titles = new TakeoutTitles(leaders, (path) => this.#byPath.get(path)?.[0]);
  }

  /** The leader of a file, if it has one. */
  of(path: string): string | undefined {
    const extension = extensionOf(path);
    const stem = path.slice(0, -extension.length);
    if (rawPictures.has(extension)) return this.#named(stem, [developedPictures]);
    if (moving.has(extension)) {
      const isOfTelephone = OF_TELEPHONE.test(foldName(nameOf(stem)));
      return this.#named(stem, isOfTelephone ? [live, maybeLive] : [live]);
    }
    const kind = kinds.get(extension);
    if (!kind) return undefined;
    const found = this.#tagged(stem, kind);
    if (found) return found;
    if (extension === '.json') return this.#titles.leaderOf(foldName(stem));
    return extension === '.idx' ? this.#named(stem, [subtitles]) : undefined;
  }

  #tagged(name: string, { of, wholeName, isTagged }: SidecarKind): string | undefined {
    let stem = name;
    for (let tags = isTagged ? MOST_TAGS : 0; ; tags -= 1) {
      const whole = preferred(this.#byPath.get(foldName(stem)), stem, of);
      if (whole) return whole;
      const found = wholeName ? undefined : this.#named(stem, of);
      if (found || tags === 0) return found;
      const tag = extensionOf(stem);
      if (tag === '') return undefined;
      stem = stem.slice(0, -tag.length);
    }
  }

  #named(stem: string, of: readonly ReadonlySet<string>[]): string | undefined {
    return preferred(this.#byStem.get(foldName(stem)), stem, of);
  }
}

const subtitles: ReadonlySet<string> = new Set(['.sub']);

/** Of files with one name: the one spelled the same if there is one, of the preferred kind. */
function preferred(
  candidates: readonly string[] | undefined,
  stem: string,
  of: readonly ReadonlySet<string>[],
): string | undefined {
  if (!candidates) return undefined;
  const suited = candidates.filter((path) => of.some((each) => each.has(extensionOf(path))));
  const same = suited.filter((path) => path.startsWith(stem));
  const rankOf = (path: string) => ranks.get(extensionOf(path)) ?? 0;
  const [first, ...others] = same.length > 0 ? same : suited;
  return others.reduce<string | undefined>(
    (best, path) => (best !== undefined && rankOf(path) < rankOf(best) ? path : best),
    first,
  );
}

/** The end of a volume's name. A quick test, since few files are volumes. */
const MAYBE_VOLUME = /(?:\d|\.[a-c][a-z]|\.part\d+\.\w+)$/i;

/** Adds the volumes whose first volume is among the paths. */
function addVolumes(
  companions: Map<string, string>,
  volumes: readonly string[],
  paths: readonly string[],
): void {
  const firsts = new Map<string, string>();
  for (const volume of volumes) {
    const first = firstVolumeOf(nameOf(volume));
    if (first) firsts.set(volume, childOf(folderOf(volume), first));
  }
  if (firsts.size === 0) return;
  const wanted = new Set(firsts.values());
  const there = new Set(paths.filter((path) => wanted.has(path)));
  for (const [volume, first] of firsts) if (there.has(first)) companions.set(volume, first);
}

/** The name of a companion after its leader was renamed. */
export function companionName(name: string, leader: string, renamed: string): string {
  if (renamed === leader) return name;
  const whole = tailOf(name, leader);
  if (whole !== undefined) return renamed + whole;
  const tail = tailOf(name, nameParts(leader).stem);
  // A name that Takeout has cut, or numbered in another place, gets the whole name.
  return tail === undefined
    ? renamed + name.slice(name.lastIndexOf('.'))
    : nameParts(renamed).stem + tail;
}

/** The rest of a name that begins with another one, ignoring case and Unicode form. */
function tailOf(name: string, beginning: string): string | undefined {
  const normal = name.normalize('NFC');
  const { length } = beginning.normalize('NFC');
  return foldName(normal.slice(0, length)) === foldName(beginning)
    ? normal.slice(length)
    : undefined;
}

function add(paths: Map<string, string[]>, key: string, path: string): void {
  const known = paths.get(key);
  if (known) known.push(path);
  else paths.set(key, [path]);
}

const extensionOf = (path: string): string => {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(dot).toLowerCase() : '';
};
