/**
 * Companions, which are files about another file or about their folder. They mean nothing without it,
 * so an equal file elsewhere does not make them superfluous.
 *
 * @module
 */
import { films, pictures, sidecarKinds, sounds } from '../../files/companionKinds.ts';
import { childOf, foldName, nameOf } from '../../files/path.ts';

/** A companion and its leaders. */
export type Companion = {
  readonly path: string;
  /** `file`: about a file with the same name. `folder`: about everything in its folder. */
  readonly of: 'file' | 'folder';
  /** Paths of the files that it is about, at least one. */
  readonly leaders: readonly string[];
};

export type FolderNames = {
  readonly path: string;
  /** The names of its files, without hidden ones. */
  readonly files: readonly string[];
  /** The paths of such files in its direct subfolders. */
  readonly below: () => readonly string[];
};

/** Pictures of an album, film or book; files that systems and players store for a folder. */
const folderNames: readonly RegExp[] = [
  /^(cover|folder|front|back|albumart.*|album ?cover|artwork|poster|fanart|banner|thumb|disc|inlay|booklet)\.(jpe?g|png|gif|webp|bmp|tiff?)$/,
  /^(desktop\.ini|folder\.ini|thumbs\.db|autorun\.inf|metadata\.opf|(album|artist|movie|tvshow)\.nfo)$/,
  /\.(m3u8?|pls|sfv|md5|sha1|sha256|ffp)$/,
  /^(readme|licen[cs]e|copying|notice|authors|ofl)(\.[a-z]+)?$/,
];

/** Whether a file may be a companion, or have one. */
export function mayBelong(path: string): boolean {
  const extension = extensionOf(path).toLowerCase();
  return (
    isLeading(extension) ||
    sidecarKinds.some(({ extensions }) => extensions.has(extension)) ||
    isOfFolder(nameOf(path))
  );
}

/** The companions in a folder, with their leaders. */
export function companionsIn({ path: folder, files, below }: FolderNames): Companion[] {
  const byName = new Map(files.map((name) => [foldName(name), name]));
  const byStem = Map.groupBy(
    files.filter((name) => isLeading(extensionOf(name).toLowerCase())),
    (name) => stemOf(foldName(name)),
  );
  const companions: Companion[] = [];
  const paths = (names: readonly string[]) => names.map((name) => childOf(folder, name));
  const ofFolder: string[] = [];
  const others: string[] = [];
  for (const name of files) {
    const leaders = leadersOf(foldName(name), byName, byStem);
    if (leaders.length > 0) {
      companions.push({ path: childOf(folder, name), of: 'file', leaders: paths(leaders) });
    }
    if (isOfFolder(name)) ofFolder.push(name);
    else if (leaders.length === 0) others.push(name);
  }
  if (ofFolder.length === 0) return companions;
  // An album with several discs has a folder for each.
  const leaders =
    others.length > 0 ? paths(others) : below().filter((path) => !isOfFolder(nameOf(path)));
  if (leaders.length === 0) return companions;
  for (const path of paths(ofFolder)) companions.push({ path, of: 'folder', leaders });
  return companions;
}

/** The names of a file's leaders. @param name in its folded form */
function leadersOf(
  name: string,
  byName: ReadonlyMap<string, string>,
  byStem: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const extension = extensionOf(name);
  const kind = sidecarKinds.find(({ extensions }) => extensions.has(extension));
  if (!kind) return [];
  const isLed = (leader: string): boolean => {
    const leading = extensionOf(foldName(leader));
    return kind.of.some((each) => each.has(leading));
  };
  // "film.en.forced.srt" belongs to "film.mkv".
  for (let stem = stemOf(name), at = 0; at < 3; stem = stemOf(stem), at++) {
    const whole = byName.get(stem);
    if (whole !== undefined && isLed(whole)) return [whole];
    const found = kind.wholeName ? [] : (byStem.get(stem) ?? []).filter(isLed);
    if (found.length > 0) return found;
    if (extensionOf(stem) === '') break;
  }
  return [];
}

const isLeading = (extension: string): boolean =>
  pictures.has(extension) || films.has(extension) || sounds.has(extension);

const isOfFolder = (name: string): boolean => {
  const folded = foldName(name);
  return folderNames.some((pattern) => pattern.test(folded));
};

/** Includes the dot; empty for a name that begins with its only dot. */
const extensionOf = (path: string): string => {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(dot) : '';
};

const stemOf = (name: string): string => name.slice(0, name.length - extensionOf(name).length);
