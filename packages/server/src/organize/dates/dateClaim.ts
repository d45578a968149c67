/**
 * What a date that a picture or a video carries says: when it was `taken`, `digitized` or last
 * `edited`, by an EXIF record; when a video was `filmed` by the clock of its camera, or in `utc`.
 */
export type DateSource = 'taken' | 'digitized' | 'edited' | 'filmed' | 'utc';

/** A date as a file has it: `2024:05:17 10:00:00`, and from which source. */
export type DateClaim = { readonly source: DateSource; readonly text: string };
