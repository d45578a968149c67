/** Adds up the signals of a file, and turns the lead of the best category into a confidence. */

import type { ListedFile } from '../methodology.ts';
import { isTelling } from '../words/generalNames.ts';
import { isEnded, isFormer, withoutNumbers } from '../words/undertakings.ts';
import { type Category, categories } from './folders.ts';
import { kindSignals } from './kindSignals.ts';
import {
  type Condition,
  LEAST_SCORE,
  placeFactors,
  type Range,
  type Signal,
  WHOLE_NAME,
} from './signal.ts';
import { signals } from './signals.ts';
import { ageSignals } from './timeSignals.ts';
import { Vocabulary } from './vocabulary.ts';
import type { Work } from './works.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many signals a reason names. */
const NAMED = 3;

/** Confidence of a file that nothing speaks for. */
export const UNKNOWN = 0.2;

/** What the signals say about a file. */
export type Judgement = {
  readonly category: Category;
  /** 0 to 1, by `confidenceOf`. */
  readonly confidence: number;
  /** The signals for it, the strongest first, in words. */
  readonly because: readonly string[];
  /** The topic according to these signals. */
  readonly topic: string | undefined;
  /** Whether only its kind and its age speak for it. */
  readonly isOfKindAlone: boolean;
};

const NOTHING: Judgement = {
  ...{
    category: 'resources',
    confidence: UNKNOWN,
    because: [],
    topic: undefined,
    isOfKindAlone: true,
  },
};

/**
 * The confidence for a lead: 0.3 if the two best categories have equal scores, 0.95 at most.
 *
 * @param margin difference between the best and the second score
 */
export function confidenceOf(margin: number): number {
  return Math.round((0.3 + (0.65 * margin) / (margin + 1.5)) * 100) / 100;
}

const ofKind: ReadonlySet<Signal> = new Set(
  kindSignals.filter(({ when }) => when.types && !when.name && !when.words),
);
const ofAge: ReadonlySet<Signal> = new Set(ageSignals);

/** A signal that applies to a file. */
type Heard = { readonly signal: Signal; readonly factor: number; readonly says: string };

/** Factor for further signals of a topic: two words for areas mean hardly more than one. */
export const FURTHER_TOPIC = 0.35;

/** The sum of what speaks for a category. Only the strongest topic counts in full. */
function scoreOf(category: Category, heard: readonly Heard[]): number {
  let strongest = 0;
  let topics = 0;
  let others = 0;
  for (const { signal, factor } of heard) {
    const strength = factor * (signal.weights[category] ?? 0);
    if (signal.topic && strength > 0) {
      strongest = Math.max(strongest, strength);
      topics += strength;
    } else others += strength;
  }
  return others + strongest + FURTHER_TOPIC * (topics - strongest);
}

/** Weighs the signals that apply to a file. */
export class Judge {
  readonly #now: number;
  readonly #vocabulary = new Vocabulary(signals);
  readonly #judgements = new Map<string, Judgement>();

  /** @param now milliseconds since 1970 */
  constructor(now: number) {
    this.#now = now;
  }

