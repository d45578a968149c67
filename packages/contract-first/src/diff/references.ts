import { type Document, pointerTokens } from '../document/model.ts';

/** A part of a document, and where it is: `#/components/schemas/Pet`. */
export type Target = { readonly pointer: string; readonly value: unknown };

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The pointer of a child (RFC 6901). */
export const childPointer = (pointer: string, ...keys: readonly (string | number)[]): string =>
  keys.reduce<string>(
    (path, key) => `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    pointer,
  );

/** Follows the references of one document, and remembers which components are in use. */
export class References {
  readonly document: Document;
  /** The components that a followed reference leads to or into. */
  readonly used = new Set<string>();
  #anchors: Map<string, Target> | undefined;

  constructor(document: Document) {
    this.document = document;
  }

  /**
   * The target of one reference, which may be a reference itself.
   *
   * @throws RangeError if it leads nowhere or out of the document
   */
  target($ref: string): Target {
    if (!$ref.startsWith('#')) {
      throw new RangeError(`Cannot compare: the reference ${$ref} leads out of the document`);
    }
    const found =
      $ref === '#' || $ref.startsWith('#/') ? this.#byPointer($ref) : this.#byAnchor($ref);
    if (found === undefined)
      throw new RangeError(`Cannot compare: the reference ${$ref} leads nowhere`);
    this.use(found.pointer);
    return found;
  }

  /** A component by its name. */
  component(kind: string, name: string): Target | undefined {
    const components = this.document.components?.[kind];
    if (components === undefined || !Object.hasOwn(components, name)) return undefined;
    const pointer = childPointer('#', 'components', kind, name);
    this.use(pointer);
    return { pointer, value: components[name] };
  }

  #byPointer($ref: string): Target | undefined {
    const tokens = pointerTokens($ref);
    let value: unknown = this.document;
    for (const token of tokens) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) {
        return undefined;
      }
      value = (value as Readonly<Record<string, unknown>>)[token];
    }
    return { pointer: childPointer('#', ...tokens), value };
  }

  #byAnchor($ref: string): Target | undefined {
    this.#anchors ??= anchorsOf(this.document);
    return this.#anchors.get(decodeURIComponent($ref.slice(1)));
  }

  /** Notes that a component, or a part of it, is in use. */
  use(pointer: string): void {
    const [, components, kind, name] = pointer.split('/');
    if (components === 'components') this.used.add(`#/components/${kind}/${name}`);
  }
}

/** All `$anchor`s and `$dynamicAnchor`s of a document. */
function anchorsOf(document: Document): Map<string, Target> {
  const anchors = new Map<string, Target>();
  const open: Target[] = [{ pointer: '#', value: document }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { pointer, value } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if ((key === '$anchor' || key === '$dynamicAnchor') && typeof child === 'string') {
        anchors.set(child, next);
      }
      open.push({ pointer: childPointer(pointer, key), value: child });
    }
  }
  return anchors;
}
