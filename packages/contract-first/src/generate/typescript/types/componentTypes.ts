import { type Document, isSchema, type JsonSchema } from '../../../document/model.ts';
import { targetOf } from '../../../document/targets.ts';
import type { Direction } from '../../../schema/directions.ts';
import { circlesOf } from './circles.ts';
import { commentOf } from './comment.ts';
import { pascalCase, UniqueNames } from './componentNames.ts';
import { componentOf, type Forms, formsOf } from './forms.ts';
import { type TypeScope, typeOf } from './schemaType.ts';

/** What the types of components are written for. */
export type TypeStyle = {
  /** Whether they are those of a server, which fills in defaults. */
  readonly isServer: boolean;
  /** Names of types by those of components, instead of the component's own name. */
  readonly names?: Readonly<Record<string, string>>;
  /** How values differ from those on the wire. */
  readonly scope?: Pick<TypeScope, 'propertyName' | 'formatted' | 'commentOn'>;
};

const serverStyle: TypeStyle = { isServer: true };

/**
 * The types of a document's component schemas. One whose values differ between requests and responses
 * has two: `User` for responses, `UserRequest` for requests.
 */
export class ComponentTypes {
  readonly #document: Document;
  readonly #forms: ReadonlyMap<string, Forms>;
  /** By component, then by direction. */
  readonly #names = new Map<string, Readonly<Record<Direction, string>>>();
  readonly #style: TypeStyle;
  readonly #unique: UniqueNames;
  #circles: ReadonlyMap<string, number> | undefined;

  /** @param taken names that no component can have */
  constructor(document: Document, taken: readonly string[] = [], style: TypeStyle = serverStyle) {
    this.#document = document;
    this.#style = style;
    this.#forms = formsOf(document);
    const unique = new UniqueNames(taken);
    this.#unique = unique;
    const names = [...this.#forms.keys()].map(
      (name) => [name, unique.take(this.#givenName(name) ?? pascalCase(name))] as const,
    );
    for (const [name, response] of names) {
      const request = this.#hasTwo(name) ? unique.take(`${response}Request`) : response;
      this.#names.set(name, { request, response });
    }
  }

  /** Gives out a name that no other type has. */
  take(name: string): string {
    return this.#unique.take(name);
  }

  /** The name of a component's type. */
  name(component: string, direction: Direction): string | undefined {
    return this.#names.get(component)?.[direction];
  }

  /** The forms of a component. */
  forms(component: string): Forms | undefined {
    return this.#forms.get(component);
  }

  /**
   * What the types of schemas depend on.
   *
   * @param prefix written before each name, such as `types.`
   */
  scope(direction: Direction, prefix = ''): TypeScope {
    return {
      ...this.#style.scope,
      document: this.#document,
      direction,
      // The server fills in defaults when it reads a request.
      isFilled: this.#style.isServer && direction === 'request',
      refusesWriteOnly: this.#style.isServer && direction === 'response',
      nameOf: ($ref) => {
        const component = componentOf(this.#document, $ref);
        const name = component === undefined ? undefined : this.name(component, direction);
        return name === undefined ? undefined : prefix + name;
      },
    };
  }

  /** The declarations of all types. */
  get declarations(): string[] {
    const schemas = this.#document.components?.schemas ?? {};
    return [...this.#forms].flatMap(([component, { directions }]) => {
      const schema = schemas[component];
      const written = this.#hasTwo(component) ? directions : directions.slice(0, 1);
      return written.map((direction) => this.#declaration(component, schema, direction));
    });
  }

  #declaration(component: string, schema: JsonSchema | undefined, direction: Direction): string {
    const type = typeOf(schema, {
      ...this.scope(direction),
      isCircular: ($ref) => this.#isCircular(component, $ref),
    });
    const commentOn =
      this.#style.scope?.commentOn ?? ((each: JsonSchema) => commentOf(each.description));
    const comment = isSchema(schema) ? commentOn(schema) : '';
    return `${comment || this.#substitute(component)}export type ${this.name(component, direction)} = ${type.text};\n`;
  }

  /** The comment of a client's type that the document does not describe. */
  #substitute(component: string): string {
    return this.#style.isServer ? '' : commentOf(`The schema \`${component}\`.`);
  }

  #givenName(component: string): string | undefined {
    const { names = {} } = this.#style;
    return Object.hasOwn(names, component) ? names[component] : undefined;
  }

  #hasTwo(component: string): boolean {
    const forms = this.#forms.get(component);
    if (!forms || forms.directions.length === 1) return false;
    // Clients fill in no defaults.
    return this.#style.isServer ? forms.typesDiffer : forms.differ;
  }

  /** Whether a component that one refers to for the same value leads back to that one. */
  #isCircular(component: string, $ref: string): boolean {
    const target = componentOf(this.#document, $ref);
    if (target === undefined) return false;
    this.#circles ??= circlesOf(this.#forms.keys(), (each) => this.#directReferences(each));
    return this.#circles.get(target) === this.#circles.get(component);
  }

  /** The components that one refers to for the same value, not for a part of it. */
  #directReferences(component: string): ReadonlySet<string> {
    const found = new Set<string>();
    const entered = new Set<unknown>();
    const pending: unknown[] = [this.#document.components?.schemas?.[component]];
    for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
      if (!isSchema(schema) || entered.has(schema)) continue;
      entered.add(schema);
      for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
        const members = schema[keyword];
        if (Array.isArray(members)) pending.push(...members);
      }
      if (typeof schema.$ref !== 'string') continue;
      const name = componentOf(this.#document, schema.$ref);
      if (name === undefined) pending.push(targetOf(this.#document, schema.$ref));
      else found.add(name);
    }
    return found;
  }
}
