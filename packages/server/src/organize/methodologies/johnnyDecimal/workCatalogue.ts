import { wordList } from '../words/wordList.ts';
import type { CatalogueArea } from './catalogueArea.ts';

/** Work, learning and leisure. */
export const workCatalogue: readonly CatalogueArea[] = [
  {
    number: '40-49',
    title: 'Work',
    words: wordList('work, office, business, job, company, arbeit, firma'),
    categories: [
      {
        number: '41',
        title: 'Career',
        words: wordList(
          `career, cv, resume, cover letter, job application, application letter, application form,
           your application, job offer, reference letter, job interview, lebenslauf, anschreiben,
           bewerbung, bewerbung*, arbeitszeugnis, currículum, lettre de motivation, carta de presentación, rapport de stage`,
        ),
        vague: wordList('application, interview, applicant, zeugnis, stage, praktikum'),
      },
      {
        number: '42',
        title: 'Contracts',
        words: wordList(
          `contract, agreement, nda, vertrag, *vertrag, statement of work, amendment, contrat,
           contrato, contratto, договор, umowa, model release, property release, usage licence,
           license agreement, buyout, einwilligung, einverständnis*, convention de stage, contract of employment, leasingvertrag`,
        ),
        isPaper: true,
      },
      {
        number: '43',
        title: 'Projects',
        words: wordList(
          `proposal, roadmap, specification, milestone, kickoff, sprint, backlog, prototype, launch,
           tender,            ausschreibung, shot list, storyboard, moodboard, ablaufplan, projekt`,
        ),
        vague: wordList(
          'client, drawing, zeichnung, aufmaß, plan, *plan, brief, scope, project, requirement, draft, timeline, feedback, entwurf, quote, quotation, angebot, *angebot, anfrage, enquiry, devis, presupuesto, offerte, kostenvoranschlag',
        ),
      },
      {
        number: '44',
        title: 'Meetings',
        words: wordList(
          `meeting, minutes, agenda, protokoll, standup, retro, besprechung,
           sitzung, *sitzung, versammlung, *versammlung, board pack, acta, réunion, reunión, compte rendu, offsite`,
        ),
        vague: wordList('workshop, calendar, call, presentation, slide, deck'),
        extensions: ['ics'],
        vagueExtensions: ['pptx', 'ppt', 'key', 'odp'],
        ofYear: 'meetings',
      },
      {
        number: '45',
        title: 'Reports',
        words: wordList(
          'quarterly, annual report, kpi, status report, jahresbericht, reklamation, umfrage',
        ),
        vague: wordList(
          'report, bericht, *bericht, informe, rapport, bewertung, *bewertung, protokoll, *protokoll, audit, review, analysis, metric, dashboard',
        ),
        ofYear: 'reports',
      },
      {
        number: '46',
        title: 'Marketing',
        words: wordList(
          `campaign, newsletter, press kit, press release, brochure, branding, social media,
           google ads, seo, testimonial, flyer, instagram, website text, werbung, kampagne,
           case study, showroom, plakat, affiche, press cutting, zeitungsartikel, soldes`,
        ),
        vague: wordList('marketing, logo, press, brand, website, blog'),
      },
      {
        number: '47',
        title: 'Staff',
        words: wordList(
          `staff, employee, onboarding, hiring, holiday request, timesheet, org chart, mitarbeiter,
           personalakte, stundenzettel, urlaubsliste, urlaubsplan, urlaubsantrag, minijob, appraisal,
           rota, training matrix, job description, hr policy, health and safety, schichtplan, dienstplan, organigramm, org chart, congés, fire drill,
           first aid certificate, coshh, arbeitsschutz*, unfallbericht, accident report`,
        ),
        vague: wordList('team, personal'),
      },
    ],
  },
  {
    number: '50-59',
    title: 'Learning',
    words: wordList(
      'learning, study, education, university, college, school, uni, studium, weiterbildung',
    ),
    categories: [
      {
        number: '51',
        title: 'Courses',
        words: wordList(
          `course, lecture, syllabus, exam, homework, tutorial, semester, thesis, essay, seminar, quiz, bachelorarbeit, masterarbeit,
           transcript, studium, vorlesung, klassenarbeit, arbeitsblatt, notenliste, examen, scolarité, bourse, apuntes,
           lehrplan, *lehrplan, schulung, *schulung, lesson plan, grades, class list, pupils, übung, übungsblatt, klausur, *klausur,
           lösung, masterclass, lesson, worksheet, workbook, skript, webinar, coursera, relevé de notes,
           immatrikulation*, studien*, studienbescheinigung, kurs, *kurs, curso, cours, handout, título,
           universitario, diploma`,
        ),
        vague: wordList(
          'school, university, aufgabe, aufgaben, stundenplan, timetable, unit, tema, exercise, assignment, workshop, training, certificate',
        ),
      },
      {
        number: '52',
        title: 'Books',
        words: wordList('book, ebook, novel, oreilly, buch, livre, libro, lexikon'),
        vague: wordList('volume, edition, chapter, vol'),
        extensions: ['epub', 'mobi', 'azw3', 'fb2', 'cbz', 'cbr'],
      },
      {
        number: '53',
        title: 'Papers',
        words: wordList(
          'paper, article, arxiv, ar xiv, doi, journal, preprint, conference, research, et al, whitepaper, artikel, *artikel, study, standard, norm, din, iso standard, merkblatt',
        ),
        vague: wordList('summary'),
        extensions: ['bib'],
      },
      {
        number: '54',
        title: 'Notes',
        words: wordList(
          `notebook, diary, cheat sheet, cheatsheet, zettel, number, tagebuch, notiz,            lesezeichen, shopping list, gedichte, poem`,
        ),
        vague: wordList(
          'list, checklist, idea, note, journal, link, liste, to do, bookmark, notizen, todo',
        ),
        ofYear: 'notes',
      },
      {
        number: '55',
        title: 'Languages',
        words: wordList(
          `vocabulary, grammar, spanish, french, german, language, flashcard, grammatik, sprachkurs,
           japanese, italian, vokabeln, hiragana, kanji, verb, dictionary, wörterbuch`,
        ),
        extensions: ['apkg'],
      },
    ],
  },
  {
    number: '60-69',
    title: 'Leisure',
    words: wordList('leisure, free time, hobby, freizeit'),
    categories: [
      {
        number: '61',
        title: 'Travel',
        words: wordList(
          `travel, trip, holiday, vacation, itinerary, flight, booking, boarding pass, boardingpass,
           bordkarte, embarque, ticket, reservation, reservierung, airbnb, train, packing, urlaub,
           e ticket, fahrkarte, *fahrkarte, fahrplan, billet, bilhete, biglietto, interrail, metro map,
           metro, city map, itinéraire, viaje, vuelo, reise, bahn*, eurostar, hotel booking, packliste, ferienhaus, fähre, ferry, jugendherberge, hostel, campsite,
           campingplatz, klassenfahrt, school trip, reserva, prenotazione`,
        ),
        vague: wordList('hotel, map, mapa, karte, pass'),
        extensions: ['kmz', 'kml', 'pkpass'],
        ofYear: 'travel',
      },
      {
        number: '62',
        title: 'Events',
        words: wordList(
          `event, wedding, party, birthday, invitation, guest, concert, seating, einladung, einladung*,
           hochzeit, geburtstag, konzert, konzert*, festival, exhibition, ausstellung, vernissage, fiesta,
           boda, philharmonie, programmheft, running order, order of service, participants, teilnehmerliste, feier, *feier, *fest, gig, setlist, stage plot, helferliste, *ticket,            turnier, tournament, award, competition, programme, kit list, aufbauplan`,
        ),
        vague: wordList('venue, programm'),
      },
      {
        number: '63',
        title: 'Hobbies',
        words: wordList(
          `knitting, pattern, chess, sheet music, guitar, woodworking, game, stl, sewing, chord,
           strickmuster, schnittmuster, crochet, *muster, savegame, character sheet, raspberry`,
        ),
        extensions: [
          ...['stl', '3mf', 'pgn', 'gp5', 'musicxml', 'mid', 'sav', 'step', 'gcode', 'obj'],
        ],
      },
      {
        number: '64',
        title: 'Sports',
        words: wordList(
          `sport, running, workout, marathon, *marathon, hike, cycling, gym, yoga, trainingsplan, klettern,
           bouldern, wandern, sendero, senderos, fitnessstudio, alpenverein, spielplan, weights, half marathon, turnier`,
        ),
        vague: wordList('club, race, training, run'),
        extensions: ['gpx', 'fit', 'tcx'],
      },
      {
        number: '66',
        title: 'Fun',
        words: wordList('meme, funny, joke, sticker, reaction, xkcd, lustig, lustige, witz'),
        types: { image: 0.2, video: 0.2 },
      },
    ],
  },
];
