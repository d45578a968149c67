/**
 * Shapes: what the runtime needs to know to convert values, where names, integers or dates differ from
 * those on the wire (`shape.ts` of the runtime).
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { targetOf } from '../../document/targets.ts';
import type { Choices } from './choices.ts';
import { Imports } from './imports.ts';
import { literal, propertyName } from './literals.ts';
import { variableName } from './names.ts';
import { pascalCase, UniqueNames } from './types/componentNames.ts';
import { componentOf } from './types/forms.ts';
import { propertyNames } from './types/properties.ts';

/** The scalars of the runtime by the formats that they are for. */
const temporal: Readonly<Record<string, string>> = {
  'date-time': 'instant',
  date: 'date',
};

/** The name of a scalar in generated files. */
const scalarName = (name: string): string => `${name}Scalar`;

/** Imports the scalars that shapes use. */
export function importScalars(
  imports: Imports,
  { scalars }: Pick<ShapeSource, 'scalars'>,
  folder = '.',
): void {
  for (const name of scalars) imports.value(`${folder}/runtime/scalars.ts`, name, scalarName(name));
}

/** A shape as source. */
export type ShapeSource = {
  readonly text: string;
  readonly scalars: ReadonlySet<string>;
  readonly usesComponents: boolean;
};

/** Writes shapes as source, and remembers which components need one of their own. */
export class Shapes {
  readonly #document: Document;
  readonly #choices: Choices;
  readonly #names = new Map<string, string>();
  readonly #unique = new UniqueNames(['bigint', 'date', 'instant'].map(scalarName));
  /** Whether the values of components differ from those on the wire. */
  readonly #differing: ReadonlySet<string>;
  /** Components that are one of several, and recognized by their properties. */
  readonly #alternatives: ReadonlySet<string>;
  readonly #written = new Map<string, string>();
  readonly #pending: string[] = [];
  #areUsed = false;
  #uses = { scalars: new Set<string>(), usesComponents: false };

  constructor(document: Document, choices: Choices) {
    this.#document = document;
    this.#choices = choices;
    this.#differing = this.#isNeeded ? this.#findDiffering() : new Set();
    this.#alternatives = this.#isNeeded ? alternativesIn(document) : new Set();
  }

