import { wordList } from '../words/wordList.ts';
import type { Signal } from './signal.ts';

/** Signals from the kind of a file, by its extension or the form of its name. */
export const kindSignals: readonly Signal[] = [
  {
    says: 'an e-book',
    when: { extensions: ['epub', 'mobi', 'azw3', 'djvu', 'cbz', 'cbr', 'fb2'] },
    weights: { resources: 3 },
    topic: 'Books',
  },
  {
    says: 'a paper from a preprint server',
    when: { name: /^\d{4}\.\d{4,5}(v\d+)?(?!\d)/, types: ['document'] },
    weights: { resources: 3 },
    topic: 'Articles',
  },
  {
    says: 'an installer',
    when: {
      extensions: wordList(
        `exe, msi, dmg, pkg, deb, rpm, appimage, iso, apk, jar, snap, flatpak, run, image, msix, xpi`,
      ),
    },
    weights: { resources: 4 },
    topic: 'Software',
  },
  {
    says: 'a font, a template or a model',
    when: {
      extensions: wordList(
        `ttf, otf, woff, woff2, dotx, potx, xltx, stl, obj, 3mf, gcode, step, abr, lut, cube, atn, acv,
         dcp, icc, lrtemplate`,
      ),
    },
    weights: { resources: 4 },
    topic: 'Templates',
  },
  {
    says: 'source code',
    when: { types: ['code'] },
    weights: { resources: 1.5 },
    topic: 'Code',
  },
  {
    says: 'data for a program',
    when: {
      extensions: wordList(
        `sqlite, db, parquet, geojson, gpx, kml, kmz, fit, tcx, safetensors, gguf, pcapng, log, sav, pgn,
         musicxml, srt, torrent, conf, cfg, ini, env`,
      ),
    },
    weights: { resources: 2 },
    topic: 'Data',
  },
  {
    says: 'contacts or a calendar',
    when: { extensions: ['vcf', 'ics'] },
    weights: { resources: 1.5, areas: 0.5 },
    topic: 'Contacts',
  },
  {
    says: 'a password store',
    when: { extensions: wordList('kdbx, kdb, 1pif, psafe3') },
    weights: { areas: 3 },
    topic: 'Security',
  },
  {
    says: 'a key or a certificate',
    when: { extensions: wordList('pem, crt, cer, p12, pfx, ppk, pub, ovpn, asc') },
    weights: { resources: 1.5, areas: 1 },
    topic: 'Keys',
  },
  {
    says: 'an image',
    when: { types: ['image'] },
    weights: { resources: 1.6 },
    topic: 'Pictures',
  },
  {
    says: 'audio',
    when: { types: ['audio'] },
    weights: { resources: 2 },
    topic: 'Audio',
  },
  {
    says: 'a video',
    when: { types: ['video'] },
    weights: { resources: 1.5 },
    topic: 'Videos',
  },
  {
    says: 'a picture of a document',
    when: {
      words: wordList(
        `meter reading, meter readings, zählerstand, führerschein, driving licence, driver license, vaccination card,
         impfpass, receipt, invoice, rechnung, quittung, beleg, facture, factura, kassenbon, prescription,
         insurance card, warranty card`,
      ),
      within: 'name',
      types: ['image'],
    },
    weights: { areas: 2 },
  },
  {
    says: 'named by a camera, a phone or a messenger',
    when: {
      name: /^(_?(IMG|DSC|DSCF|DSCN|MVI|PXL|VID|AUD|GOPR|GX|GH|DJI|PANO|P|R|L|CIMG|FB_IMG)[-_]?\d{3,}|IMG_E\d|WhatsApp |signal-\d|photo_\d|video_\d|received_\d|Screenshot|Bildschirmfoto|Captura)/i,
      types: ['image', 'video', 'audio'],
    },
    weights: { resources: 2 },
    topic: 'Pictures',
  },
  {
    says: 'an archive',
    when: { types: ['archive'] },
    weights: { resources: 0.7, archives: 0.5 },
  },
  {
    says: 'a backup copy',
    when: { extensions: wordList('bak, old, orig, pst, mbox, dump') },
    weights: { archives: 4 },
  },
  {
    says: 'a backup',
    when: {
      words: wordList(
        'backup, backups, sicherung, snapshot, dump, sauvegarde, copia de seguridad, *backup, *sicherung',
      ),
      within: 'name',
      types: ['archive', 'other'],
    },
    weights: { archives: 2 },
  },
  {
    says: 'a word for something finished',
    when: {
      words: wordList(
        `old, archive, archived, backup, backups, former, obsolete, deprecated, legacy, alt,
         ancien, viejo, takeout, dump, do not use, superseded, sicherung`,
      ),
      types: ['document', 'archive', 'other'],
    },
    weights: { archives: 3 },
  },
  {
    says: 'a word for something no longer valid',
    when: {
      words: wordList(
        `expired, no longer valid, void, revoked, invalid, abgelaufen, ungültig, storniert, widerrufen, caducado,
         caducada, vencido, vencida, anulado, périmé, périmée, expiré, annulé, scaduto, scaduta, annullato,
         verlopen, ongeldig`,
      ),
    },
    weights: { archives: 5 },
  },
  {
    says: 'on the desktop',
    when: { words: ['desktop', 'schreibtisch', 'bureau', 'escritorio'], within: 'folder' },
    weights: { projects: 0.5 },
  },
  {
    says: 'in the downloads folder',
    when: { words: ['downloads', 'download', 'téléchargements', 'descargas'], within: 'folder' },
    weights: { resources: 0.5 },
  },
];
