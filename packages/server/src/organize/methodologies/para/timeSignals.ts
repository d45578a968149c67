/** Signals from dates: things for a certain day, years in names, and the age of files. */

import { wordList } from '../words/wordList.ts';
import { ever, type Signal } from './signal.ts';

/** Things for a certain day, of little use afterwards. */
const DAYS = wordList(
  `boarding pass, boardingpass, bordkarte, embarque, embarquement, ticket, e ticket, *ticket, fahrkarte,
   fahrschein, billet, bilhete, biglietto, bilet, booking, booking com, reservation, reservierung,
   reserva, réservation, prenotazione, airbnb, itinerary, voucher, flight, flug, vuelo, konzertkarte,
   eintrittskarte, einladung*, invitation, invitación, check in, guest list, visa, venue, call sheet, shot list, participants, teilnehmerliste, interrail`,
);

/** Things that need a response: an application, an offer, a notice, a complaint. */
const APPLICATIONS = wordList(
  `cover letter, anschreiben, bewerbung, bewerbung*, job offer, stellenangebot, candidature, enquiry,
   job application, application form, entry form, your application, anfrage, angebot, offer, offerte,
   devis, presupuesto, kostenvoranschlag, quotation, quote, kündigung, kündigungs*, cancellation, résiliation,
   disdetta, opzegging, widerspruch, einspruch, objection, bezwaar, klageschrift, beschwerde, complaint letter, reclamación,
   réclamation, reclamo, klacht, anmeldung, sign up, inscripción, iscrizione, antrag, *antrag, demande, solicitud, aanvraag`,
);

/** Signals of things for a certain day or that need a response. */
export const daySignals: readonly Signal[] = [
  {
    says: 'for an upcoming date',
    when: { words: DAYS, changed: [-ever, 120] },
    weights: { projects: 3 },
  },
  {
    says: 'for a past date',
    when: { words: DAYS, changed: [120, ever] },
    weights: { archives: 4, projects: -1 },
  },
  {
    says: 'a recent application or offer',
    when: { words: APPLICATIONS, changed: [-ever, 120] },
    weights: { projects: 3 },
  },
  {
    says: 'an old application or offer',
    when: { words: APPLICATIONS, changed: [365, ever] },
    weights: { archives: 3 },
  },
];

/** Signals from the years in names. */
export const yearSignals: readonly Signal[] = [
  {
    says: 'a year at least 3 years ago in its path',
    when: { yearsAgo: [3, ever], ages: true },
    weights: { archives: 2 },
  },
];

/** Signals from the time since the last change. */
export const ageSignals: readonly Signal[] = [
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
    says: 'not changed for 6 months',
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
    when: { changed: [730, ever] },
    weights: { projects: -3 },
  },
  {
    says: 'a document not changed for 2 years',
    when: { changed: [730, 5 * 365], ages: true },
    weights: { archives: 1 },
  },
  {
    says: 'a document not changed for 5 years',
    when: { changed: [5 * 365, ever], ages: true },
    weights: { archives: 1.5 },
  },
  {
    says: 'a document not opened for 2 years',
    when: { touched: [730, ever], ages: true },
    weights: { archives: 2 },
  },
  {
    says: 'still opened, but not changed for 2 years',
    when: { changed: [730, ever], touched: [-ever, 400], ages: true },
    weights: { resources: 0.5, areas: 0.5, archives: -0.5 },
  },
];
