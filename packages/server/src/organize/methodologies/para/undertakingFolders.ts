/** Folders of private undertakings, such as trips, moves and weddings. */

import { memoized } from '../words/memoized.ts';
import { wordList } from '../words/wordList.ts';
import { WordParts } from '../words/wordParts.ts';
import { wordsOf } from '../words/words.ts';

/** Words in folder names for private undertakings, which come to an end. */
export const undertakings: readonly string[] = wordList(
  `trip, holiday, vacation, travel, roadtrip, urlaub, reise, rundreise, städtereise, konzertreise, dienstreise, hochzeitsreise, klassenreise, ferien, ausflug, klassenfahrt, voyage, vacances,
   viaje, vacaciones, viaggio, vacanze, vakantie, wedding, hochzeit, mariage, boda, matrimonio, bruiloft, honeymoon,
   party, birthday, geburtstag, anniversaire, cumpleaños, *fest, festival, fiesta, feier, *feier, taufe, konfirmation,
   baptism, funeral, beerdigung, jubiläum, move, moving, umzug, déménagement, mudanza, trasloco, verhuizing, umbau,
   *umbau, anbau, hausbau, renovation, renovierung, rénovation, reforma, verbouwing, *sanierung, loft conversion,
   conversion, extension, remodel, travaux, obras, thesis, dissertation, masterarbeit, bachelorarbeit, hausarbeit,
   facharbeit, mémoire, tfg, tfm, tesi, tesis, job search, job hunt, job application, bewerbung, candidature,
   stellensuche, jobsuche, praktikum, stage, internship, camp, zeltlager, freizeit, jamboree, exhibition, ausstellung,
   exposition, exposición, market, weihnachtsmarkt, flohmarkt, gig, konzert, concert, concierto, tour, tournee, tournée,
   recital, aufführung, album, ep, campaign, kampagne, campagne, campaña, launch, relaunch, conference, kongress,
   congress, congrès, congreso, hackathon, turnier, tournament, torneo, tournoi, messe, fair, expo, competition,
   wettbewerb, concours, workshop, retreat, offsite, election, wahl, application, soldes`,
);

const words = new Set<string>();
const phrases: string[] = [];
const parts = new WordParts<true>();
for (const entry of undertakings) {
  const plain = wordsOf(entry.replaceAll('*', '')).join(' ');
  if (entry.includes('*')) parts.add(plain, entry.startsWith('*') ? 'end' : 'beginning', true);
  else if (plain.includes(' ')) phrases.push(plain);
  else words.add(plain);
}

const isOne = memoized((folder): boolean => {
  const said = wordsOf(folder);
  const text = ` ${said.join(' ')} `;
  return (
    said.some((word) => words.has(word) || [...parts.in(word)].length > 0) ||
    phrases.some((phrase) => text.includes(` ${phrase} `))
  );
});

/** Whether a folder is named after a whole class, and not one of its members: `Trips`. */
const isBare = (folder: string): boolean =>
  wordsOf(folder).length === 1 && /^\P{N}+$/u.test(folder);

const isPlural = (folder: string): boolean => {
  const word = folder.normalize('NFKD').replace(/\P{L}/gu, '').toLowerCase();
  return word === 'travel' || wordsOf(folder)[0] !== word;
};

/**
 * The folder of one undertaking among the folders of a file: `Rome 2026` in `Trips/Rome 2026`, and
 * `Kitchen renovation` itself.
 *
 * @param folders the names of the folders, the topmost first
 * @returns its index, or -1
 */
export function undertakingAt(folders: readonly string[]): number {
  const at = folders.findIndex(isOne);
  if (at === -1) return -1;
  const name = folders[at] ?? '';
  if (isBare(name) && folders[at + 1] !== undefined) return at + 1;
  return isBare(name) && isPlural(name) ? -1 : at;
}
