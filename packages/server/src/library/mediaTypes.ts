import { lookup } from 'mime-types';

/** Media types that the registry lacks, or has otherwise than the contents of such files show. */
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
  'video/mp2t': '.m2t .mod .tod .tp .trp',
};

const added = new Map<string, string>(
  Object.entries(additions).flatMap(([mediaType, extensions]) =>
    extensions.split(' ').map((extension) => [extension, mediaType] as const),
  ),
);

/** Extensions of source code that the registry has as something else, or not at all. */
const codeExtensions = new Set(
  `.ts .tsx .mts .cts .js .jsx .mjs .cjs .py .rb .go .rs .java .kt .c .h .cc .cpp .hpp .cs .swift
   .php .pl .sh .bash .ps1 .sql .lua .r .scala .vue .svelte .css .scss .less .html .htm .json .yaml
   .yml .toml .xml .ipynb .proto .graphql`.split(/\s+/),
);

/** Whether an extension, in lower case and with its dot, is that of source code. */
export const isCodeExtension = (extension: string): boolean => codeExtensions.has(extension);

/** The media type of an extension, in lower case and with its dot. */
export function registeredType(extension: string): string | undefined {
  return extension === '' ? undefined : (added.get(extension) ?? (lookup(extension) || undefined));
}

/** What nobody registers, but many files have. */
const unregistered = new Set(
  `.sketch .drawio .excalidraw .pcapng .gpkg .safetensors .gguf .parquet .sqlite .sqlite3 .accdb .jsonl
   .ndjson .gcode .qcow2 .kra .azw3 .fb2 .webarchive .plist .properties .gradle .groovy .cmake .dylib
   .adoc .lock .crdownload .part .torrent .tscproj .blend1`.split(/\s+/),
);

/** Whether an extension, with its dot and in any case, is one that programs know files by. */
export function isKnownExtension(extension: string): boolean {
  const lower = extension.toLowerCase();
  // ".123" once was a spreadsheet; today a number is a number.
  if (/^\.\d*$/.test(lower)) return false;
  return isCodeExtension(lower) || unregistered.has(lower) || registeredType(lower) !== undefined;
}
