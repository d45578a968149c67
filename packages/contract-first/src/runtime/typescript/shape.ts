/**
 * Shapes: what differs between a value on the wire and in TypeScript, by its schema. Only names and
 * formats that a schema has are converted; the free keys of maps stay as they are.
 *
 * @module
 */

/** A value whose representation differs. Parts that are the same on both sides are left out. */
export type Shape = {
  /**
   * Properties by wire name: the name in TypeScript, or that name and a shape. Those that are the same
   * may be left out, except in an alternative, which they help to recognize.
   */
  readonly fields?: Readonly<Record<string, string | readonly [name: string, shape: ShapeRef]>>;
  /** Of the values of properties whose wire names match a regular expression; the names stay. */
  readonly patterns?: Readonly<Record<string, ShapeRef>>;
  /** Of the values of all other properties, whose names stay. */
  readonly rest?: ShapeRef;
  /** Of the items of a list. */
  readonly items?: ShapeRef;
  /** Of the first items of a list, one by one. */
  readonly prefix?: readonly (ShapeRef | undefined)[];
  /** Shapes that all apply (`allOf`). */
  readonly all?: readonly ShapeRef[];
  /** Shapes of which the one that fits best applies (`oneOf`, `anyOf`). */
  readonly any?: readonly ShapeRef[];
  /** Of an alternative: the values of its properties, by wire name, that it is recognized by. */
  readonly tags?: Readonly<Record<string, readonly unknown[]>>;
  /** Converts a value that is not a list or an object: of `scalars.ts`. */
  readonly scalar?: Scalar;
};

/** A function if the shape is recursive, or defined later. */
export type ShapeRef = Shape | (() => Shape);

/** Converts a single value; one of another type than expected is returned as it is. */
export type Scalar = {
  /** From JSON. */
  read(value: unknown): unknown;
  /** To JSON. */
  write(value: unknown): unknown;
};

/** Converts values by shapes, from the wire (`read`) or to it (`write`). */
export type Convert = (value: unknown, shape: ShapeRef, direction: 'read' | 'write') => unknown;
