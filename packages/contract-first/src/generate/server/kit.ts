/** The only module that generated routes and schemas import. */
export const KIT = '@contract-first/hono/zod';
/** The module of senders, which generated webhooks import as well. */
export const SENDERS = '@contract-first/hono/webhooks';

/** The functions of the kit that generated schemas call. */
export type Helper =
  | 'arrayFromText'
  | 'jsonFromText'
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