  /**
   * @param folders the names of the file's folders, the topmost first
   * @param work the piece of work that it is part of
   */
  of(file: ListedFile, folders: readonly string[], work?: Work): Judgement {
    const heard = this.#heard(file, folders, work);
    const ranked = categories
      .map((category) => ({
        category,
        score: scoreOf(category, heard),
      }))
      // Sorting is stable: of equal scores, the first in the order of PARA wins.
      .sort((a, b) => b.score - a.score);
    const [best, second] = ranked;
    if (!best || !second || best.score < LEAST_SCORE) {
      return NOTHING;
    }
    const { category } = best;
    const strength = ({ signal, factor }: Heard) => factor * (signal.weights[category] ?? 0);
    const speaking = heard
      .filter((each) => strength(each) > 0)
      .sort((a, b) => strength(b) - strength(a));
    // Old files that were never filed belong where people look things up: nobody has archived them.
    const isUnknown = heard.every(
      ({ signal: { when, topic } }) => !topic && (!when.words || when.within === 'folder'),
    );
    if (category === 'archives' && isUnknown && !folders.some(isTelling)) return NOTHING;
    return this.#shared({
      category,
      // A negative score is no competition.
      confidence: confidenceOf(best.score - Math.max(0, second.score)),
      because: speaking.slice(0, NAMED).map(({ says }) => says),
      topic: speaking.find(({ signal }) => signal.topic)?.signal.topic,
      isOfKindAlone: speaking.every(({ signal }) => ofKind.has(signal) || ofAge.has(signal)),
    });
  }

  /** Whether a folder's name says only what it is about, such as `Insurance`. */
  isStanding(folder: string): boolean {
    const name = withoutNumbers(folder);
    return [...this.#vocabulary.in(folder)].some(
      ([{ topic, weights }, word]) => topic && !weights.projects && word === name,
    );
  }

  /** Equal judgements share one object: there may be a hundred thousand files. */
  #shared(judgement: Judgement): Judgement {
    const { category, confidence, because, topic = '', isOfKindAlone } = judgement;
    const key = [category, confidence, topic, isOfKindAlone, ...because].join('\n');
    const known = this.#judgements.get(key);
    if (known) return known;
    this.#judgements.set(key, judgement);
    return judgement;
  }

  #heard(file: ListedFile, folders: readonly string[], work: Work | undefined): Heard[] {
    const words = this.#words(file, folders);
    const isTimeless = [...words.keys()].some((signal) => signal.isTimeless);
    const facts = { ...factsOf(file, folders, this.#now, isTimeless), work };
    if (work?.kind !== 'commission') facts.isEnded ||= folders.some(isFormer);
    const heard: Heard[] = [];
    for (const signal of signals) {
      const spoken = signal.when.words ? words.get(signal) : { factor: 1, says: signal.says };
      if (spoken && holds(signal.when, facts)) heard.push({ signal, ...spoken });
    }
    return heard;
  }

  /** For each signal with words, the place where one of them counts most. */
  #words(
    file: ListedFile,
    folders: readonly string[],
  ): Map<Signal, { factor: number; says: string }> {
    const found = new Map<Signal, { factor: number; says: string }>();
    const look = (text: string, place: keyof typeof placeFactors, where: string) => {
      const of = place === 'above' ? 'folder' : place;
      const isWhole = (word: string) => of === 'folder' && withoutNumbers(text) === word;
      for (const [signal, word] of this.#vocabulary.in(text)) {
        if (found.has(signal) || (signal.when.within ?? of) !== of) continue;
        const factor = placeFactors[place] * (isWhole(word) ? WHOLE_NAME : 1);
        found.set(signal, { factor, says: `"${word}" in ${where}` });
      }
    };
    look(stemOf(file.name), 'name', 'its name');
    let place: 'folder' | 'above' = 'folder';
    for (const folder of folders.toReversed()) {
      look(folder, place, `the folder "${folder}"`);
      if (withoutNumbers(folder) !== '') place = 'above';
    }
    const { sample } = file;
    if (sample) look(sample, 'text', 'its text');
    return found;
  }
}

type Facts = {
  readonly name: string;
  readonly extension: string;
  readonly type: ListedFile['type'];
  readonly changed: number;
  readonly touched: number;
  readonly yearsAgo: number | undefined;
  readonly ages: boolean;
  isEnded: boolean;
  readonly work: Work | undefined;
};

/** Formats of documents that stay useful with age: books, subtitles, contacts, templates. */
const TIMELESS = /\.(epub|mobi|azw3?|fb2|djvu|cb[rz7t]|srt|vcf|ics|dotx|potx|xltx)$/i;

function factsOf(
  file: ListedFile,
  folders: readonly string[],
  now: number,
  isTimeless: boolean,
): Omit<Facts, 'work'> {
  const daysSince = (ms: number) => (now - ms) / DAY_MS;
  const thisYear = new Date(now).getUTCFullYear();
  const years = [...folders, file.name]
    .flatMap((name) => [...name.matchAll(/(?<!\d)(19[89]\d|20\d\d)(?!\d{1,3}(?!\d))/g)])
    .map(([year]) => Number(year))
    .filter((year) => year <= thisYear);
  return {
    name: file.name,
    extension: extensionOf(file.name),
    type: file.type,
    changed: daysSince(file.modifiedMs),
    touched: daysSince(Math.max(file.modifiedMs, file.accessedMs)),
    yearsAgo: years.length > 0 ? thisYear - Math.max(...years) : undefined,
    ages: file.type === 'document' && !isTimeless && !TIMELESS.test(file.name),
    isEnded: folders.some(isEnded),
  };
}

function holds(when: Condition, facts: Facts): boolean {
  const { extensions, types, changed, touched, yearsAgo, ages, name, work } = when;
  return (
    (extensions === undefined || extensions.includes(facts.extension)) &&
    (types === undefined || types.includes(facts.type)) &&
    (changed === undefined || isIn(changed, facts.changed)) &&
    (touched === undefined || isIn(touched, facts.touched)) &&
    (yearsAgo === undefined || (facts.yearsAgo !== undefined && isIn(yearsAgo, facts.yearsAgo))) &&
    (ages === undefined || ages === facts.ages) &&
    (when.isEnded === undefined || when.isEnded === facts.isEnded) &&
    (work === undefined || (work[0] === facts.work?.kind && work[1] === facts.work.state)) &&
    (name === undefined || name.test(facts.name))
  );
}

const isIn = ([from, below]: Range, value: number): boolean => value >= from && value < below;

const stemOf = (name: string): string => {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
};

const extensionOf = (name: string): string => name.slice(stemOf(name).length + 1).toLowerCase();
