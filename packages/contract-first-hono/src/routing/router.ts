import { decoded, pairsOf, unescaped } from './address.ts';
import { isWhole, namesOf, type Segment, type Template, templateOf, valuesIn } from './template.ts';

/** What is routed to: a value, and the names of the parameters in its path. */
export type Route<T> = { readonly value: T; readonly names: readonly string[] };

/** What an address leads to. */
export type Match<T> = {
  /** By method in upper case; `GET` stands for `HEAD` too. */
  readonly methods: ReadonlyMap<string, Route<T>>;
  /** The texts of the parameters as they were sent, in the order of the names. */
  readonly values: readonly string[];
};

/** A route whose path differs from others only by its query or fragment. */
type Variant<T> = {
  readonly template: Template;
  readonly method: string;
  readonly route: Route<T>;
};

/** A place in the tree of segments. */
type Node<T> = {
  readonly literals: Map<string, Node<T>>;
  /** Segments with literals and parameters, those with more literal characters first. */
  readonly mixed: { readonly segment: Segment; readonly node: Node<T> }[];
  whole: Node<T> | undefined;
  readonly variants: Variant<T>[];
  /** The routes, if they do not depend on the query. */
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

  /** @param method in any case */
  add(method: string, path: string, value: T): void {
    const template = templateOf(path);
    let node = this.#root;
    for (const segment of template.segments) node = below(node, segment);
    const route = { value, names: namesOf(template) };
    node.variants.push({ template, method: method.toUpperCase(), route });
    // Those that require more of the query come first.
    node.variants.sort((one, other) => other.template.query.length - one.template.query.length);
    node.methods = node.variants.some(isConditional)
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
  match(
    pathname: string,
    search = '',
    header: (name: string) => string | undefined = () => undefined,
  ): Match<T> | undefined {
    const plain = this.#plain.get(pathname);
    if (plain?.methods) return { methods: plain.methods, values: [] };
    const values: string[] = [];
    const node = plain ?? find(this.#root, pathname.split('/'), 0, values);
    if (!node) return undefined;
    if (node.methods) return { methods: node.methods, values };
    return matchOf(node.variants, values, search, header);
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
    const inside = valuesIn(segment, raw) ?? valuesIn(segment, text)?.map(encodeURIComponent);
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

/** Whether a route depends on more than the path and the method. */
const isConditional = <T>({ template }: Variant<T>): boolean =>
  template.query.length > 0 || template.fragment !== '';

/** Routes by method, the first one of each; `GET` answers `HEAD` if nothing else does. */
function methodsOf<T>(
  routes: readonly (readonly [method: string, Route<T>])[],
): ReadonlyMap<string, Route<T>> {
  const methods = new Map<string, Route<T>>();
  for (const [method, route] of routes) if (!methods.has(method)) methods.set(method, route);
  const get = methods.get('GET');
  if (!get || methods.has('HEAD')) return methods;
  // In the place where `Allow` names it.
  return new Map(
    [...methods].flatMap(([method, route]): [string, Route<T>][] =>
      method === 'GET'
        ? [
            ['GET', route],
            ['HEAD', route],
          ]
        : [[method, route]],
    ),
  );
}

function matchOf<T>(
  variants: readonly Variant<T>[],
  values: readonly string[],
  search: string,
  header: (name: string) => string | undefined,
): Match<T> | undefined {
  const query = pairsOf(search).map(({ name, raw }) => [name, raw] as const);
  const fitting = variants.flatMap((variant) => {
    const inQuery: string[] = [];
    for (const [name, value] of variant.template.query) {
      const inside = query
        .filter(([each]) => each === name)
        .map(([, raw]) => valuesIn(value, unescaped(raw)))
        .find((each) => each !== undefined);
      if (!inside) return [];
      inQuery.push(...inside.map(encodeURIComponent));
    }
    return [{ ...variant, inQuery }];
  });
  const [first] = fitting;
  if (!first) return undefined;
  const isNamed = ({ template: { fragment } }: Variant<T>) => {
    // As in `/#X-Amz-Target=Service.Action`: the fragment repeats a header or a query parameter.
    const at = fragment.indexOf('=');
    if (at < 0) return false;
    const name = fragment.slice(0, at);
    const value = fragment.slice(at + 1);
    return (
      header(name) === value ||
      query.some(([each, raw]) => each === name && unescaped(raw) === value)
    );
  };
  const ordered = [...fitting.filter(isNamed), ...fitting.filter((each) => !isNamed(each))];
  return {
    methods: methodsOf(ordered.map(({ method, route }) => [method, route])),
    // Variants of one path name the same parameters in it.
    values: [...values, ...first.inQuery],
  };
}
