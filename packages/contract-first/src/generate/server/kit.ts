/** The only module that generated routes import. */
export const KIT = '@contract-first/hono/zod';

/** The functions of the kit that generated schemas call. */
export type Helper =
  | 'arrayFromText'
  | 'booleanFromText'
  | 'every'
  | 'format'
  | 'jsonSchema'
  | 'listFromText'
  | 'maxLength'
  | 'maxProperties'
  | 'minLength'
  | 'minProperties'
  | 'multipleOf'
  | 'numberFromText'
  | 'pattern'
  | 'required'
  | 'uniqueItems'
  | 'valueFromText'
  | 'withoutInherited';
