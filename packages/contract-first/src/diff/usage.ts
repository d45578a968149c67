import { type LocatedPart, tokensOf, walk } from '../document/structure.ts';
import type { DocumentPart } from './documentPart.ts';
import { childPointer, isObject } from './references.ts';

/** Which components lead to which others, by pointer; `#` is what is outside of the components. */
type Links = Map<string, Set<string>>;

/** The pointers of all components that paths, webhooks and the document's `security` lead to. */
export function componentsInUse(root: DocumentPart): ReadonlySet<string> {
  const { uses, heirs, discriminated } = linksIn(root);
  const used = new Set<string>();
  const pending = ['#'];
  for (let owner = pending.pop(); owner !== undefined; owner = pending.pop()) {
    const found = [...(uses.get(owner) ?? [])];
    if (discriminated.has(owner)) {
      for (const heir of heirs.get(owner) ?? []) {
        discriminated.add(heir);
        found.push(heir);
      }
    }
    for (const pointer of found) {
      if (used.has(pointer)) continue;
      used.add(pointer);
      pending.push(pointer);
    }
  }
  return used;
}

/** A schema with a discriminator also leads to its heirs, which have it in their `allOf`. */
function linksIn(root: DocumentPart): { uses: Links; heirs: Links; discriminated: Set<string> } {
  const [uses, heirs]: [Links, Links] = [new Map(), new Map()];
  const discriminated = new Set<string>();
  const add = (links: Links, from: string, to: string) =>
    links.set(from, (links.get(from) ?? new Set()).add(to));
  walk(root.fields, (part) => {
    const owner = componentOf(part.pointer);
    if (part.kind === 'schema' && isObject(part.node.discriminator)) discriminated.add(owner);
    for (const target of targetsOf(part)) {
      add(uses, owner, target);
      if (isMember(part)) add(heirs, target, owner);
    }
  });
  discriminated.delete('#');
  return { uses, heirs, discriminated };
}

/** Whether a part is a member of the `allOf` of a component. */
const isMember = ({ pointer }: LocatedPart): boolean =>
  /^#\/components\/schemas\/[^/]+\/allOf\/\d+$/.test(pointer);

/** The component that a pointer leads to or into, `#` for other parts of the document. */
const componentOf = (pointer: string): string => {
  const [components, ...tokens] = tokensOf(pointer);
  return components === 'components' && tokens.length >= 2
    ? childPointer('#', components, ...tokens.slice(0, 2))
    : '#';
};

/** The components that one object refers to, directly. */
function targetsOf({ kind, node, pointer }: LocatedPart): string[] {
  const targets: string[] = [];
  if (typeof node.$ref === 'string') targets.push(componentOf(node.$ref));
  if ((kind === 'operation' || pointer === '#') && Array.isArray(node.security)) {
    const names = node.security.flatMap((each) => Object.keys(isObject(each) ? each : {}));
    targets.push(...names.map((name) => childPointer('#', 'components', 'securitySchemes', name)));
  }
  const { discriminator } = node;
  if (kind === 'schema' && isObject(discriminator)) {
    const { mapping, defaultMapping } = discriminator;
    for (const target of [...Object.values(isObject(mapping) ? mapping : {}), defaultMapping]) {
      if (typeof target === 'string') targets.push(targetOfMapping(target));
    }
  }
  return targets;
}

/** A target in a mapping is a reference, or the name of a schema. */
const targetOfMapping = (target: string): string =>
  target.startsWith('#') ? componentOf(target) : childPointer('#', 'components', 'schemas', target);
