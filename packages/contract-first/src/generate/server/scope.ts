import type { Document, JsonSchema } from '../../document/model.ts';
import type { Direction } from '../../schema/directions.ts';
import type { Definitions } from './definitions.ts';
import type { Helper } from './kit.ts';
import type { Code } from './source.ts';

/** What the emitter needs to know of the document, and of the file that it writes into. */
export type Scope = {
  readonly document: Document;
  /** The imported `z`. */
  readonly z: Code;
  /** Imports a function of the server kit. */
  helper(name: Helper): Code;
  /**
   * The constant that a `$ref` leads to, and whether it is declared yet; none where there is none. If a
   * component has two forms, that of the direction.
   */
  component(
    reference: string,
    direction?: Direction,
  ): { readonly name: Code; readonly isLate: boolean } | undefined;
  /** The JSON Schemas that checks refer to. */
  readonly definitions: Definitions;
  /** Where values go, if `readOnly` and `writeOnly` mean something there. */
  readonly direction?: Direction;
  /** Names that need not be in the value, whoever says that they are required. */
  readonly optional?: readonly string[];
  /** Called for a reference to what is declared later; without it, it is looked up when needed. */
  readonly onLate?: () => void;
  /** The references that are being written out in place. */
  readonly within?: readonly string[];
  /** Set where a value arrives as text and not as JSON: how an array is read from it. */
  readonly text?: () => Code;
  /** Whether a schema around this one already has its source as a note. */
  readonly isNoted?: boolean;
};

/** Writes the schemas within a schema, for the files that write parts of one. */
export type Writer = {
  zodOf(schema: unknown, scope: Scope): Code;
  /** A schema where a value may be missing. */
  presence(schema: unknown, required: boolean, scope: Scope): Code;
  /** A schema as a check with JSON Schema's verdict. */
  checkOf(schema: JsonSchema | boolean, scope: Scope): Code;
  /** A schema whose whole value is read from its text first. */
  fromWhole(schema: JsonSchema, scope: Scope): { readonly code: Code };
};
