/**
 * Dynamic references (`$dynamicRef`, JSON Schema core, section 8.2.3.2): where one leads depends on
 * the schemas through which it is reached. They become plain references, and a schema that means
 * something else where another one uses it is copied for that use.
 *
 * @module
 */
import type { Part } from './structure.ts';

/** The schemas with one base URI that have a `$dynamicAnchor`, by its name. */
export type Resource = ReadonlyMap<string, Part>;

/** The dynamic references of a document's files, until the files are joined. */
export class DynamicReferences {
  /** By the schema that has the reference: its anchor, and where it leads by its text alone. */
  readonly references = new Map<
    Part,
    { readonly anchor: string; readonly target: Part | undefined }
  >();
  readonly resources = new WeakMap<Part, Resource>();
  /** The schemas with an anchor of a name. */
  readonly anchors = new Map<string, Set<Part>>();
  /** The resource of the first file, in which every use of a schema begins. */
  root: Resource = new Map();

  addAnchor(anchor: string, schema: Part): void {
    this.anchors.set(anchor, (this.anchors.get(anchor) ?? new Set()).add(schema));
  }
}
