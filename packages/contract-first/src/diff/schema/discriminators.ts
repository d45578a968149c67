import { canonical } from '../../schema/canonical.ts';
import { childPointer, isObject } from '../references.ts';
import { type View, valuesOf } from './branches.ts';
import type { Flat } from './flatten.ts';
import type { Pair, Pointers } from './pair.ts';
import type { Pairs } from './pairs.ts';
import type { Side } from './side.ts';
import { type Conjunction, nameOf, type Part } from './source.ts';

/** A property whose value says which schema an object is of. */
type Discriminator = {
  readonly pointer: string;
  readonly property: string;
  /** The schemas by value. */
  readonly schemas: ReadonlyMap<string, Conjunction>;
  /** The values come from `allOf` of other components, which nothing else leads to. */
  readonly isInherited: boolean;
  readonly fallback: unknown;
};

type Read = { readonly flat: Flat; readonly view: View };

export function compareDiscriminators(
  pairs: Pairs,
  pair: Pair,
  { before, after }: { readonly before: Read; readonly after: Read },
): void {
  const [old, now] = [discriminatorsOf(pairs.before, before), discriminatorsOf(pairs.after, after)];
  for (const [index, was] of old.entries()) {
    const is = now.find(({ property }) => property === was.property) ?? now[index];
    const places = { before: was.pointer, after: is?.pointer };
    if (is) compareDiscriminator(pairs, pair, was, is, places);
    else pair.report('discriminator-removed', 'discriminator removed', places);
  }
  for (const is of now) {
    if (old.length > 0) break;
    pair.report('discriminator-added', `discriminator ${is.property} added`, {
      after: is.pointer,
    });
  }
}

function compareDiscriminator(
  pairs: Pairs,
  pair: Pair,
  was: Discriminator,
  is: Discriminator,
  places: Pointers,
): void {
  if (was.property !== is.property) {
    const message = `discriminator changed from ${was.property} to ${is.property}`;
    pair.report('discriminator-changed', message, places);
    return;
  }
  if (canonical(was.fallback ?? null) !== canonical(is.fallback ?? null)) {
    pair.report('discriminator-changed', 'defaultMapping changed', places);
  }
  const values = new Set([...was.schemas.keys(), ...is.schemas.keys()]);
  // As many schemas as before with another value: the schemas match, only their values changed. Else
  // the alternatives that came or went are reported themselves.
  const isComplete = was.isInherited || was.schemas.size === is.schemas.size;
  for (const value of values) {
    const [left, right] = [was.schemas.get(value), is.schemas.get(value)];
    if (left && right) {
      const isMoved = isReplaced(left, right, was, is);
      if (was.isInherited || isMoved)
        pair.edge(`(${value})`, pairs.schemas(left, right, pair.lane));
    } else if (isComplete && left) {
      pair.turn(
        'narrowed',
        'discriminator',
        `discriminator value "${value}" of ${was.property} removed`,
        places,
      );
    } else if (isComplete && right) {
      pair.turn(
        'widened',
        'discriminator',
        `discriminator value "${value}" of ${was.property} added`,
        places,
      );
    }
  }
}

/**
 * Whether a value leads to another component that was or still is an alternative: the alternatives are
 * matched by name, so only the value shows that they were exchanged.
 */
function isReplaced(
  left: Conjunction,
  right: Conjunction,
  was: Discriminator,
  is: Discriminator,
): boolean {
  const [old, now] = [componentOf(left), componentOf(right)];
  if (old === undefined || now === undefined || old === now) return false;
  return (
    [...is.schemas.values()].some((schema) => componentOf(schema) === old) ||
    [...was.schemas.values()].some((schema) => componentOf(schema) === now)
  );
}

const componentOf = ({ parts: [part] }: Conjunction): string | undefined => part && nameOf(part);

