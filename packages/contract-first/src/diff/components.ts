import { canonical } from '../schema/canonical.ts';
import type { Comparison, Spot } from './comparison.ts';
import type { DocumentPart } from './documentPart.ts';
import { childPointer, isObject } from './references.ts';
import { componentsInUse } from './usage.ts';

/**
 * Reports components that were not compared because no operation of both documents leads to them: they
 * are never sent, but generated code may export them. Those that come or go with an operation are part
 * of that change.
 */
export function compareUnused(comparison: Comparison): void {
  const { before, after } = comparison;
  const [old, now] = [componentsOf(before), componentsOf(after)];
  const [usedBefore, usedAfter] = [componentsInUse(before), componentsInUse(after)];
  for (const pointer of new Set([...old.keys(), ...now.keys()])) {
    if (before.references.used.has(pointer) || after.references.used.has(pointer)) continue;
    const [was, is] = [old.get(pointer), now.get(pointer)];
    const where = pointer.replace('#/components/', 'component ');
    const spot: Spot = { operation: undefined, where, direction: 'request' };
    if (pointer.startsWith('#/components/examples/')) {
      const placeOf = (value: unknown) => (value === undefined ? undefined : pointer);
      const places = { before: placeOf(was), after: placeOf(is) };
      if (canonical(was ?? null) === canonical(is ?? null)) continue;
      comparison.report('annotation-changed', spot, 'example changed', places);
    } else if (was === undefined) {
      if (usedAfter.has(pointer)) continue;
      comparison.report('unused-component-added', spot, 'component added', { after: pointer });
    } else if (is === undefined) {
      if (usedBefore.has(pointer)) continue;
      const places = { before: pointer };
      comparison.report('unused-component-removed', spot, 'component removed', places);
    } else if (canonical(was) !== canonical(is)) {
      const places = { before: pointer, after: pointer };
      comparison.report('unused-component-changed', spot, 'component changed', places);
    }
  }
}

function componentsOf(root: DocumentPart): Map<string, unknown> {
  const components = root.get('components');
  return new Map(
    Object.entries(isObject(components) ? components : {}).flatMap(([kind, named]) =>
      Object.entries(isObject(named) ? named : {}).map(
        ([name, each]) => [childPointer('#', 'components', kind, name), each] as const,
      ),
    ),
  );
}
