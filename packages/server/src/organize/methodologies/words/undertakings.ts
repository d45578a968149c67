/** Recognizes folders of work and of finished things by their names. */

import { memoized } from './memoized.ts';
import { wordList } from './wordList.ts';
import { wordsOf } from './words.ts';

/** Folders of work for clients or of projects, with a subfolder for each piece of work. */
export const commissionFolders: readonly string[] = wordList(
  `client, clients, customers, customer jobs, kunden, kunde, kundenprojekte, jobs, auftrag, aufträge, mandant,
   mandanten, commission, commissions, shoots, shootings, cases, matters, chantiers, baustellen, projects,
   project, projekte, projekt, projets, projet, proyectos, proyecto, progetti, progetto, projecten, clientes,
   clienti, klanten, pedidos, engagements, affaires, dossiers clients, bauvorhaben, commesse, encargos`,
);

/** Folders of finished things. */
export const endedFolders: readonly string[] = wordList(
  `completed, finished, done, closed, ended, past, former, previous, old, expired, alumni, leavers, ausgeschieden,
   ehemalige, abgeschlossen, abgelegt, erledigt, beendet, fertig, vergangen, abgelaufen, alte, alt, terminé, terminés,
   terminée, terminées, fini, finis, clos, ancien, anciens, anciennes, vieux, terminado, terminados, cerrado,
   cerrados, antiguo, antiguos, pasado, pasados, viejo, viejos, completati, conclusi, vecchi, vecchio, afgerond,
   oud, sold, cancelled, storniert, gekündigt, ausgetreten, verkauft, vendu, vendue, vendido, vendida, venduto,
   venduta, verkocht, passed, bestanden, aprobado, aprobada, superato, geslaagd, paid, bezahlt, payé, pagado,
   pagato, betaald, delivered, geliefert, livré, entregado, handed in, submitted, abgegeben, eingereicht,
   soumis, consegnato, ingeleverd, caducado, caducada, périmé, scaduto, verlopen, resolved, gelöst, résolu,
   defunct, retired, inactive, inaktiv, inactif, inactivo, aufgelöst, dissolved, obsolete, veraltet, obsoleto`,
);

const plainNames = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.map((name) => wordsOf(name).join(' ')));

const commissions = plainNames(commissionFolders);
const ended = plainNames(endedFolders);

/** First words of a name for something no longer in use: `Old website`. */
const former = plainNames(
  wordList(
    `old, former, alte, alter, altes, alt, ehemalige, ehemaliger, frühere, ancien, ancienne, anciens, vieux, vieille,
     antiguo, antigua, viejo, vieja, vecchio, vecchia, oude, velho, velha`,
  ),
);

/** The end of a name for a folder of projects: `Video projects`. */
const OF_PROJECTS = /(^| )(\p{L}*projekte?|project|projet|proyecto|progetto|kundenauftrage)$/u;

/** The words of a folder's name without numbers, which are years or put folders in order. */
export const withoutNumbers = memoized((folder) =>
  wordsOf(folder)
    .filter((word) => !/^\d+$/.test(word))
    .join(' '),
);

/** A remark after the proper name: `sold` in `Octavia (sold)` and `Octavia - sold`. */
const REMARK = /[([]([^)\]]+)[)\]]\s*$| [-–—] ([^-–—]+)$/u;

/** Whether a folder's name, or a remark in it, says that its content is finished. */
export const isEnded = memoized((folder): boolean => {
  const [, inBrackets, afterDash] = REMARK.exec(folder) ?? [];
  return [folder, inBrackets ?? afterDash ?? ''].some((text) => ended.has(withoutNumbers(text)));
});

/**
 * Whether a folder is named after something no longer in use: `Old website`, but not a client, `Old
 * Mill`.
 */
export const isFormer = memoized((folder): boolean => {
  const [first = '', ...others] = withoutNumbers(folder).split(' ');
  return others.length > 0 && former.has(first);
});

/**
 * The folder of one piece of work among the folders of a file: `Okafor Wedding` in
 * `Clients/2026/Okafor Wedding/RAW`. Its name is a proper name, that of a client or place.
 *
 * @param folders the names of the folders, the topmost first
 * @returns its index, or -1
 */
export function commissionAt(folders: readonly string[]): number {
  const at = folders.findIndex((folder) => {
    const name = withoutNumbers(folder);
    return commissions.has(name) || OF_PROJECTS.test(name);
  });
  if (at === -1) return -1;
  return folders.findIndex(
    (folder, index) => index > at && withoutNumbers(folder) !== '' && !isEnded(folder),
  );
}
