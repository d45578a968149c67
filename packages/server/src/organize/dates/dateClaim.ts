/**
 * The meaning of a date inside a picture or video: when it was `taken`, `digitized` or last `edited`,
 * from EXIF; or when a video was `filmed` by the clock of its camera, or in `utc`.
 */
export type DateSource = 'taken' | 'digitized' | 'edited' | 'filmed' | 'utc';

/** A date as written in a file, such as `2024:05:17 10:00:00`, and its source. */
export type DateClaim = { readonly source: DateSource; readonly text: string };
