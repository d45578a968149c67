/**
 * Folded texts that still know where each part was in the original.
 *
 * @module
 */
import { fold, isPlain } from './terms.ts';

/** A range of a text, in UTF-16 code units. */
export type Span = { readonly start: number; readonly end: number };

/**
 * What continues a character: marks, invisible characters, the further letters of a Korean syllable, and the
 * voiced marks of narrow Japanese. Folding looks at both together.
 */
const CONTINUES = String.raw`\p{M}\p{Default_Ignorable_Code_Point}\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f`;
/** Texts that fold alone as they do together: white space as one, or a character with what continues it. */
const units = new RegExp(
  String.raw`[\s\p{Cc}][\s\p{Cc}${CONTINUES}]*|[^\s\p{Cc}][${CONTINUES}]*`,
  'gv',
);
/** The beginning of a unit that is no white space. */
const beginning = new RegExp(String.raw`[^\s\p{Cc}${CONTINUES}]`, 'gv');

/** How much of a text is folded at once, in code units. */
const BLOCK = 512;

type Block = Span & {
  readonly folded: number;
  /** Whether each code unit has become one; then its position is enough. */
  readonly isSimple: boolean;
};
type Unit = Span & { readonly folded: number; readonly length: number };

/**
 * A folded text. Blocks of the original are folded one by one, and only the blocks of wanted positions are
 * read by character, which takes ten times as long.
 */
export class FoldedText {
  readonly original: string;
  /** The same as `fold` returns. */
  readonly folded: string;
  readonly #blocks: readonly Block[];
  readonly #units = new Map<Block, readonly Unit[]>();

  constructor(original: string) {
    this.original = original;
    const blocks: Block[] = [];
    let folded = '';
    for (let start = 0; start < original.length; ) {
      const end = endOfBlock(original, start + BLOCK);
      const block = original.slice(start, end);
      const part = fold(block);
      const isSimple = part.length === block.length && isPlain(block);
      blocks.push({ start, end, folded: folded.length, isSimple });
      folded += part;
      start = end;
    }
    this.#blocks = blocks;
    this.folded = folded;
  }

  /** The whole characters of the original that a range of the folded text comes from. */
  originalOf({ start, end }: Span): Span {
    return { start: this.#unitAt(start).start, end: this.#unitAt(end - 1).end };
  }

  #unitAt(at: number): Span {
    const block = lastBefore(this.#blocks, at);
    if (!block) return { start: 0, end: 0 };
    if (block.isSimple) {
      const start = block.start + at - block.folded;
      return { start, end: start + 1 };
    }
    let found = this.#units.get(block);
    if (!found) {
      found = unitsOf(this.original, block);
      this.#units.set(block, found);
    }
    return lastBefore(found, at) ?? block;
  }
}

/** The next place, from an index on, where a text can be divided without changing how it folds. */
function endOfBlock(text: string, from: number): number {
  if (from >= text.length) return text.length;
  // Not into the middle of a surrogate pair.
  const isLow = /[\udc00-\udfff]/.test(text.charAt(from));
  beginning.lastIndex = isLow ? from + 1 : from;
  return beginning.exec(text)?.index ?? text.length;
}

function unitsOf(text: string, block: Block): Unit[] {
  const found: Unit[] = [];
  let at = block.folded;
  for (const { 0: unit, index } of text.slice(block.start, block.end).matchAll(units)) {
    const start = block.start + index;
    const { length } = fold(unit);
    found.push({ start, end: start + unit.length, folded: at, length });
    at += length;
  }
  // What folds to nothing has no place in the folded text.
  return found.filter(({ length }) => length > 0);
}

/** The last entry that begins at or before a place of the folded text. */
function lastBefore<T extends { readonly folded: number }>(
  entries: readonly T[],
  at: number,
): T | undefined {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.folded ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1];
}
