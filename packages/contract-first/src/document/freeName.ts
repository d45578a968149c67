import type { Part } from './structure.ts';

/** A name that no component has: the wanted one, or the same with a number. */
export function freeName(components: Part, wanted: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!Object.hasOwn(components, name)) return name;
  }
}
