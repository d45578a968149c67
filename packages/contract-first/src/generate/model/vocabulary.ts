/**
 * English as names of operations use it: verbs, and the singular of nouns.
 *
 * @module
 */
import type { Words } from './clientModel.ts';

/** Verbs that say what is done to a thing as a whole. */
const plainVerbs = new Set(
  (
    'get list find fetch retrieve read show view describe query search lookup create add new make ' +
    'insert post put patch update modify edit change set replace upsert save delete remove destroy ' +
    'del erase purge head options trace'
  ).split(' '),
);

/** Other verbs that names begin or end with. */
const otherVerbs = new Set(
  (
    'abort accept acknowledge activate allocate analyze append apply approve archive assign associate ' +
    'attach authenticate authorize autocomplete ban batch begin bind block book bulk buy calculate call cancel ' +
    'capture check claim classify clear clone close compare complete compress compute configure confirm ' +
    'connect convert copy count deactivate decline decode decrypt deny deploy deregister detach detect ' +
    'disable disassociate disconnect dismiss dispatch download drop duplicate embed enable encode encrypt end ' +
    'enqueue enroll evaluate exchange exclude execute exists expire export extend extract fail finalize ' +
    'finish flush follow force forget fork generate grant handle hide import include increment init ' +
    'initialize initiate install invalidate invite invoke issue join kick kill leave like link load ' +
    'lock log login logout mark mention merge migrate monitor move mute notify open order parse pause ' +
    'pay pin ping play poll predict prepare preview print process promote provision publish pull push ' +
    'reactivate rebuild receive recover redeem redeliver redirect refresh refund register reject release ' +
    'reload rename render renew reopen reorder replay reply report request rerun resend reserve reset ' +
    'resize resolve restart restore resume retry return reveal revert review revoke rollback rotate run ' +
    'sample scan schedule send share sign signin signout signup simulate skip sort split star start ' +
    'stop store stream submit subscribe suspend swap switch sync synchronize tag terminate test toggle ' +
    'track transfer transform translate trigger unarchive unassign unban unblock undelete undo unfollow ' +
    'unhide uninstall unlike unlink unlock unmute unpin unpublish unregister unshare unstar ' +
    'authorise categorize crawl deliver deposit detokenize draw estimate finalise geocode identify ' +
    'index ingest initialise localize map match mint moderate normalize optimize organize pack plot ' +
    'prune quote rank rate reassign recognize reindex requeue reprocess save scrape screen score sell ' +
    'settle ship stake summarize synchronise tokenize trade transcribe truncate unpack unstake wait zip ' +
    'unsubscribe untag unwatch upgrade upload use validate verify void vote watch withdraw write'
  ).split(' '),
);

/** Verbs that are nouns as often, and count as verbs only at the start of a name. */
const ambiguous = new Set(
  (
    'batch block book bulk call change check claim copy count drop end exchange export fork import ' +
    'issue like link load lock log make mark mention monitor new options order pin play poll post preview ' +
    'print process pull push put query receive refund release reply report request reset return review ' +
    'run sample scan schedule search set share sign sort split star start store stream switch tag test ' +
    'track transfer trace trigger upgrade use view vote watch head'
  ).split(' '),
);

export const isVerb = (word: string | undefined): boolean =>
  word !== undefined && (plainVerbs.has(word) || otherVerbs.has(word));

/** Whether a word says what is done to a thing as a whole, and names nothing. */
export const isPlainVerb = (word: string | undefined): boolean =>
  word !== undefined && plainVerbs.has(word) && !ambiguous.has(word);

/** Whether a word at the end of a name is surely a verb: `accountsBalanceGet`. */
export const isFinalVerb = (word: string | undefined): boolean =>
  isVerb(word) && !ambiguous.has(word ?? '');

const readers = new Set([
  'get',
  'find',
  'fetch',
  'retrieve',
  'read',
  'list',
  'show',
  'query',
  'view',
  'describe',
]);
/** Whether a verb reads, so that it may be `list` for several things. */
export const isReader = (word: string | undefined): boolean =>
  word !== undefined && readers.has(word);

const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries({
    people: 'person',
    children: 'child',
    men: 'man',
    women: 'woman',
    indices: 'index',
    matrices: 'matrix',
    vertices: 'vertex',
    criteria: 'criterion',
    analyses: 'analysis',
    statuses: 'status',
    aliases: 'alias',
    viruses: 'virus',
    buses: 'bus',
    bonuses: 'bonus',
    campuses: 'campus',
    canvases: 'canvas',
    movies: 'movie',
    cookies: 'cookie',
    coaches: 'coach',
    approaches: 'approach',
    quizzes: 'quiz',
    menus: 'menu',
    cpus: 'cpu',
    gpus: 'gpu',
    skus: 'sku',
  }),
);

/** Words that end like a plural and are none. */
const singulars = new Set(
  (
    'series species news alias atlas bias canvas gas kubernetes sms dns aws gps ios tls ssl https cors ' +
    'rss css js os pos sas chaos kudos cosmos lens campus this has was does always perhaps redis'
  ).split(' '),
);

/** `policies` → `policy`, `boxes` → `box`; a singular stays as it is. */
export function singular(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (singulars.has(word) || !/^\p{L}{2,}s$/u.test(word)) return word;
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|[^a]ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /(?:ss|us|[sx]is)$/.test(word) ? word : word.slice(0, -1);
}

/** Nouns that mean several things without an ending of the plural. */
const collective = new Set([
  'data',
  'media',
  'inventory',
  'history',
  'feedback',
  'equipment',
  'staff',
]);
/** Plurals that mean one thing. */
const wholes = new Set(
  'settings stats statistics analytics details preferences terms logistics basics'.split(' '),
);

export const isPlural = (word: string | undefined): boolean =>
  word !== undefined && !wholes.has(word) && (singular(word) !== word || collective.has(word));

/** Whether two nouns are the same but for their number. */
export const isSameNoun = (left: Words, right: Words): boolean =>
  left.length === right.length &&
  left.every((word, at) => singular(word) === singular(right[at] ?? ''));
