import { wordList } from '../words/wordList.ts';

/**
 * Everyday words for papers and things in German, French, Spanish, Italian, Dutch, Portuguese and
 * English, by the number of their category. They count like the words of the catalogue.
 */
export const everydayWords: Readonly<Record<string, readonly string[]>> = {
  '11': wordList(
    `sepa, lastschrift, einzugsermächtigung, girokonto, kreditkarte, kreditkarten*, sparkonto, relevé de compte,
     virement, prélèvement, compte bancaire, carte bancaire, tarjeta, transferencia, domiciliación, estratto
     conto, bonifico, carta di credito, bankafschrift, afschrift, spaarrekening, overboeking, extrato, conta
     bancária, standing order, overdraft, kontoeröffnung, zinsbescheinigung, dispokredit, ratenkredit,
     dauerauftrag, prêt bancaire, préstamo, prestito, lening, empréstimo`,
  ),
  '12': wordList(
    `zuwendungsbestätigung, spendenbescheinigung, werbungskosten, avis d imposition, déclaration de revenus, taxe
     foncière, taxe d habitation, declaración de la renta, iva, irpf, retenciones, dichiarazione dei redditi, f
     24, imu, belastingaangifte, toeslagen, declaração, self assessment, tax code, p 45, tax certificate,
     steuernummer, voranmeldung, prélèvement à la source, modelo 100, modelo 130`,
  ),
  '13': wordList(
    `kassenbeleg, reçu, ticket de caisse, note de frais, commande, bon de commande, bon de livraison,
     albarán, pedido, comprobante, justificante, ordine, nota spese, bestelbon, pakbon, bestelling, fatura, nota fiscal,
     zahlungserinnerung, proforma, auslagen*, proof of purchase, delivery slip`,
  ),
  '14': wordList(
    `versicherungsschein, krankenversicherung, rechtsschutz, rechtsschutz*, hausrat, hausrat*, wohngebäude,
     wohngebäude*, berufsunfähigkeit*, lebensversicherung, beihilfe, schadensfreiheit*, attestation d assurance,
     carte verte, sinistre, constat amiable, responsabilité civile, siniestro, aseguradora, sinistro,
     verzekerings*, *verzekering, schadeformulier, apólice, insured, underwriter, pflegekasse, pflegegrad,
     schadenmeldung, unfallmeldung, selbstbeteiligung, assurance habitation, insurance renewal, insurance
     certificate, no claims`,
  ),
  '15': wordList(
    `bezüge, bezüge*, besoldung, besoldungs*, lohnzettel, rentenbescheid, betriebsrente, arbeitslosengeld, fiche de
     paye, bulletin de salaire, finiquito, pensión, paga extra, stipendio, salarisstrook, jaaropgave, vakantiegeld,
     holerite, recibo de vencimento, overtime pay`,
  ),
  '16': wordList(
    `sparplan, wertpapier*, altersvorsorge, bauspar*, assurance vie, épargne, plan de pensiones, acciones, fondi,
     azioni, beleggen, beleggingen, stock option, rsu, vesting, share certificate`,
  ),
  '17': wordList(
    `haushaltskasse, gemeinschaftskasse, kostenübersicht, ausgaben, einnahmen, finanzplan, finanzierungsplan,
     wirtschaftsplan, budget prévisionnel, dépenses, prévisionnel, gastos, bilancio, spese, begroting, uitgaven, kasboek,
     orçamento, despesas, savings goal, wer zahlt was`,
  ),
  '21': wordList(
    `immobilie, immobilien*, eigentümer*, hausgeld, teilungserklärung, flurstück, grundstück, grundstücks*,
     kataster*, bauantrag, architekt, energieausweis, badsanierung, wohnungsübergabe, untermiet*, mieter*,
     compromis de vente, acte de vente, acte de propriété, copropriété, syndic, quittance de loyer, travaux,
     déménagement, escritura, comunidad de propietarios, arrendamiento, fianza, inmobiliaria, condominio, rogito,
     catasto, ristrutturazione, trasloco, huurcontract, koopakte, verbouwing, arrendamento, condomínio,
     conveyancing, estate agent, building survey, homebuyer, kitchen plan, küchenplan*, wg, putzplan, cleaning
     rota, makler, besichtigung, wohnungssuche, einzug, auszug, heizkosten*, hausmeister, hausbau, bauträger,
     baubeschreibung, service charge, ground rent, stamp duty, land registry, floor area, plan de maison`,
  ),
  '22': wordList(
    `kabelanschluss, glasfaser, dsl, handyvertrag, mobilfunk*, festnetz, rundfunk*, abwasser*, fernwärme, heizöl,
     wärmepumpe, photovoltaik, solar, solaranlage, heizlast*, einspeise*, ablesung, fibre, forfait mobile, box
     internet, fibra, factura luz, factura de la luz, luce, acqua, rifiuti, tari, energierekening, stroom,
     waterrekening, internetabonnement, conta de luz, bin collection, heat pump, solar panel, mobile contract,
     sim card, photovoltaik*, netzbetreiber, einspeisung, gasvertrag, gasrechnung, gasabrechnung, wasserrechnung,
     internetvertrag, handyrechnung, telefonrechnung, stromtarif, smart meter, wallbox`,
  ),
  '23': wordList(
    `gebrauchsanweisung, montage*, notice, istruzioni, manual de usuario, guía rápida, garantieschein, garantiekarte,
     garantía, garanzia, garantiebewijs, gebruiksaanwijzing, installation guide, service manual, spare part, schaltplan,
     wiring diagram, user manual, owner manual`,
  ),
  '24': wordList(
    `fahrzeugbrief, reifen*, winterreifen, inspektion, scheckheft, werkstatt*, e bike, ebike, moped, anhänger,
     wohnmobil, strafzettel, certificat d immatriculation, certificat de cession, vidange, pneus, permiso de
     circulación, taller, neumáticos, libretto di circolazione, revisione, tagliando, kenteken, apk keuring,
     winterbanden, boete, parking ticket, penalty charge, logbook, service history, breakdown cover, matrícula
     coche, carro, scooter, hauptuntersuchung, sommerreifen, fahrschule, autokauf, autoverkauf,
     probefahrt, umweltplakette, parkausweis, vignette, roadworthiness, car sale`,
  ),
  '25': wordList(
    `plätzchen, brot, *brot, torte, *torte, marinade, *marinade, eintopf, *auflauf, soße, essensplan, kekse, crêpe,
     confiture, soupe, dessert, tarta, bizcocho, sopa, guiso, paella, croqueta, postre, torta, dolci, zuppa, sugo, pizza,
     taart, koekjes, soep, bolo, sobremesa, cookies, pancake, curry, stew, chutney, smoothie, lasagne, risotto, bbq,
     meal plan, cocktail`,
  ),
  '26': wordList(
    `hochbeet, aussaat*, kompost, obstbaum*, rasen, wildbienen, bienen*, nistkasten, heimtier*, haustier*,
     hunde*, welpe, katzen*, pferde*, potager, semis, chien, vétérinaire, huerto, riego, perro, gato,
     veterinario, orto, cane, gatto, moestuin, hond, dierenarts, cão, seedling, vegetable, compost, lawn, puppy,
     kitten, beehive, microchip, pruning, gemüse*, blumen*, zimmerpflanze, rosen*, imker*, honig, honey, varroa,
     tierheim, hufschmied, aquarium, stockkarte, futterplan`,
  ),
  '31': wordList(
    `visum, aufenthaltserlaubnis, staatsangehörigkeit*, familienbuch, stammbuch, passeport, acte de naissance,
     livret de famille, titre de séjour, pasaporte, partida de nacimiento, libro de familia, carta d identità, certificato
     di nascita, permesso di soggiorno, rijbewijs, geboorteakte, verblijfsvergunning, cartão de cidadão, certidão,
     naturalization, national insurance, biometric, deed poll, proof of address, carnet de conducir, permis de conduire,
     patente di guida`,
  ),
  '32': wordList(
    `logopädie, ergotherapie, kinderarzt, arztbrief, entlassbrief, laborwerte, laborbefund, diagnose, mutterpass,
     brillenpass, hörgerät, attest, zahn*, kieferorthop*, medikament*, medikations*, schwanger*, hebamme,
     psychotherap*, therapie*, vaccin, carnet de santé, certificat médical, dentiste, ophtalmo*, échographie,
     kiné, irm, analítica, informe médico, cita médica, receta médica, dentista, radiografía, ecografía, ricetta
     medica, visita medica, vaccino, huisarts, tandarts, bloedonderzoek, vaccinatie, vacina, exame, receita
     médica, ultrasound, discharge letter, screening, glasses prescription, counselling, symptom, diagnosis,
     pregnancy, patientenverfügung, reha*, arzttermin, heilmittel*, schwerbehindert*, ernährungsplan,
     cholesterin, diabetes, asthma, migräne, hörtest, sehtest, krankengymnastik, surgery, dental, eye test,
     hearing test, immunisation, maternity`,
  ),
  '33': wordList(
    `whatsapp chat, glückwunsch*, dankeskarte, danksagung, rundbrief, weihnachtskarte, postkarte, grußkarte, kondolenz*,
     beileid, beschwerde, einspruch, courrier, carte postale, remerciement, réclamation, résiliation, felicitación,
     reclamación, queja, lettera, cartolina, auguri, disdetta, ansichtkaart, opzegging, klacht, cartão postal, condolence,
     christmas letter, thank you, chat export`,
  ),
  '34': wordList(
    `notar*, anwalt*, mahnbescheid, erbschein, erbvertrag, nachlass*, patientenverfügung, vorsorgevollmacht,
     gericht*, scheidung*, unterhalts*, sorgerecht*, ehevertrag, procuration, notaire, tribunal, jugement, mise
     en demeure, règlement intérieur, poder notarial, notario, herencia, testamento, sentencia, juzgado,
     denuncia, abogado, notaio, procura, avvocato, sentenza, notaris, volmacht, erfenis, advocaat, procuração,
     herança, probate, affidavit, small claims, custody, lasting power, haftung, *satzung, gesellschafter*,
     rechtsanwalt, strafanzeige, gewerbeanmeldung, klageschrift, witness statement, injunction`,
  ),
  '35': wordList(
    `einschulung, betreuung, betreuungs*, hort, kita*, krippe, tagesmutter, elterngeld*, mutterschutz,
     mutterschafts*, schulanmeldung, ferienbetreuung, garderie, assistante maternelle, cantine, guardería,
     comedor escolar, boletín, asilo nido, mensa scolastica, kinderopvang, nursery, childminder, childcare,
     school uniform, pocket money, preschool, after school, taschengeld, schulranzen, schulbuchliste,
     elternvertreter, ferienprogramm, geburtsplan, spielgruppe, half term`,
  ),
  '36': wordList(
    `genealogía, genealógico, généalogie, généalogique, arbre généalogique, stamboom, albero genealogico, vorfahren,
     taufregister, familienchronik, bautismo, antepasado, ancêtre, registre paroissial, obituary, nachruf, gravestone`,
  ),
  '37': wordList(
    `adressliste, telefonnummern, notfallnummern, kontaktliste, anschriften, carnet d adresses, numéros utiles, annuaire,
     teléfonos, direcciones, rubrica, contatti, numeri utili, telefoonlijst, adressenlijst, contatos, phone number, useful
     number, emergency number, christmas card list, nummern`,
  ),
  '41': wordList(
    `empfehlungsschreiben, motivationsschreiben, vorstellungsgespräch, stellenanzeige, zwischenzeugnis, lettre de
     recommandation, entretien d embauche, offre d emploi, hoja de vida, carta de recomendación, recomendación,
     oferta de empleo, lettera di presentazione, colloquio, offerta di lavoro, motivatiebrief, sollicitatie*,
     vacature, carta de apresentação, currículo, recommendation letter, letter of recommendation, offer letter,
     career plan, stellenangebot, jobangebot, praktikumsvertrag, vacancy`,
  ),
  '42': wordList(
    `*vereinbarung, vereinbarung, avenant, acuerdo, accordo, overeenkomst, *overeenkomst, arbeidscontract, acordo, service
     agreement, addendum`,
  ),
  '43': wordList(
    `konzept, pflichtenheft, lastenheft, förderantrag, grant application, cahier des charges, propuesta, pliego,
     progetto, plan van aanpak, projeto, projektplan`,
  ),
  '44': wordList(
    `jhv, tagesordnung, ordre du jour, procès verbal, assemblée générale, orden del día, asamblea, verbale, riunione,
     assemblea, ordine del giorno, notulen, vergadering, reunião, all hands, agm`,
  ),
  '45': wordList(
    `auswertung, kassenprüfung, rechenschaftsbericht, tätigkeitsbericht, geschäftsbericht, gutachten, rapport annuel,
     informe anual, memoria anual, relazione, jaarverslag, relatório, survey result, annual review`,
  ),
  '46': wordList(
    `pressemitteilung, broschüre, prospekt, communiqué, dépliant, campagne, folleto, campaña, nota de prensa, volantino,
     locandina, comunicato stampa, persbericht, aushang, werbe*, content calendar`,
  ),
  '47': wordList(
    `überstunden, arbeitszeit*, zeiterfassung, urlaubsanspruch, resturlaub, unterweisung, *unterweisung,
     betriebsrat*, beurteilung, azubi, auszubildende, mitarbeitergespräch, teilzeit, elternzeit, vertretungsplan,
     vertretungsregelung, fiche de poste, entretien annuel, feuille d heures, turno, turni, foglio ore, rooster,
     verlof, urenstaat, shift plan, duty roster, leave request, sick leave, overtime, works council, volunteer
     rota, probation, einsatzplan, krankenstand, personalgespräch, zielvereinbarung, betriebsausflug,
     hygieneplan, arbeitsanweisung, gefährdungsbeurteilung, safeguarding, induction`,
  ),
  '51': wordList(
    `referat, facharbeit, unterricht*, lernzettel, abitur*, prüfungs*, modulhandbuch, zulassungsarbeit,
     praktikumsbericht, exkursion, seminararbeit, hausaufgabe*, arbeitsblätter, altklausur*, sitzplan,
     klassenbuch, elternsprechtag, formelsammlung, formelblatt, devoir, fiche de révision, corrigé, soutenance,
     deberes, práctica, asignatura, matrícula, beca, compito, tesina, appunti, lezione, esercizi, huiswerk,
     samenvatting, tentamen, scriptie, trabalho de casa, resumo, coursework, revision note, mock exam, past
     paper, mark scheme, problem set, lab report, module handbook, field trip, fortbildung*, weiterbildung*,
     certificate of attendance, lernplan, lernkarten, karteikarten, studienplan, doktorarbeit, kolloquium,
     semesterbeitrag, semesterticket, stipendium, scholarship, erasmus*, bafög*, klausur*, übungs*, schulaufgabe,
     lesetagebuch, matura, baccalauréat, temario, simulacro, grading, rubric`,
  ),
  '52': wordList(
    `roman, lesebuch, bilderbuch, märchen, kurzgeschichte, gedichtband, novela, cuento, romanzo, racconto, sprookje,
     anthology, short story, graphic novel`,
  ),
  '53': wordList(
    `studie, leitlinie, expertenstandard, fachartikel, aufsatz, étude, estudio, artículo, investigación, articolo,
     onderzoek, artigo, white paper, systematic review, meta analysis`,
  ),
  '54': wordList(
    `einkaufsliste, einkaufszettel, einkauf, merkzettel, notizbuch, ideen*, gedanken, wunschliste, aufgabenliste, liste de
     courses, idées, pense bête, lista de la compra, diario, lista della spesa, boodschappenlijst, notities, dagboek, lista
     de compras, brainstorm, reminder, wish list, gift idea, geschenkideen, reading list, zitate, shopping list`,
  ),
  '55': wordList(
    `vokabel*, vocabulaire, vocabulario, vocabolario, woordenlijst, vocabulário, conjugaison, conjugación, konjugation,
     subjuntivo, subjonctif, toefl, ielts, phrasebook, pronunciation, grammaire, gramática, grammatica`,
  ),
  '61': wordList(
    `konzertreise, dienstreise, rundreise, städtereise, hochzeitsreise, reise*, klassenfahrt, abschlussfahrt,
     unterkunft, ferienwohnung, zugticket, bahnticket, hôtel, séjour, hébergement, gîte, alojamiento, billete,
     itinerario, albergue, alloggio, volo, viaggio, vlucht, reisschema, voo, alojamento, roteiro, city guide,
     road trip, cruise, backpacking, rental car, mietwagen, travel plan, sommerlager, ferienlager, skilager,
     zeltlager, städtetrip, tagesausflug, wandertour, hotelbuchung, hotelbestätigung, hotelrechnung,
     buchungsbestätigung, reservierungsbestätigung, flughafen*, camping*, reiseroute, stadtplan, packing list,
     bucket list`,
  ),
  '62': wordList(
    `gästeliste, guest list, sitzordnung, tischordnung, hochzeits*, geburtstags*, kindergeburtstag, jubiläum,
     taufe, konfirmation, kommunion, weihnachtsfeier, silvester, flohmarkt, basar, tombola, auftritt*,
     probenplan, trauerfeier, beerdigung, discours, anniversaire, mariage, baptême, obsèques, spectacle,
     kermesse, cumpleaños, bautizo, comunión, lista de invitados, compleanno, matrimonio, battesimo, verjaardag,
     bruiloft, uitnodiging, aniversário, casamento, convite, anniversary, baptism, christening, funeral, eulogy,
     speech, raffle, open day, fundraiser, flea market, save the date, rsvp, seating chart, bday, carnival,
     halloween, polterabend, trauung, standesamt, abiball, abschlussball, klassentreffen, quiz night, bake sale,
     theaterstück, konzertprogramm`,
  ),
  '63': wordList(
    `häkel*, strick*, näh*, bastel*, modellbau, töpfer*, keramik, drechsel*, platine, arduino, esp 32, raspberry
     pi, 3 d druck, minecraft, lego, puzzle, brettspiel*, spielregeln, rollenspiel*, dungeon, klavier*, gitarre*,
     klarinette, satb, partitur, sonate, sonatine, patron, couture, tricot, maquette, poterie, partition,
     accords, patrón, costura, ganchillo, cerámica, partitura, manualidades, maglia, uncinetto, cucito, ceramica,
     spartito, breien, naaipatroon, bordspel, bladmuziek, origami, quilt, embroidery, pottery, glaze, board game,
     jigsaw, piano, violin, ukulele, woodwork, lathe, birdwatching, telescope, cello, bratsche, violine, geige,
     trompete, posaune, saxophon, saxophone, schlagzeug, akkordeon, blockflöte, querflöte, etüde, prelude,
     nocturne, requiem, motette, charakterbogen, warhammer, bausatz, modellbahn, teleskop, sternkarte, aquarell,
     malvorlage`,
  ),
  '64': wordList(
    `laufplan, ruder*, schwimm*, skikurs, turnen, tanzkurs, wettkampf*, sportabzeichen, regatta, course à pied,
     entraînement, natation, licence sportive, entrenamiento, carrera, natación, senderismo, gimnasio,
     allenamento, corsa, nuoto, palestra, hardlopen, zwemmen, fietsroute, treino, corrida, rowing, swimming,
     tennis, football, fixture, league, parkrun, triathlon, climbing, stretching, pilates, startnummer,
     mannschaft*, spielbericht, ligaspiel, trainerschein, startliste, race registration, training block`,
  ),
  '66': wordList('blague, chiste, barzelletta, piada, cartoon'),
  '71': wordList(
    'fotobuch, photo book, fotokalender, dias, diapositive, negativo, panorama, porträt',
  ),
  '72': wordList('videoclip, timelapse, película, camcorder, gopro'),
  '73': wordList('lied, lieder, songtext, chanson, paroles, canzone, liedje, música, demo tape'),
  '74': wordList(
    `hörbuch, hörspiel*, aufnahme, sprachmemo, *mitschnitt, mitschnitt, livre audio, enregistrement, note vocale,
     audiolibro, grabación, nota de voz, registrazione, nota vocale, opname, luisterboek, gravação`,
  ),
  '75': wordList('schermafbeelding, captura'),
  '76': wordList(
    'fanart, artwork, rendering, farbpalette, palette, ausmalbild, titelseite, grafik',
  ),
  '81': wordList('firmware source, quellcode, code source, código fuente, readme'),
  '83': wordList('rohdaten, datensatz, messwerte, messung, données, datos, dati, raw data'),
  '84': wordList(
    `passwort*, zugangsdaten, kennwort, pin, puk, 2 fa, recovery code, backup code, ersatzcodes, seriennummer,
     lizenzschlüssel, license key, product key, wlan, mot de passe, identifiants, contraseña, claves, credenziali,
     wachtwoord*, inloggegevens, senha, serial number, ssh, wireguard`,
  ),
  '85': wordList(
    'sicherungskopie, sauvegarde, copia de seguridad, respaldo, reservekopie, cópia de segurança',
  ),
};
