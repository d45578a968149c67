import { wordList } from '../wordList.ts';

/**
 * What people call folders whose files belong to a category, by its number. These words count in the
 * names of folders only: a folder named "School" is about school, an invoice to a school is not.
 */
export const folderNames: Readonly<Record<string, readonly string[]>> = {
  '11': wordList(
    `banque, banca, banco, sparkasse, konten, comptes, cuentas, kasse, vereinskasse, treasurer, treasury,
     trésorerie, tesorería, accounts payable, rekeningen`,
  ),
  '12': wordList(
    'taxes, impôts, impuestos, belasting*, tasse, fiscal, fisco, déclarations, vat returns',
  ),
  '13': wordList(
    `bills, receipts, orders, *bestellung, commandes, pedidos, ordini, bestellingen, purchases, einkauf,
     einkäufe, achats, compras, acquisti, buchhaltung, bookkeeping, accounting, accounts, comptabilité,
     contabilidad, contabilità, boekhouding, expenses, ausgaben, dépenses, gastos, facturen, fatture,
     invoicing, facturación, billing, suppliers, lieferanten, fournisseurs, proveedores, fornitori`,
  ),
  '14': wordList('insurances, assurances, seguros, assicurazioni, verzekeringen, policen'),
  '15': wordList(
    'pay, paie, salaires, nóminas, stipendi, retraite, jubilación, pensions, pensioen, wages, löhne',
  ),
  '16': wordList('aktien, wertpapiere, bourse, inversiones, savings plan, investimenti'),
  '17': wordList('haushaltsplan, presupuestos, preise, tarifs, prices, precios, controlling'),
  '21': wordList(
    `home, house, haus, casa, maison, huis, flat, apartment, appartement, logement, piso, vivienda,
     immobilien, immobilier, inmueble, *umbau, umbau, *sanierung, sanierung, renovierung, rénovation,
     loft, extension, conversion, travaux, obras, reforma, bathroom, bad, küche, moving, relocation,
     déménagement, mudanza, trasloco, verhuizing, property, premises, grundstück, vermietung, hausbau, neubau`,
  ),
  '22': wordList(
    `wasser, energie, énergie, telefon, telephone, phone, mobile, handy, téléphone, suministros, bollette,
     müll, abfall, waste, recycling, energía, teléfono`,
  ),
  '23': wordList(
    `notices, manuales, manuali, handleidingen, appliances, geräte, appareils, electrodomésticos,
     gebrauchsanweisungen, instrucciones, garanties, garantías, warranties, machines, maschinen`,
  ),
  '24': wordList(
    `auto, voiture, macchina, fuhrpark, fleet, motorrad, moto, vélo, van, wohnmobil, caravan, camper,
     wohnwagen, boot, boat, fahrzeug, scooter`,
  ),
  '25': wordList(
    'recettes, recetas, ricette, recepten, cuisine, kochen, backen, cucina, cocina, essen, grillen, drinks',
  ),
  '26': wordList(
    `jardin, jardín, giardino, tuin, schrebergarten, allotment, animaux, mascotas, animali, huisdieren, dog,
     cat, horse, pferd, cheval, chickens, hühner, aquarium, plants, pflanzen, bees, bienen, imkerei`,
  ),
  '31': wordList(
    `papiere, ausweise, urkunden, id, ids, papers and ids, behörden, ämter, trámites, papiers, documentación,
     personal documents, personal papers, important documents, certificates, documenti, immigration`,
  ),
  '32': wordList(
    `health, ärzte, salute, gezondheid, zahnarzt, krankheit, dental, pregnancy, schwangerschaft, grossesse,
     embarazo, medicina, fysio, pflege, care, reha, médical, krankenhaus, hôpital`,
  ),
  '33': wordList(
    'letters, briefe, courrier, korrespondenz, schriftverkehr, cartas, emails, lettres, brieven, post',
  ),
  '34': wordList(
    `recht, juristisches, juridique, jurídico, estate, erbe, nachlass, succession, herencia, eredità, anwalt,
     gericht, statutes, statuts, estatutos, compliance, divorce, scheidung, divorcio, notar, notaire, will,
     gründung, verordnung`,
  ),
  '35': wordList(
    'niños, hijos, bambini, kinderen, crèche, guardería, asilo, nursery, adoption, fils, fille',
  ),
  '36': wordList('ahnenforschung, généalogie, genealogía, familiengeschichte, heritage, ahnen'),
  '37': wordList(
    'addresses, members, mitglieder, membres, socios, leden, miembros, soci, verteiler',
  ),
  '41': wordList(
    `job search, job hunt, applications, candidatures, stellensuche, jobsuche, empleo, emploi, stage, stages,
     praktikum, praktika, internship, prácticas, interviews, lavoro, sollicitaties`,
  ),
  '42': wordList('contrats, contratos, contratti, contracten, agreements, licences'),
  '43': wordList(
    `client, customer jobs, kunde, kunden, jobs, auftrag, aufträge, mandant, mandanten, commission, commissions,
     commande client, cases, matters, chantiers, baustellen, project, projekt, projet, projets, proyecto,
     proyectos, progetti, progetto, projecten, clientes, clienti, klanten, offers, angebote, devis, offres,
     ofertas, preventivi, anfragen, enquiries, tenders, ausschreibungen, estimates, engagements`,
  ),
  '44': wordList(
    `minutes, protokolle, vorstand, board, konferenz, konferenzen, actas, verbali, committee, comité, comités,
     conseil, junta, bestuur, presentations, präsentation, présentations, presentaciones, gremien, council`,
  ),
  '45': wordList(
    'audits, audit, qualität, quality, qualité, calidad, auswertung, evaluation, statistics',
  ),
  '46': wordList(
    `marketing, presse, pr, öffentlichkeitsarbeit, publicité, communication, comunicación, publicidad, advertising, promo,
     promotion, website, sales, vertrieb, verkauf, ventes, ventas, soldes, catalogues, kataloge, blog`,
  ),
  '47': wordList(
    `personnel, personalwesen, personeel, employees, team, équipe, equipo, ressources humaines, recursos humanos,
     rrhh, hr, human resources, volunteers, volunteering, ehrenamt, bénévoles, voluntarios, helfer, dienstplan, dienstpläne, schichten,
     shifts, arbeitsschutz, arbeitssicherheit, safety, operations, organisation, betrieb, crew`,
  ),
  '51': wordList(
    `school, university, schule, école, ecole, escuela, colegio, scuola, universität, université, universidad, università, études,
     estudios, asignaturas, materias, lectures, teaching, unterricht, enseignement, docencia, class, classes,
     klasse, klassen, grade, students, schüler, élèves, alumnos, lessons, fortbildung, weiterbildung, formation,
     formación, ausbildung, azubi, azubis, apprentices, education, bildung, tfg, tfm, mémoire, masterarbeit,
     bachelorarbeit, dissertation, hausarbeit, nachhilfe, tutoring, prüfung, prüfungen, curriculum, lehrplan,
     devoirs, deberes, lycée, gymnasium, seminar, seminare, modules, module, corsi, lezioni, school year`,
  ),
  '52': wordList(
    'library, bibliothek, calibre, romane, comics, livres, libros, libri, boeken, literatur',
  ),
  '53': wordList(
    'forschung, recherche, investigación, clippings, standards, norm, normen, normes, normas',
  ),
  '54': wordList('ideas, ideen, idées, writing, notas, lists, listen, notities, appunti, thoughts'),
  '55': wordList(
    'sprachen, langues, idiomas, vokabeln, lingue, talen, englisch, spanisch, französisch',
  ),
  '61': wordList(
    `reisen, ferien, vacances, voyage, voyages, viajes, vacaciones, viaggi, vacanze, vakantie, camp, camping,
     klassenfahrt, klassenfahrten, ausflug, ausflüge, excursion, excursions, freizeit, roadtrip, road trip,
     cruise, zeltlager`,
  ),
  '62': wordList(
    `veranstaltung, fest, *fest, mariage, anniversaire, cumpleaños, gigs, gig, auftritt, auftritte, fiestas,
     turnier, tournament, messe, messen, fair, market, christmas, weihnachten, noël, navidad, concours, gala,
     kongress, congress, conference, eventos, événements, aufführung, recital, taufe, baptism, bruiloft`,
  ),
  '63': wordList(
    `stricken, nähen, crafts, basteln, diy, woodwork, noten, partitions, partituras, spartiti, games, spiele,
     schach, model railway, modellbau, printing, couture, tricot, bricolage, scouts, pfadfinder, brettspiele,
     dnd, quilting, pottery, painting, malen`,
  ),
  '64': wordList(
    `fitness, training, laufen, football, fußball, soccer, tennis, climbing, deporte, triathlon, swimming,
     schwimmen, mannschaft, mannschaften, liga, saison, league, rugby, basketball, handball, turnen, ski, skiing`,
  ),
  '66': wordList('fun, lustiges, jokes, memes'),
  '71': wordList(
    'photos, bilder, pictures, images, imágenes, photography, fotografie, photographie, camera roll',
  ),
  '72': wordList('filme, films, movies, películas'),
  '73': wordList(
    `musique, música, musica, band, album, albums, alben, samples, tracks, mixes, masters, stems, demos, chor,
     choir, chorale, coro, orchestra, orchester, orchestre, lyrics, songwriting, muziek, repertoire`,
  ),
  '74': wordList('aufnahmen, podcasts, hörbücher, enregistrements, grabaciones, sprachnotizen'),
  '75': wordList('screenshots'),
  '76': wordList(
    'grafik, graphics, graphisme, diseño, layout, fonts, schriften, artwork, grafica, illustrations',
  ),
  '81': wordList('programming, programmieren, development, entwicklung, repos'),
  '82': wordList('programs, programme, installers, apps, tools, programas, logiciels'),
  '83': wordList(
    'daten, stock, warehouse, datos, données, measurements, magazzino, inventur, inventaire',
  ),
  '84': wordList(
    'it, edv, passwords, keys, network, netzwerk, server, security, informatique, zugänge, accounts it',
  ),
  '85': wordList(
    'old computer, alter rechner, old laptop, alter laptop, ancien ordinateur, old disk',
  ),
};
