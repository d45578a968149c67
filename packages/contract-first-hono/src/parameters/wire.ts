/**
 * How parameters are serialized, as the generator writes it next to their schemas.
 *
 * @module
 */

/** What a value may be, which decides how its text is split. */
export type TextType = 'text' | 'list' | 'object';

/**
 * A parameter that is not simply one text, or one text for each item of a list (OpenAPI 3.1.1, section
 * 4.8.12).
 */
export type WireParameter = {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'querystring';
  readonly name: string;
  /** By default `form` in query and cookie, else `simple`. */
  readonly style?: string;
  /** By default whether the style is `form`. */
  readonly explode?: boolean;
  /** The media type of a parameter with `content`. */
  readonly content?: string;
  /** By default only `text`. */
  readonly types?: readonly TextType[];
  /** The properties of an exploded object; without them it has all names that nothing else has. */
  readonly names?: readonly string[];
  /** Whether it is a file of a form; its media type must be one of those in `content`, if there is any. */
  readonly isFile?: boolean;
  /** Whether a form must have the file, or a request the object whose properties have their own names. */
  readonly required?: boolean;
  /** The parameter as the document has it, if that cannot be read off its Zod schema. */
  readonly documented?: object;
};

/** Values by name, without a prototype: clients choose some of the names. */
export type Values = Record<string, unknown>;

export const newValues = (): Values => Object.create(null);

/** Adds a text under a name; several become a list. */
export function addText(values: Values, name: string, text: string): void {
  const known = values[name];
  if (known === undefined) values[name] = text;
  else if (Array.isArray(known)) known.push(text);
  else values[name] = [known, text];
}

export const mayBe = ({ types = ['text'] }: WireParameter, type: TextType): boolean =>
  types.includes(type);
