import type { FileType } from '../../contract.ts';
import { wordList } from '../wordList.ts';
import { folderWords } from './folderWords.ts';
import { topics } from './topics.ts';
import type { Work } from './works.ts';

/** The four places of PARA. */
export type Category = 'projects' | 'areas' | 'resources' | 'archives';

/** From one number up to another one, that not included. */
export type Range = readonly [from: number, below: number];

/** What must hold for a signal to count; all that is given must. */
export type Condition = {
  /**
   * One of these words or phrases, in the file's name, in a folder's or in its text. `*` at the
   * beginning or the end stands for the rest of a word.
   */
  readonly words?: readonly string[];
  /** Where the words count, if not everywhere. */
  readonly within?: 'name' | 'folder';
  readonly extensions?: readonly string[];
  readonly types?: readonly FileType[];
  /** Days since the last change. */
  readonly changed?: Range;
  /** Days since it was last read or changed, whichever was later. */
  readonly touched?: Range;
  /** How many years ago the latest year is that its name or a folder's name has. */
  readonly yearsAgo?: Range;
  /** Only files that are of less use the older they are: papers, not photos, programs or fonts. */
  readonly ages?: boolean;
  /** What kind of work it is part of, and how that stands. */
  readonly work?: readonly [kind: Work['kind'], state: Work['state']];
  /** Whether it lies in a folder of what has ended, such as `Completed`. */
  readonly isEnded?: boolean;
  /** What its name looks like. */
  readonly name?: RegExp;
};

/** Something that speaks for one place, or against another. */
export type Signal = {
  /** In the words of a reason: `changed within 30 days`. Words speak for themselves. */
  readonly says: string;
  readonly when: Condition;
  readonly weights: Readonly<Partial<Record<Category, number>>>;
  /** The folder for files that no folder of a telling name holds. */
  readonly topic?: string;
  /** Whether what it is about is of use whatever its age: a recipe, a book. */
  readonly isTimeless?: boolean;
};

/** How much a word counts by where it stands; a signal counts once, where it counts most. */
export const placeFactors = { name: 1, folder: 0.8, above: 0.6, text: 0.4 } as const;
/** How much more a word counts in the name of a folder that says nothing else: `Insurance`. */
export const WHOLE_NAME = 1.3;

/** Scores below this say nothing. */
export const LEAST_SCORE = 1;

const ever = Number.POSITIVE_INFINITY;

/** What is for a certain day, and of little use after it. */
const DAYS = wordList(
  `boarding pass, boardingpass, bordkarte, embarque, embarquement, ticket, e ticket, *ticket, fahrkarte,
   fahrschein, billet, bilhete, biglietto, bilet, booking, booking com, reservation, reservierung,
   reserva, réservation, prenotazione, airbnb, itinerary, voucher, flight, flug, vuelo, konzertkarte,
   eintrittskarte, einladung*, invitation, invitación, check in, guest list, visa, venue, call sheet, shot list, participants, teilnehmerliste, interrail`,
);

/** Of a job that is applied for. */
const APPLICATIONS = wordList(
  `cover letter, anschreiben, bewerbung, bewerbung*, job offer, stellenangebot, candidature, enquiry,
   job application, application form, entry form, your application, anfrage, angebot, offer, offerte,
   devis, presupuesto, kostenvoranschlag, quotation, quote, enquiry`,
);

/**
 * All that speaks for a place when neither a folder nor the caller says it: the whole rule set is
 * this table. `docs/methodologies/para.md` shows it.
 */
