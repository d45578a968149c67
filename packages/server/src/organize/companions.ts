import { firstVolumeOf, nameParts } from '../library/extension.ts';
import { childOf, folderOf, foldName, nameOf } from '../library/path.ts';

/** What a camera writes as its picture, the one that shows most first. */
const pictures = ['.jpg', '.jpeg', '.heic', '.heif', '.hif', '.png', '.tif', '.tiff'];
const rawPictures = '.cr2 .cr3 .nef .arw .dng .orf .rw2 .raf .srw .pef'.split(' ');
const films = ['.mp4', '.mov', '.mts'];
/** What programs write beside a picture or a film about it. */
const sidecars: ReadonlySet<string> = new Set(['.xmp', '.aae', '.thm', '.pp3', '.dop']);
const raw: ReadonlySet<string> = new Set(rawPictures);
const leaders = [...pictures, ...rawPictures, ...films];
const leading: ReadonlySet<string> = new Set(leaders);

/**
 * Which files go along with another one in their folder: a sidecar with its picture (`IMG_1.xmp`
 * or `IMG_1.jpg.xmp` with `IMG_1.jpg`), a raw picture with the developed one of its name, and the other
 * volumes of an archive with its first one (`movie.part2.rar` with `movie.part1.rar`).
 *
 * @returns the path of the file that each goes along with
 */
export function companionsIn(paths: readonly string[]): Map<string, string> {
  const followers: string[] = [];
  const volumes: string[] = [];
  for (const path of paths) {
    const extension = extensionOf(path);
    if (sidecars.has(extension) || raw.has(extension)) followers.push(path);
    else if (MAYBE_VOLUME.test(path)) volumes.push(path);
  }
  const companions = new Map<string, string>();
  addVolumes(companions, volumes, paths);
  if (followers.length === 0) return companions;
  const known = new Map<string, string>();
  for (const path of paths) if (leading.has(extensionOf(path))) known.set(foldName(path), path);
  const first = (candidates: readonly string[]): string | undefined => {
    for (const candidate of candidates) {
      const found = known.get(candidate);
      if (found) return found;
    }
    return undefined;
  };
  const leaderOf = (path: string): string | undefined => {
    const extension = extensionOf(path);
    const stem = foldName(path).slice(0, -extension.length);
    if (raw.has(extension)) return first(pictures.map((each) => stem + each));
    if (!sidecars.has(extension)) return undefined;
    const whole = leading.has(extensionOf(stem)) ? [stem] : [];
    return first([...whole, ...leaders.map((each) => stem + each)]);
  };
  for (const path of followers) {
    const leader = leaderOf(path);
    // The sidecar of a raw picture goes where the developed one goes.
    if (leader) companions.set(path, leaderOf(leader) ?? leader);
  }
  return companions;
}

/** What a volume ends with; most files end with something else, and their names are not taken apart. */
const MAYBE_VOLUME = /(?:\d|\.[a-c][a-z]|\.part\d+\.\w+)$/i;

/** Adds the volumes whose first one is among some paths. */
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

/** The name of a companion once the file that it goes along with has another name. */
export function companionName(name: string, leader: string, renamed: string): string {
  if (renamed === leader) return name;
  if (foldName(name).startsWith(foldName(leader))) return renamed + name.slice(leader.length);
  return nameParts(renamed).stem + name.slice(nameParts(leader).stem.length);
}

const extensionOf = (path: string): string => {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(dot).toLowerCase() : '';
};
