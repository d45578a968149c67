/**
 * Tables of file types by extension and media type.
 *
 * @module
 */
import type { FileType } from '../contract.ts';

const list = (text: string): string[] => text.split(/\s+/).filter((each) => each !== '');

/**
 * Types that media types do not express, by extension, in lower case and with its dot. They take precedence
 * over the registered media type.
 */
const byExtension: Readonly<Partial<Record<FileType, readonly string[]>>> = {
  document: list(
    `.html .htm .xhtml .mht .mhtml .webarchive .djvu .djv .key .pages .numbers .azw .azw3 .azw4 .fb2
     .kfx .prc .cbz .cbr .cb7 .cbt .eml .emlx .msg .oft .pst .ost .mbox .srt .ass .ps .xps .one .mpp
     .pub .xmind .enex .opml .gdoc .gsheet .gslides .wpd .wps .lit .indd .idml .afpub .ics .vcf
     .gnumeric .abw .drawio .vsdx .adoc .ris .bib .nfo`,
  ),
  image: list(
    `.ai .eps .sketch .fig .xd .afdesign .afphoto .kra .ora .cdr .clip .procreate .excalidraw .psb .fits .xisf`,
  ),
  audio: list('.m3u8 .pls .cue .m4r'),
  video: list('.mj2 .rm .rmvb .swf .mxf'),
  archive: list('.z .img .vhd .vmdk .ova .sit .sitx .zipx .wim .jar'),
  // Installers have archive formats, but are not used as archives.
  other: list(
    `.exe .msi .dmg .pkg .deb .rpm .apk .appimage .snap .flatpak .msix .appx .ipa .xpi .crx .ttf .otf
     .ttc .kml .kmz .gpx .tcx .pem .crt .cer .p7b .p7s .p12 .pfx .asc .pgp .sig .gpg .sqlite .db .mdb
     .accdb`,
  ),
};

const kinds = new Map<string, FileType>(
  Object.entries(byExtension).flatMap(([type, extensions]) =>
    // `Object.entries` loses the type of the keys.
    extensions.map((extension) => [extension, type as FileType] as const),
  ),
);

/** The type of an extension for which it says more than the media type; undefined for all others. */
export const kindOfExtension = (extension: string): FileType | undefined => kinds.get(extension);

/** The extensions that {@link kindOfExtension} knows. */
export const extensionsWithKind: readonly string[] = [...kinds.keys()];

/** Media types whose first half suggests another type, or none. */
export const kindOfMediaType: ReadonlyMap<string, FileType> = new Map([
  ['image/mj2', 'video'],
  ['image/vnd.djvu', 'document'],
  ['application/eps', 'image'],
  ['application/vnd.rn-realmedia', 'video'],
  ['application/x-shockwave-flash', 'video'],
  ['application/mxf', 'video'],
  ['application/x-indesign', 'document'],
]);

/** Media types of archives. */
export const archiveTypes =
  /^application\/(gzip|zip|zstd|lzip|x-(tar|gtar|7z-compressed|rar.*|bzip2?|xz|lzip|lzma|lz4|lzop|lzh-compressed|brotli|zstd|compress(ed)?|arj|ace-compressed|asar|unix-archive|cpio|iso9660-image)|vnd\.(rar|ms-cab-compressed)|java-archive)$/;

/** Media types of documents, text and books. */
export const documentTypes =
  /^(text\/.*|message\/rfc822|application\/(pdf|postscript|eps|rtf|epub\+zip|msword|mbox|vnd\.(openxmlformats-officedocument|oasis\.opendocument|ms-(excel|powerpoint|word|works|outlook|htmlhelp|xpsdocument|publisher|project)|apple\.(pages|numbers|keynote)|visio|comicbook|amazon\.ebook).*|oxps|x-(tex|latex|mobipocket-ebook|cfb|cbr|cb[7t]|subrip|abiword)))$/;
