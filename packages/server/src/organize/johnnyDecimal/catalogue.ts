import type { FileType } from '../../contract.ts';

/** A category that is made where files for it turn up. */
export type CatalogueCategory = {
  /** The number that it gets where that is free. */
  readonly number: string;
  readonly title: string;
  /** Words and phrases that speak for it, in a name, in a folder's name, or in a text. */
  readonly words: readonly string[];
  /** Words that speak for it half as much, since they are used for much else. */
  readonly vague?: readonly string[];
  /** How much the kind of a file speaks for it; a word in a file's name has 3. */
  readonly types?: Readonly<Partial<Record<FileType, number>>>;
  /** Extensions that speak for it as much as a word in the name. */
  readonly extensions?: readonly string[];
  /** What the files of a year are called: `2025 return`. */
  readonly ofYear?: string;
};

export type CatalogueArea = {
  readonly number: string;
  readonly title: string;
  /** By which other names people know it. */
  readonly words: readonly string[];
  readonly categories: readonly CatalogueCategory[];
};

const list = (text: string): string[] => text.split(',').map((each) => each.trim());

/** The areas and categories of home and office, used where people have none of their own. */
export const catalogue: readonly CatalogueArea[] = [
  {
    number: '10-19',
    title: 'Finance',
    words: list('finance, money, accounting, financial'),
    categories: [
      {
        number: '11',
        title: 'Banking',
        words: list(
          'banking, bank, account statement, bank statement, statement, iban, transfer, savings, loan, credit card, direct debit, kontoauszug',
        ),
        ofYear: 'statements',
      },
      {
        number: '12',
        title: 'Tax',
        words: list(
          'tax, tax return, vat, irs, hmrc, 1040, 1099, w2, p60, steuer, deduction, income tax, donation',
        ),
        ofYear: 'return',
      },
      {
        number: '13',
        title: 'Invoices',
        words: list('invoice, receipt, order confirmation, rechnung, facture, quittung, factura'),
        vague: list('order, purchase, bill, refund'),
        ofYear: 'invoices',
      },
      {
        number: '14',
        title: 'Insurance',
        words: list('insurance, premium, versicherung, insurer, assurance'),
        vague: list('claim, policy, coverage'),
        ofYear: 'policies',
      },
      {
        number: '15',
        title: 'Pay',
        words: list(
          'pay, payslip, pay slip, paystub, salary, wage, payroll, pension, gehaltsabrechnung, bonus',
        ),
        ofYear: 'payslips',
      },
      {
        number: '16',
        title: 'Investments',
        words: list(
          'investment, broker, portfolio, dividend, etf, crypto, bitcoin, ira, 401k, wallet, retirement',
        ),
        vague: list('fund, share, stock'),
        ofYear: 'investments',
      },
      {
        number: '17',
        title: 'Budget',
        words: list('budget, expense, spending, forecast, cash flow, household budget'),
        ofYear: 'budget',
      },
    ],
  },
  {
    number: '20-29',
    title: 'Home',
    words: list('home, house, household, living'),
    categories: [
      {
        number: '21',
        title: 'Housing',
        words: list(
          'housing, mortgage, rent, lease, rental, tenancy, landlord, floor plan, apartment, deed, property, mietvertrag, renovation, kitchen',
        ),
      },
      {
        number: '22',
        title: 'Utilities',
        words: list(
          'utility, electricity, gas, water, energy, internet, broadband, phone bill, power, heating, meter reading',
        ),
        ofYear: 'utilities',
      },
      {
        number: '23',
        title: 'Manuals',
        words: list(
          'manual, user guide, instruction, warranty, quick start, datasheet, handbook, bedienungsanleitung, garantie',
        ),
      },
      {
        number: '24',
        title: 'Vehicles',
        words: list('vehicle, car, bike, mot, driving, motorcycle, tyre, vin, parking'),
        vague: list('auto, registration, garage'),
      },
      {
        number: '25',
        title: 'Recipes',
        words: list(
          'recipe, cooking, baking, soup, ingredient, dinner, rezept, rezepte, meal, food',
        ),
        vague: list('menu, bread, cake'),
      },
      {
        number: '26',
        title: 'Garden and pets',
        words: list('garden, pet, vet, rose'),
        vague: list('cat, dog, plant, seed'),
      },
    ],
  },
  {
    number: '30-39',
    title: 'People',
    words: list('people, family, personal, private, me'),
    categories: [
      {
        number: '31',
        title: 'Identity',
        words: list(
          'identity, passport, id card, birth certificate, marriage certificate, visa, licence, license, social security, ausweis',
        ),
        vague: list('certificate, registration'),
      },
      {
        number: '32',
        title: 'Health',
        words: list(
          'medical, doctor, prescription, vaccination, vaccine, hospital, dentist, lab result, blood test, x ray, allergy, therapy, medication, patient',
        ),
        vague: list('health'),
        ofYear: 'health',
      },
      {
        number: '33',
        title: 'Letters',
        words: list('correspondence, postcard, greeting'),
        vague: list('card, brief, email, letter'),
        ofYear: 'letters',
      },
      {
        number: '34',
        title: 'Legal',
        words: list('legal, testament, power of attorney, lawyer, court, notary, last will'),
      },
      {
        number: '35',
        title: 'Children',
        words: list(
          'child, kid, children, school report, kindergarten, daycare, baby, report card',
        ),
        vague: list('homework'),
      },
      {
        number: '36',
        title: 'Family history',
        words: list('genealogy, ancestor, family tree, ancestry, family history, census'),
      },
    ],
  },
  {
    number: '40-49',
    title: 'Work',
    words: list('work, office, business, job, company'),
    categories: [
      {
        number: '41',
        title: 'Career',
        words: list(
          'career, cv, resume, cover letter, application, job offer, reference letter, interview, lebenslauf',
        ),
      },
      {
        number: '42',
        title: 'Contracts',
        words: list('contract, agreement, nda, terms, vertrag, statement of work, amendment'),
      },
      {
        number: '43',
        title: 'Projects',
        words: list(
          'proposal, roadmap, specification, milestone, kickoff, sprint, backlog, prototype, client, launch',
        ),
        vague: list('plan, brief, scope, project, requirement, draft, timeline, feedback'),
      },
      {
        number: '44',
        title: 'Meetings',
        words: list(
          'meeting, minutes, agenda, presentation, slide, deck, protokoll, standup, workshop, retro',
        ),
        extensions: ['pptx', 'ppt', 'key', 'odp'],
        ofYear: 'meetings',
      },
      {
        number: '45',
        title: 'Reports',
        words: list('report, quarterly, annual report, kpi, dashboard, figure'),
        vague: list('review, analysis, q1, q2, q3, q4, metric'),
        ofYear: 'reports',
      },
      {
        number: '46',
        title: 'Marketing',
        words: list('marketing, campaign, newsletter, press, brochure, branding, social media'),
        vague: list('flyer, logo'),
      },
      {
        number: '47',
        title: 'Staff',
        words: list(
          'staff, employee, onboarding, hiring, hr, holiday request, timesheet, org chart',
        ),
      },
    ],
  },
  {
    number: '50-59',
    title: 'Learning',
    words: list('learning, study, education, university, college, school, uni'),
    categories: [
      {
        number: '51',
        title: 'Courses',
        words: list(
          'course, lecture, syllabus, exam, homework, tutorial, semester, thesis, essay, seminar, quiz, transcript, studium, school, university',
        ),
        vague: list('exercise, assignment'),
      },
      {
        number: '52',
        title: 'Books',
        words: list('book, ebook, novel, oreilly'),
        vague: list('volume, edition, chapter'),
        extensions: ['epub', 'mobi', 'azw3', 'fb2'],
      },
      {
        number: '53',
        title: 'Papers',
        words: list('paper, article, arxiv, doi, journal, preprint, conference, research, et al'),
      },
      {
        number: '54',
        title: 'Notes',
        words: list('notebook, diary, todo, cheat sheet, cheatsheet, zettel, number'),
        vague: list('list, checklist, idea, note, journal'),
        ofYear: 'notes',
      },
      {
        number: '55',
        title: 'Languages',
        words: list('vocabulary, grammar, spanish, french, german, language, flashcard'),
      },
    ],
  },
  {
    number: '60-69',
    title: 'Leisure',
    words: list('leisure, free time, hobby, fun'),
    categories: [
      {
        number: '61',
        title: 'Travel',
        words: list(
          'travel, trip, holiday, vacation, itinerary, flight, hotel, booking, boarding pass, ticket, reservation, airbnb, train, packing, urlaub, e ticket',
        ),
        ofYear: 'travel',
      },
      {
        number: '62',
        title: 'Events',
        words: list('event, wedding, party, birthday, invitation, guest, concert, seating'),
      },
      {
        number: '63',
        title: 'Hobbies',
        words: list(
          'knitting, pattern, chess, sheet music, guitar, drawing, woodworking, game, stl, sewing, chord',
        ),
        extensions: ['stl', '3mf', 'pgn', 'gp5', 'musicxml', 'mid', 'sav'],
      },
      {
        number: '64',
        title: 'Sports',
        words: list('sport, running, workout, marathon, hike, cycling, gym, yoga'),
        vague: list('club, race, training'),
        extensions: ['gpx', 'fit', 'tcx'],
      },
    ],
  },
  {
    number: '70-79',
    title: 'Media',
    words: list('media'),
    categories: [
      {
        number: '71',
        title: 'Photos',
        words: list('img, dsc, dscf, pxl, dcim, selfie, foto, mvimg'),
        vague: list('camera, picture, photo'),
        types: { image: 1.6 },
        extensions: ['heic', 'cr2', 'cr3', 'nef', 'arw', 'dng', 'raf', 'orf'],
        ofYear: 'photos',
      },
      {
        number: '72',
        title: 'Videos',
        words: list('video, film, movie, clip, mov, vid, gopro, gopr, episode'),
        types: { video: 2.6 },
        ofYear: 'videos',
      },
      {
        number: '73',
        title: 'Music',
        words: list('music, song, album, playlist, remix, soundtrack'),
        vague: list('live, track'),
        types: { audio: 2.6 },
        extensions: ['m3u', 'm3u8', 'flac'],
      },
      {
        number: '74',
        title: 'Recordings',
        words: list('recording, voice memo, podcast, dictation, audiobook'),
        vague: list('interview, memo, voice'),
        types: { audio: 0.6 },
        ofYear: 'recordings',
      },
      {
        number: '75',
        title: 'Screenshots',
        words: list(
          'screenshot, screen shot, bildschirmfoto, screencast, screen recording, capture',
        ),
        types: { image: 0.3 },
        ofYear: 'screenshots',
      },
      {
        number: '76',
        title: 'Designs',
        words: list(
          'design, logo, mockup, wireframe, wallpaper, illustration, banner, poster, style guide, typography',
        ),
        vague: list('template, font, icon'),
        types: { image: 0.2 },
        extensions: [
          ...['psd', 'ai', 'sketch', 'fig', 'xd', 'svg', 'xcf', 'afdesign', 'indd', 'blend'],
          ...['ttf', 'otf', 'woff', 'woff2'],
        ],
      },
    ],
  },
  {
    number: '80-89',
    title: 'Computing',
    words: list('computing, computer, it, tech, technology'),
    categories: [
      {
        number: '81',
        title: 'Code',
        words: list('code, script, source, src, snippet, api, lib, test'),
        types: { code: 1 },
        extensions: [
          ...[
            'ts',
            'tsx',
            'js',
            'jsx',
            'mjs',
            'py',
            'rb',
            'go',
            'rs',
            'java',
            'kt',
            'c',
            'h',
            'cpp',
          ],
          ...['cs', 'swift', 'php', 'sh', 'ps1', 'lua', 'scala', 'vue', 'css', 'scss', 'ipynb'],
        ],
      },
      {
        number: '82',
        title: 'Software',
        words: list('software, installer, install, firmware'),
        vague: list('release, app, setup, driver, x 64, amd 64, win 64'),
        extensions: [
          'exe',
          'msi',
          'dmg',
          'pkg',
          'deb',
          'rpm',
          'appimage',
          'iso',
          'apk',
          'jar',
          'img',
        ],
      },
      {
        number: '83',
        title: 'Data',
        words: list('dataset, database, inventory'),
        vague: list('data, export, table, dump, log'),
        extensions: ['csv', 'tsv', 'sqlite', 'db', 'parquet', 'ndjson', 'sql', 'log', 'geojson'],
        ofYear: 'data',
      },
      {
        number: '84',
        title: 'Settings',
        words: list(
          'setting, config, configuration, preference, profile, dotfile, license key, key, password, recovery code, wifi',
        ),
        extensions: ['ini', 'conf', 'cfg', 'plist', 'reg', 'ovpn', 'pem', 'kdbx', 'env', 'toml'],
      },
      {
        number: '85',
        title: 'Backups',
        words: list('backup, bak, snapshot, takeout, sicherung'),
        vague: list('archive, image backup'),
        types: { archive: 1.2 },
        extensions: ['bak', 'vcf', 'ics', 'vmdk', 'vdi'],
        ofYear: 'backups',
      },
    ],
  },
  {
    number: '90-99',
    title: 'Other',
    words: list('other, various, miscellaneous'),
    categories: [
      {
        number: '91',
        title: 'Unsorted',
        words: list('unsorted'),
        ofYear: 'files',
      },
    ],
  },
];
