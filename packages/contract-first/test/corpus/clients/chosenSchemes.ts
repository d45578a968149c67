/** The credentials that a user gives a client: as few as let every operation be called. */
import type { BoundOperation } from 'contract-first/contract';

/**
 * @param known the schemes that a client takes credentials for
 * @returns names of schemes; for each operation those of one alternative are among them, if they are known
 */
export function chosenSchemes(
  operations: readonly Pick<BoundOperation, 'security'>[],
  known: ReadonlySet<string>,
): Set<string> {
  const chosen = new Set<string>();
  for (const { security } of operations) {
    const alternatives = security.map((each) => Object.keys(each));
    const isMet = (names: readonly string[]) => names.every((name) => chosen.has(name));
    if (alternatives.some(isMet)) continue;
    const first = alternatives.find((names) => names.every((name) => known.has(name)));
    for (const name of first ?? []) chosen.add(name);
  }
  return chosen;
}
