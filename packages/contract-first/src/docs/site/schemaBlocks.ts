/**
 * Shows schemas to people: fields with types and rules, alternatives, and what nests in them.
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { type Direction, isOneWay, oneWayNames } from '../../schema/directions.ts';
import { flatten, propertiesOf, requiredOf } from '../../schema/flatten.ts';
import type { Block, Field, Inline, Line } from './blocks.ts';
import {
  alternativesOf,
  lineNamesAll,
  type SchemaPages,
  schemaNotes,
  typeLine,
} from './schemaText.ts';

/** How deep fields nest on a page. */
const DEEPEST = 6;
/** How many fields of other schemas a page shows within those of its own; their pages have all. */
const MOST_NESTED = 60;

type Scope = {
  readonly direction: Direction | undefined;
  readonly depth: number;
  /** The references that lead here, so that no schema is shown within itself. */
  readonly around: readonly string[];
  readonly budget: { left: number };
};

/** Writes the schemas of a document as blocks. */
export class SchemaBlocks {
  readonly #document: Document;
  readonly #pages: SchemaPages;

  constructor(document: Document, pages: SchemaPages) {
    this.#document = document;
    this.#pages = pages;
  }

  type(schema: unknown): Line {
    return typeLine(this.#document, schema, this.#pages);
  }

  /**
   * What values of a schema consist of.
   *
   * @param direction leaves out the properties that do not go there; without one, all are shown and marked
   */
  of(schema: unknown, direction?: Direction): Block[] {
    return this.#whole(schema, direction, []);
  }

  /** All of a component's schema, for a page of its own. */
  ofComponent(schema: unknown, reference: string): Block[] {
    return this.#whole(schema, undefined, [reference]);
  }

  #whole(schema: unknown, direction: Direction | undefined, within: readonly string[]): Block[] {
    if (!isSchema(schema)) return [{ kind: 'line', line: this.type(schema) }];
    const around = typeof schema.$ref === 'string' ? [...within, schema.$ref] : within;
    const scope = { direction, depth: 0, around, budget: { left: MOST_NESTED } };
    const inside = this.#inside(schema, scope);
    const flat = flatten(this.#document, schema);
    const notes = schemaNotes(this.#document, schema);
    const isObject = inside[0]?.kind === 'fields' && isSchema(flat.properties);
    return [
      ...(isObject && typeof schema.$ref !== 'string'
        ? []
        : [{ kind: 'line', line: this.type(schema) } as const]),
      ...(notes.length > 0 ? [{ kind: 'list', lines: notes } as const] : []),
      ...inside,
    ];
  }

  /** A field for a schema under a name. */
  field(
    name: string,
    schema: unknown,
    {
      isRequired = false,
      description,
      badges = [],
      direction,
    }: {
      readonly isRequired?: boolean;
      readonly description?: string | undefined;
      readonly badges?: readonly Inline[];
      readonly direction?: Direction | undefined;
    } = {},
  ): Field {
    const scope = { direction, depth: 1, around: [], budget: { left: MOST_NESTED } };
    const field = this.#field(name, schema, isRequired, scope);
    return {
      ...field,
      badges: [...field.badges, ...badges],
      description: description ?? field.description,
    };
  }

  #field(name: string, schema: unknown, isRequired: boolean, scope: Scope): Field {
    const type = this.type(schema);
    const required: Inline[] = isRequired ? [{ badge: 'Required', tone: 'required' }] : [];
    if (!isSchema(schema)) {
      return { name, type, badges: required, description: undefined, notes: [], inside: [] };
    }
    const flat = flatten(this.#document, schema);
    const { description } = flat;
    return {
      name,
      type,
      badges: [
        ...required,
        ...(flat.deprecated === true ? [{ badge: 'Deprecated', tone: 'warning' } as const] : []),
        ...(scope.direction === undefined && isOneWay(this.#document, schema, 'request')
          ? [{ badge: 'Read only' }]
          : []),
        ...(scope.direction === undefined && isOneWay(this.#document, schema, 'response')
          ? [{ badge: 'Write only' }]
          : []),
      ],
      description: typeof description === 'string' ? description : undefined,
      notes: schemaNotes(this.#document, schema),
      inside: this.#nested(schema, scope),
    };
  }

  /** What is in a field, folded; nothing if its type says all. */
  #nested(schema: JsonSchema, scope: Scope): Block[] {
    const references = this.#referencesIn(schema);
    const isCircular = references.some((each) => scope.around.includes(each));
    const isFar = references.length > 0 && (scope.depth > 2 || scope.budget.left <= 0);
    if (isCircular || isFar || scope.depth > DEEPEST) return [];
    const blocks = this.#inside(schema, { ...scope, around: [...scope.around, ...references] });
    if (blocks.length === 0) return [];
    const count = fieldsIn(blocks);
    if (references.length > 0) {
      if (count > scope.budget.left) return [];
      scope.budget.left -= count;
    }
    const isShort = references.length === 0 && count <= 4;
    return [{ kind: 'fold', summary: [summaryOf(count)], blocks, isOpen: isShort }];
  }

  /** The references to components that a reader follows to see what is in a value. */
  #referencesIn(schema: unknown): string[] {
    const found: string[] = [];
    // Aliases of YAML can make a list of itself.
    for (let at = 0, each = schema; isSchema(each) && at <= DEEPEST; at++, each = each.items) {
      if (typeof each.$ref === 'string') found.push(each.$ref);
    }
    return found;
  }

  #inside(schema: JsonSchema, scope: Scope): Block[] {
    const flat = flatten(this.#document, schema);
    const blocks: Block[] = [];
    const fields = this.#fieldsOf(flat, scope);
    if (fields.length > 0) blocks.push({ kind: 'fields', fields });
    const { items } = flat;
    // A list may contain itself.
    if (isSchema(items) && fields.length === 0 && scope.depth <= DEEPEST) {
      const inner = this.#inside(items, { ...scope, depth: scope.depth + 1 });
      blocks.push(...inner);
      if (inner.length === 0 && scope.depth === 0) {
        const notes = schemaNotes(this.#document, items);
        if (notes.length > 0) blocks.push({ kind: 'list', lines: [['Each item:'], ...notes] });
      }
    }
    blocks.push(...this.#alternatives(flat, scope));
    return blocks;
  }

  #fieldsOf(flat: JsonSchema, scope: Scope): Field[] {
    const inner = { ...scope, depth: scope.depth + 1 };
    const hidden =
      scope.direction === undefined ? [] : oneWayNames(this.#document, flat, scope.direction);
    const required = requiredOf(flat);
    const properties = isSchema(flat.properties) ? Object.entries(flat.properties) : [];
    const fields = properties
      .filter(([name]) => !hidden.includes(name))
      .map(([name, each]) => this.#field(name, each, required.includes(name), inner));
    const known = new Set(propertiesOf(flat).map(([name]) => name));
    for (const name of required) {
      if (!known.has(name) && !hidden.includes(name))
        fields.push(this.#field(name, true, true, inner));
    }
    if (isSchema(flat.patternProperties)) {
      for (const [pattern, each] of Object.entries(flat.patternProperties)) {
        fields.push(this.#field(`/${pattern}/`, each, false, inner));
      }
    }
    if (isSchema(flat.additionalProperties) && Object.keys(flat.additionalProperties).length > 0) {
      fields.push(this.#field('(any other name)', flat.additionalProperties, false, inner));
    }
    if (Array.isArray(flat.prefixItems)) {
      flat.prefixItems.forEach((each, at) => {
        fields.push(this.#field(`[${at}]`, each, false, inner));
      });
    }
    return fields;
  }

  #alternatives(flat: JsonSchema, scope: Scope): Block[] {
    const more = Array.isArray(flat.allOf) ? flat.allOf.filter(isSchema) : [];
    const rest = more.flatMap((each) => this.#inside(each, scope));
    const named = alternativesOf(flat);
    const groups = [
      { alternatives: flat.oneOf, heading: 'One of these' },
      { alternatives: flat.anyOf, heading: 'Any of these' },
    ].flatMap(({ alternatives, heading }): Block[] => {
      if (!Array.isArray(alternatives)) return [];
      const blocks = this.#eachAlternative(flat, alternatives, scope);
      // An alternative that only says what is required is no type of its own.
      const isTrivial = blocks.every((each) => each.kind === 'list' && each.lines.length === 1);
      const isTold =
        alternatives === named
          ? lineNamesAll(flat)
          : alternatives.every((each) => this.type(each).join() === 'any value');
      const head: Block = { kind: 'line', line: [{ strong: heading }] };
      return isTrivial && isTold ? [] : [head, ...blocks];
    });
    return [...groups, ...rest];
  }

  #eachAlternative(flat: JsonSchema, alternatives: readonly unknown[], scope: Scope): Block[] {
    const discriminator = isSchema(flat.discriminator) ? flat.discriminator : {};
    const { propertyName } = discriminator;
    const values = isSchema(discriminator.mapping) ? Object.entries(discriminator.mapping) : [];
    return alternatives.flatMap((each): Block[] => {
      const type = this.type(each);
      const title = isSchema(each) && typeof each.title === 'string' ? each.title : undefined;
      const line = title ? [title, ' — ', ...type] : type;
      const references = this.#referencesIn(each);
      const value = values.find(([, to]) =>
        references.some((own) => own === to || own.endsWith(`/${String(to)}`)),
      );
      const told: Line = value
        ? [' if ', { code: String(propertyName) }, ' is ', { code: value[0] }]
        : [];
      const isShown =
        isSchema(each) &&
        scope.depth <= DEEPEST &&
        !references.some((own) => scope.around.includes(own));
      const inner = isShown
        ? this.#inside(each, {
            ...scope,
            depth: scope.depth + 1,
            around: [...scope.around, ...references],
          })
        : [];
      const count = fieldsIn(inner);
      if (
        inner.length === 0 ||
        (references.length > 0 && (count > scope.budget.left || scope.depth > 1))
      ) {
        const notes =
          isSchema(each) && references.length === 0 ? schemaNotes(this.#document, each) : [];
        const about =
          isSchema(each) && references.length === 0 && typeof each.description === 'string'
            ? [`: ${each.description}`]
            : [];
        return [{ kind: 'list', lines: [[...line, ...told, ...about], ...notes] }];
      }
      if (references.length > 0) scope.budget.left -= count;
      return [{ kind: 'fold', summary: [...line, ...told], blocks: inner }];
    });
  }
}

const summaryOf = (count: number): string =>
  count === 0 ? 'Alternatives' : count === 1 ? '1 field' : `${count} fields`;

/** How many fields blocks show, those within fields included. */
const fieldsIn = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => {
    if (block.kind === 'fields') {
      return sum + block.fields.reduce((all, { inside }) => all + 1 + fieldsIn(inside), 0);
    }
    return block.kind === 'fold' ? sum + fieldsIn(block.blocks) : sum;
  }, 0);
