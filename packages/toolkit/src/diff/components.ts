import { canonical } from '../zod/canonical.ts';
import type { Comparison, Spot } from './comparison.ts';
import type { Place } from './place.ts';
import { childPointer, isObject } from './references.ts';

/**
 * Reports components to which no operation leads: they go over no wire, but generated code may export
 * them. Those that operations lead to have been compared where they are used.
 */
export function compareUnused(comparison: Comparison): void {
  const { before, after } = comparison;
  const [old, now] = [componentsOf(before), componentsOf(after)];
  for (const pointer of new Set([...old.keys(), ...now.keys()])) {
    if (before.references.used.has(pointer) || after.references.used.has(pointer)) continue;
    const [was, is] = [old.get(pointer), now.get(pointer)];
    const spot: Spot = {
      ...{ operation: undefined, direction: 'request' },
      where: pointer.replace('#/components/', 'unused component '),
    };
    if (was === undefined) {
      comparison.report('unused-component-added', spot, 'component added', { after: pointer });
    } else if (is === undefined) {
      comparison.report('unused-component-removed', spot, 'component removed', {
        before: pointer,
      });
    } else if (canonical(was) !== canonical(is)) {
      const places = { before: pointer, after: pointer };
      comparison.report('unused-component-changed', spot, 'component changed', places);
    }
  }
}

function componentsOf(root: Place): Map<string, unknown> {
  const components = root.get('components');
  return new Map(
    Object.entries(isObject(components) ? components : {}).flatMap(([kind, named]) =>
      Object.entries(isObject(named) ? named : {}).map(
        ([name, each]) => [childPointer('#', 'components', kind, name), each] as const,
      ),
    ),
  );
}
