import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { targetOf } from '../../document/targets.ts';
import { isOneWay, type Direction as Way } from '../../schema/directions.ts';
import { flatten, propertiesOf, requiredOf, typesOf } from '../../schema/flatten.ts';
import { wordsOf } from '../model/words.ts';
import { componentOf } from '../typescript/types/forms.ts';
import { importableTypes } from './file.ts';
import { className, fit, isIdentifier, pascalCase, snakeCase, UniqueNames } from './identifiers.ts';
import { literals } from './literals.ts';
import type { Choices } from './options.ts';
import {
  ANY,
  builtin,
  type Direction,
  type Discriminator,
  modelsIn,
  NONE,
  type PythonType,
  unite,
} from './types.ts';
import { branchesOf, isAnnotation, itemHint } from './variants.ts';

/** A class of the file of models. */
export type Definition = {
  readonly name: string;
  /** The component, or the operation, that it was made for. */
  readonly home: string;
  readonly description: string | undefined;
} & (
  | { readonly kind: 'class'; readonly fields: readonly FieldDefinition[] }
  | { readonly kind: 'dictionary'; readonly fields: readonly FieldDefinition[] }
  | { readonly kind: 'alias'; readonly type: PythonType; readonly isRecursive: boolean }
);

export type FieldDefinition = {
  readonly name: string;
  readonly wire: string;
  readonly type: PythonType;
  readonly required: boolean;
  readonly description: string | undefined;
  readonly isSecret: boolean;
};

/** What an inline schema is named after, and the component or operation that it is in. */
export type Hint = { readonly name: string; readonly home: string };

type Component = { readonly name: string; readonly schema: JsonSchema };

const ways: Readonly<Record<Direction, Way>> = { given: 'response', taken: 'request' };

