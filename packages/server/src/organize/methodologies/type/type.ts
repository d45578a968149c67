/** The methodology `type`: one folder for each kind of file. */

import type { FileType } from '../../../contract.ts';
import type { ListedFile, MethodologyRules } from '../methodology.ts';

/** The folder of each kind. */
export const typeFolders: Readonly<Record<FileType, string>> = {
  document: 'Documents',
  image: 'Images',
  audio: 'Audio',
  video: 'Videos',
  archive: 'Archives',
  code: 'Code',
  other: 'Other',
};

/** A separate folder for some files of the kind "other". */
type OtherFolder = {
  readonly folder: string;
  /** What a reason calls one of its files. */
  readonly called: string;
  readonly mediaTypes?: RegExp;
  readonly extensions: readonly string[];
};

const list = (text: string): string[] => text.split(/\s+/).filter((each) => each !== '');

/** Folders for files of the kind "other", the rest of which go to `Other`. */
export const otherFolders: readonly OtherFolder[] = [
  {
    folder: 'Fonts',
    called: 'a font',
    mediaTypes: /^font\/|^application\/(x-)?font-/,
    extensions: list('ttf otf ttc woff woff2 eot pfb pfm fon dfont'),
  },
  {
    folder: 'Programs',
    called: 'a program or an installer',
    extensions: list(
      `exe msi dmg pkg deb rpm apk appimage snap flatpak msix appx ipa xpi crx dll sys vsix
       com scr gadget`,
    ),
  },
  {
    folder: '3D models',
    called: 'a 3D model',
    mediaTypes: /^model\//,
    extensions: list(
      `stl 3mf obj gcode blend fbx gltf glb step stp iges igs skp f3d 3dm dae ply amf lys usdz ufp`,
    ),
  },
  {
    folder: 'Data',
    called: 'data',
    extensions: list(
      `sqlite sqlite3 db mdb accdb parquet gpx kml kmz fit tcx geojson mbtiles gpkg shp sav dta rds
       npy h5 mat lrcat safetensors gguf pcapng avro`,
    ),
  },
  {
    folder: 'Keys',
    called: 'a key, a certificate or a signature',
    extensions: list('pem key crt cer p7b p7s p12 pfx ppk asc gpg pgp sig kdbx ovpn jks keystore'),
  },
];

/** What a reason calls each kind. */
const kinds: Readonly<Record<FileType, string>> = {
  document: 'a document',
  image: 'an image',
  audio: 'audio',
  video: 'a video',
  archive: 'an archive',
  code: 'source code',
  other: 'of unknown kind',
};

function otherFolderOf({ type, mediaType, name }: ListedFile): OtherFolder | undefined {
  if (type !== 'other') return undefined;
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return otherFolders.find(
    ({ mediaTypes, extensions }) => mediaTypes?.test(mediaType) || extensions.includes(extension),
  );
}

/**
 * By kind of file, as lists show it. The content takes precedence over a name that contradicts it.
 */
export const organizeByType: MethodologyRules = () => (item) => {
  if (item.kind === 'bundle') return undefined;
  const { name, type, mediaType, sniffed } = item;
  const other = otherFolderOf(item);
  const isKnown = type !== 'other' || other !== undefined;
  return {
    folder: other?.folder ?? typeFolders[type],
    reason: `${name} is ${other?.called ?? kinds[type]} (${mediaType}, based on its ${sniffed ? 'content' : 'name'})`,
    confidence: isKnown ? (sniffed ? 0.99 : 0.9) : 0.5,
    needsReview: !isKnown,
  };
};