  /** Whether the client converts any values. */
  get #isNeeded(): boolean {
    const { names, int64, dates } = this.#choices;
    return names !== 'wire' || int64 !== 'number' || dates !== 'string';
  }

  /**
   * The shape of a schema as source, or undefined if its values are the same on both sides.
   *
   * @param prefix written before the names of components, such as `shapes.`
   */
  of(schema: unknown, prefix = ''): ShapeSource | undefined {
    if (!this.#isNeeded || !this.#differs(schema)) return undefined;
    this.#uses = { scalars: new Set<string>(), usesComponents: false };
    const text = this.#shape(schema, prefix, [], false);
    this.#areUsed ||= text !== undefined;
    return text === undefined ? undefined : { text, ...this.#uses };
  }

  /** Whether any shape was written. */
  get areUsed(): boolean {
    return this.#areUsed;
  }

  /** The file of the components that shapes were written with; undefined if there are none. */
  get file(): string | undefined {
    this.#uses = { scalars: new Set<string>(), usesComponents: false };
    for (let name = this.#pending.shift(); name !== undefined; name = this.#pending.shift()) {
      if (this.#written.has(name)) continue;
      const text =
        this.#shape(
          this.#document.components?.schemas?.[name],
          '',
          [],
          this.#alternatives.has(name),
        ) ?? '{}';
      // a component that is a reference to another one
      const shape = text.startsWith('() =>') ? `{ all: [${text}] }` : text;
      this.#written.set(name, `export const ${this.#names.get(name)}: Shape = ${shape};\n`);
    }
    if (this.#written.size === 0) return undefined;
    const imports = new Imports();
    importScalars(imports, this.#uses);
    imports.type('./runtime/shape.ts', 'Shape');
    return [imports.text, ...this.#written.values()].join('\n');
  }

  #nameOf(component: string): string {
    const known = this.#names.get(component);
    if (known !== undefined) return known;
    const pascal = pascalCase(component);
    const camel = pascal.replace(/^\p{Lu}(?!\p{Lu})/u, (first) => first.toLowerCase());
    const name = this.#unique.take(variableName(camel));
    this.#names.set(component, name);
    return name;
  }

  /** @param isWhole whether all properties are listed, by which an alternative is recognized */
  #shape(
    schema: unknown,
    prefix: string,
    within: readonly unknown[],
    isWhole: boolean,
  ): string | undefined {
    if (!isSchema(schema) || within.includes(schema)) return undefined;
    const inside = [...within, schema];
    const inner = (each: unknown, isListed = false) =>
      this.#differs(each) || isListed ? this.#shape(each, prefix, inside, isListed) : undefined;
    if (typeof schema.$ref === 'string' && Object.keys(schema).length === 1) {
      return this.#reference(schema.$ref, prefix, inside, isWhole);
    }
    const members: string[] = [];
    const fields = this.#fields(schema, inner, isWhole);
    if (fields !== undefined) members.push(`fields: ${fields}`);
    const patterns = Object.entries(patternsOf(schema)).flatMap(([pattern, each]) => {
      const shape = inner(each);
      return shape === undefined ? [] : [`${propertyName(pattern)}: ${shape}`];
    });
    if (patterns.length > 0) members.push(`patterns: { ${patterns.join(', ')} }`);
    const extra = isSchema(schema.additionalProperties) && inner(schema.additionalProperties);
    if (extra) members.push(`rest: ${extra}`);
    const items = inner(schema.items);
    if (items !== undefined) members.push(`items: ${items}`);
    if (Array.isArray(schema.prefixItems)) {
      const prefixes = schema.prefixItems.map((each) => inner(each) ?? 'undefined');
      if (prefixes.some((each) => each !== 'undefined')) {
        members.push(`prefix: [${prefixes.join(', ')}]`);
      }
    }
    const scalar = this.#scalar(schema);
    if (scalar !== undefined) {
      this.#uses.scalars.add(scalar);
      members.push(`scalar: ${scalarName(scalar)}`);
    }
    const all = [
      ...(typeof schema.$ref === 'string' ? [{ $ref: schema.$ref }] : []),
      ...listOf(schema.allOf),
    ].flatMap((each) => inner(each, isWhole) ?? []);
    const alternatives = [...listOf(schema.oneOf), ...listOf(schema.anyOf)].filter(
      (each) => !isNull(each),
    );
    const isChoice = alternatives.length > 1 && alternatives.some((each) => this.#differs(each));
    const any = isChoice
      ? alternatives.map((each) => this.#alternative(schema, each, inner))
      : alternatives.flatMap((each) => inner(each, isWhole) ?? []);
    if (isChoice) members.push(`any: [${any.join(', ')}]`);
    else all.push(...any);
    if (members.length === 0 && all.length === 1) return all[0];
    if (all.length > 0) members.push(`all: [${all.join(', ')}]`);
    return members.length === 0 ? undefined : `{ ${members.join(', ')} }`;
  }

  #reference(
    $ref: string,
    prefix: string,
    inside: readonly unknown[],
    isWhole: boolean,
  ): string | undefined {
    const component = componentOf(this.#document, $ref);
    if (component === undefined) {
      return this.#shape(targetOf(this.#document, $ref), prefix, inside, isWhole);
    }
    if (!this.#differing.has(component) && !isWhole) return undefined;
    const name = this.#nameOf(component);
    if (!this.#written.has(component)) this.#pending.push(component);
    this.#uses.usesComponents = true;
    return `() => ${prefix}${name}`;
  }

  #fields(
    { properties }: JsonSchema,
    inner: (schema: unknown) => string | undefined,
    isWhole: boolean,
  ): string | undefined {
    if (!isSchema(properties)) return undefined;
    const names = propertyNames(Object.keys(properties), this.#choices.names);
    const written = Object.entries(properties).flatMap(([wire, property]) => {
      const name = names.get(wire) ?? wire;
      const shape = inner(property);
      if (shape === undefined && name === wire && !isWhole) return [];
      const value = shape === undefined ? literal(name) : `[${literal(name)}, ${shape}]`;
      return [`${propertyName(wire)}: ${value}`];
    });
    return written.length === 0 ? undefined : `{ ${written.join(', ')} }`;
  }

  #scalar({ type, format }: JsonSchema): string | undefined {
    const types = Array.isArray(type) ? type : [type];
    const { int64, dates } = this.#choices;
    if (int64 === 'bigint' && format === 'int64' && types.includes('integer')) return 'bigint';
    const isText = types.includes('string') && typeof format === 'string';
    if (dates === 'Temporal' && isText && Object.hasOwn(temporal, format)) return temporal[format];
    return undefined;
  }

  /** One of several shapes, with the values of the discriminator that it is recognized by. */
  #alternative(
    { discriminator }: JsonSchema,
    schema: unknown,
    inner: (schema: unknown, isListed?: boolean) => string | undefined,
  ): string {
    const shape = inner(schema, true) ?? '{}';
    if (!isSchema(discriminator) || typeof discriminator.propertyName !== 'string') return shape;
    if (!isSchema(schema) || typeof schema.$ref !== 'string') return shape;
    const { $ref } = schema;
    const component = componentOf(this.#document, $ref) ?? $ref.split('/').at(-1) ?? '';
    const mapping = isSchema(discriminator.mapping) ? Object.entries(discriminator.mapping) : [];
    const mapped = mapping
      .filter(([, target]) => target === $ref || target === component)
      .map(([value]) => value);
    const values = (mapped.length > 0 ? mapped : [component]).map(literal);
    const tag = `${propertyName(discriminator.propertyName)}: [${values.join(', ')}]`;
    return `{ tags: { ${tag} }, all: [${shape}] }`;
  }

  /** Whether values of a schema differ from those on the wire. */
  #differs(schema: unknown): boolean {
    return this.#reaches(schema, (component) => this.#differing.has(component));
  }

  #reaches(start: unknown, holds: (component: string) => boolean): boolean {
    const entered = new Set<unknown>();
    const pending: unknown[] = [start];
    while (pending.length > 0) {
      const schema = pending.pop();
      if (!isSchema(schema) || entered.has(schema)) continue;
      entered.add(schema);
      if (typeof schema.$ref === 'string') {
        const component = componentOf(this.#document, schema.$ref);
        if (component === undefined) pending.push(targetOf(this.#document, schema.$ref));
        else if (holds(component)) return true;
      }
      if (this.#differsItself(schema)) return true;
      const { properties, additionalProperties, items } = schema;
      if (isSchema(properties)) pending.push(...Object.values(properties));
      pending.push(...Object.values(patternsOf(schema)));
      pending.push(additionalProperties, items, ...listOf(schema.prefixItems));
      for (const keyword of ['allOf', 'anyOf', 'oneOf']) pending.push(...listOf(schema[keyword]));
    }
    return false;
  }

  #differsItself(schema: JsonSchema): boolean {
    if (this.#scalar(schema) !== undefined) return true;
    if (!isSchema(schema.properties)) return false;
    const names = propertyNames(Object.keys(schema.properties), this.#choices.names);
    return [...names].some(([wire, name]) => wire !== name);
  }

  #findDiffering(): ReadonlySet<string> {
    const schemas = Object.entries(this.#document.components?.schemas ?? {});
    const found = new Set<string>();
    for (let before = -1; found.size > before; ) {
      before = found.size;
      for (const [name, schema] of schemas) {
        if (!found.has(name) && this.#reaches(schema, (each) => found.has(each))) found.add(name);
      }
    }
    return found;
  }
}

/** The schemas of properties by patterns of their names; no value matches what is no expression. */
function patternsOf({ patternProperties }: JsonSchema): Readonly<Record<string, unknown>> {
  if (!isSchema(patternProperties)) return {};
  return Object.fromEntries(
    Object.entries(patternProperties).filter(([pattern]) => {
      try {
        return new RegExp(pattern) instanceof RegExp;
      } catch {
        return false;
      }
    }),
  );
}

/** The components that one of several schemas refers to. */
function alternativesIn(document: Document): ReadonlySet<string> {
  const found = new Set<string>();
  const entered = new Set<unknown>();
  const add = (schema: unknown): void => {
    if (!isSchema(schema)) return;
    const name = typeof schema.$ref === 'string' ? componentOf(document, schema.$ref) : undefined;
    if (name !== undefined && !found.has(name)) {
      found.add(name);
      // Its parts are recognized together with it.
      add(document.components?.schemas?.[name]);
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) listOf(schema[keyword]).forEach(add);
  };
  const pending: unknown[] = [document];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null || entered.has(value)) continue;
    entered.add(value);
    if (isSchema(value)) {
      const several = [...listOf(value.oneOf), ...listOf(value.anyOf)].filter(
        (each) => !isNull(each),
      );
      if (several.length > 1) several.forEach(add);
    }
    pending.push(...Object.values(value));
  }
  return found;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isNull = (schema: unknown): boolean => isSchema(schema) && schema.type === 'null';
