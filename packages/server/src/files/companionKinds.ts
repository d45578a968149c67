/**
 * Files that accompany a picture, video or recording, and mean nothing without it.
 *
 * @module
 */

const extensions = (list: string): ReadonlySet<string> =>
  new Set(list.split(/\s+/).map((each) => `.${each}`));

/** Formats that a camera or a program exports pictures in, the preferred one first. */
export const developedPictures = extensions(
  'jpg jpeg jpe heic heif hif avif png webp tif tiff gif bmp psd',
);
export const rawPictures = extensions(
  `dng cr2 cr3 crw nef nrw arw sr2 orf rw2 raf srw pef x3f rwl 3fr iiq erf kdc mrw`,
);
export const pictures: ReadonlySet<string> = new Set([...developedPictures, ...rawPictures]);
export const films = extensions(
  'mp4 m4v mov mts m2ts avi mkv webm wmv mpg mpeg 3gp vob flv ogv ts',
);
export const sounds = extensions(
  'mp3 flac m4a m4b ogg oga opus wav aiff aif ape wma wv aac dsf mka',
);

/** A kind of sidecar: its extensions, and the kinds of files that it accompanies. */
export type SidecarKind = {
  readonly extensions: ReadonlySet<string>;
  readonly of: readonly ReadonlySet<string>[];
  /** Whether it has the whole name of the file, extension included. */
  readonly wholeName?: true;
  /** Whether the name may be followed by a tag before the extension: `film.en.srt`. */
  readonly isTagged?: true;
};

export const sidecarKinds: readonly SidecarKind[] = [
  { extensions: extensions('xmp aae thm pp3 dop vrd cos nksc on1 lrv'), of: [pictures, films] },
  {
    ...{ extensions: extensions('srt sub idx ass ssa vtt smi sup'), of: [films, sounds] },
    isTagged: true,
  },
  { extensions: extensions('lrc cue'), of: [sounds] },
  { extensions: extensions('nfo edl'), of: [films, sounds] },
  // Google Takeout's metadata of a picture.
  { extensions: extensions('json'), of: [pictures, films], wholeName: true },
];
