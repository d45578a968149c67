/** The path of an operation, ready to be compared with addresses (OpenAPI 3.1.1, section 4.8.8.2). */
export class PathTemplate {
  /** How many segments an address must have. */
  readonly length: number;
  /**
   * Sorts the path that an address is for before others that fit: a literal segment before one with a
   * parameter in it, and of those the one with more literal characters.
   */
  readonly rank: string;
  readonly segments: readonly Segment[];

  constructor(path: string) {
    this.segments = path.split('/').map(segmentOf);
    this.length = this.segments.length;
    this.rank = this.segments.map(({ rank }) => rank).join('');
  }

  /** @param segments those of an address, decoded */
  fits(segments: readonly string[]): boolean {
    return this.segments.every(({ pattern }, at) => pattern.test(segments[at] ?? ''));
  }

  /**
   * The texts that an address has for the parameters, decoded; undefined where it does not fit. What is
   * encoded is part of a parameter if that fits: `b%2Ec.json` is `{name}.{format}` with the name `b.c`.
   */
  valuesIn(pathname: string): ReadonlyMap<string, string> | undefined {
    const segments = pathname.split('/');
    if (segments.length !== this.length) return undefined;
    const values = new Map<string, string>();
    for (const [at, segment] of this.segments.entries()) {
      const found = textsIn(segment, segments[at] ?? '');
      if (!found) return undefined;
      for (const [index, name] of segment.names.entries()) values.set(name, found[index] ?? '');
    }
    return values;
  }

  /** The parameters whose segments of an address cannot be decoded (RFC 3986, section 2.1, as UTF-8). */
  undecodableIn(pathname: string): readonly string[] {
    if (!pathname.includes('%')) return [];
    const segments = pathname.split('/');
    return this.segments.flatMap(({ names }, at) => (isDecodable(segments[at] ?? '') ? [] : names));
  }
}

export type Segment = {
  /** The text that it must be, decoded; undefined if it has parameters. */
  readonly literal: string | undefined;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly rank: string;
};

/** The texts of the parameters in a segment of an address, decoded. */
function textsIn({ literal, pattern }: Segment, raw: string): readonly string[] | undefined {
  const text = decoded(raw);
  if (literal !== undefined) return literal === text ? [] : undefined;
  // A literal must not be part of an escape, such as the 2 of `%2E`.
  const mayBeRaw = text !== raw && !pattern.source.includes('%');
  const inRaw = mayBeRaw ? pattern.exec(raw)?.slice(1) : undefined;
  if (inRaw?.every(isDecodable)) return inRaw.map(decoded);
  return pattern.exec(text)?.slice(1);
}

/** A segment may be a parameter, or have several with literals around them: `{base}...{head}`. */
function segmentOf(segment: string): Segment {
  const literals = segment.split(/\{[^}]+\}/).map(decoded);
  const names = [...segment.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const escaped = literals.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${escaped.join('(.+)')}$`, 's');
  const literal = literals.join('').length;
  const rank = names.length === 0 ? '0' : String.fromCharCode(0xffff - Math.min(literal, 0xff00));
  return { literal: names.length === 0 ? literals.join('') : undefined, pattern, names, rank };
}

/** The segments of an address, each decoded: a `%2F` is part of one and does not end it. */
export const segmentsOf = (pathname: string): string[] => {
  const segments = pathname.split('/');
  return pathname.includes('%') ? segments.map(decoded) : segments;
};

/** Whether a text is valid percent-encoding of UTF-8. */
export function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