export const signals: readonly Signal[] = [
  {
    says: 'a word for work under way',
    when: {
      words: wordList(
        `draft, proposal, wip, work in progress, kickoff, kick off, deadline, sprint, milestone,
         backlog, pitch, brief, mockup, wireframe, prototype, rough cut, tender, rfp, submission,
         assignment, homework, pull request, entwurf, brouillon,
         borrador, statement of work, launch, release checklist, rehearsal,
         storyboard, redesign, rework, remodel, in progress, to be done, revision, mock up, bid,
         proof of concept, poc, mvp, rollout, upgrade, hackathon, capstone, manuscript, rfq, rfi,
         pilot, poster, brochure, ausschreibung, hausarbeit, thesis, dissertation, masterarbeit,
         bachelorarbeit, mémoire, candidature, soumission, propuesta, propuestas, solicitud`,
      ),
    },
    weights: { projects: 3 },
  },
  {
    says: 'a word for something that comes to an end',
    when: {
      words: wordList(
        `project, meeting, minutes, agenda, workshop, timeline, roadmap, checklist, to do, todo,
         plan, planning, sketch, feedback, campaign, relaunch, renovation, trip, travel, wedding,
         thesis, dissertation, exam, application, cover letter, specification, estimate, budget,
         seating plan, guest list, packing list, reservation, booking, boarding pass, ticket,
         e ticket, invitation, demo, presentation, slides, interview, standup, retro,
         status report, postmortem, bug report, refund, party, birthday, festival, concert, event,
         conference, talk, contest, competition, fundraiser, moving, relocation, survey results,
         questionnaire, candidate, comments, objective, task, tasks, gantt, kanban, scope,
         requirements, visa, flight, itinerary, boarding, holiday, complaint, appeal, petition,
         geburtstag, feier, umzug, urlaub, flug, anniversaire, fête, voyage, boda, viaje, mudanza,
         projekt, besprechung, protokoll, reise, hochzeit, projet, réunion, proyecto, reunión,
         client, deliverable`,
      ),
    },
    weights: { projects: 1.5 },
  },
  {
    says: 'a version in its name',
    when: { name: /(?<![a-z])(v\d{1,2}|final|rev ?\d{1,2})(?![a-z])/i },
    weights: { projects: 1 },
  },
  {
    says: 'a month or a quarter in its name',
    when: { name: /(?<!\d)(19|20)\d\d[-_. ](0[1-9]|1[0-2]|Q[1-4])(?![-_.]?\d)|\bQ[1-4]\b/i },
    weights: { areas: 1 },
  },
  {
    says: 'a spreadsheet',
    when: { extensions: wordList('xlsx, xls, ods, numbers, csv') },
    weights: { areas: 0.5 },
  },
  {
    says: 'open tasks in its text',
    when: { words: ['next steps', 'open questions', 'due'] },
    weights: { projects: 2 },
  },
  ...topics,
  ...folderWords,
  {
    says: 'for a day to come',
    when: { words: DAYS, changed: [-ever, 120] },
    weights: { projects: 3 },
  },
  {
    says: 'for a day that is over',
    when: { words: DAYS, changed: [120, ever] },
    weights: { archives: 4, projects: -1 },
  },
  {
    says: 'an application or an offer under way',
    when: { words: APPLICATIONS, changed: [-ever, 120] },
    weights: { projects: 3 },
  },
  {
    says: 'an application or an offer of long ago',
    when: { words: APPLICATIONS, changed: [365, ever] },
    weights: { archives: 3 },
  },
  {
    says: 'work for others or a project, under way',
    when: { work: ['commission', 'under way'] },
    weights: { projects: 6 },
  },
  {
    says: 'work for others or a project, over',
    when: { work: ['commission', 'over'] },
    weights: { archives: 6, projects: -1 },
  },
  {
    says: 'papers of an undertaking under way',
    when: { work: ['undertaking', 'under way'], types: ['document', 'archive', 'code', 'other'] },
    weights: { projects: 4 },
  },
  {
    says: 'media of an undertaking under way',
    when: { work: ['undertaking', 'under way'], types: ['image', 'audio', 'video'] },
    weights: { projects: 1.5 },
  },
  {
    says: 'papers of an undertaking that is over',
    when: { work: ['undertaking', 'over'], types: ['document', 'archive', 'other'] },
    weights: { archives: 4, projects: -1 },
  },
  {
    says: 'an e-book',
    when: { extensions: ['epub', 'mobi', 'azw3', 'djvu', 'cbz', 'cbr', 'fb2'] },
    weights: { resources: 3 },
    topic: 'Books',
  },
  {
    says: 'a paper of a preprint server',
    when: { name: /^\d{4}\.\d{4,5}(v\d+)?(?!\d)/, types: ['document'] },
    weights: { resources: 3 },
    topic: 'Articles',
  },
  {
    says: 'a program to install',
    when: {
      extensions: wordList(
        `exe, msi, dmg, pkg, deb, rpm, appimage, iso, apk, jar, snap, flatpak, run, image, msix, xpi`,
      ),
    },
    weights: { resources: 4 },
    topic: 'Software',
  },
  {
    says: 'a copy of a repository',
    when: { name: /-(main|master)(?![a-z])/i, types: ['archive'] },
    weights: { resources: 3 },
    topic: 'Code',
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
    says: 'a store of passwords',
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
    says: 'a source of a design',
    when: { extensions: wordList('fig, sketch, psd, ai, xd, indd, blend, prproj, aep, drp') },
    weights: { projects: 1 },
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
    says: 'a paper as a picture',
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
    weights: { resources: 0.5, archives: 0.5 },
  },
  {
    says: 'a copy kept for safety',
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
    says: 'a word for what is over',
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
    says: 'on the desktop',
    when: { words: ['desktop', 'schreibtisch', 'bureau', 'escritorio'], within: 'folder' },
    weights: { projects: 0.5 },
  },
  {
    says: 'among the downloads',
    when: { words: ['downloads', 'download', 'téléchargements', 'descargas'], within: 'folder' },
    weights: { resources: 0.5 },
  },
  {
    says: 'changed within 30 days',
    when: { changed: [-ever, 30] },
    weights: { projects: 0.8, areas: 0.3 },
  },
  {
    says: 'changed within 90 days',
    when: { changed: [30, 90] },
    weights: { projects: 0.3, areas: 0.3 },
  },
  {
    says: 'not changed for half a year',
    when: { changed: [180, 365] },
    weights: { projects: -1 },
  },
  {
    says: 'not changed for a year',
    when: { changed: [365, 730] },
    weights: { projects: -2 },
  },
  {
    says: 'not changed for 2 years',
    when: { changed: [730, ever] },
    weights: { projects: -3 },
  },
  {
    says: 'a paper not changed for 2 years',
    when: { changed: [730, 5 * 365], ages: true },
    weights: { archives: 1 },
  },
  {
    says: 'a paper not changed for 5 years',
    when: { changed: [5 * 365, ever], ages: true },
    weights: { archives: 1.5 },
  },
  {
    says: 'a paper not even read for 2 years',
    when: { touched: [730, ever], ages: true },
    weights: { archives: 2 },
  },
  {
    says: 'still read, though not changed for 2 years',
    when: { changed: [730, ever], touched: [-ever, 400], ages: true },
    weights: { resources: 0.5, areas: 0.5, archives: -0.5 },
  },
  {
    says: 'a year long past in its path',
    when: { yearsAgo: [3, ever], ages: true },
    weights: { archives: 2 },
  },
];

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

/** What people call the four folders, beside their names with a number or a sign before them. */
export const folderNames: Readonly<Record<Category, readonly string[]>> = {
  projects: ['projects', 'project', 'projekte', 'projets', 'proyectos'],
  areas: ['areas', 'area', 'bereiche'],
  resources: ['resources', 'resource', 'ressourcen', 'ressources', 'recursos'],
  archives: ['archives', 'archive', 'archiv'],
};
