import { wordList } from '../words/wordList.ts';
import type { Signal } from './signal.ts';

/** Words for folders of a responsibility. They count in the names of folders only. */
const areaFolder = (topic: string, words: string): Signal => ({
  says: `a folder for ${topic.toLowerCase()}`,
  when: {
    words: wordList(words),
    within: 'folder',
    types: ['document', 'archive', 'code', 'other'],
  },
  weights: { areas: 2.5 },
  topic,
});

/** Words for folders of reference material. */
const resourceFolder = (topic: string, words: string, isTimeless = false): Signal => ({
  says: `a folder for ${topic.toLowerCase()}`,
  when: { words: wordList(words), within: 'folder' },
  weights: { resources: 3 },
  topic,
  ...(isTimeless && { isTimeless }),
});

/** Signals from the names of folders, which people choose with more care than those of files. */
export const folderWords: readonly Signal[] = [
  areaFolder(
    'Finance',
    `finanzen, finanzas, finanze, financiën, geld, argent, dinero, buchhaltung, accounts, comptabilité,
     contabilidad, contabilità, boekhouding, administratie, kasse, vereinskasse, treasurer, treasury,
     trésorerie, tesorería, bills, orders, einkauf, einkäufe, purchasing, purchases, achats, compras,
     acquisti, lieferanten, fournisseurs, proveedores, fornitori, reisekosten, spesen, ausgaben, dépenses,
     gastos, banque, banca, budgets, suppliers, invoicing, pay, paie, löhne, billing, stock, warehouse,
     inventory, lager, magazzino, autónomo, freelance, self employment, selbständigkeit, pricing, shop, store,
     boutique, tienda, laden, online shop, belasting*, impuestos, impôts, taxes`,
  ),
  areaFolder('Insurance', 'assurances, seguros, assicurazioni, verzekeringen, policen'),
  areaFolder(
    'Health',
    `salute, gezondheid, zahnarzt, ärzte, dental, pregnancy, schwangerschaft, grossesse, embarazo, pflege, care,
     krankenhaus, médical, reha, krankheit`,
  ),
  areaFolder(
    'Home',
    `huis, logement, piso, vivienda, appartement, flat, grundstück, immobilie, immobilien, immobilier,
     allotment, kleingarten, schrebergarten, jardin, jardín, premises, local, utilities, mobile, telefon,
     telephone, phone, téléphone, wasser, energie, nebenkosten, suministros, bollette, council tax, vermietung`,
  ),
  areaFolder(
    'Car',
    'auto, autos, fuhrpark, fleet, macchina, motorrad, moto, wohnmobil, caravan, camper, boot, boat, van, vans',
  ),
  areaFolder(
    'Family',
    `hund, dog, katze, cat, horse, pferd, haustiere, animaux, mascotas, animali, nursery, crèche, guardería,
     niños, bambini, kinderen, daughter, son, tochter, sohn, eltern, mum, dad, oma, opa`,
  ),
  areaFolder(
    'Work',
    `personnel, personalwesen, personeel, employees, human resources, rrhh, recursos humanos, ressources humaines,
     verwaltung, administration, administratif, administrativo, administración, management, geschäftsführung,
     geschäftsleitung, direction, dirección, directie, vorstand, board, committee, comité, bestuur, junta,
     marketing, vertrieb, verkauf, sales, ventes, ventas, werbung, kunden, customers, publicité, publicidad, advertising,
     social media, press, öffentlichkeitsarbeit, qualität, quality, qualité, calidad, operations, it, edv, informatique,
     informática, it support, verein, club, association, asociación, society, parish, gemeinde, mitglieder, members,
     membres, socios, leden, protokolle, minutes, sitzungen, meetings, réunions, reuniones, actas, ehrenamt,
     volunteering, volunteers, bénévoles, voluntarios, dienstplan, schichten, shifts, safety, arbeitsschutz,
     arbeitssicherheit, datenschutz, gdpr, business, firma, betrieb, entreprise, empresa, company, office`,
  ),
  areaFolder(
    'Papers',
    `papiere, ausweise, ids, identity, trámites, behörden, ämter, urkunden, certificates, official, important documents,
     wichtige dokumente, estate, will, erbe, nachlass, licences, licenses, permits, legal, documentación, documenti,
     papiers, verträge, contrats, contratos, contratti, contracten, contracts, gema, satzung, statuts, estatutos,
     immigration, divorce, scheidung, pension, rente, retraite, jubilación, inscription, gemeinnützigkeit, passwords`,
  ),
  resourceFolder(
    'Manuals',
    `manuals, handbücher, anleitungen, bedienungsanleitungen, notices, manuali, handleidingen, datenblätter,
     datasheets, gebrauchsanweisungen, instructions, wissen, knowledge, howtos, faq, docs, documentation, wiki`,
  ),
  resourceFolder(
    'Standards',
    `norm, normen, norms, normes, normas, standard, standards, gesetze, laws, regulations, règlements, guidelines,
     richtlinien, kataloge, catalogues, catalogs, catálogos, cataloghi, lehrplan, lehrpläne, curriculum`,
    true,
  ),
  resourceFolder(
    'Recipes',
    `recipes, rezepte, recettes, recetas, ricette, recepten, kochen, backen, cuisine, cocina, cucina, grillen`,
    true,
  ),
  resourceFolder(
    'Books',
    `books, bücher, livres, libros, libri, boeken, library, bibliothek, bibliothèque, calibre, comics, ebooks`,
    true,
  ),
  resourceFolder(
    'Music',
    `sheet music, noten, partitions, partituras, spartiti, scores, chords, songbook, samples, sounds, loops,
     repertoire, backing tracks, practice, üben`,
    true,
  ),
  resourceFolder(
    'Family history',
    `genealogy, ahnenforschung, ahnen, généalogie, genealogía, family history, family tree, familiengeschichte`,
    true,
  ),
  resourceFolder(
    'Templates',
    `templates, vorlagen, modèles, plantillas, formulare, forms, formulaires, formularios, modelli, sjablonen,
     stock photos, fonts, schriften, packaging`,
  ),
  resourceFolder(
    'Collections',
    `hobby, hobbies, crafts, basteln, knitting, stricken, sewing, nähen, couture, tricot, diy, bricolage, woodwork,
     patterns, inspiration, ideas, ideen, idées, research, forschung, recherche, clippings, presse, articles, artikel,
     reference, referenz, referencia, training, sprachen, langues, idiomas, vocabulary, vokabeln, games, spiele`,
  ),
  {
    says: 'a folder for teaching or studies',
    when: {
      words: wordList(
        `school, schule, école, escuela, colegio, scuola, university, universität, université, universidad, uni,
         college, études, studies, studium, estudios, asignaturas, teaching, unterricht, enseignement, docencia, classes,
         class, klasse, klassen, grade, year 7, lessons, lectures, semester, students, schüler, élèves, alumnos,
         nachhilfe, tutoring, weiterbildung, fortbildung, formation, formación, education, bildung, seminare, module,
         modules, lycée, gymnasium`,
      ),
      within: 'folder',
      types: ['document', 'archive', 'code', 'other'],
    },
    weights: { resources: 1, areas: 1 },
    topic: 'Learning',
  },
  {
    says: 'a folder for finished things',
    when: { isEnded: true, types: ['document', 'archive', 'other', 'image'] },
    weights: { archives: 4.5, areas: -1 },
  },
];
