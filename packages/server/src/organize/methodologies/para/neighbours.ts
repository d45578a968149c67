import { folderOf } from '../../../files/path.ts';
import type { ListedFile } from '../methodology.ts';
import type { Judgement } from './judge.ts';
import type { Category } from './signal.ts';

/** Of a file less sure than this those beside it may decide. */
const WEAK = 0.5;
/** One beside it has a say from this confidence on. */
const STRONG = 0.6;
/** The share of those with a say that must agree. */
const AGREE = 2 / 3;
/** What their word is worth, by that of the surest of them. */
const HEARSAY = 0.8;
/** What it is worth over which time the files of a folder were changed. */
export const BY_SPAN = 0.45;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days: all changed since then is under way. */
const UNDER_WAY = 90;
/** Days: what was changed before that, and lately, is kept in order. */
const MAINTAINED = 365;

/**
 * Lets files that say little themselves follow those beside them, so that a folder about one thing
 * is not torn apart: the surer ones where these agree, else the time in which the files of the
 * folder were changed.
 *
 * A file that follows is never less sure than it is alone, nor as sure as the ones that it follows,
 * and the time in which files were changed makes each one equally sure. So whatever least
 * confidence is asked for, what stays behind stays there the next time, too.
 */
export class Neighbours {
  readonly #now: number;
  readonly #isMixed: (folder: string) => boolean;
  readonly #judged = new Map<string, Judgement>();
  readonly #inFolder = new Map<string, Beside | undefined>();

  /** @param isMixed whether a folder holds files of all kinds, so that nothing follows from it */
  constructor(now: number, isMixed: (folder: string) => boolean) {
    this.#now = now;
    this.#isMixed = isMixed;
  }

  /** Notes what a file is by itself. */
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

  /** What a file is, those beside it considered; all of them must have been noted. */
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
  /** Of those that have a say. */
  readonly strong: Judgement[];
  /** Of those of them that are no pictures or recordings. */
  readonly strongPapers: Judgement[];
  /** What follows from it, once somebody has asked. */
  said:
    | { readonly agreed: Judgement | undefined; readonly span: Judgement | undefined }
    | undefined;
};

const newBeside = (): Beside => ({
  ...{ firstMs: Number.POSITIVE_INFINITY, latestMs: Number.NEGATIVE_INFINITY },
  ...{ isMedia: true, strong: [], strongPapers: [], said: undefined },
});

/** That others are old says nothing of this one. */
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
