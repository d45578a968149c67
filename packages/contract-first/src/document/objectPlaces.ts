import { escapeToken, isPart, type Part } from './structure.ts';
import { DEEPEST, MOST_VALUES, tooDeep, tooMany } from './tree.ts';

/** A use of an object with a `$ref`. */
export type PlacedReference = {
  readonly node: Part;
  /** An object around it, or the object itself. */
  readonly from: Part;
  /** The keys that lead to it from there. */
  readonly path: readonly (string | number)[];
};

/**
 * The place of each object and list of a parsed file, as it was before any later change.
 * Most are never asked for, so their pointers are made only then.
 */
export class ObjectPlaces {
  readonly #nodes: object[] = [];
  /** For each node the index of the one that holds it, and the key there. */
  readonly #parents: number[] = [];
  readonly #keys: (string | number)[] = [];
  #indexes: Map<object, number> | undefined;
  /** The indexes of the objects that have a `$ref`. */
  readonly #references: number[] = [];
  /** How many fields all objects have together, without the items of lists. */
  readonly fields: number = 0;

  /** @throws Error like `eachObject` */
  constructor(root: unknown) {
    const nodes = [root];
    const parents = [-1];
    const keys: (string | number)[] = [''];
    const depths = [0];
    const add = (value: unknown, parent: number, key: string | number, depth: number) => {
      if (typeof value !== 'object' || value === null) return;
      nodes.push(value);
      parents.push(parent);
      keys.push(key);
      depths.push(depth);
    };
    let fields = 0;
    let count = 0;
    while (nodes.length > 0) {
      const node = nodes.pop();
      const parent = parents.pop() ?? -1;
      const key = keys.pop() ?? '';
      const depth = depths.pop() ?? 0;
      if (typeof node !== 'object' || node === null) continue;
      const index = this.#nodes.length;
      this.#nodes.push(node);
      this.#parents.push(parent);
      this.#keys.push(key);
      if (depth > DEEPEST) throw tooDeep(this.#pointerAt(index));
      if (Array.isArray(node)) {
        count += node.length;
        for (let at = 0; at < node.length; at += 1) {
          add(node[at], index, at, depth + 1);
        }
      } else if (isPart(node)) {
        const names = Object.keys(node);
        count += names.length;
        fields += names.length;
        for (const name of names) add(node[name], index, name, depth + 1);
        if (typeof node.$ref === 'string') this.#references.push(index);
      }
      if (count > MOST_VALUES) throw tooMany();
    }
    this.fields = fields;
  }

  /** The objects that have a `$ref`. */
  get references(): Part[] {
    const nodes = new Set(this.#references.map((index) => this.#nodes[index]));
    return [...nodes].filter(isPart);
  }

  /** Each use of an object with a `$ref`, from the nearest object around it for which something holds. */
  *referencesFrom(isStart: (node: object) => boolean): Generator<PlacedReference> {
    for (const reference of this.#references) {
      const path: (string | number)[] = [];
      let from: object | undefined;
      for (let at = reference; at >= 0; at = this.#parents[at] ?? -1) {
        from = this.#nodes[at];
        if (from && isStart(from)) break;
        path.push(this.#keys[at] ?? '');
      }
      const node = this.#nodes[reference];
      if (isPart(node) && isPart(from)) yield { node, from, path: path.reverse() };
    }
  }

  /** The JSON pointer of an object, with a leading `#`; undefined if it was not there. */
  pointerOf(node: object): string | undefined {
    const index = this.#indexOf(node);
    return index === undefined ? undefined : this.#pointerAt(index);
  }

  /** The objects by their pointers; those that YAML aliases share are there for each use. */
  get byPointer(): ReadonlyMap<string, object> {
    const pointers: string[] = [];
    return new Map(
      this.#nodes.map((node, index) => {
        const parent = pointers[this.#parents[index] ?? -1];
        const pointer =
          parent === undefined ? '#' : `${parent}/${escapeToken(String(this.#keys[index]))}`;
        pointers.push(pointer);
        return [pointer, node];
      }),
    );
  }

  #indexOf(node: object): number | undefined {
    let indexes = this.#indexes;
    if (!indexes) {
      indexes = new Map();
      // The first place counts, so it is set last.
      for (let at = this.#nodes.length - 1; at >= 0; at -= 1) {
        const each = this.#nodes[at];
        if (each) indexes.set(each, at);
      }
      this.#indexes = indexes;
    }
    return indexes.get(node);
  }

  #pointerAt(index: number): string {
    const tokens: string[] = [];
    for (let at = index; at > 0; at = this.#parents[at] ?? -1) {
      tokens.push(escapeToken(String(this.#keys[at])));
    }
    return ['#', ...tokens.reverse()].join('/');
  }
}
