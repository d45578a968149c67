import type { Document } from '../../document/model.ts';
import { className } from './identifiers.ts';
import type { Choices } from './options.ts';
import { type Definition, type Hint, SchemaTypes } from './schemaTypes.ts';
import type { PythonType } from './types.ts';

/** A class of pages, or an alias of one, by the type of the response that it is made of. */
export type PageDefinition = {
  readonly name: string;
  readonly item: PythonType;
  /** The model of the response; undefined if it is a list, or something else that has no class. */
  readonly model: string | undefined;
};

/** The types of a client: those of schemas, and of pages. */
export class ClientTypes {
  readonly choices: Choices;
  readonly #schemas: SchemaTypes;
  readonly #pages = new Map<string, PageDefinition>();

  constructor(document: Document, choices: Choices, reserved: Iterable<string>) {
    this.choices = choices;
    this.#schemas = new SchemaTypes(document, choices, reserved);
  }

  /** The type of what a server sends. */
  given(schema: unknown, hint: Hint): PythonType {
    return this.#schemas.type(schema, 'given', hint);
  }

  /** The type of what a caller passes. */
  taken(schema: unknown, hint: Hint): PythonType {
    return this.#schemas.type(schema, 'taken', hint);
  }

  /** The type of a component, as a server sends it. */
  component(key: string): PythonType {
    return this.#schemas.component(key, 'given');
  }

  /** Adds the models of components that no operation uses. */
  complete(): void {
    for (const key of this.#schemas.components) this.#schemas.component(key, 'given');
  }

  get definitions(): readonly Definition[] {
    return this.#schemas.definitions;
  }

  /** Gives a type a name, by which programs can refer to it. */
  alias(type: PythonType, hint: Hint, description?: string): PythonType {
    return this.#schemas.alias(type, hint, description);
  }

  /** The definition of a model by its name. */
  definition(name: string): Definition | undefined {
    return this.#schemas.definition(name);
  }

  get pages(): readonly PageDefinition[] {
    return [...this.#pages.values()];
  }

  /**
   * The class of the pages of a list.
   *
   * @param response the type of the response
   * @param path where the items are in it
   * @param hint what it is named after if the items have no name
   */
  page(response: PythonType, path: readonly string[], hint: Hint): PageDefinition {
    const item = this.#itemAt(response, path);
    const model = this.#classOf(response);
    const key = JSON.stringify([model ?? response, path]);
    const known = this.#pages.get(key);
    if (known) return known;
    const base = model ?? (item.kind === 'model' ? item.name : hint.name);
    const page = { name: this.take(`${className(base)}Page`), item, model };
    this.#pages.set(key, page);
    return page;
  }

  /** A name that no model has, nor the name with `Async` before it. */
  take(name: string): string {
    const own = this.#schemas.take(name);
    this.#schemas.take(`Async${own}`);
    return own;
  }

  #classOf(type: PythonType): string | undefined {
    if (type.kind !== 'model') return undefined;
    return this.#schemas.definition(type.name)?.kind === 'class' ? type.name : undefined;
  }

  /** The type of the items at a path of a type. */
  #itemAt(type: PythonType, path: readonly string[]): PythonType {
    const [first, ...others] = path;
    const whole = this.#resolved(type);
    if (first === undefined) return whole.kind === 'list' ? whole.item : { kind: 'any' };
    if (whole.kind === 'dict') return this.#itemAt(whole.value, others);
    const definition = whole.kind === 'model' ? this.#schemas.definition(whole.name) : undefined;
    const field =
      definition?.kind === 'class'
        ? definition.fields.find(({ wire }) => wire === first)
        : undefined;
    return field ? this.#itemAt(field.type, others) : { kind: 'any' };
  }

  /** What an alias stands for, without None. */
  #resolved(type: PythonType): PythonType {
    if (type.kind === 'union') {
      const some = type.members.filter(({ kind }) => kind !== 'none');
      const [only] = some;
      return some.length === 1 && only ? this.#resolved(only) : type;
    }
    if (type.kind !== 'model') return type;
    const definition = this.#schemas.definition(type.name);
    return definition?.kind === 'alias' && !definition.isRecursive
      ? this.#resolved(definition.type)
      : type;
  }
}
