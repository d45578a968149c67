import { wordList } from '../words/wordList.ts';

/**
 * Names of folders whose files belong to a category, by its number. These words count in the names of
 * folders only: a folder named "School" is about school, but an invoice to a school is not.
 */
export const folderNames: Readonly<Record<string, readonly string[]>> = {
  '11': wordList(
    `banque, banca, banco, sparkasse, konten, comptes, cuentas, kasse, vereinskasse, treasurer, treasury,
     trésorerie, tesorería, accounts payable, rekeningen, girokonto, kontoauszüge, relevés, extractos, estratti
     conto, online banking`,
  ),
  '12': wordList(
    `taxes, impôts, impuestos, belasting*, tasse, fiscal, fisco, déclarations, vat returns, fiscalité, tva, iva,
     declaraciones, steuerberater, tax returns, vat, btw, comptable`,
  ),
  '13': wordList(
    `bills, receipts, orders, *bestellung, commandes, pedidos, ordini, bestellingen, purchases, einkauf,
     einkäufe, achats, compras, acquisti, buchhaltung, bookkeeping, accounting, accounts, comptabilité,
     contabilidad, contabilità, boekhouding, expenses, ausgaben, dépenses, gastos, facturen, fatture, invoicing,
     facturación, billing, suppliers, lieferanten, fournisseurs, proveedores, fornitori, compta, comptas,
     quittungen, belege, eingangsrechnungen, ausgangsrechnungen, spese, kassenzettel, recibos, ricevute, bonnen`,
  ),
  '14': wordList(
    `insurances, assurances, seguros, assicurazioni, verzekeringen, policen, kranken, krankenversicherung,
     mutuelle, pólizas, polizze, policies`,
  ),
  '15': wordList(
    `pay, paie, salaires, nóminas, stipendi, retraite, jubilación, pensions, pensioen, wages, löhne, gehalt,
     lohn, payslips, payroll, salaire, paghe, rente, fiches de paie, bulletins de salaire`,
  ),
  '16': wordList(
    `aktien, wertpapiere, bourse, inversiones, savings plan, investimenti, depot, investments, inversión,
     placements, portfolio depot`,
  ),
  '17': wordList(
    `haushaltsplan, presupuestos, preise, tarifs, prices, precios, controlling, geld, money, finanzen, finances,
     argent, dinero, finanzas, soldi, financiën, finanças, finance, haushaltsbuch, treasury, budgets`,
  ),
  '21': wordList(
    `home, house, haus, casa, maison, huis, flat, apartment, appartement, logement, piso, vivienda, immobilien,
     immobilier, inmueble, *umbau, umbau, *sanierung, sanierung, renovierung, rénovation, loft, extension,
     conversion, travaux, obras, reforma, bathroom, bad, küche, moving, relocation, déménagement, mudanza,
     trasloco, verhuizing, property, premises, grundstück, vermietung, hausbau, neubau, wg, hipoteca, comunidad,
     copropriété, syndic, roof, dach, toit, techo, tejado, eigentumswohnung, mietwohnung, rental, tenancy,
     handwerker, hausverwaltung, keller, habitação, apartamento`,
  ),
  '22': wordList(
    `wasser, energie, énergie, telefon, telephone, phone, mobile, handy, téléphone, suministros, bollette, müll,
     abfall, waste, recycling, energía, teléfono, strom, gas, internet, versorger, abos, abonnements,
     subscriptions, luz, energia`,
  ),
  '23': wordList(
    `notices, manuales, manuali, handleidingen, appliances, geräte, appareils, electrodomésticos,
     gebrauchsanweisungen, instrucciones, garanties, garantías, warranties, maschinen, docs techniques,
     technical, technische unterlagen, fiches techniques, produktdaten, guides, anleitungen`,
  ),
  '24': wordList(
    `auto, voiture, macchina, fuhrpark, fleet, motorrad, moto, vélo, van, wohnmobil, caravan, camper, wohnwagen,
     boot, boat, fahrzeug, scooter, wagen, pkw, roller, fahrrad, bicycle, bike, carro, camper van, motorcycle`,
  ),
  '25': wordList(
    `recettes, recetas, ricette, recepten, cuisine, kochen, backen, cucina, cocina, essen, grillen, drinks,
     rezeptsammlung, recipes, gerichte, menus, backrezepte, mad, keuken, receitas`,
  ),
  '26': wordList(
    `jardin, jardín, giardino, tuin, schrebergarten, allotment, animaux, mascotas, animali, huisdieren, dog, cat,
     horse, pferd, cheval, chickens, hühner, aquarium, plants, pflanzen, bees, bienen, imkerei, garten, balkon,
     balcony, potager, huerto, kaninchen, vögel, puppy, welpe, chien, chat, perro, gato, cane, hond`,
  ),
  '31': wordList(
    `papiere, ausweise, urkunden, id, ids, papers and ids, behörden, ämter, trámites, papiers, documentación,
     personal documents, personal papers, important documents, certificates, documenti, immigration, identité,
     passports, ausweis, pass, wichtige dokumente, important papers, identity`,
  ),
  '32': wordList(
    `health, ärzte, salute, gezondheid, zahnarzt, krankheit, dental, pregnancy, schwangerschaft, grossesse,
     embarazo, medicina, fysio, pflege, care, reha, médical, krankenhaus, hôpital, gesundheit, arzt, medical,
     medizin, doctor, krankenkasse, therapy, therapie, zahn, saúde, kind gesundheit`,
  ),
  '33': wordList(
    `letters, briefe, courrier, korrespondenz, schriftverkehr, cartas, emails, lettres, brieven, post,
     postkarten, mail, correspondance, correspondencia, corrispondenza`,
  ),
  '34': wordList(
    `recht, juristisches, juridique, jurídico, estate, erbe, nachlass, succession, herencia, eredità, anwalt,
     gericht, statutes, statuts, estatutos, compliance, divorce, scheidung, divorcio, notar, notaire, will,
     gründung, verordnung, wills, power of attorney, policies, vollmacht, vorsorge, testament,
     patientenverfügung, administratif, administration, verwaltung, admin, administrativo, administrativa,
     amministrazione, administratie`,
  ),
  '35': wordList(
    `niños, hijos, bambini, kinderen, crèche, guardería, asilo, nursery, adoption, fils, fille, kids, enfants,
     grandchildren, enkel, petits enfants, nietos, nipoti, daughter, son, töchter, söhne, tochter, sohn, kita, kindergarten, kind, bebé, bimbi, crianças`,
  ),
  '36': wordList(
    `ahnenforschung, généalogie, genealogía, familiengeschichte, heritage, ahnen, stammbaum, ancestry, family
     research, arbre, archives familiales`,
  ),
  '37': wordList(
    `addresses, members, mitglieder, membres, socios, leden, miembros, soci, verteiler, adressen, kontakte,
     carnet`,
  ),
  '41': wordList(
    `job search, job hunt, applications, candidatures, stellensuche, jobsuche, empleo, emploi, stage, stages,
     praktikum, praktika, internship, prácticas, interviews, lavoro, sollicitaties, bewerbung, bewerbungen,
     career, karriere, carrière, cv, oposiciones, job applications, lebenslauf`,
  ),
  '42': wordList(
    `contrats, contratos, contratti, contracten, agreements, licences, verträge, vertrag, contracts, abkommen`,
  ),
  '43': wordList(
    `client, customer jobs, kunde, kunden, jobs, auftrag, aufträge, mandant, mandanten, commission, commissions,
     commande client, cases, matters, chantiers, baustellen, project, projekt, projet, projets, proyecto,
     proyectos, progetti, progetto, projecten, clientes, clienti, klanten, offers, angebote, devis, offres,
     ofertas, preventivi, anfragen, enquiries, tenders, ausschreibungen, estimates, engagements, proposals,
     propositions, propuestas, orders in progress, offerten`,
  ),
  '44': wordList(
    `minutes, protokolle, vorstand, board, konferenz, konferenzen, actas, verbali, committee, comité, comités,
     conseil, junta, bestuur, presentations, präsentation, présentations, presentaciones, gremien, council,
     sitzungen, réunions, reuniones, riunioni, vergaderingen, besprechungen, jour fixe`,
  ),
  '45': wordList(
    `audits, audit, qualität, quality, qualité, calidad, auswertung, evaluation, statistics, berichte, reports,
     rapports, informes, relazioni, relatórios, statistiken, monitoring`,
  ),
  '46': wordList(
    `marketing, presse, pr, öffentlichkeitsarbeit, publicité, communication, comunicación, publicidad,
     advertising, promo, promotion, website, sales, vertrieb, verkauf, ventes, ventas, soldes, catalogues,
     kataloge, blog, flyers, flyer, kommunikation, öffentlichkeit, newsletter, social media, social, werbung`,
  ),
  '47': wordList(
    `personnel, personalwesen, personeel, employees, team, équipe, equipo, ressources humaines, recursos humanos,
     rrhh, hr, human resources, volunteers, volunteering, ehrenamt, bénévoles, voluntarios, helfer, dienstplan,
     dienstpläne, schichten, shifts, arbeitsschutz, arbeitssicherheit, safety, operations, organisation, betrieb,
     crew, arbeit, trabajo, travail, lavoro, werk, trabalho, boulot, arbeitgeber, employer, dienst, rota, rotas,
     mitarbeiter, staff, freiwillige, bestuursleden`,
  ),
  '51': wordList(
    `school, university, schule, école, ecole, escuela, colegio, scuola, universität, université, universidad,
     università, études, estudios, asignaturas, materias, lectures, teaching, unterricht, enseignement, docencia,
     class, classes, klasse, klassen, grade, students, schüler, élèves, alumnos, lessons, fortbildung,
     weiterbildung, formation, formación, ausbildung, azubi, azubis, apprentices, education, bildung, tfg, tfm,
     mémoire, masterarbeit, bachelorarbeit, dissertation, hausarbeit, nachhilfe, tutoring, prüfung, prüfungen,
     curriculum, lehrplan, devoirs, deberes, lycée, gymnasium, seminar, seminare, modules, module, corsi,
     lezioni, school year, uni, univ, college, bachelor, semester, wintersemester, sommersemester, ws, sose,
     wise, vorlesungen, übungen, lehre, lehrveranstaltungen, abschlussarbeit, thesis, masterthesis,
     bachelorthesis, grundschule, primaria, secundaria, hausaufgaben, cursos, kurse, courses, training,
     trainings, tesi, schoolwork, homework, mathe, math, maths, mathematik, mathématique, matemáticas,
     matematica, wiskunde, physik, physics, physique, física, fisica, chemie, chemistry, chimie, química,
     chimica, biologie, biology, bio, biología, geschichte, geographie, erdkunde, geography, géographie,
     geografía, deutschunterricht, informatik, computer science, wirtschaft, economics, politik, philosophie,
     philosophy, psychologie, psychology, soziologie, sociology, pädagogik, pedagogy, statistik, statistics,
     algorithms, machine learning, anatomie, anatomy, linguistik, linguistics, latein, latin, svt, ethik,
     arbeitsblätter, worksheets, klausuren, exams, examens, exámenes, esami`,
  ),
  '52': wordList(
    `library, bibliothek, calibre, romane, comics, livres, libros, libri, boeken, literatur, ebooks, lesen,
     reading, lecture, lecturas, letture, romans, hörbücher`,
  ),
  '53': wordList(
    `forschung, recherche, investigación, clippings, standards, norm, normen, normes, normas, papers, leitlinien,
     research, literature, fachliteratur, articles, artikel, articoli, artículos`,
  ),
  '54': wordList(
    `ideas, ideen, idées, writing, notas, lists, listen, notities, appunti, thoughts, notizen, journal, tagebuch,
     diary, obsidian, vault, zettelkasten, notes to self, todo, brainstorming, memos`,
  ),
  '55': wordList(
    `sprachen, langues, idiomas, vokabeln, lingue, talen, englisch, spanisch, französisch, italian, italiano,
     italienisch, english, anglais, inglés, inglese, spanish, español, espagnol, french, français, german, dutch,
     portuguese, portugiesisch, russisch, russian, chinesisch, chinese, japanisch, japanese, arabisch, arabic,
     language course`,
  ),
  '61': wordList(
    `reisen, ferien, vacances, voyage, voyages, viajes, vacaciones, viaggi, vacanze, vakantie, camp, camping,
     klassenfahrt, klassenfahrten, ausflug, ausflüge, excursion, excursions, freizeit, roadtrip, road trip,
     cruise, zeltlager, trips, reise, urlaube, holidays, travel, interrail, roteiros, viagens, férias,
     wanderurlaub`,
  ),
  '62': wordList(
    `veranstaltung, fest, *fest, mariage, anniversaire, cumpleaños, gigs, gig, auftritt, auftritte, fiestas,
     turnier, tournament, messe, messen, fair, market, christmas, weihnachten, noël, navidad, concours, gala,
     kongress, congress, conference, eventos, événements, aufführung, recital, taufe, baptism, bruiloft, fête,
     fete, geburtstag, geburtstage, hochzeit, wedding, party, parties, flohmarkt, weihnachtsmarkt, konzerte,
     concerts, celebrations, festa, feste, casamento, anniversary, funeral, beerdigung, eventi`,
  ),
  '63': wordList(
    `stricken, nähen, crafts, basteln, diy, woodwork, noten, partitions, partituras, spartiti, games, spiele,
     schach, model railway, modellbau, printing, couture, tricot, bricolage, scouts, pfadfinder, brettspiele,
     dnd, quilting, pottery, painting, malen, bridge, poker, rpg, rollenspiel, pen paper, lego, gaming,
     minecraft, 3 d, 3 d druck, cnc, laser, elektronik, electronics, arduino, raspberry, maker, holz,
     woodworking, keramik, ceramics, töpfern, häkeln, astronomy, astronomie, funk, ham radio, angeln, fishing,
     briefmarken, stamps, münzen, coins, sammlung, sewing, knitting, hobby, hobbys, guitar, gitarre, klavier,
     piano, costura, cucito, origami, sheet music, cello, violin, violine, geige, flöte, trompete, orgel, drums`,
  ),
  '64': wordList(
    `fitness, training, laufen, football, fußball, soccer, tennis, climbing, deporte, triathlon, swimming,
     schwimmen, mannschaft, mannschaften, liga, saison, league, rugby, basketball, handball, turnen, ski, skiing,
     sports, bouldern, rudern, rowing, cycling, radfahren, radsport, wandern, hiking, randonnée, yoga, pilates,
     reiten, riding, équitation, judo, karate, tanzen, dance, danse, baile, danza, golf, sailing, segeln, voile,
     vela, volleyball, running, lauftreff, gym, marathon, atletismo, palestra, futebol, voetbal, ciclismo`,
  ),
  '66': wordList('fun, lustiges, jokes, memes'),
  '71': wordList(
    'photos, bilder, pictures, images, imágenes, photography, fotografie, photographie, camera roll',
  ),
  '72': wordList(`filme, films, movies, películas, serien, series, filmprojekte, footage`),
  '73': wordList(
    `musique, música, musica, band, album, albums, alben, samples, tracks, mixes, mastering, stems, demos, chor,
     choir, chorale, coro, orchestra, orchester, orchestre, lyrics, songwriting, muziek, repertoire`,
  ),
  '74': wordList('aufnahmen, podcasts, hörbücher, enregistrements, grabaciones, sprachnotizen'),
  '75': wordList('screenshots'),
  '76': wordList(
    `grafik, graphics, graphisme, diseño, layout, fonts, schriften, artwork, grafica, illustrations, vorlagen
     design, icons, logos, grafiken, mockups, textures`,
  ),
  '81': wordList(
    `programming, programmieren, development, entwicklung, repos, github, git, scripts, skripte, dev, coding,
     software projects, repositories, workspace`,
  ),
  '82': wordList('programs, programme, installers, apps, tools, programas, logiciels'),
  '83': wordList(
    `daten, stock, warehouse, datos, données, measurements, magazzino, inventur, inventaire, datasets,
     datensätze, messdaten, rohdaten, survey data`,
  ),
  '84': wordList(
    `it, edv, passwords, keys, network, netzwerk, server, security, informatique, zugänge, accounts it,
     zugangsdaten, passwörter, sicherheit, config, settings, einstellungen, mots de passe, contraseñas,
     wachtwoorden, dotfiles`,
  ),
  '85': wordList(
    `old computer, alter rechner, old laptop, alter laptop, ancien ordinateur, old disk, backups, sicherungen,
     sauvegardes, copias, disk image`,
  ),
};