function discriminatorsOf(side: Side, { flat, view }: Read): Discriminator[] {
  const owners = new Set([...view.unions.map(({ owner }) => owner), ...flat.parts]);
  return [...owners].flatMap((owner): Discriminator[] => {
    const written = owner.keywords === false ? undefined : owner.keywords.discriminator;
    if (!isObject(written) || typeof written.propertyName !== 'string') return [];
    const members = view.unions
      .filter((union) => union.owner === owner)
      .flatMap((union) => union.members);
    const below = members.length > 0 ? [] : heirsOf(side, owner);
    // A schema that is itself an heir is not one of all the others.
    if (
      members.length === 0 &&
      flat.parts.some((part) => below.some(({ parts }) => parts.includes(part)))
    ) {
      return [];
    }
    const schemas = members.length > 0 ? members.map(({ schema }) => schema) : below;
    return [
      {
        pointer: `${owner.pointer}/discriminator`,
        property: written.propertyName,
        schemas: valuesBySchema(side, written, schemas),
        isInherited: members.length === 0,
        fallback: written.defaultMapping,
      },
    ];
  });
}

/** The schemas by the values that say so: of the mapping, of the property itself, else their names. */
function valuesBySchema(
  side: Side,
  { mapping, propertyName }: Readonly<Record<string, unknown>>,
  schemas: readonly Conjunction[],
): Map<string, Conjunction> {
  const found = new Map<string, Conjunction>();
  const mapped = new Set<Conjunction>();
  for (const [value, target] of Object.entries(isObject(mapping) ? mapping : {})) {
    const schema = targetOf(side, String(target));
    if (!schema) continue;
    mapped.add(schema);
    found.set(value, schema);
  }
  for (const schema of schemas) {
    if (mapped.has(schema)) continue;
    const values = propertyValues(side, schema, String(propertyName));
    const [part] = schema.parts;
    for (const value of values ?? [part && nameOf(part)]) {
      if (typeof value === 'string' && !found.has(value)) found.set(value, schema);
    }
  }
  return found;
}

/** A target of a mapping: a reference, or the name of a component. */
function targetOf({ source }: Side, target: string): Conjunction | undefined {
  if (target.startsWith('#')) return source.together(source.target(target));
  const component = source.references.component('schemas', target);
  return component && source.at(component.value, component.pointer);
}

function propertyValues(
  { source, views }: Side,
  schema: Conjunction,
  property: string,
): readonly unknown[] | undefined {
  const parts = views.flattener.flat(schema).parts.flatMap((part) => {
    const properties = part.keywords === false ? undefined : part.keywords.properties;
    return isObject(properties) && Object.hasOwn(properties, property)
      ? source.child(part, 'properties', property)
      : [];
  });
  const [only, another] = [...views.view(source.together(parts)).types.values()].flat();
  return only && !another ? valuesOf(only) : undefined;
}

const heirs = new WeakMap<Side, Map<Part, Conjunction[]>>();

/** The components that have a schema in their `allOf`, to which it does not refer itself. */
function heirsOf(side: Side, owner: Part): Conjunction[] {
  let known = heirs.get(side);
  if (!known) {
    known = readHeirs(side);
    heirs.set(side, known);
  }
  const found = known.get(owner) ?? [];
  for (const { parts } of found) {
    for (const part of parts) side.source.references.use(part.pointer);
  }
  return found;
}

function readHeirs({ source, views }: Side): Map<Part, Conjunction[]> {
  const found = new Map<Part, Conjunction[]>();
  const { schemas = {} } = source.references.document.components ?? {};
  for (const [name, written] of Object.entries(schemas)) {
    if (!isObject(written) || !Array.isArray(written.allOf)) continue;
    const schema = source.at(written, childPointer('#', 'components', 'schemas', name));
    for (const part of views.flattener.flat(schema).parts) {
      if (!schema.parts.includes(part)) found.set(part, [...(found.get(part) ?? []), schema]);
    }
  }
  return found;
}
