import type { Place, SourceFiles } from './sourceFiles.ts';
import { escapeToken, tokensOf } from './structure.ts';
import { eachObject } from './tree.ts';

/**
 * Where each object of a bundled document stood before it was upgraded, so that messages point into
 * what its author wrote.
 */
export class Origins {
  readonly #pointers = new WeakMap<object, string>();

  readonly #nodes = new Map<string, object>();
  readonly #files: SourceFiles | undefined;

  /**
   * @param document as it was bundled, before anything is changed
   * @param files that it was bundled from
   */
  constructor(document: object, files?: SourceFiles) {
    this.#files = files;
    eachObject(document, (node, pointer) => {
      if (!this.#pointers.has(node)) this.#pointers.set(node, pointer);
      if (files) this.#nodes.set(pointer, node);
    });
  }

  /** The place in its file of what stood at a pointer of the bundled document. */
  placeOf(pointer: string): Place | undefined {
    const tokens = pointer.split('/');
    for (let count = tokens.length; count > 0; count -= 1) {
      const node = this.#nodes.get(tokens.slice(0, count).join('/'));
      const [key, ...rest] = tokens.slice(count);
      const spot = node && this.#spotOf(node, key);
      if (!spot) continue;
      return this.#files?.placeOf({ ...spot, pointer: [spot.pointer, ...rest].join('/') });
    }
    return undefined;
  }

  /** The spot of an object, or of its entry with an escaped key. */
  #spotOf(node: object, key: string | undefined) {
    if (key === undefined) return this.#files?.spotOf(node);
    return this.#files?.spotOfEntry(node, key.replaceAll('~1', '/').replaceAll('~0', '~'));
  }

  /** Where an object stood; `#`, the whole document, for one that is new. */
  of(node: object): string {
    return this.#pointers.get(node) ?? '#';
  }

  /** Gives a new object the place of the one that it is made from. */
  made<Made extends object>(from: unknown, made: Made): Made {
    const pointer =
      typeof from === 'object' && from !== null ? this.#pointers.get(from) : undefined;
    if (pointer !== undefined && !this.#pointers.has(made)) this.#pointers.set(made, pointer);
    return made;
  }

  /** The place in the source of what stands at a pointer of the upgraded document. */
  sourceOf(document: object, pointer: string): string {
    let source = '#';
    let rest: string[] = [];
    let node: unknown = document;
    for (const token of tokensOf(pointer)) {
      const isInside = typeof node === 'object' && node !== null && Object.hasOwn(node, token);
      node = isInside ? Reflect.get(node as object, token) : undefined;
      const known =
        typeof node === 'object' && node !== null ? this.#pointers.get(node) : undefined;
      rest = known === undefined ? [...rest, token] : [];
      source = known ?? source;
    }
    return [source, ...rest.map(escapeToken)].join('/');
  }
}
