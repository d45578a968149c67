import { ObjectPlaces } from './objectPlaces.ts';
import type { Place, SourceFiles } from './sourceFiles.ts';
import { escapeToken, tokensOf } from './structure.ts';

/**
 * Where each object of a bundled document stood before it was upgraded, so that messages point into
 * what its author wrote.
 */
export class Origins {
  readonly #places: ObjectPlaces;
  /** The pointers of objects that were made from others. */
  readonly #made = new WeakMap<object, string>();
  readonly #files: SourceFiles | undefined;
  /** The file that the document is as a whole, so that places in it are those in the document. */
  readonly #file: string | undefined;
  #nodes: ReadonlyMap<string, object> | undefined;

  /**
   * @param document as it was bundled, before anything is changed
   * @param files that it was bundled from
   */
  constructor(document: object, files?: SourceFiles) {
    this.#files = files;
    this.#file = files?.fileOf(document);
    this.#places = files?.placesIn(document) ?? new ObjectPlaces(document);
  }

  /** The place in its file of what stood at a pointer of the bundled document. */
  placeOf(pointer: string): Place | undefined {
    if (!this.#files) return undefined;
    if (this.#file !== undefined) return this.#files.placeOf({ file: this.#file, pointer });
    this.#nodes ??= this.#places.byPointer;
    const tokens = pointer.split('/');
    for (let count = tokens.length; count > 0; count -= 1) {
      const node = this.#nodes.get(tokens.slice(0, count).join('/'));
      const [key, ...rest] = tokens.slice(count);
      const spot = node && this.#spotOf(node, key);
      if (!spot) continue;
      return this.#files.placeOf({ ...spot, pointer: [spot.pointer, ...rest].join('/') });
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
    return this.#pointerOf(node) ?? '#';
  }

  /** Gives a new object the place of the one that it is made from. */
  made<Made extends object>(from: unknown, made: Made): Made {
    const pointer = typeof from === 'object' && from !== null ? this.#pointerOf(from) : undefined;
    if (pointer !== undefined && this.#pointerOf(made) === undefined) {
      this.#made.set(made, pointer);
    }
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
      const known = typeof node === 'object' && node !== null ? this.#pointerOf(node) : undefined;
      rest = known === undefined ? [...rest, token] : [];
      source = known ?? source;
    }
    return [source, ...rest.map(escapeToken)].join('/');
  }

  #pointerOf(node: object): string | undefined {
    return this.#made.get(node) ?? this.#places.pointerOf(node);
  }
}
