import type { BoundOperation } from '../../document/model.ts';
import type { PageLink } from './blocks.ts';

/** How many operations are listed as users of a schema. */
const MOST = 50;

/**
 * The operations whose parameters, bodies and responses refer to each schema of the components.
 *
 * @param linkTo the page of an operation
 * @returns by reference, such as `#/components/schemas/Pet`
 */
export function usesOf(
  bounds: readonly BoundOperation[],
  linkTo: (bound: BoundOperation) => PageLink,
): Map<string, PageLink[]> {
  const uses = new Map<string, PageLink[]>();
  for (const bound of bounds) {
    const { parameters, requestBody, responses } = bound;
    const text = JSON.stringify([parameters, requestBody, responses]);
    const found = new Set(
      [...text.matchAll(/"\$ref":"(#\/components\/schemas\/[^"]+)"/g)].map(
        ([, reference = '']) => reference,
      ),
    );
    for (const reference of found) {
      const links = uses.get(reference) ?? [];
      if (links.length < MOST) links.push(linkTo(bound));
      uses.set(reference, links);
    }
  }
  return uses;
}
