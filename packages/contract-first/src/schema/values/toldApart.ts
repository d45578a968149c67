import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { flatten, propertiesOf } from '../flatten.ts';
import type { Validator } from '../validator.ts';

/** Values of different types, of which a property that is described accepts some. */
const probes: readonly unknown[] = ['string', 0, true, [], {}];
/** So many alternatives are compared at most. */
const MOST = 50;

/**
 * Changes an object that several alternatives of `oneOf` accept so that one alone does: it gets
 * values in properties of the others that those refuse, if possible in ones that it describes as well.
 *
 * @returns undefined where no property tells them apart
 */
export function toldApart(
  { document, validator }: { readonly document: Document; readonly validator: Validator },
  schema: JsonSchema,
  value: object,
): object | undefined {
  const { oneOf } = flatten(document, schema);
  const all = (Array.isArray(oneOf) ? oneOf : []).filter(isSchema).slice(0, MOST);
  const accepting = all.filter((each) => validator.accepts(each, value));
  for (const one of accepting) {
    let changed = value;
    for (const other of accepting) {
      if (other !== one && validator.accepts(other, changed))
        changed = without(one, other, changed);
    }
    if (validator.accepts(schema, changed)) return changed;
  }
  return undefined;

  /** The value with one more property, that the first schema allows and the other one does not. */
  function without(one: JsonSchema, other: JsonSchema, from: object): object {
    const own = new Map(propertiesOf(flatten(document, one)));
    const names = propertiesOf(flatten(document, other)).map(([name]) => name);
    const shared = names.filter((name) => own.has(name));
    for (const name of [...shared, ...names]) {
      for (const probe of probes) {
        const changed = { ...from, [name]: probe };
        if (validator.accepts(one, changed) && !validator.accepts(other, changed)) return changed;
      }
    }
    return from;
  }
}
