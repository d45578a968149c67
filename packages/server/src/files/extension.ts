/**
 * Splits names into stem and extension, and relates the volumes of split archives.
 *
 * @module
 */
import { isKnownExtension } from './mediaTypes.ts';

/** A name in two parts: the extension, dots included, and everything before it. */
export type NameParts = { readonly stem: string; readonly extension: string };

/**
 * Extensions of several parts. Programs find the volumes of an archive by name, so that a number must not
 * come between the parts: `movie.part1.rar`, `movie.r00`, `photos.z01`, `set.vol003+04.par2`; but
 * "Galaxy.S22" is not one.
 */
const endings = [
  /\.part\d{1,5}\.(?:rar|exe|zip|7z)$/i,
  /\.vol\d{1,6}[+-]\d{1,6}\.par2$/i,
  /\.[rsz]\d{2,3}$/,
  /(?<=^[^a-z]+)\.[RSZ]\d{2,3}$/,
  /\.tar\.[a-z0-9]{1,20}$/i,
  /\.(?:d\.[cm]?ts|min\.(?:js|mjs|css|html)|user\.js|blade\.php|html\.erb)$/,
  /\.(?:test|spec|stories|module|config)\.(?:[cm]?[jt]sx?|css|scss)$/,
];

/** What follows the extension of a file that was split into pieces: `.7z.002`, `.tar.gz.ab`. */
const PIECE = /\.(?:\d{3,4}|[a-c][a-z])$/;

/** Extensions added to that of any file: `.sql.gz`, `.pdf.gpg`, `.jpg.xmp`. */
const wrappers = new Set(
  `.gz .bz2 .xz .zst .lz .lz4 .lzma .lzo .br .z .gpg .pgp .asc .sig .age .enc .aes .sha1 .sha256 .sha512
   .md5 .bak .old .orig .tmp .part .crdownload .xmp .pp3 .dop .map`.split(/\s+/),
);

/** A piece of a file with no other extension; not the last part of a version such as `1.2.003`. */
const PLAIN_PIECE = /(?<!(?:^v?|\.)\d+)\.0\d\d$/;

/** An unknown extension only counts if it is short and in one case, so that "Mr.Smith" has none. */
const SHORT = /^\.(?:[a-z]{2,4}|[A-Z]{2,4})$/;

/** Equally short, but marks the stage of a document. */
const STAGE = /^\.(?:rc|beta|rev|ver)$/i;

/** Splits a name before its extension; a name without one, such as `My.Report.v1.2`, is all stem. */
export function nameParts(name: string): NameParts {
  const length = extensionLength(name);
  const at = name.length - (length > LONGEST ? lastOf(name).length : length);
  return { stem: name.slice(0, at), extension: name.slice(at) };
}

/** In characters; something must remain of a name that is shortened to append a number. */
const LONGEST = 40;

function extensionLength(name: string): number {
  for (const ending of endings) {
    const found = ending.exec(name);
    if (found && isStem(name.slice(0, found.index))) return name.length - found.index;
  }
  const last = lastOf(name);
  const rest = name.slice(0, name.length - last.length);
  const isOuter = PIECE.test(last) || wrappers.has(last.toLowerCase());
  if (isOuter && isKnownExtension(lastOf(rest))) return last.length + extensionLength(rest);
  const isLast =
    PLAIN_PIECE.test(name) || isKnownExtension(last) || (SHORT.test(last) && !STAGE.test(last));
  return isLast ? last.length : 0;
}

/** The part from the last dot on; empty if nothing is before or after the dot. */
function lastOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 && dot < name.length - 1 && isStem(name.slice(0, dot)) ? name.slice(dot) : '';
}

/** Whether something remains without the extension: `.profile` and `..txt` have none. */
const isStem = (text: string): boolean => text !== '' && !text.endsWith('.');

/** Extension of the whole by that of a volume: `.r00`, `.z01`, `.7z.002`. */
const wholes: readonly (readonly [volume: RegExp, whole: string])[] = [
  [/\.[rs]\d{2,3}$/i, '.rar'],
  [/\.z\d{2,3}$/i, '.zip'],
  [PIECE, ''],
];

/**
 * A name of the type that the pieces of a file form: `movie.rar` for `movie.r00`, `backup.7z` for
 * `backup.7z.002`.
 */
export function wholeOf(name: string): string | undefined {
  const { stem, extension } = nameParts(name);
  for (const [volume, whole] of wholes) {
    if (!volume.test(extension)) continue;
    const ending = extension.replace(volume, whole);
    if (isKnownExtension(ending.slice(ending.lastIndexOf('.')))) return stem + ending;
  }
  return undefined;
}

/** Extension of the first volume, from which the others are found, by that of a later one. */
const firsts: readonly (readonly [volume: RegExp, first: (ending: string) => string])[] = [
  [/^\.part\d+\.\w+$/i, (it) => it.replace(/\d+/, (n) => '1'.padStart(n.length, '0'))],
  [/^\.r\d+$/, () => '.rar'],
  [/^\.R\d+$/, () => '.RAR'],
  [/^\.s\d+$/, () => '.rar'],
  [/^\.z\d+$/, () => '.zip'],
  [/^\.Z\d+$/, () => '.ZIP'],
  [/\.\d{3,4}$/, (it) => it.replace(/\d+$/, (n) => '1'.padStart(n.length, '0'))],
  [/\.[a-c][a-z]$/, (it) => it.replace(/..$/, 'aa')],
];

/**
 * The name of the first volume of an archive, given that of a later one: `movie.part1.rar` for
 * `movie.part2.rar`, `movie.rar` for `movie.r00`, `backup.7z.001` for `backup.7z.002`.
 */
export function firstVolumeOf(name: string): string | undefined {
  const { stem, extension } = nameParts(name);
  for (const [volume, first] of firsts) {
    if (!volume.test(extension)) continue;
    const found = stem + first(extension);
    return found === name ? undefined : found;
  }
  return undefined;
}
