import { decoded } from './address.ts';
import { isWhole, namesOf, rawValuesIn, type Segment, templateOf, valuesIn } from './template.ts';
import {
  fitting,
  isConditional,
  methodsOf,
  type ReadHeader,
  type Route,
  type Variant,
} from './variants.ts';

/** What an address leads to. */
export type Match<T> = {
  /** By method in upper case; `GET` stands for `HEAD` too. */
  readonly methods: ReadonlyMap<string, Route<T>>;
  /** The texts of the parameters in the path as they were sent, in the order of the names. */
  readonly values: readonly string[];
};

/** A place in the tree of segments. */
type Node<T> = {
  readonly literals: Map<string, Node<T>>;
  /** Segments with literals and parameters, those with more literal characters first. */
  readonly mixed: { readonly segment: Segment; readonly node: Node<T> }[];
  whole: Node<T> | undefined;
  readonly variants: Variant<T>[];
  /** The routes, if they depend on the method only. */
  methods: ReadonlyMap<string, Route<T>> | undefined;
};

const newNode = <T>(): Node<T> => ({
  literals: new Map(),
  mixed: [],
  whole: undefined,
  variants: [],
  methods: undefined,
});

/**
 * Finds what an address leads to. Literal segments win over segments with a parameter, and of those the
 * one with more literal characters, from left to right.
 */
export class Router<T> {
  readonly #root: Node<T> = newNode();
  /** Paths without parameters, as they are sent: most need no tree. */
  readonly #plain = new Map<string, Node<T>>();

  /**
   * @param method in any case
   * @param takes whether a request is rather for this route than for another one that it fits as well
   */
  add(
    method: string,
    path: string,
    value: T,
    takes: (header: ReadHeader) => boolean = () => true,
  ): void {
    const template = templateOf(path);
    let node = this.#root;
    for (const segment of template.segments) node = below(node, segment);
    const route = { value, names: namesOf(template) };
    node.variants.push({ template, method: method.toUpperCase(), route, takes });
    node.methods = isConditional(node.variants)
      ? undefined
      : methodsOf(node.variants.map(({ method: name, route: each }) => [name, each]));
    if (template.segments.every(({ names }) => names.length === 0)) {
      this.#plain.set(path.replace(/[?#].*/s, ''), node);
    }
  }

  /**
   * What an address leads to; undefined if to nothing.
   *
   * @param search the query, with its `?`
   * @param header reads a header of the request
   */
  match(pathname: string, search = '', header: ReadHeader = () => undefined): Match<T> | undefined {
    const plain = this.#plain.get(pathname);
    if (plain?.methods) return { methods: plain.methods, values: [] };
    const values: string[] = [];
    const node = plain ?? find(this.#root, pathname.split('/'), 0, values);
    if (!node) return undefined;
    if (node.methods) return { methods: node.methods, values };
    const methods = fitting(node.variants, search, header);
    return methods && { methods, values };
  }
}

function below<T>(node: Node<T>, segment: Segment): Node<T> {
  const [literal = ''] = segment.literals;
  if (segment.names.length === 0) {
    const known = node.literals.get(literal) ?? newNode<T>();
    node.literals.set(literal, known);
    return known;
  }
  if (isWhole(segment)) {
    node.whole ??= newNode<T>();
    return node.whole;
  }
  const key = segment.literals.join('\0');
  const same = node.mixed.find((each) => each.segment.literals.join('\0') === key);
  if (same) return same.node;
  const added = newNode<T>();
  node.mixed.push({ segment, node: added });
  node.mixed.sort((one, other) => weightOf(other.segment) - weightOf(one.segment));
  return added;
}

/** How many literal characters a segment has. */
const weightOf = ({ literals }: Segment): number => literals.join('').length;

/** @param values gets the texts of the parameters */
function find<T>(
  node: Node<T>,
  segments: readonly string[],
  at: number,
  values: string[],
): Node<T> | undefined {
  const raw = segments[at];
  if (raw === undefined) return node.variants.length > 0 ? node : undefined;
  const text = decoded(raw);
  const literal = node.literals.get(text);
  const found = literal && find(literal, segments, at + 1, values);
  if (found || raw === '') return found;
  const { length } = values;
  for (const { segment, node: next } of node.mixed) {
    const inside = rawValuesIn(segment, raw) ?? valuesIn(segment, text)?.map(encodeURIComponent);
    if (!inside) continue;
    values.push(...inside);
    const deeper = find(next, segments, at + 1, values);
    if (deeper) return deeper;
    values.length = length;
  }
  if (!node.whole) return undefined;
  values.push(raw);
  const deeper = find(node.whole, segments, at + 1, values);
  if (!deeper) values.length = length;
  return deeper;
}
