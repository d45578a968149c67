import { childPointer } from '../references.ts';
import type { RuleId } from '../rules/index.ts';
import type { Lane, Turn } from './lane.ts';
import type { Part } from './source.ts';

/** Where a change is in the two documents; missing where a document has nothing there. */
export type Pointers = {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
};

/** A change found in a pair of schemas, before it is known which operations reach it. */
export type Found = Pointers & {
  readonly rule: RuleId;
  readonly message: string;
  /** The rest of the path to it: `/title`. */
  readonly path: string;
};

/** A pair below another one. */
export type Edge = { readonly label: string; readonly pair: Pair };

/** Schemas whose insides are not judged: if they differ at all, this is the change. */
export type Sameness = { readonly pair: Pair; readonly found: Found };

/**
 * An alternative without an obvious counterpart. It is covered if one of the candidates is; if none
 * is, the change is shown in the counterpart most like it, or as an alternative that came or went.
 */
export type Choice = {
  readonly side: 'before' | 'after';
  readonly candidates: readonly Edge[];
  /** Position of the candidates' alternatives among those without a counterpart; -1 for the others. */
  readonly partners: readonly number[];
  readonly found: Found;
};

/** The alternatives of one type that had to be matched. */
export type Match = { readonly choices: readonly Choice[] };

/** Two schemas, or two alternatives, that are compared in one lane. */
export class Pair {
  readonly lane: Lane;
  readonly found: Found[] = [];
  readonly edges: Edge[] = [];
  readonly samenesses: Sameness[] = [];
  readonly matches: Match[] = [];
  /** No client breaks by it, whatever else is below. */
  isCompatible = true;
  /** Nothing changed in it or below but documentation. */
  isSame = true;
  /** Nothing changed in it or below. */
  isClean = true;

  constructor(lane: Lane) {
    this.lane = lane;
  }

  report(rule: RuleId, message: string, places: Pointers, path = ''): void {
    this.found.push({ rule, message, path, ...places });
  }

  /** A change of a keyword that constrains values. */
  turn(turn: Turn, keyword: string, message: string, places: Pointers, path = ''): void {
    this.found.push(this.turned(turn, keyword, message, places, path));
  }

  turned(turn: Turn, keyword: string, message: string, places: Pointers, path = ''): Found {
    // The table of rules has an entry for each keyword that is compared; a test holds them together.
    const rule = `${this.lane.direction}-${keyword}-${turn}` as RuleId;
    return { rule, message, path, ...places };
  }

  edge(label: string, pair: Pair): void {
    this.edges.push({ label, pair });
  }
}

/** Where a keyword of merged parts is written; the first of the parts if none has it. */
export function pointerOf(parts: readonly Part[], ...keys: readonly string[]): string | undefined {
  const owner = parts.find(
    ({ keywords }) => keywords !== false && keys[0] !== undefined && keys[0] in keywords,
  );
  return owner ? childPointer(owner.pointer, ...keys) : parts[0]?.pointer;
}

/** The places of a keyword on both sides. */
export const pointersOf = (
  before: { readonly parts: readonly Part[] },
  after: { readonly parts: readonly Part[] },
  ...keys: readonly string[]
): Pointers => ({
  before: pointerOf(before.parts, ...keys),
  after: pointerOf(after.parts, ...keys),
});
