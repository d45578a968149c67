/**
 * What goes between the measure and the process that a client runs in: one JSON text a line each way.
 *
 * @module
 */
import type { ArgumentKind } from '../calls.ts';

/** The first line: the client to make. */
export type Setup = {
  /** The module or package to import, and the folder to import it from. */
  readonly entry: string;
  readonly folder: string;
  /** Options of the client by their names. */
  readonly options: Readonly<Record<string, unknown>>;
};

/** Every other line: a method to call. */
export type Job = {
  /** The names that lead from the client to the method. */
  readonly place: readonly string[];
  /** Arguments by their names. */
  readonly arguments: readonly {
    readonly name: string;
    /** Files and bytes as text. */
    readonly value: unknown;
    readonly kind: ArgumentKind;
    /** Whether null has to be told from a missing argument, since it may be either. */
    readonly isOptional: boolean;
  }[];
};

/** What a client has made of a response. */
export type Result =
  | { readonly kind: 'none' }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'bytes'; readonly text: string }
  | { readonly kind: 'stream'; readonly values: readonly unknown[] }
  | { readonly kind: 'page'; readonly items: readonly unknown[] };

/** What comes back for a line. */
export type Reply =
  | { readonly result: Result }
  /** Made and imported: the answer to `Setup`. */
  | { readonly ready: true }
  | { readonly error: { readonly name: string; readonly message: string } };
