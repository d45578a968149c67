/** A phrase that the project's texts avoid, and what to write in its place. */
export type Phrase = {
  /** Names the phrase in findings and in the list of what is left. */
  readonly name: string;
  readonly pattern: RegExp;
  readonly write: string;
};

const phrase = (name: string, pattern: RegExp, write: string): Phrase => ({ name, pattern, write });

/** Only what a pattern finds with few false alarms; the rest is up to the author. */
export const phrases: readonly Phrase[] = [
  phrase('whoever', /\bwho(m)?ever\b/gi, 'the caller, users, anyone who'),
  phrase('there is no such', /\bthere (is|was) no such\b/gi, 'Unknown …'),
  phrase('that there is not', /\bthat there (is|are) not\b/gi, 'unknown, that does not exist'),
  phrase(
    'this is no',
    /\b(this|that|it|which|what|and) (is|are) no (?!longer|more|less)\w/gi,
    'is not a',
  ),
  phrase(
    'where there is not',
    /\bwhere (it|there|they) (is|are) (not?|none)\b/gi,
    'if there is no',
  ),
  phrase(
    'what is there',
    /\bwhat(ever)? (is|was) there\b|\ball (that )?there is\b/gi,
    'existing, everything',
  ),
  phrase('beside', /\bbeside\b/gi, 'next to, in addition to'),
  phrase('comes back', /\b(comes?|came|coming) back\b/gi, 'returns, is restored'),
  phrase('take back', /\b(takes?|took|taken) (it |them |that |this )?back\b/gi, 'undo, roll back'),
  phrase('tells', /\btells\b/gi, 'shows, reports, states'),
  phrase('is told', /\b(is|are|was|be) told\b/gi, 'receives, is notified'),
  phrase('heard', /\bheard\b/gi, 'handled, received'),
  phrase('asks', /\basks\b|\b(is|are|was|be) asked\b/gi, 'requests'),
  phrase('lies', /\b(lies|lying)\b/gi, 'is in, is at'),
  phrase('something to say', /\bhas (something|nothing) to (say|tell)\b/gi, 'matches'),
  phrase('a word too many', /\b(a|one) \w+ too many\b/gi, 'unexpected …'),
  phrase('time is over', /\btime is over\b/gi, 'expires'),
  phrase('good for once', /\b(is|are) good (once|for (one|a))\b/gi, 'is valid for'),
  phrase('one time for all', /\bone time for all\b/gi, 'one timeout covers the whole'),
  phrase('falls behind', /\bfalls? \S+( \S+)? behind\b/gi, 'is more than … behind'),
  phrase('cut off', /\bcuts? off\b/gi, 'disconnect, interrupt'),
  phrase('goes before', /\bgoes before\b/gi, 'overrides, has precedence over'),
  phrase('all of them below', /\ball of them below\b/gi, 'all subclasses of'),
  phrase('exchanged', /\b(was|were|is|are) exchanged\b/gi, 'was replaced'),
  phrase('gives free', /\bgives? (\S+ ){1,3}free\b/gi, 'releases'),
  phrase('without further words', /\bwithout further words\b/gi, 'by default'),
  phrase('further words', /\bhow that went\b|\ba matter of who\b/gi, 'the caller handles errors'),
  phrase('changed your mind', /\bchanged (your|their) mind\b/gi, 'undo'),
  phrase('if it stays', /\bif it stays[.;]/gi, 'if it persists'),
  phrase('mend', /\bmend(s|ed|ing)?\b/gi, 'fix'),
  phrase('anew', /\banew\b/gi, 'again, a new'),
  phrase('can be had', /\bcan(not)? be had\b/gi, 'is available'),
  phrase(
    'one file a command',
    /\b(a|one) (file|topic|page|function) an? (?=[a-z])/gi,
    'one … for each …',
  ),
  phrase('so it is with', /\bso it is with\b/gi, 'the same applies to'),
  phrase('and their like', /\band (their|its) like\b/gi, 'and similar ones'),
];
