import { wordList } from '../wordList.ts';

/**
 * Folders that say where a file came from or of what kind it is, and so name no project, area or
 * topic. Only those at the top of a path are passed over.
 */
export const plainFolders: readonly string[] = wordList(
  `document, download, desktop, picture, image, photo, video, music, audio, movie, work, private,
   personal, misc, miscellaneous, other, stuff, old stuff, old, new folder, archive, backup, note,
   code, file, my document, my file, upload, share, home, user, tmp, temp, inbox, unsorted,
   client, various, sonstiges, dokument, dokumente, bilder, musik, schreibtisch, alt, divers,
   téléchargement, descarga, documento, imágenes, scan, attachment, eingang, posteingang, incoming, untitled folder, neuer ordner`,
);
