/**
 * The imports of a TypeScript file that is being written. What writes code asks for each name that the
 * code needs, so that the file imports exactly those.
 */
export class Imports {
  /** By module; in each, whether a name is needed as a value. */
  readonly #names = new Map<string, Map<string, boolean>>();
  readonly #namespaces = new Map<string, { readonly name: string; readonly isType: boolean }>();

  /**
   * A value that a module exports.
   *
   * @param alias what it is called in the file
   */
  value(module: string, name: string, alias: string = name): string {
    this.#namesOf(module).set(alias === name ? name : `${name} as ${alias}`, true);
    return alias;
  }

  /** A type that a module exports. */
  type(module: string, name: string): string {
    const names = this.#namesOf(module);
    if (!names.has(name)) names.set(name, false);
    return name;
  }

  /** Everything that a module exports, under one name. */
  namespace(module: string, name: string): string {
    this.#namespaces.set(module, { name, isType: false });
    return name;
  }

  /** The types that a module exports, under one name. */
  typeNamespace(module: string, name: string): string {
    this.#namespaces.set(module, { name, isType: true });
    return name;
  }

  /** The statements, by module. */
  get text(): string {
    const modules = [...new Set([...this.#namespaces.keys(), ...this.#names.keys()])].sort();
    return modules.map((module) => `${this.#statement(module)} from '${module}';\n`).join('');
  }

  #statement(module: string): string {
    const namespace = this.#namespaces.get(module);
    if (namespace) return `import ${namespace.isType ? 'type ' : ''}* as ${namespace.name}`;
    const names = [...this.#namesOf(module)];
    const values = names.flatMap(([name, isValue]) => (isValue ? [name] : [])).sort();
    const types = names.flatMap(([name, isValue]) => (isValue ? [] : [name])).sort();
    if (values.length === 0) return `import type { ${types.join(', ')} }`;
    return `import { ${[...types.map((name) => `type ${name}`), ...values].join(', ')} }`;
  }

  #namesOf(module: string): Map<string, boolean> {
    let names = this.#names.get(module);
    if (!names) {
      names = new Map();
      this.#names.set(module, names);
    }
    return names;
  }
}
