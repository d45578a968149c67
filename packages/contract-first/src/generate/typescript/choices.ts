import type { NameStyle } from './types/properties.ts';

/** What the user of the generator may choose about a TypeScript client. */
export type TypeScriptChoices = {
  /** What the client is called, such as `Bookshop` for `BookshopClient`; from the title by default. */
  readonly name?: string;
  /** The name of the npm package; from the title by default. */
  readonly packageName?: string;
  /** Whether properties and arguments are called as on the wire (the default) or in camelCase. */
  readonly names?: NameStyle;
  /** What integers of the format `int64` are; `number` by default. */
  readonly int64?: 'number' | 'bigint';
  /** What `date-time`, `date`, `time` and `duration` are; `string` by default. */
  readonly dates?: 'string' | 'Temporal';
  /**
   * Whether parameters in headers are among the arguments (the default) or the options of a call, such
   * as `ifMatch`.
   */
  readonly headers?: 'arguments' | 'options';
  /** Other names for types, by those of the document's schemas. */
  readonly typeNames?: Readonly<Record<string, string>>;
  /** Places of methods, such as `repos.issues.list`, by operation id or method and path. */
  readonly methods?: Readonly<Record<string, string>>;
  /** Whether only the sources are written, without the files of a package. */
  readonly bare?: boolean;
};

/** Choices with their defaults. */
export type Choices = Required<Pick<TypeScriptChoices, 'names' | 'int64' | 'dates' | 'headers'>> &
  Pick<TypeScriptChoices, 'name' | 'packageName' | 'typeNames'>;

export const withDefaults = (choices: TypeScriptChoices): Choices => ({
  ...choices,
  names: choices.names ?? 'wire',
  int64: choices.int64 ?? 'number',
  dates: choices.dates ?? 'string',
  headers: choices.headers ?? 'arguments',
});
