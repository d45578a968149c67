import { circlesOf } from '../typescript/types/circles.ts';
import type { Definition } from './schemaTypes.ts';
import { modelsIn } from './types.ts';

/** The names that a definition refers to. */
export function referencesOf(definition: Definition): string[] {
  return definition.kind === 'alias'
    ? modelsIn(definition.type)
    : definition.fields.flatMap(({ type }) => modelsIn(type));
}

/**
 * Definitions after those that they refer to. In a circle, classes come before the aliases of unions of
 * them, which have to have them.
 */
export function inOrder(definitions: readonly Definition[]): Definition[] {
  const byName = new Map(definitions.map((each) => [each.name, each]));
  const known = (name: string) => byName.has(name);
  const circles = circlesOf(byName.keys(), (name) => {
    const definition = byName.get(name);
    return definition ? referencesOf(definition).filter(known) : [];
  });
  const groups = new Map<number, Definition[]>();
  for (const [name, circle] of circles) {
    const definition = byName.get(name);
    if (!definition) continue;
    const group = groups.get(circle);
    if (group) group.push(definition);
    else groups.set(circle, [definition]);
  }
  return [...groups.values()].flatMap((group) => [
    ...group.filter(({ kind }) => kind !== 'alias'),
    ...group.filter((each) => each.kind === 'alias' && each.isRecursive),
    ...group.filter((each) => each.kind === 'alias' && !each.isRecursive),
  ]);
}

/** The classes whose fields refer to what comes later in the same file. */
export function lateClasses(ordered: readonly Definition[]): ReadonlySet<string> {
  const late = new Set<string>();
  const before = new Set<string>();
  for (const each of ordered) {
    const refers = referencesOf(each).some((name) => name !== each.name && !before.has(name));
    if (each.kind === 'class' && refers) late.add(each.name);
    before.add(each.name);
  }
  return late;
}
