/**
 * The types of the items of a stream of server-sent events.
 *
 * @module
 */
import { isSchema, type JsonSchema } from '../../document/model.ts';
import type { EventItems } from '../model/eventItems.ts';
import { wordsOf } from '../model/words.ts';
import type { ClientTypes } from './clientTypes.ts';
import { pascalCase } from './identifiers.ts';
import type { Definition, Hint } from './schemaTypes.ts';
import { quote } from './source.ts';
import type { Discriminator, PythonType } from './types.ts';

type ClassDefinition = Extract<Definition, { readonly kind: 'class' }>;

/**
 * The type of each item: a model of the whole event, a union of models that `event` tells apart, the
 * type of the data, or `ServerSentEvent` if the document describes none of them.
 */
export function eventTypeOf(events: EventItems, types: ClientTypes, hint: Hint): PythonType {
  if (!events.isDescribed) return { kind: 'imported', name: 'ServerSentEvent' };
  if (!events.isWhole) return types.given(events.schema, hint);
  const isOne = branchesIn(events.schema) === undefined;
  const only = isOne ? pascalCase(wordsOf(eventOf(events.schema) ?? '')) : '';
  const type = types.given(withTitles(events.schema), { ...hint, name: hint.name + only });
  const classes = classesIn(type, types);
  const discriminator = classes && discriminatorOf(classes, events.types);
  if (!discriminator) return type.kind === 'union' ? types.alias(type, hint) : type;
  const members = type.kind === 'union' ? type.members : [type];
  return types.alias({ kind: 'union', members, discriminator }, hint);
}

type Branches = {
  readonly keyword: 'oneOf' | 'anyOf';
  readonly alternatives: readonly unknown[];
};

function branchesIn(schema: JsonSchema | boolean): Branches | undefined {
  if (!isSchema(schema)) return undefined;
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const alternatives: unknown = schema[keyword];
    if (Array.isArray(alternatives)) return { keyword, alternatives };
  }
  return undefined;
}

/** The only type of event that a schema allows. */
function eventOf(schema: unknown): string | undefined {
  const { event } = isSchema(schema) && isSchema(schema.properties) ? schema.properties : {};
  return isSchema(event) && typeof event.const === 'string' ? event.const : undefined;
}

/** Alternatives without a name are named after their type of event. */
function withTitles(schema: JsonSchema | boolean): JsonSchema | boolean {
  const branches = branchesIn(schema);
  if (!isSchema(schema) || !branches) return schema;
  return { ...schema, [branches.keyword]: branches.alternatives.map(withTitle) };
}

function withTitle(alternative: unknown): unknown {
  if (!isSchema(alternative) || '$ref' in alternative || 'title' in alternative) return alternative;
  const type = eventOf(alternative);
  const title = pascalCase(wordsOf(type ?? ''));
  if (title === '') return withTitles(alternative);
  return { description: `An event of the type \`${type}\`.`, ...alternative, title };
}

/** The classes that a type is made of; undefined if it is made of something else as well. */
function classesIn(type: PythonType, types: ClientTypes): readonly ClassDefinition[] | undefined {
  if (type.kind === 'union') {
    const inside = type.members.map((each) => classesIn(each, types));
    const known = inside.filter((each) => each !== undefined);
    return known.length === inside.length ? known.flat() : undefined;
  }
  const definition = type.kind === 'model' ? types.definition(type.name) : undefined;
  if (definition?.kind === 'alias') {
    return definition.isRecursive ? undefined : classesIn(definition.type, types);
  }
  return definition?.kind === 'class' ? [definition] : undefined;
}

/**
 * How `event` tells classes apart; undefined if it does not. One class may be that of all events of
 * other types.
 *
 * @param types the types of events that the document names
 */
function discriminatorOf(
  classes: readonly ClassDefinition[],
  types: readonly string[],
): Discriminator | undefined {
  const typeOf = new Map(types.map((type) => [quote(type), type]));
  const found = new Map<string, string>();
  const others: string[] = [];
  for (const { name, fields } of classes) {
    const type = fields.find(({ wire }) => wire === 'event')?.type;
    if (type?.kind !== 'literal') {
      others.push(name);
      continue;
    }
    // Of a single class, newer types of events have the same data.
    if (classes.length === 1 && type.isOpen) return undefined;
    for (const written of type.values) {
      const value = typeOf.get(written);
      if (value === undefined || found.has(value)) return undefined;
      found.set(value, name);
    }
  }
  const [otherwise] = others;
  if (found.size === 0 || others.length > 1) return undefined;
  const rest = otherwise === undefined ? {} : { otherwise };
  return { property: 'event', classes: [...found], ...rest };
}
