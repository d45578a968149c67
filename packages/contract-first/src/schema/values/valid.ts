import type { Document, JsonSchema } from '../../document/model.ts';
import type { Validator } from '../validator.ts';
import { candidate, type ValueOptions } from './make.ts';
import type { Random } from './random.ts';
import { repaired } from './repair.ts';

/** How many values are made, each mended as far as it can be, before a schema is given up. */
const TRIES = 12;
/** How many of them are as they were asked for; then only what must be there is made. */
const AS_ASKED = 6;
/** After how many values that had no end a schema is given up. */
const MOST_ENDLESS = 2;

/**
 * Makes a value that a schema accepts.
 *
 * @returns undefined where none was found in so many tries
 */
export function validValue(
  context: { readonly document: Document; readonly validator: Validator },
  schema: JsonSchema,
  random: Random,
  manner: ValueOptions,
): unknown {
  const { document, validator } = context;
  const again: ValueOptions = { ...manner, byExample: false, plain: false };
  let endless = 0;
  for (let tries = 0; tries < TRIES && endless < MOST_ENDLESS; tries++) {
    const made = candidate(document, schema, random, mannerOf(tries));
    if (made === undefined) {
      endless += 1;
      continue;
    }
    if (validator.accepts(schema, made)) return made;
    const mended = repaired(context, schema, made, (part) =>
      candidate(document, part, random, { ...again, optional: 0 }),
    );
    if (mended !== undefined) return mended;
  }
  return undefined;

  function mannerOf(tries: number): ValueOptions {
    if (tries === 0) return manner;
    if (tries < AS_ASKED) return { ...manner, byExample: false };
    return { ...again, optional: 0 };
  }
}
