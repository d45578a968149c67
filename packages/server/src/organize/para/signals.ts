import type { FileType } from '../../contract.ts';

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
};

/** How much a word counts by where it stands; a signal counts once, where it counts most. */
export const placeFactors = { name: 1, folder: 0.8, text: 0.4 } as const;

/** Scores below this say nothing. */
export const LEAST_SCORE = 1;

const list = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

const ever = Number.POSITIVE_INFINITY;

/** A responsibility without end: what has to be kept in order for as long as it lasts. */
const area = (topic: string, words: string): Signal => ({
  says: `a word for ${topic.toLowerCase()}`,
  when: { words: list(words) },
  weights: { areas: 2.5 },
  topic,
});

/** Something to look up, whatever its age. */
const resource = (topic: string, words: string): Signal => ({
  says: `a word for ${topic.toLowerCase()}`,
  when: { words: list(words) },
  weights: { resources: 3 },
  topic,
});

/**
 * All that speaks for a place when neither a folder nor the caller says it: the whole rule set is
 * this table. `docs/methodologies/para.md` shows it.
 */
export const signals: readonly Signal[] = [
  {
    says: 'a word for work under way',
    when: {
      words: list(
        `draft, proposal, wip, work in progress, kickoff, kick off, deadline, sprint, milestone,
         backlog, pitch, brief, mockup, wireframe, prototype, rough cut, tender, rfp, submission,
         assignment, homework, pull request, itinerary, quote, offer, angebot, entwurf, brouillon,
         borrador, devis, presupuesto, statement of work, launch, release checklist, rehearsal,
         storyboard, redesign, rework, remodel, in progress, to be done, revision, mock up, bid,
         proof of concept, poc, mvp, rollout, upgrade, hackathon, capstone, manuscript, rfq, rfi,
         pilot, poster, brochure, kostenvoranschlag, ausschreibung, hausarbeit, candidature,
         soumission, propuesta, propuestas, solicitud`,
      ),
    },
    weights: { projects: 3 },
  },
  {
    says: 'a word for something that comes to an end',
    when: {
      words: list(
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
    when: { extensions: list('xlsx, xls, ods, numbers, csv') },
    weights: { areas: 0.5 },
  },
  {
    says: 'open tasks in its text',
    when: { words: ['next steps', 'open questions', 'due'] },
    weights: { projects: 2 },
  },
  area(
    'Finance',
    `invoice, receipt, bill, payslip, pay slip, salary, bank, bank statement, account statement,
     statement, expense, cash flow, mortgage, pension, savings, credit card, order confirmation,
     annual accounts, accounting, bookkeeping, finance, retirement, loan, fine, money, payment,
     direct debit, investment, portfolio, broker, dividend, ledger, balance sheet, payroll, fee,
     fees, subscription, purchase order, stock list, revenue, household budget, wage, quittung,
     konto, überweisung, abrechnung, *abrechnung, bankauszug, virement, salaire, banco, rechnung,
     *rechnung, kontoauszug, gehaltsabrechnung, lohnabrechnung, facture, relevé, factura, nómina,
     recibo`,
  ),
  area(
    'Tax',
    `tax, taxes, tax return, vat, w 2, 1099, 1040, irs, hmrc, p 60, deduction, donation, steuer*,
     *steuer, *steuerbescheinigung, *bescheid, finanzamt, fisc, impôt*, hacienda, impuesto*, renta`,
  ),
  area(
    'Insurance',
    `insurance, claim, versicherung, *versicherung, versicherungs*, assurance, seguro, insurer,
     premium, coverage, liability, mutuelle`,
  ),
  area(
    'Health',
    `health, medical, doctor, dentist, dermatologist, hospital, vaccination, prescription, blood,
     lab result, medication, medicine, treatment, therapy, workout, fitness, gym, meal plan, diet,
     surgery, x ray, ultrasound, glasses, optician, sleep, physio, physiotherapy, vaccine,
     immunization, diagnosis, referral, patient, pharmacy, symptoms, arzt, rezept vom arzt,
     krankenkasse, krankschreibung, befund, vacuna, médecin, mutuelle, analyse, gesundheit, impf*,
     santé, salud, médico, mri`,
  ),
  area(
    'Home',
    `lease, rent, rental, tenant, landlord, apartment, utility, utility bill, electricity,
     water bill, heating, boiler, inspection, maintenance, plumber, electrician, garden, cleaning,
     internet, broadband, phone bill, gas, housing, property, neighbours, repair, warranty,
     guarantee, meter reading, household, home, garantie, miete*, mietvertrag, wohnung, haus,
     heizung, strom, loyer, maison, casa, alquiler, appliance, wifi password, floor plan`,
  ),
  area(
    'Car',
    `car, vehicle, registration, driving licence, driver license, parking, auto, coche, voiture,
     motorbike, mileage, mot, tyres, tires, fuel, kfz, führerschein`,
  ),
  area(
    'Family',
    `family, kids, kindergarten, school report, child, children, pet, vet, kinder, parents,
     grandparents, mom, dad, baby, daycare, nanny, babysitter, school lunch, timetable, familie,
     famille, enfants, familia, hijos`,
  ),
  area(
    'Work',
    `payroll, employment, hr, performance review, holiday request, one on one, team, cv, résumé,
     inventory, policy, incident, calendar, contacts, phone numbers, emergency contact, members,
     membership, address, customers, vendors, staff, employees, rota, schedule, attendance,
     appraisal, weekly report, operations, compliance, bylaws, board, log, register, personal,
     lebenslauf, arbeit, mitglieder, membres, miembros`,
  ),
  area(
    'Journal',
    `journal, diary, daily, goals, habits, gratitude, mood, morning pages, reflection, tagebuch, diario`,
  ),
  area('Security', `password, keys, recovery codes, kdbx`),
  {
    says: 'a word for papers that stay valid',
    when: {
      words: list(
        `passport, birth certificate, certificate, identity, licence, contract, agreement,
         power of attorney, last will, testament, deed, non disclosure, residence permit,
         green card, social security, marriage certificate, diploma, statute, notary, mortgage,
         vertrag, *vertrag, contrat, contrato, reisepass, ausweis`,
      ),
    },
    weights: { areas: 2.5 },
    topic: 'Papers',
  },
  resource(
    'Manuals',
    `manual, user guide, quick start, instructions, assembly, handbook, bedienungsanleitung,
     anleitung, anleitungen, mode d emploi, manuales, howto, how to, guide, setup guide, readme,
     documentation, docs, datasheet, data sheet, safety sheet, faq, cookbook, troubleshooting,
     handbuch, leitfaden, instrucciones`,
  ),
  resource(
    'Books',
    `book, books, ebook, novel epub, reading, chapter one, buch, bücher, livre, libro`,
  ),
  resource(
    'Articles',
    `article, paper, papers, whitepaper, arxiv, survey, essay, blog, magazine, market report,
     research, proceedings, journal article, preprint, doi, newspaper, clipping, history,
     statistics, encyclopedia, study, studies, benchmark, analysis, catalogue, catalog, dataset,
     data set, artikel`,
  ),
  resource(
    'Recipes',
    `recipe, recipes, ingredients, cooking, baking, bread, cake, soup, salad, cocktail, marinade, ferment, kochbuch, backen, rezept, rezepte, recette, receta`,
  ),
  resource(
    'Learning',
    `course, tutorial, tutorials, lesson, exercise, exercises, cheat sheet, vocabulary, webinar,
     lecture, curriculum, training, practice, flashcards, quiz, grammar, language, yoga, guitar,
     piano, chords, tab, sheet music, kurs, cours, curso, learning`,
  ),
  resource(
    'Templates',
    `template, templates, letterhead, style guide, guidelines, brand, snippets, dotfiles, icons,
     fonts, wallpaper, wallpapers, stock photo, vorlage, modèle, plantilla`,
  ),
  resource(
    'Notes',
    `ideas, inspiration, quotes, bookmarks, links, notes on, reading list, wish list, movies, map,
     maps, pattern, patterns, shortcuts, reference, howto, hobby, tasting, family tree, genealogy,
     memes, funny, wallpaper, timetable, illustrated, collection, gallery, tattoo, recommendation,
     tips, trivia, lyrics, poem, poems, songs, birds, plants, knitting, crochet, sewing, origami,
     checklists, glossary, definition, formula, conversion table, podcast, playlist, nachschlagen`,
  ),
  {
    says: 'an e-book',
    when: { extensions: ['epub', 'mobi', 'azw3', 'djvu', 'cbz'] },
    weights: { resources: 3 },
    topic: 'Books',
  },
  {
    says: 'a program to install',
    when: {
      extensions: list('exe, msi, dmg, pkg, deb, rpm, appimage, iso, apk, jar'),
    },
    weights: { resources: 2 },
    topic: 'Software',
  },
  {
    says: 'a font, a template or a model',
    when: { extensions: list('ttf, otf, woff, woff2, dotx, potx, xltx, stl, obj, abr, lut') },
    weights: { resources: 3 },
    topic: 'Templates',
  },
  {
    says: 'a source of a design',
    when: { extensions: list('fig, sketch, psd, ai, xd, indd, blend, prproj, aep, drp') },
    weights: { projects: 1 },
  },
  {
    says: 'an image',
    when: { types: ['image'] },
    weights: { resources: 1.2 },
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
    says: 'an archive',
    when: { types: ['archive'] },
    weights: { resources: 0.5, archives: 0.5 },
  },
  {
    says: 'a copy kept for safety',
    when: { extensions: list('bak, old, orig, pst, mbox, dump') },
    weights: { archives: 4 },
  },
  {
    says: 'a word for what is over',
    when: {
      words: list(
        `old, archive, archived, backup, backups, former, obsolete, deprecated, legacy, alt,
         ancien, viejo, takeout, dump, do not use, superseded`,
      ),
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
    when: { changed: [730, 5 * 365] },
    weights: { projects: -3, archives: 1 },
  },
  {
    says: 'not changed for 5 years',
    when: { changed: [5 * 365, ever] },
    weights: { projects: -3, archives: 1.5 },
  },
  {
    says: 'not even read for 2 years',
    when: { touched: [730, ever] },
    weights: { archives: 2 },
  },
  {
    says: 'still read, though not changed for 2 years',
    when: { changed: [730, ever], touched: [-ever, 400] },
    weights: { resources: 0.5, areas: 0.5, archives: -0.5 },
  },
  {
    says: 'a year long past in its path',
    when: { yearsAgo: [3, ever] },
    weights: { archives: 2 },
  },
];

/**
 * Folders that say where a file came from or of what kind it is, and so name no project, area or
 * topic. Only those at the top of a path are passed over.
 */
export const plainFolders: readonly string[] = list(
  `document, download, desktop, picture, image, photo, video, music, audio, movie, work, private,
   personal, misc, miscellaneous, other, stuff, old stuff, old, new folder, archive, backup, note,
   code, file, my document, my file, upload, share, home, user, tmp, temp, inbox, unsorted,
   client, various, sonstiges, dokument, dokumente, bilder, musik, schreibtisch, alt, divers,
   téléchargement, descarga, documento, imágenes, scan, attachment, untitled folder, neuer ordner`,
);

/** What people call the four folders, beside their names with a number or a sign before them. */
export const folderNames: Readonly<Record<Category, readonly string[]>> = {
  projects: ['projects', 'project', 'projekte', 'projets', 'proyectos'],
  areas: ['areas', 'area', 'bereiche'],
  resources: ['resources', 'resource', 'ressourcen', 'ressources', 'recursos'],
  archives: ['archives', 'archive', 'archiv'],
};
