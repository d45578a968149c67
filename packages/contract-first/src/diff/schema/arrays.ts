import type { Branch } from './branches.ts';
import type { Side } from './side.ts';
import type { Part } from './source.ts';
import { keywordsOf, numbers } from './source.ts';

/** What an array must be, all parts of it merged. */
export type ArrayFacts = {
  /** The parts of the item at each of the first positions. */
  readonly first: readonly (readonly Part[])[];
  /** The parts of all other items; none if anything is allowed. */
  readonly rest: readonly Part[];
  readonly contains: readonly Contained[];
  /** What `contains` matches counts as evaluated for `unevaluatedItems`. */
  readonly isEvaluating: boolean;
  readonly minItems: number;
  readonly maxItems: number;
  readonly isUnique: boolean;
};

/** A schema that some of the items must satisfy, and how many. */
export type Contained = {
  readonly schema: readonly Part[];
  readonly minimum: number;
  readonly maximum: number;
};

export function factsOfArray({ source }: Side, { parts }: Branch): ArrayFacts {
  const merged = keywordsOf(parts);
  const has = ({ keywords }: Part, keyword: string) => keywords !== false && keyword in keywords;
  const lengthOf = ({ keywords }: Part) =>
    keywords !== false && Array.isArray(keywords.prefixItems) ? keywords.prefixItems.length : 0;
  const restIn = (part: Part) => {
    const keyword = ['items', 'unevaluatedItems'].find((each) => has(part, each));
    return keyword ? source.child(part, keyword) : [];
  };
  const itemsIn = (part: Part) => (has(part, 'items') ? source.child(part, 'items') : []);
  const length = Math.max(0, ...parts.map(lengthOf));
  return {
    first: Array.from({ length }, (_, index) =>
      parts.flatMap((part) =>
        index < lengthOf(part) ? source.child(part, 'prefixItems', index) : itemsIn(part),
      ),
    ),
    rest: parts.flatMap(restIn),
    contains: parts.flatMap((part) => {
      const { keywords } = part;
      if (keywords === false || !('contains' in keywords)) return [];
      const { minContains: minimum = 1, maxContains: maximum = Number.POSITIVE_INFINITY } =
        keywords;
      const schema = source.child(part, 'contains');
      return [{ schema, minimum: Number(minimum), maximum: Number(maximum) }];
    }),
    isEvaluating: merged.some((each) => 'unevaluatedItems' in each),
    minItems: Math.max(0, ...numbers(merged, 'minItems')),
    maxItems: Math.min(Number.POSITIVE_INFINITY, ...numbers(merged, 'maxItems')),
    isUnique: merged.some(({ uniqueItems }) => uniqueItems === true),
  };
}
