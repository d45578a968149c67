import type { Both, Comparison, Spot } from './comparison.ts';
import type { DocumentPart } from './documentPart.ts';
import { isObject } from './references.ts';
import { compareScheme, counterpartsOf } from './securitySchemes.ts';

/** Scopes by security scheme, all of which a call must carry. */
type Requirement = ReadonlyMap<string, readonly string[]>;

/** Compares the credentials that an operation needs. */
export function compareSecurity(comparison: Comparison, { before, after }: Both, spot: Spot): void {
  const names = counterpartsOf(comparison);
  const old = requirementsOf(before, comparison.before).map((each) => renamed(each, names));
  const now = requirementsOf(after, comparison.after);
  const places = {
    before: placeOf(before, comparison.before),
    after: placeOf(after, comparison.after),
  };
  const [lost, gained] = [
    old.filter((each) => !now.some((other) => isEnough(each, other))),
    now.filter((each) => !old.some((other) => isEnough(each, other))),
  ];
  const [wasOpen, isOpen] = [old, now].map((all) => all.some(({ size }) => size === 0));
  if (spot.direction === 'response') {
    if (lost.length > 0 || gained.length > 0) {
      comparison.report(
        'received-credentials-changed',
        spot,
        'it carries different credentials',
        places,
      );
    }
  } else if (wasOpen && !isOpen) {
    const message = `credentials became required: calls without ${words(now)} are refused`;
    comparison.report('credentials-required', spot, message, places);
  } else if (!wasOpen && isOpen) {
    comparison.report('credentials-dropped', spot, 'credentials are no longer required', places);
  } else {
    if (lost.length > 0) {
      comparison.report(
        'credentials-narrowed',
        spot,
        `no longer sufficient: ${words(lost)}`,
        places,
      );
    }
    if (gained.length > 0) {
      comparison.report('credentials-widened', spot, `also sufficient: ${words(gained)}`, places);
    }
    if (lost.length === 0 && gained.length === 0 && textOf(old) !== textOf(now)) {
      const message = `now ${words(now)}, which makes no difference to calls`;
      comparison.report('credentials-respelled', spot, message, places);
    }
  }
  for (const scheme of new Set(old.flatMap((each) => [...each.keys()]))) {
    if (now.some((each) => each.has(scheme))) compareScheme(comparison, scheme, spot);
  }
}

/** The alternatives; none at all is the one that needs nothing. */
function requirementsOf(operation: DocumentPart, root: DocumentPart): Requirement[] {
  const written = operation.get('security') ?? root.get('security');
  const list = Array.isArray(written) && written.length > 0 ? written : [{}];
  return list.filter(isObject).map(
    (each) =>
      new Map(
        Object.entries(each).map(([name, scopes]) => {
          root.references.component('securitySchemes', name);
          return [name, Array.isArray(scopes) ? scopes.map(String) : []];
        }),
      ),
  );
}

const placeOf = (operation: DocumentPart, root: DocumentPart): string =>
  operation.get('security') === undefined && root.get('security') !== undefined
    ? root.at('security')
    : operation.at('security');

const renamed = (requirement: Requirement, names: ReadonlyMap<string, string>): Requirement =>
  new Map([...requirement].map(([name, scopes]) => [names.get(name) ?? name, scopes]));

/** Whether the first credentials have all that the second ask for. */
const isEnough = (had: Requirement, wanted: Requirement): boolean =>
  [...wanted].every(
    ([scheme, scopes]) =>
      scopes.every((scope) => had.get(scheme)?.includes(scope)) && had.has(scheme),
  );

const textOf = (requirements: readonly Requirement[]): string =>
  requirements
    .map((each) => JSON.stringify([...each].sort()))
    .sort()
    .join();

const words = (requirements: readonly Requirement[]): string =>
  requirements
    .map((each) =>
      [...each]
        .map(([name, scopes]) => (scopes.length > 0 ? `${name} (${scopes.join(', ')})` : name))
        .join(' with '),
    )
    .map((each) => each || 'nothing')
    .join(', or ');
