/**
 * Known extensions and their media types: the registry, with additions and corrections.
 *
 * @module
 */
import { lookup, types } from 'mime-types';
import { extensionsWithKind } from './kindTables.ts';

/** Media types that the registry lacks, or that differ from what such files contain. */
const additions: Readonly<Record<string, string>> = {
  'application/gzip': '.tgz .taz',
  'application/x-bzip2': '.tbz .tbz2 .tb2 .tz2',
  'application/x-xz': '.txz',
  'application/zstd': '.zst .zstd .tzst',
  'application/x-lzip': '.lz .tlz',
  'application/x-lzma': '.lzma',
  'application/x-lz4': '.lz4',
  'application/x-brotli': '.br',
  'application/x-lzop': '.lzo',
  'application/x-compress': '.taz2 .tz',
  'application/x-arj': '.arj',
  'application/x-asar': '.asar',
  'application/vnd.comicbook+zip': '.cbz',
  'application/vnd.comicbook-rar': '.cbr',
  'application/x-cb7': '.cb7',
  'application/x-cbt': '.cbt',
  'image/x-canon-cr2': '.cr2',
  'image/x-canon-cr3': '.cr3',
  'image/x-canon-crw': '.crw',
  'image/x-nikon-nef': '.nef .nrw',
  'image/x-sony-arw': '.arw .sr2 .srf',
  'image/x-olympus-orf': '.orf',
  'image/x-panasonic-rw2': '.rw2 .rwl',
  'image/x-fujifilm-raf': '.raf',
  'image/x-samsung-srw': '.srw',
  'image/x-pentax-pef': '.pef',
  'image/x-hasselblad-3fr': '.3fr',
  'image/x-epson-erf': '.erf',
  'image/x-kodak-dcr': '.dcr .kdc',
  'image/x-minolta-mrw': '.mrw',
  'image/x-sigma-x3f': '.x3f',
  'image/x-phaseone-iiq': '.iiq',
  'image/x-leaf-mos': '.mos',
  'image/x-xcf': '.xcf',
  'image/bpg': '.bpg',
  'image/flif': '.flif',
  'audio/ape': '.ape',
  'audio/wavpack': '.wv',
  'audio/x-dsf': '.dsf',
  'audio/x-dff': '.dff',
  'audio/x-musepack': '.mpc',
  'audio/x-voc': '.voc',
  'audio/aac': '.m4p',
  'audio/vnd.dolby.dd-raw': '.ac3',
  'audio/x-it': '.it',
  'audio/qcelp': '.qcp',
  'audio/mp4': '.f4a .f4b',
  'audio/mpeg': '.mp1',
  'audio/vnd.audible.aax': '.aa .aax',
  'audio/amr-wb': '.awb',
  'image/jpeg': '.jpg .jpeg .jpe .jfif .thm',
  'image/icns': '.icns',
  'image/j2c': '.j2c',
  'image/mpo': '.mpo',
  'image/x-icon': '.ico .cur',
  'image/x-gopro-gpr': '.gpr',
  'image/x-insta360': '.insp',
  'video/mp2t': '.m2t .m2ts .mod .tod .tp .trp',
  'video/mp4': '.mp4 .mpg4 .f4p .lrv .insv',
  'video/ogg': '.ogv .ogm',
  'video/x-braw': '.braw',
  'video/x-red-r3d': '.r3d',
  'video/x-dv': '.dv',
  'application/x-unix-archive': '.ar',
  'application/vnd.ms-outlook': '.msg .oft .pst',
  'application/x-cfb': '.cfb',
  'application/x-subrip': '.srt',
};

const added = new Map<string, string>(
  Object.entries(additions).flatMap(([mediaType, extensions]) =>
    extensions.split(' ').map((extension) => [extension, mediaType] as const),
  ),
);

/** Extensions of source code that the registry lacks, or has as something else. */
const codeExtensions = new Set(
  `.ts .tsx .mts .cts .js .jsx .mjs .cjs .py .rb .go .rs .java .kt .c .h .cc .cpp .hpp .cs .swift
   .php .pl .sh .bash .ps1 .bat .cmd .sql .lua .r .scala .vue .svelte .css .scss .less .json .yaml
   .yml .toml .xml .ipynb .proto .graphql .ino .scad .dart .vbs .applescript .tf .zig`.split(/\s+/),
);

/** Whether an extension, in lower case and with its dot, is of source code. */
export const isCodeExtension = (extension: string): boolean => codeExtensions.has(extension);

/** The media type of an extension, in lower case and with its dot. */
export function registeredType(extension: string): string | undefined {
  return extension === '' ? undefined : (added.get(extension) ?? (lookup(extension) || undefined));
}

/** Unregistered, but common. */
const unregistered = new Set(
  `.sketch .drawio .excalidraw .pcapng .gpkg .safetensors .gguf .parquet .sqlite .sqlite3 .accdb .jsonl
   .ndjson .gcode .qcow2 .kra .azw3 .fb2 .webarchive .plist .properties .gradle .groovy .cmake .dylib
   .adoc .lock .crdownload .part .torrent .tscproj .blend1 .url .lrcat .lrtemplate .cube .afdesign
   .afphoto .afpub .idml .procreate .ora .cdr .fig .xd .prproj .aep .drp .als .flp .ptx .aup3 .gp5
   .3dm .skp .f3d .step .stp .iges .fbx .blend .lys .ufp .appimage .snap .flatpak .msix .appx .ipa
   .pkg .xpi .crx .ttc .pfb .dfont .kdbx .ppk .ovpn .fit .tcx .mbtiles .dta .sav .rds .npy .webloc
   .gdoc .gsheet .gslides .opml .enex .xmind .mpp .one .wps .emlx .ics .vcf .pst .ost .mbox`.split(
    /\s+/,
  ),
);

/** All known extensions, in lower case and with their dots, sorted. */
export const knownExtensions = (): string[] =>
  [
    ...new Set([
      ...Object.keys(types).map((extension) => `.${extension}`),
      ...[...added.keys(), ...codeExtensions, ...unregistered, ...extensionsWithKind],
    ]),
  ].sort();

/** Whether programs identify files by this extension, with its dot and in any case. */
export function isKnownExtension(extension: string): boolean {
  const lower = extension.toLowerCase();
  // ".123" was once a spreadsheet; today numbers are just numbers.
  if (/^\.\d*$/.test(lower)) return false;
  return isCodeExtension(lower) || unregistered.has(lower) || registeredType(lower) !== undefined;
}
