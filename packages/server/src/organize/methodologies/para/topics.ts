import type { FileType } from '../../../contract.ts';
import { senders } from '../words/senders.ts';
import { wordList } from '../words/wordList.ts';
import type { Signal } from './signal.ts';

/** Words for papers do not count for media: pictures of the garden are not about running a home. */
const papers: readonly FileType[] = ['document', 'archive', 'code', 'other'];

/** A responsibility without an end, to be kept in order for as long as it lasts. */
const area = (topic: string, words: string, types?: readonly FileType[]): Signal => ({
  says: `a word for ${topic.toLowerCase()}`,
  when: { words: wordList(words), ...(types && { types }) },
  weights: { areas: 2.5 },
  topic,
});

/** Reference material, whatever its age. */
const resource = (
  topic: string,
  words: string,
  types?: readonly FileType[],
  { isTimeless = false, weight = 3 } = {},
): Signal => ({
  says: `a word for ${topic.toLowerCase()}`,
  when: { words: wordList(words), ...(types && { types }) },
  weights: { resources: weight },
  topic,
  ...(isTimeless && { isTimeless }),
});

/** A paper from a well-known company or office. */
const sender = (topic: string, words: readonly string[]): Signal => ({
  says: `a sender of documents for ${topic.toLowerCase()}`,
  when: { words, types: ['document'] },
  weights: { areas: 2 },
  topic,
});

