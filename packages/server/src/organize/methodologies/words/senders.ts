import { wordList } from './wordList.ts';

/**
 * Well-known companies and offices that send papers, by topic. People name files and folders after
 * the sender. Names that are also common words, such as "Orange", are omitted.
 */
export const senders = {
  banks: wordList(
    `sparkasse, volksbank, commerzbank, deutsche bank, postbank, comdirect, dkb, ing diba, n 26, hypovereinsbank,
     targobank, raiffeisen, ubs, barclays, hsbc, lloyds, natwest, santander, nationwide, monzo, revolut, bnp paribas,
     crédit agricole, société générale, caisse d epargne, banque postale, boursorama, bbva, caixabank, bankinter,
     unicredit, intesa sanpaolo, rabobank, abn amro, citibank, wells fargo, capital one, american express, mastercard,
     paypal, klarna, credit union, building society`,
  ),
  insurers: wordList(
    `allianz, axa, huk, huk coburg, ergo, debeka, devk, generali, gothaer, lvm, signal iduna, r v versicherung, aviva,
     admiral, direct line, mapfre, maif, macif, groupama, matmut, sanitas, adeslas, geico, state farm, aok, barmer, dak,
     techniker krankenkasse, tk krankenkasse, ameli, cpam, beihilfe, medicare, nhs pension`,
  ),
  utilities: wordList(
    `telekom, vodafone, o 2, unitymedia, congstar, swisscom, british telecom, virgin media, verizon, comcast, t mobile,
     bouygues, movistar, telefónica, stadtwerke, vattenfall, e on, eon, enbw, british gas, octopus energy, edf, engie, veolia,
     iberdrola, endesa, naturgy, enel, rundfunkbeitrag, gez, tv licence, thames water`,
  ),
  taxOffices: wordList(
    'hmrc, irs, finanzamt, elster, impots gouv, agencia tributaria, urssaf, belastingdienst',
  ),
  shops: wordList(
    'amazon, ebay, zalando, ikea, otto versand, mediamarkt, aliexpress, etsy, decathlon, fnac, leroy merlin, bauhaus',
  ),
  travel: wordList(
    `ryanair, easyjet, lufthansa, air france, british airways, iberia, klm, booking com, airbnb, flixbus, deutsche bahn,
     sncf, renfe, trenitalia, eurostar, interrail, expedia, esta`,
  ),
  benefits: wordList(
    `kindergeld, elterngeld, child benefit, caf, allocations familiales, pôle emploi, jobcenter, arbeitsagentur,
     rentenversicherung, familienkasse, wohngeld, bafög, universal credit, seguridad social, social services`,
  ),
} as const;
