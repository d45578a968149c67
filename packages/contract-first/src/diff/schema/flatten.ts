import { isAssertion } from './keywords.ts';
import { type Conjunction, nameOf, type Part, type SchemaSource } from './source.ts';

/** One of the alternatives of a `oneOf` or `anyOf`. */
export type Member = {
  readonly schema: Conjunction;
  /** The component that it refers to. */
  readonly name: string | undefined;
  /** Name or position, to show where a change is. */
  readonly label: string;
};

/** A `oneOf` or `anyOf`, of which a value must satisfy a member. */
export type Union = {
  readonly id: string;
  readonly keyword: 'oneOf' | 'anyOf';
  readonly owner: Part;
  readonly members: readonly Member[];
};

/** A schema taken apart: `$ref` followed and `allOf` merged. */
export type Flat = {
  /** All parts that apply, in the order in which they were met. */
  readonly parts: readonly Part[];
  /** The parts with keywords that constrain values. */
  readonly assertions: readonly Part[];
  readonly unions: readonly Union[];
  /** No value satisfies it. */
  readonly isNever: boolean;
};

/** Takes schemas apart. Works off a list instead of calling itself, so that long chains fit. */
export class Flattener {
  readonly source: SchemaSource;
  readonly #flats = new Map<Conjunction, Flat>();

  constructor(source: SchemaSource) {
    this.source = source;
  }

  flat(schema: Conjunction): Flat {
    let flat = this.#flats.get(schema);
    if (!flat) {
      flat = this.#flatten(schema);
      this.#flats.set(schema, flat);
    }
    return flat;
  }

  #flatten({ parts }: Conjunction): Flat {
    const seen = new Set<Part>();
    const unions: Union[] = [];
    let isNever = false;
    const open = parts.toReversed();
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      if (seen.has(part)) continue;
      seen.add(part);
      const { keywords } = part;
      if (keywords === false) {
        isNever = true;
        continue;
      }
      for (const keyword of ['oneOf', 'anyOf'] as const) {
        const union = this.#union(part, keyword);
        if (union) unions.push(union);
      }
      open.push(...this.#conjuncts(part).toReversed());
    }
    const all = [...seen];
    const assertions = all.filter(
      ({ keywords }) =>
        keywords !== false &&
        Object.entries(keywords).some(([key, value]) => isAssertion(key, value)),
    );
    return { parts: all, assertions, unions, isNever };
  }

  /** What applies along with a part: the targets of its references and the members of its `allOf`. */
  #conjuncts(part: Part): Part[] {
    if (part.keywords === false) return [];
    const { $ref, $dynamicRef, allOf } = part.keywords;
    return [
      ...[$ref, $dynamicRef].flatMap((each) =>
        typeof each === 'string' ? this.source.target(each) : [],
      ),
      ...(Array.isArray(allOf)
        ? allOf.flatMap((_, index) => this.source.child(part, 'allOf', index))
        : []),
    ];
  }

  #union(owner: Part, keyword: 'oneOf' | 'anyOf'): Union | undefined {
    const written = owner.keywords === false ? undefined : owner.keywords[keyword];
    if (!Array.isArray(written)) return undefined;
    const members = written.map((_, index) => {
      const parts = this.source.child(owner, keyword, index);
      const name = this.#named(parts);
      const label = name ?? `${keyword} ${index + 1}`;
      return { schema: this.source.together(parts), name, label };
    });
    return { id: `${keyword}${owner.id}`, keyword, owner, members };
  }

  /** The component that a member is, if need be with annotations beside the reference. */
  #named([part]: readonly Part[]): string | undefined {
    if (part === undefined) return undefined;
    const own = nameOf(part);
    if (own !== undefined || part.keywords === false) return own;
    const { $ref } = part.keywords;
    if (
      typeof $ref !== 'string' ||
      Object.entries(part.keywords).some(([key, value]) => isAssertion(key, value))
    )
      return undefined;
    const [target] = this.source.target($ref);
    return target && nameOf(target);
  }
}