/** Signals from words for what a file is about. */
export const topics: readonly Signal[] = [
  sender('Finance', [...senders.banks, ...senders.shops, ...senders.benefits]),
  sender('Insurance', senders.insurers),
  sender('Tax', senders.taxOffices),
  sender('Home', senders.utilities),
  area(
    'Finance',
    `invoice, receipt, bill, payslip, pay slip, salary, bank, bank statement, account statement,
     statement, expense, cash flow, mortgage, pension, savings, credit card, credit note, debtors,
     order confirmation, purchase order, annual accounts, accounting, bookkeeping, finance, finances,
     retirement, loan, parking fine, money, payment, direct debit, investment, stock portfolio, broker,
     dividend, ledger, balance sheet, payroll, fee, fees, subscription, stock list, revenue,
     household budget, wage, petty cash, transaction, transactions, transaktion, transaktionen,
     konto, konto*, *konto, grundbuchauszug, delivery note, remittance advice, packing slip, überweisung, abrechnung, *abrechnung, abschlag, umsätze, umsatz,
     spenden, spende*, *quittung, quittung, beleg, *beleg, rechnung, *rechnung, *bestellung,
     bestellbestätigung, auftragsbestätigung, lieferschein, versandschein, retoure*, mahnung,
     gutschrift, gehaltsabrechnung, lohn*, gehalt*, renten*, depot*, haushaltsbuch, schufa,
     darlehen*, kredit, honorar, virement, salaire, banco, bancaria, facture, relevé, factura,
     nómina, recibo, extracto, faktura, fattura, ricevuta, rachunek, fatura, 領収書, 請求書, счет`,
  ),
  area(
    'Tax',
    `tax, taxes, tax return, vat, w 2, 1099, 1040, irs, hmrc, p 60, deduction, donation, steuer*,
     *steuer, *steuerbescheinigung, *bescheid, finanzamt, elster, fisc, impôt*, hacienda, impuesto*,
     renta, bilanz, jahresabschluss, umsatzsteuervoranmeldung, einnahmenüberschussrechnung,
     podatek, tva, urssaf`,
  ),
  area(
    'Insurance',
    `insurance, claim, versicherung, *versicherung, versicherungs*, *haftpflicht*, police, assurance,
     seguro, insurer, premium, coverage, liability, mutuelle, insurance policy, policy schedule,
     schaden*, krankenkasse, künstlersozialkasse, ksk, assicurazione, ubezpieczenie`,
  ),
  area(
    'Health',
    `health, medical, doctor, dentist, dermatologist, hospital, vaccination, prescription, blood,
     lab result, medication, medicine, treatment, therapy, workout, fitness, gym, meal plan, diet,
     surgery, x ray, ultrasound, glasses, optician, sleep, physio, physiotherapy, vaccine,
     immunization, diagnosis, referral, patient, pharmacy, symptoms, training plan, *trainingsplan,
     arzt, *arzt, rezept vom arzt, krankschreibung, krankmeldung, befund, mrt, röntgen, orthopäd*,
     blut*, allergie*, apotheke, vacuna, médecin, mutuelle, gesundheit, impf*, santé, salud, médico,
     sangre, ordonnance, mri, therapie`,
  ),
  area(
    'Home',
    `lease, rent, rental, tenant, landlord, apartment, utility, utility bill, electricity,
     water bill, heating, boiler, inspection, maintenance, plumber, electrician, garden, cleaning,
     internet, broadband, phone bill, gas, housing, property, neighbours, neighbour, repair, warranty,
     guarantee, meter reading, household, home, garantie, miete*, mietvertrag, wohnung, wohnungs*,
     haus, hausverwaltung, vermieter, nebenkosten*, heizung, strom, strom*, loyer, maison, casa,
     alquiler, appliance, wifi password, floor plan, bail`,
    papers,
  ),
  area(
    'Car',
    `car, vehicle, registration, driving licence, driver license, parking, coche, voiture,
     motorbike, mileage, mot, tyres, tires, fuel, kfz, führerschein, fahrzeug*, fahrtenbuch, tuv,
     zulassung, bußgeld*, bollo auto`,
    papers,
  ),
  area(
    'Family',
    `family, kids, kindergarten, school report, child, children, pet, vet, kinder, parents,
     grandparents, mom, dad, baby, daycare, nanny, babysitter, school lunch, timetable, familie,
     famille, enfants, familia, hijos, kita, tierarzt`,
    papers,
  ),
  area(
    'Work',
    `payroll, employment, hr, performance review, holiday request, one on one, team, cv, résumé,
     inventory, hr policy, incident, phone numbers, emergency contact, members, membership,
     customers, vendors, suppliers, staff, employees, rota, schedule, attendance, appraisal,
     weekly report, operations, compliance, bylaws, board, board minutes, mailing list, testimonials,
     press kit, lebenslauf, arbeit, mitglieder, mitglieds*, membres, miembros, mitarbeiter*, stundenzettel,
     urlaubsliste, urlaubsplan, inventar, inventur, preisliste, price list, subcontractor, arbeitszeugnis`,
    papers,
  ),
  area(
    'School records',
    `grades, notenliste, class list, klassenliste, timetable, stundenplan, sitzplan, report card, pagella, elternbrief,
     boletín, bulletin scolaire, attendance list, anwesenheit*, kursliste, absences, fehlzeiten, consent form`,
    papers,
  ),
  area(
    'Journal',
    `journal, diary, daily, goals, gratitude, mood, morning pages, reflection, tagebuch, diario`,
    papers,
  ),
  area(
    'Security',
    `password, passwords, passwörter, passwort, recovery codes, license key, access keys`,
  ),
  {
    says: 'a word for documents that stay valid',
    when: {
      words: wordList(
        `passport, birth certificate, certificate, identity, id card, licence, contract, agreement,
         power of attorney, last will, testament, deed, non disclosure, nda, residence permit,
         green card, social security, marriage certificate, diploma, statute, notary, mortgage,
         copyright registration, copyright, trademark, trade mark, credential, lease,
         vertrag, *vertrag, contrat, contrato, contratto, договор, umowa, reisepass, ausweis, *ausweis,
         *bescheinigung, *urkunde, zeugnis, *zeugnis, nachweis, *nachweis, *genehmigung,
         attestation, certificado, certificat, título, titulo, apostille, apostillado, vollmacht,
         procuration, melde*, immatrikulation*, satzung, dni, passfoto, agb, impressum,
         *übergabeprotokoll, schlüsselübergabe,
         auskunft, mitgliedsantrag, handelsregister*, kbis, reglement, hausordnung`,
      ),
    },
    weights: { areas: 4 },
    topic: 'Papers',
  },
  {
    says: 'a letter',
    when: {
      words: wordList(
        'letter, letters, letter to, brief an, briefe, brieven, schreiben, carta, cartas, lettre, lettres, courrier, lettera, lettere',
      ),
      types: ['document'],
    },
    weights: { areas: 1.5 },
    topic: 'Letters',
  },
  resource(
    'Manuals',
    `manual, user guide, quick start, instructions, assembly, handbook, bedienungsanleitung,
     anleitung, anleitungen, mode d emploi, manuales, howto, how to, guide, setup guide, readme,
     documentation, docs, datasheet, data sheet, safety sheet, faq, cookbook, troubleshooting,
     handbuch, leitfaden, instrucciones, ficha técnica, datenblatt, *datenblatt, *anleitung, *handbuch, katalog, *katalog, merkblatt, infoblatt, din, iso norm,
     notice d utilisation, manuale, handleiding, regeln, rules, broszura`,
    undefined,
    { weight: 3.5 },
  ),
  resource(
    'Books',
    `book, books, ebook, audiobook, novel epub, chapter one, buch, bücher, livre, libro,
     lexikon`,
    undefined,
    { isTimeless: true },
  ),
  resource(
    'Articles',
    `article, paper, papers, whitepaper, arxiv, survey of, essay, blog, magazine, market report,
     research, proceedings, journal article, preprint, doi, newspaper, clipping, history,
     statistics, statistik, encyclopedia, study, studies, benchmark, analysis, catalogue, dataset,
     data set, artikel, report summary, annual report`,
    papers,
  ),
  resource(
    'Recipes',
    `recipe, recipes, ingredients, cooking, baking, bread, cake, soup, salad, cocktail, marinade,
     ferment, kochbuch, backen, rezept, rezepte, recette, receta, ricetta, przepis, zutaten,
     sourdough, tortilla, menu, speisekarte, speiseplan, catering`,
    papers,
    { isTimeless: true },
  ),
  resource(
    'Learning',
    `course, tutorial, tutorials, lesson, exercise, exercises, cheat sheet, cheatsheet, vocabulary,
     webinar, lecture, curriculum, training, practice, flashcards, quiz, grammar, grammatik, language,
     yoga, guitar, piano, chords, tab, sheet music, kurs, *kurs, cours, curso, learning, worksheet,
     workbook, syllabus, vorlesung, übung, übungen, übungsblatt, klausur, *klausur, lösung, skript,
     masterclass, ejercicios, apuntes, 模擬, verbs`,
  ),
  resource(
    'Templates',
    `template, templates, letterhead, style guide, guidelines, brand, logo, snippets, dotfiles, icons,
     icon, fonts, wallpaper, wallpapers, stock photo, vorlage, modèle, plantilla, blank, preset,
     presets, watermark, texture, textures, overlay, overlays, visitenkarten, business card,
     business cards, moodboard, *vorlage, muster`,
    undefined,
    { weight: 3.5 },
  ),
  resource(
    'Notes',
    `ideas, idea, inspiration, quotes, bookmarks, lesezeichen, links, notes on, reading list,
     wish list, movies, map, maps, mapa, karte, pattern, patterns, shortcuts, reference, references,
     howto, hobby, tasting, family tree, stammbaum, genealogy, memes, meme, funny, wallpaper,
     illustrated, collection, tattoo, recommendation, tips, trivia, lyrics, poem, poems, songs, birds,
     plants, knitting, crochet, sewing, origami, strickmuster, schnittmuster, checklists, glossary,
     definition, formula, conversion table, podcast, playlist, nachschlagen, habits`,
    papers,
  ),
  resource(
    'Terms',
    `privacy policy, return policy, cookie policy, policy update, terms of service,
     terms and conditions, terms of use, refund policy, datenschutzerklärung`,
  ),
  resource(
    'Software',
    `setup, installer, firmware, driver, treiber, x 64, x 86, amd 64, arm 64, aarch 64, win 64, win 32,
     linux, macos, darwin, windows, bios, portable, sdk, jre, jdk, binaries, nightly, latest`,
    ['archive', 'other', 'code'],
  ),
];
