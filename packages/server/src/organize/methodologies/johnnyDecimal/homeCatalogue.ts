import { wordList } from '../words/wordList.ts';
import type { CatalogueArea } from './catalogueArea.ts';

/** Money, the home, and the people in it. */
export const homeCatalogue: readonly CatalogueArea[] = [
  {
    number: '10-19',
    title: 'Finance',
    words: wordList(
      'finance, money, accounting, financial, accounts, finanzen, buchhaltung, finances',
    ),
    categories: [
      {
        number: '11',
        title: 'Banking',
        words: wordList(
          `banking, bank, account statement, bank statement, statement of account, iban, bank transfer,
           savings, loan, credit card, direct debit, transaction, transaktion, transaktionen,
           kontoauszug, konto*, rib, kassenbuch, kassenbericht, extracto, cuenta, relevé, bancaire, bancario, kredit, kredit*, darlehen,
           darlehen*, sparbuch, schufa, giro*`,
        ),
        vague: wordList('statement, transfer, reconciliation'),
        ofYear: 'statements',
        isPaper: true,
      },
      {
        number: '12',
        title: 'Tax',
        words: wordList(
          `tax, tax return, vat, irs, hmrc, 1040, 1099, w2, p60, steuer, deduction, income tax, donation, grundsteuer*, tax office,
           steuer*, *steuer, lohnsteuer*, umsatzsteuer*, finanzamt, elster, impuesto*, hacienda, impôt*,
           renta, modelo, spenden, spenden*, podatek, tva, urssaf, btw, aangifte, modelo 303, year end accounts, annual accounts,
           council tax, property tax, freistellungsbescheid, bilanz, jahresabschluss`,
        ),
        ofYear: 'return',
        isPaper: true,
      },
      {
        number: '13',
        title: 'Invoices',
        words: wordList(
          `invoice, receipt, order confirmation, purchase order, credit note, rechnung, *rechnung, facture,
           quittung, *quittung, factura, fattura, faktura, ricevuta, recibo, beleg, *beleg, mahnung,
           gutschrift, lieferschein, bestellung, bestellungen, bestellbestätigung,
           auftragsbestätigung, retoure*, versandschein, delivery note, avoir, 領収書, 請求書, rachunek, factuur, kassenzettel, kassenbon, scontrino`,
        ),
        vague: wordList('order, purchase, bill, refund, expense, zahlung, quote'),
        ofYear: 'invoices',
        isPaper: true,
      },
      {
        number: '14',
        title: 'Insurance',
        words: wordList(
          `insurance, insurance policy, policy schedule, premium, versicherung, *versicherung,
           versicherung*, insurer, assurance, seguro, haftpflicht*, *haftpflicht, police, liability,
           schadensmeldung, krankenkasse, mutuelle, assicurazione, ubezpieczenie, polis, verzekering, póliza, polizza, künstlersozialkasse, beitragsanpassung`,
        ),
        vague: wordList('claim, coverage, schaden'),
        ofYear: 'policies',
        isPaper: true,
      },
      {
        number: '15',
        title: 'Pay',
        words: wordList(
          `payslip, pay slip, paystub, salary, wage, payroll, pension, gehaltsabrechnung, bonus,
           gehalt*, entgelt*, lohn, lohnabrechnung, lohnjournal, renteninformation, rente, rente*,
           nómina, nomina, bulletin de paie, salaire, honorar, fiche de paie, cedolino, busta paga, loonstrook, pensioen, jubilación, retraite`,
        ),
        vague: wordList('pay'),
        ofYear: 'payslips',
        isPaper: true,
      },
      {
        number: '16',
        title: 'Investments',
        words: wordList(
          `investment, valuation, standmitteilung, isa, riester, broker, investment portfolio, stock portfolio, dividend, etf, crypto, bitcoin, ira,
           401k, wallet, retirement, depot, depot*, aktien, fonds`,
        ),
        vague: wordList('fund, portfolio'),
        ofYear: 'investments',
        isPaper: true,
      },
      {
        number: '17',
        title: 'Budget',
        words: wordList(
          `budget, spending, forecast, cash flow, household budget, haushaltsbuch, price list, preisliste,
           pricing, presupuesto anual, liquidität*, kalkulation, petty cash, portokasse, kostenplan, kostenschätzung, tarif, price comparison, expense report`,
        ),
        vague: wordList('expense, cost, price, kosten'),
        ofYear: 'budget',
        isPaper: true,
      },
    ],
  },
  {
    number: '20-29',
    title: 'Home',
    words: wordList('home, house, household, living, haus, haushalt'),
    categories: [
      {
        number: '21',
        title: 'Housing',
        words: wordList(
          `housing, mortgage, rent, lease, rental, tenancy, landlord, floor plan, floorplan, apartment, deed,
           real estate, mietvertrag, miet*, wohnung, wohnung*, wohnungen, nebenkosten, nebenkosten*,
           vermieter, hausverwaltung, renovation, kitchen, umzug, umzug*, grundriss, schlüsselübergabe,
           übergabeprotokoll, baufinanzierung, bail, loyer, alquiler, hausordnung, moving house, grundbuch*, kaution, état des lieux, hypotheek, ipoteca, hipoteca, affitto,
           huur, planning permission, *umbau, building permit, baugenehmigung, *sanierung`,
        ),
        vague: wordList('property, studio, house'),
      },
      {
        number: '22',
        title: 'Utilities',
        words: wordList(
          `utility, electricity, gas, water, energy, internet, broadband, phone bill, power, heating,
           meter reading, strom, strom*, stromrechnung, abschlag, jahresabrechnung, heizung,
           électricité, luz, agua, bolletta, zählerstand, zähler*, suministro, water rates, stadtwerke, abfall*, müllabfuhr, mülltonne`,
        ),
        ofYear: 'utilities',
        isPaper: true,
      },
      {
        number: '23',
        title: 'Manuals',
        words: wordList(
          `manual, user guide, instruction, warranty, quick start, datasheet, data sheet, handbook,
           bedienungsanleitung, anleitung, *anleitung, handbuch, garantie, ficha técnica, mode d emploi,
           help guide, datenblatt, rules, instrucciones, leitfaden, betriebsanleitung, ersatzteil*, handleiding, manuale, notice d utilisation, *datenblatt`,
        ),
        vague: wordList('guide, wartung*, maintenance'),
      },
      {
        number: '24',
        title: 'Vehicles',
        words: wordList(
          `vehicle, car, bike, mot, driving, motorcycle, tyre, vin, parking, parking permit, fahrzeug*,
           fahrtenbuch, fahrrad*, tuv, tüv, kfz, kfz*, zulassung, bußgeld*, coche, voiture, bollo auto,
           mileage, fuel, tank*, führerschein, carte grise, patente, itv, contrôle technique, road tax, v5c, leasingvertrag`,
        ),
        vague: wordList('auto, registration, garage'),
      },
      {
        number: '25',
        title: 'Recipes',
        words: wordList(
          `recipe, cooking, baking, soup, ingredient, dinner, rezept, rezepte, meal, food, zutaten, receta,
           recette, ricetta, przepis, sourdough, tortilla, catering, speisekarte, speiseplan, kochbuch,
           *suppe, *kuchen, tarte, gâteau, *salat, *menü`,
        ),
        vague: wordList('menu, bread, cake'),
      },
      {
        number: '26',
        title: 'Garden and pets',
        words: wordList(
          `garden, pet, vet, rose, garten, garten*, katze, hund, tierarzt, haustier, futter*, kleingarten*, planting, pflanzplan, entwurmung, worming, saatgut`,
        ),
        vague: wordList('cat, dog, plant, seed'),
      },
    ],
  },
  {
    number: '30-39',
    title: 'People',
    words: wordList('people, family, private, me'),
    categories: [
      {
        number: '31',
        title: 'Identity',
        words: wordList(
          `identity, passport, id card, birth certificate, marriage certificate, visa, driving licence,
           driver license, social security, ausweis, reisepass, personalausweis, geburtsurkunde,
           *urkunde, meldebescheinigung, melde*, passfoto, dni, residence permit,
           aufenthaltstitel, führerschein, *führerschein, credential, carte d identité, nie, empadronamiento, paspoort, passaporto, codice fiscale, einbürgerung, naturalisation`,
        ),
        vague: wordList(
          'certificate, registration, kbis, incorporation, licence, license, nachweis, bescheinigung, *bescheinigung, anmeldung',
        ),
        isPaper: true,
      },
      {
        number: '32',
        title: 'Health',
        words: wordList(
          `medical, doctor, prescription, vaccination, vaccine, hospital, dentist, lab result, blood test,
           x ray, allergy, therapy, medication, patient, covid, impf*, befund, mrt, arzt, *arzt, zahnarzt*,
           blut*, orthopäd*, physio, apotheke, allergie*, krankmeldung, krankschreibung, ordonnance,
           sangre, médico, médecin, salud, santé, gesundheit, röntgen, blood pressure, referto, esami, analyse de sang,            brillenrezept, krankenhaus, hospital letter, medicación`,
        ),
        vague: wordList('health, first aid'),
        ofYear: 'health',
        isPaper: true,
      },
      {
        number: '33',
        title: 'Letters',
        words: wordList(
          `correspondence, postcard, greeting, greeting card, brief an, thank you letter,            carta, lettre, kündigung, kündigung*, widerspruch, absage`,
        ),
        vague: wordList('card, email, letter, brief, newsletter, schreiben'),
        extensions: ['eml', 'msg'],
        ofYear: 'letters',
      },
      {
        number: '34',
        title: 'Legal',
        words: wordList(
          `legal, testament, power of attorney, lawyer, court, notary, last will, vollmacht, satzung, klage,
           klageschrift, agb, impressum, privacy policy, cookie policy, return policy, terms of service,
           terms and conditions, privacy notice, datenschutz*, dsgvo, gdpr, copyright, trade mark,
           trademark, solicitor, urteil, gesetz, *gesetz, gesellschaftsvertrag, handelsregister*,
           articles of association, certificate of incorporation, shareholder agreement, reglement, signed will,
           will signed, *ordnung, *verordnung, statuts`,
        ),
        vague: wordList('policy, complaint, auskunft, bescheid, *bescheid, recht, will, risk'),
        isPaper: true,
      },
      {
        number: '35',
        title: 'Children',
        words: wordList(
          'child benefit, kindergeld, elterngeld, child, kid, children, school report, kindergarten, daycare, baby, report card, kita, kinder, newborn, enfants, elternbrief, parents evening, elternabend, babysitter, pagella, consent form',
        ),
        vague: wordList('homework, stundenplan, zeugnis, timetable'),
      },
      {
        number: '36',
        title: 'Family history',
        words: wordList(
          'genealogy, ancestor, family tree, ancestry, family history, census, stammbaum, ahnen*, kirchenbuch',
        ),
        extensions: ['ged'],
      },
      {
        number: '37',
        title: 'Contacts',
        words: wordList(
          `contact, address book, phone list, kontakte, adressbuch, adressen, telefonliste, customer list,
           kundenliste, mailing list, supplier list, contactos, lieferantenliste, mitgliederliste, member list, members list,
           beitrittserklärung, emergency contact`,
        ),
        vague: wordList('address, customer'),
        extensions: ['vcf'],
      },
    ],
  },
];
