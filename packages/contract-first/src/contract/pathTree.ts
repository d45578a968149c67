import type { PathTemplate, Segment } from './pathTemplate.ts';

type Entry<T> = { readonly rank: string; readonly order: number; readonly value: T };

/** What follows after some segments. */
type Node<T> = {
  readonly literals: Map<string, Node<T>>;
  readonly patterns: Map<string, { readonly segment: Segment; readonly node: Node<T> }>;
  /** Several if paths differ only in how they are encoded. */
  readonly entries: Entry<T>[];
};

const newNode = <T>(): Node<T> => ({ literals: new Map(), patterns: new Map(), entries: [] });

/**
 * Paths by their segments, so that an address is compared with those alone that it may fit, however many
 * there are.
 */
export class PathTree<T> {
  readonly #root = newNode<T>();
  #size = 0;

  /** Adds a path. Of two that fit the same addresses, the first one is found. */
  add(template: PathTemplate, value: T): void {
    let node = this.#root;
    for (const segment of template.segments) node = nextOf(node, segment);
    node.entries.push({ rank: template.rank, order: this.#size, value });
    this.#size += 1;
  }

  /** What the path has that an address is for, of those that it fits. */
  find(segments: readonly string[]): T | undefined {
    let best: Entry<T> | undefined;
    collect(this.#root, segments, 0, (entry) => {
      if (!best || isBefore(entry, best)) best = entry;
    });
    return best?.value;
  }

  /** How many paths an address fits. */
  count(segments: readonly string[]): number {
    let count = 0;
    collect(this.#root, segments, 0, () => {
      count += 1;
    });
    return count;
  }
}

const isBefore = <T>(one: Entry<T>, other: Entry<T>): boolean =>
  one.rank === other.rank ? one.order < other.order : one.rank < other.rank;

function nextOf<T>(node: Node<T>, segment: Segment): Node<T> {
  if (segment.literal !== undefined) {
    const known = node.literals.get(segment.literal) ?? newNode<T>();
    node.literals.set(segment.literal, known);
    return known;
  }
  const { source } = segment.pattern;
  const known = node.patterns.get(source) ?? { segment, node: newNode<T>() };
  node.patterns.set(source, known);
  return known.node;
}

function collect<T>(
  node: Node<T>,
  segments: readonly string[],
  at: number,
  found: (entry: Entry<T>) => void,
): void {
  const text = segments[at];
  if (text === undefined) {
    for (const entry of node.entries) found(entry);
    return;
  }
  const literal = node.literals.get(text);
  if (literal) collect(literal, segments, at + 1, found);
  for (const { segment, node: next } of node.patterns.values()) {
    if (segment.pattern.test(text)) collect(next, segments, at + 1, found);
  }
}