/** The types of a document's schemas, with the classes that they need. */
export class SchemaTypes {
  readonly #document: Document;
  readonly #choices: Choices;
  readonly #components = new Map<string, Component>();
  readonly #unique: UniqueNames;
  readonly #definitions = new Map<string, Definition>();
  /** Names of classes by the key of the component, or the schema, in each direction. */
  readonly #named = {
    given: new Map<JsonSchema | string, string>(),
    taken: new Map<JsonSchema | string, string>(),
  };
  /** Types of components that are written where they are used, or as an alias. */
  readonly #known = { given: new Map<string, PythonType>(), taken: new Map<string, PythonType>() };
  /** Components whose types are being made, and whether they refer to themselves. */
  readonly #open = { given: new Map<string, boolean>(), taken: new Map<string, boolean>() };
  readonly #pending: (() => void)[] = [];

  /** @param reserved names that no model can have */
  constructor(document: Document, choices: Choices, reserved: Iterable<string>) {
    this.#document = document;
    this.#choices = choices;
    const taken = new Set(reserved);
    this.#unique = new UniqueNames(taken);
    for (const [key, schema] of Object.entries(document.components?.schemas ?? {})) {
      const name = className(choices.typeNames[key] ?? key);
      const free = taken.has(name) ? `${name}_` : name;
      this.#components.set(key, {
        name: this.#unique.take(free),
        schema: isSchema(schema) ? schema : {},
      });
    }
  }

  /** All classes and aliases, aliases after those that they refer to. */
  get definitions(): readonly Definition[] {
    return [...this.#definitions.values()];
  }

  get components(): readonly string[] {
    return [...this.#components.keys()];
  }

  /** A definition by its name. */
  definition(name: string): Definition | undefined {
    return this.#definitions.get(name);
  }

  /** A name for something else in the file of models, such as a page. */
  take(name: string): string {
    return this.#unique.take(name);
  }

  /** Gives a type a name. */
  alias(type: PythonType, { name, home }: Hint, description: string | undefined): PythonType {
    const own = this.#unique.take(name);
    const named = {
      kind: 'alias',
      name: own,
      home,
      description,
      type,
      isRecursive: false,
    } as const;
    this.#definitions.set(own, named);
    return { kind: 'model', name: own };
  }

  /** The type of a schema. */
  type(schema: unknown, direction: Direction, hint: Hint): PythonType {
    const type = this.#type(schema, direction, hint);
    for (let step = this.#pending.shift(); step; step = this.#pending.shift()) step();
    return type;
  }

  /** The type of a component by its key. */
  component(key: string, direction: Direction): PythonType {
    const type = this.#component(key, direction);
    for (let step = this.#pending.shift(); step; step = this.#pending.shift()) step();
    return type;
  }

  #type(schema: unknown, direction: Direction, hint: Hint): PythonType {
    if (!isSchema(schema)) return ANY;
    if (schema['x-opaque'] === true) return { kind: 'dict', value: ANY };
    const only = this.#only(schema);
    if (only) {
      const key =
        typeof only.$ref === 'string' ? componentOf(this.#document, only.$ref) : undefined;
      if (key !== undefined) return this.#component(key, direction);
      if (typeof only.$ref === 'string') return this.#elsewhere(only.$ref, direction, hint);
      return this.#type(only, direction, hint);
    }
    return this.#written(schema, direction, hint);
  }

  /** The schema that another one is nothing but a reference to, or the only member of its `allOf`. */
  #only(schema: JsonSchema): JsonSchema | undefined {
    const keys = Object.keys(schema).filter((key) => !isAnnotation(key));
    if (keys.length !== 1) return undefined;
    if (typeof schema.$ref === 'string') return schema;
    const { allOf } = schema;
    return Array.isArray(allOf) && allOf.length === 1 && isSchema(allOf[0]) ? allOf[0] : undefined;
  }

  readonly #entered = new Set<unknown>();

  /** What a reference leads to that is no component. */
  #elsewhere($ref: string, direction: Direction, hint: Hint): PythonType {
    const target = targetOf(this.#document, $ref);
    if (!isSchema(target) || this.#entered.has(target)) return ANY;
    this.#entered.add(target);
    try {
      return this.#type(target, direction, hint);
    } finally {
      this.#entered.delete(target);
    }
  }

  #component(key: string, direction: Direction): PythonType {
    const known = this.#known[direction].get(key);
    if (known) return known;
    const component = this.#components.get(key);
    if (!component) return ANY;
    const { name, schema } = component;
    const open = this.#open[direction];
    const alias = direction === 'given' ? name : `${name}Input`;
    if (open.has(key)) {
      open.set(key, true);
      return { kind: 'model', name: alias };
    }
    open.set(key, false);
    const type = this.#type(schema, direction, { name, home: key });
    const isRecursive = open.get(key) === true;
    open.delete(key);
    const made = this.#asAlias(component, key, type, direction, isRecursive);
    this.#known[direction].set(key, made);
    return made;
  }

  /** The type of a component by its name, if it is a union, an enumeration or refers to itself. */
  #asAlias(
    { name, schema }: Component,
    key: string,
    type: PythonType,
    direction: Direction,
    isRecursive: boolean,
  ): PythonType {
    // The class of the component, or null, has the component's name already.
    const isOwn = (each: PythonType) => each.kind === 'model' && each.name === name;
    const isUnion = type.kind === 'union' && !type.members.some(isOwn);
    if (!isUnion && type.kind !== 'literal' && !isRecursive) return type;
    const description = textOf(schema.description);
    const define = (alias: string, type: PythonType) =>
      this.#definitions.set(alias, {
        kind: 'alias',
        name: alias,
        home: key,
        description,
        type,
        isRecursive,
      });
    if (type.kind === 'literal') {
      if (!this.#definitions.has(name)) define(name, { ...type, isOpen: false });
      return { kind: 'model', name, isOpen: type.isOpen };
    }
    const alias = direction === 'given' ? name : `${name}Input`;
    const given = this.#definitions.get(name);
    if (direction === 'taken' && !isRecursive && given?.kind === 'alias') {
      if (JSON.stringify(given.type) === JSON.stringify(type)) return { kind: 'model', name };
    }
    define(alias, type);
    return { kind: 'model', name: alias };
  }

  #written(schema: JsonSchema, direction: Direction, hint: Hint): PythonType {
    const flat = flatten(this.#document, schema);
    const listed =
      'const' in flat ? [flat.const] : Array.isArray(flat.enum) ? flat.enum : undefined;
    const named = typesOf(flat);
    // A type beside a list of values chooses among them.
    const fitting = listed?.filter((value) => value !== null || named.includes('null'));
    const values = named.length > 0 && fitting && fitting.length > 0 ? fitting : listed;
    if (values) return literals(values, direction === 'given' && values.length > 1);
    const variants = this.#variants(schema, flat, direction, hint);
    if (variants) return variants;
    const types = typesOf(flat);
    if (types.length === 0) return ANY;
    return unite(types.map((type) => this.#ofType(type, schema, flat, direction, hint)));
  }

  /** The union of the branches of `oneOf` or `anyOf`; each with the properties around them. */
  #variants(
    schema: JsonSchema,
    flat: JsonSchema,
    direction: Direction,
    hint: Hint,
  ): PythonType | undefined {
    const branches = branchesOf(this.#document, schema, flat);
    if (branches.length === 0) return undefined;
    const types = branches.map(({ schema, name }) =>
      this.#type(schema, direction, { ...hint, name: hint.name + name }),
    );
    if (isSchema(flat.not) && types.every(({ kind }) => kind === 'any')) return undefined;
    const none = typesOf(flat).includes('null') && Array.isArray(flat.type) ? [NONE] : [];
    const discriminator =
      direction === 'given'
        ? this.#discriminator(
            flat,
            branches.map(({ schema }) => schema),
            types,
          )
        : undefined;
    return unite([...types, ...none], discriminator);
  }

  /** The discriminator of a union (OpenAPI 3.1.1, section 4.8.25). */
  #discriminator(
    { discriminator }: JsonSchema,
    branches: readonly unknown[],
    types: readonly PythonType[],
  ): Discriminator | undefined {
    if (!isSchema(discriminator) || typeof discriminator.propertyName !== 'string')
      return undefined;
    const property = discriminator.propertyName;
    if (!property.isWellFormed()) return undefined;
    const mapping = isSchema(discriminator.mapping) ? Object.entries(discriminator.mapping) : [];
    const classes = branches.flatMap((branch, at): [string, string][] => {
      const type = types[at];
      if (!isSchema(branch) || typeof branch.$ref !== 'string' || type?.kind !== 'model') return [];
      const key = componentOf(this.#document, branch.$ref);
      const mapped = mapping.filter(
        ([, target]) =>
          target === branch.$ref ||
          target === key ||
          componentOf(this.#document, String(target)) === key,
      );
      const values = mapped.length > 0 ? mapped.map(([value]) => value) : [key ?? ''];
      return values.filter((value) => value.isWellFormed()).map((value) => [value, type.name]);
    });
    return classes.length > 0 ? { property, classes } : undefined;
  }

  #ofType(
    type: string,
    schema: JsonSchema,
    flat: JsonSchema,
    direction: Direction,
    hint: Hint,
  ): PythonType {
    switch (type) {
      case 'string':
        return this.#text(flat, direction);
      case 'integer':
        return builtin('int');
      case 'number':
        return builtin('float');
      case 'boolean':
        return builtin('bool');
      case 'null':
        return NONE;
      case 'array':
        return this.#array(flat, direction, hint);
      case 'object':
        return this.#object(schema, flat, direction, hint);
      default:
        return ANY;
    }
  }

  #text({ format }: JsonSchema, direction: Direction): PythonType {
    if (this.#choices.dates === 'str' || (format !== 'date-time' && format !== 'date')) {
      return builtin('str');
    }
    const date: PythonType = { kind: 'imported', name: format === 'date' ? 'date' : 'datetime' };
    return direction === 'given' ? date : unite([date, builtin('str')]);
  }

  #array(flat: JsonSchema, direction: Direction, hint: Hint): PythonType {
    const item = (schema: unknown, at?: number) =>
      this.#type(schema, direction, {
        ...hint,
        name: at === undefined ? itemHint(hint.name) : `${hint.name}${at + 1}`,
      });
    const { prefixItems, items } = flat;
    if (Array.isArray(prefixItems)) {
      const first = prefixItems.map((each, at) => item(each, at));
      if (items === false) return { kind: 'tuple', items: first };
      const all = unite([...first, items === undefined ? ANY : item(items)]);
      return { kind: direction === 'given' ? 'list' : 'sequence', item: all };
    }
    return { kind: direction === 'given' ? 'list' : 'sequence', item: item(items) };
  }

  #object(schema: JsonSchema, flat: JsonSchema, direction: Direction, hint: Hint): PythonType {
    const properties = propertiesOf(flat);
    if (properties.length === 0) return this.#map(flat, direction, hint);
    const isComponent = this.#components.get(hint.home)?.name === hint.name;
    // Components may share one schema, and have a class each.
    const key = isComponent ? hint.home : schema;
    const before = this.#named[direction].get(key);
    if (before !== undefined) return this.#objectType(before, key, flat, direction);
    const base = isComponent
      ? hint.name
      : (this.#named.given.get(key) ?? this.#unique.take(hint.name));
    const name = direction === 'given' ? base : this.#unique.take(`${base}Dict`);
    this.#named[direction].set(key, name);
    const kind = direction === 'given' ? 'class' : 'dictionary';
    const description = textOf(flat.description) ?? textOf(flat.title);
    const definition = { kind, name, home: hint.home, description, fields: [] } as const;
    // Its place is kept; its fields are made when all that is open is done.
    this.#definitions.set(name, definition);
    this.#pending.push(() => {
      const fields = this.#fields(flat, direction, { ...hint, name: base });
      this.#definitions.set(name, { ...definition, fields });
    });
    if (direction === 'taken' && isComponent && !this.#named.given.has(key)) {
      this.#named.given.set(key, base);
      const model = {
        kind: 'class',
        name: base,
        home: hint.home,
        description,
        fields: [],
      } as const;
      this.#definitions.set(base, model);
      // One that is in requests only has what requests have.
      this.#pending.push(() => {
        const fields = this.#fields(flat, 'given', { ...hint, name: base }, 'request');
        this.#definitions.set(base, { ...model, fields });
      });
    }
    return this.#objectType(name, key, flat, direction);
  }

  /** What is passed for an object: a dictionary, or the model of the component. */
  #objectType(
    name: string,
    key: JsonSchema | string,
    { additionalProperties }: JsonSchema,
    direction: Direction,
  ): PythonType {
    if (direction === 'given') return { kind: 'model', name };
    const model = this.#named.given.get(key);
    const isFree = additionalProperties === true || isSchema(additionalProperties);
    return unite([
      ...(model === undefined ? [] : [{ kind: 'model', name: model } as const]),
      { kind: 'model', name },
      ...(isFree ? [{ kind: 'mapping', value: ANY } as const] : []),
    ]);
  }

  #map(flat: JsonSchema, direction: Direction, hint: Hint): PythonType {
    const { additionalProperties, patternProperties } = flat;
    const schemas = [
      ...(isSchema(patternProperties) ? Object.values(patternProperties) : []),
      ...(additionalProperties === false ? [] : [additionalProperties]),
    ];
    const inside = { ...hint, name: `${hint.name}Value` };
    const value =
      schemas.length > 0 ? unite(schemas.map((each) => this.#type(each, direction, inside))) : ANY;
    return { kind: direction === 'given' ? 'dict' : 'mapping', value };
  }

  #fields(
    flat: JsonSchema,
    direction: Direction,
    hint: Hint,
    way: Way = ways[direction],
  ): FieldDefinition[] {
    const required = requiredOf(flat);
    const typed = propertiesOf(flat).flatMap(([wire, property]) => {
      const isNever = isSchema(flat.properties) && flat.properties[wire] === false;
      if (isNever || !wire.isWellFormed() || isOneWay(this.#document, property, way)) return [];
      const inside = { ...hint, name: hint.name + pascalCase(wordsOf(wire)) };
      return [{ wire, property, type: this.#type(property, direction, inside) }];
    });
    // In the body of a class, a field hides a type of the same name.
    const named = new Set([...importableTypes, ...typed.flatMap(({ type }) => modelsIn(type))]);
    const names = new UniqueNames();
    return typed.map(({ wire, property, type }): FieldDefinition => {
      const isWire = this.#choices.names === 'wire' && isIdentifier(wire) && !wire.startsWith('_');
      const name = fit(isWire ? wire : snakeCase(wordsOf(wire)), 'field');
      return {
        name: names.take(named.has(name) ? `${name}_` : name),
        wire,
        type,
        required: required.includes(wire),
        description: this.#description(property),
        isSecret: property['x-secret'] === true || property.format === 'password',
      };
    });
  }

  #description(property: JsonSchema): string | undefined {
    return textOf(property.description) ?? textOf(property.title);
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;
