/** Neighbours decide for files that say little themselves, so that folders stay together. */

import { folderOf } from '../../../files/path.ts';
import type { ListedFile } from '../methodology.ts';
import type { Category } from './folders.ts';
import type { Judgement } from './judge.ts';

/** Below this confidence, its neighbours may decide for a file. */
const WEAK = 0.5;
/** From this confidence on, a file influences its neighbours. */
const STRONG = 0.6;
/** The share of those with influence that must agree. */
const AGREE = 2 / 3;
/** Factor on the confidence of the surest neighbour. */
const HEARSAY = 0.8;
/** Confidence of what follows from the time in which the files of a folder were changed. */
export const BY_SPAN = 0.45;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days. If all files were changed since then, the folder is active. */
const UNDER_WAY = 90;
/** Days. A folder with changes both before and since then is maintained. */
const MAINTAINED = 365;

/**
 * Lets files that say little themselves follow their neighbours, so that a folder with one topic is
 * not scattered: the surer ones if those agree, else the time in which the files of the folder were
 * changed.
 *
 * A file that follows is never less sure than by itself, and less sure than the ones it follows; the
 * time of changes gives each file the same confidence. So with any minimum confidence, what stays in
 * one scan stays in the next one, too.
 */
export class Neighbours {
  readonly #now: number;
  readonly #isMixed: (folder: string) => boolean;
  readonly #judged = new Map<string, Judgement>();
  readonly #inFolder = new Map<string, Beside | undefined>();

  /** @param isMixed whether a folder holds files of all kinds, so that neighbours mean nothing */
  constructor(now: number, isMixed: (folder: string) => boolean) {
    this.#now = now;
    this.#isMixed = isMixed;
  }

  /** Adds a file with its own judgement. */
  add({ path, type, modifiedMs }: ListedFile, judgement: Judgement): void {
    this.#judged.set(path, judgement);
    const folder = folderOf(path);
    if (!this.#inFolder.has(folder)) {
      this.#inFolder.set(folder, this.#isMixed(folder) ? undefined : newBeside());
    }
    const beside = this.#inFolder.get(folder);
    if (!beside) return;
    beside.firstMs = Math.min(beside.firstMs, modifiedMs);
    beside.latestMs = Math.max(beside.latestMs, modifiedMs);
    const isMedia = type === 'image' || type === 'video' || type === 'audio';
    beside.isMedia &&= isMedia;
    if (hasSay(judgement)) {
      beside.strong.push(judgement);
      if (!isMedia) beside.strongPapers.push(judgement);
    }
    beside.said = undefined;
  }

  /** The judgement of a file considering its neighbours. All of them must have been added. */
  of(path: string): Judgement {
    const alone = this.#judged.get(path);
    if (!alone) throw new TypeError(`${path} is not in the listing`);
    const beside = this.#inFolder.get(folderOf(path));
    if (!beside) return alone;
    beside.said ??= {
      agreed: agreementOf(beside.isMedia ? beside.strong : beside.strongPapers),
      span: spanOf(beside, this.#now),
    };
    const { agreed, span } = beside.said;
    if (
      agreed &&
      (alone.confidence < WEAK || alone.isOfKindAlone) &&
      agreed.confidence >= alone.confidence
    ) {
      return agreed.category === alone.category
        ? { ...alone, confidence: agreed.confidence }
        : agreed;
    }
    if (alone.confidence >= BY_SPAN) return alone;
    return span ?? { ...alone, confidence: BY_SPAN };
  }
}

/** What is known of the files of a folder. */
type Beside = {
  firstMs: number;
  latestMs: number;
  isMedia: boolean;
  /** The judgements with influence. */
  readonly strong: Judgement[];
  /** Those of them for files other than pictures and recordings. */
  readonly strongPapers: Judgement[];
  /** The conclusion, computed on demand. */
  said:
    | { readonly agreed: Judgement | undefined; readonly span: Judgement | undefined }
    | undefined;
};

const newBeside = (): Beside => ({
  ...{ firstMs: Number.POSITIVE_INFINITY, latestMs: Number.NEGATIVE_INFINITY },
  ...{ isMedia: true, strong: [], strongPapers: [], said: undefined },
});

/** That neighbours are old says nothing about a file. */
const hasSay = ({ category, confidence }: Judgement): boolean =>
  category !== 'archives' && confidence >= STRONG;

function agreementOf(strong: readonly Judgement[]): Judgement | undefined {
  const counts = new Map<Category, Judgement[]>();
  for (const each of strong) {
    const agreeing = counts.get(each.category);
    if (agreeing) agreeing.push(each);
    else counts.set(each.category, [each]);
  }
  for (const [category, agreeing] of counts) {
    if (agreeing.length < strong.length * AGREE) continue;
    const surest = agreeing.reduce((most, { confidence }) => Math.max(most, confidence), 0);
    const why =
      agreeing.length === 1
        ? 'another file in its folder belongs there'
        : `${agreeing.length} files in its folder belong there`;
    return {
      category,
      confidence: Math.floor(surest * HEARSAY * 100) / 100,
      because: [why],
      topic: agreeing.find(({ topic }) => topic)?.topic,
      isOfKindAlone: false,
    };
  }
  return undefined;
}

function spanOf({ firstMs, latestMs, isMedia }: Beside, now: number): Judgement | undefined {
  const latest = (now - latestMs) / DAY_MS;
  const first = (now - firstMs) / DAY_MS;
  const decided = (category: Category, why: string): Judgement => ({
    category,
    confidence: BY_SPAN,
    because: [why],
    topic: undefined,
    isOfKindAlone: false,
  });
  if (!isMedia && latest < UNDER_WAY && first >= MAINTAINED) {
    return decided('areas', 'its folder has changed repeatedly for more than a year');
  }
  if (isMedia) return undefined;
  if (first < UNDER_WAY)
    return decided('projects', 'everything in its folder has changed recently');
  return undefined;
}
