/** Folder names that say nothing about their content. */

import { memoized } from './memoized.ts';
import { wordsOf } from './words.ts';

/**
 * Words that say where files came from, of which kind they are, or that they are unsorted, but not
 * what they are about.
 */
const GENERAL = `download desktop document file folder new temp tmp inbox outbox untitled unsorted sorted old misc
   miscellaneous stuff various other scan scanned scanner attachment camera dcim apple whatsapp image picture photo
   video music audio movie upload share shared public home user data archive backup important my the and of mobile
   phone sync cloud dropbox drive google icloud onedrive saved copy box pdf jpg raw export import note code client
   january february march april may june july august september october november december
   jan feb mar apr jun jul aug sep sept oct nov dec q todo draft final work personal private perso
   sort sorting random recovered found lost transfer incoming stick usb disk disc hdd ssd card recent
   brother epson scansnap
   eingang posteingang sonstiges verschiedenes diverses eigene neu neue neuer neues alt alte
   schreibtisch dokument dokumente bilder musik sortieren unsortiert sortiert ablage zu von ordner kram platte
   festplatte unbekannt wichtig datei dateien
   divers vieux bureau trier de a autre documento fichier dossier nouveau telechargement
   varios vario temporal temporaire viejo escritorio ordenar por sin clasificar imagenes descarga otro nuevo
   carpeta archivo varie sistemare ordinare da immagini altro nuovo uitzoeken diversen overig bestanden`;

const general = new Set(GENERAL.split(/\s+/).flatMap(wordsOf));

/** Whether a word of a folder's name says what is in it. */
export const isTellingWord = (word: string): boolean => !/^\d+$/.test(word) && !general.has(word);

/** Whether a folder's name says what is in it. */
export const isTelling = memoized((folder) => wordsOf(folder).some(isTellingWord));
