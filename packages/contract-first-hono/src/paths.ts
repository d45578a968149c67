import type { Operation } from './operation.ts';

/** The segments of a path; undefined for a parameter. */
type Path = {
  readonly segments: readonly (string | undefined)[];
  readonly operations: Operation[];
};

/** Finds the operations for a path. A parameter is a whole segment. */
export class Paths {
  /** By number of segments, so that few paths are compared; literal segments come first. */
  readonly #paths = new Map<number, Path[]>();

  constructor(operations: Iterable<Operation>) {
    const byPath = new Map<string, Path>();
    for (const operation of operations) {
      const known = byPath.get(operation.path);
      if (known) known.operations.push(operation);
      else {
        const segments = operation.path
          .split('/')
          .map((each) => (isParameter(each) ? undefined : decoded(each)));
        byPath.set(operation.path, { segments, operations: [operation] });
      }
    }
    for (const path of [...byPath.values()].sort(literalFirst)) {
      const { length } = path.segments;
      this.#paths.set(length, [...(this.#paths.get(length) ?? []), path]);
    }
  }

  /** The operations of the one matching path; empty if there is none. */
  at(pathname: string): readonly Operation[] {
    const given = pathname.split('/').map(decoded);
    const path = this.#paths
      .get(given.length)
      ?.find(({ segments }) =>
        segments.every((segment, at) =>
          segment === undefined ? given[at] !== '' : segment === given[at],
        ),
      );
    return path?.operations ?? [];
  }

  /** The methods of the operations at a path, in upper case. */
  methodsAt(pathname: string): string[] {
    return this.at(pathname).map(({ method }) => method.toUpperCase());
  }
}

const isParameter = (segment: string): boolean => /^\{[^{}]+\}$/.test(segment);

/** Sorts paths by the positions of their parameters, literal segments first. */
function literalFirst(one: Path, other: Path): number {
  const rank = ({ segments }: Path) =>
    segments.map((each) => (each === undefined ? 1 : 0)).join('');
  return rank(one) < rank(other) ? -1 : 1;
}

/** A `%2F` is part of a segment and does not end it. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
