/**
 * Repairs a value that is almost valid, by the errors that the validator reports.
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { flatten, propertiesOf, requiredOf } from '../flatten.ts';
import type { Validator } from '../validator.ts';
import { schemaOfPart } from './parts.ts';

/** How often a value is mended before it is given up. */
const ROUNDS = 12;
/** So many times other parts are made instead of wrong ones; then those are left out. */
const MADE_AGAIN = 4;
/** Of a value with more faults than this, only so many are looked at. */
const MOST_FAULTS = 50;

/**
 * @param value is changed; made from JSON only
 * @param make makes a part of a value anew
 * @returns undefined where it could not be mended
 */
export function repaired(
  context: { readonly document: Document; readonly validator: Validator },
  schema: JsonSchema,
  value: unknown,
  make: (schema: JsonSchema) => unknown,
): unknown {
  const { document, validator } = context;
  const whole: Container = { value };
  for (let round = 0; round < ROUNDS; round++) {
    const faults = validator.faults(schema, whole.value);
    if (faults.length === 0) return whole.value;
    const paths = new Map(
      faults.slice(0, MOST_FAULTS).map(({ instancePath, params }) => {
        const missing: unknown = params.missingProperty;
        const keys = keysOf(instancePath);
        const isMissing = typeof missing === 'string';
        const isDouble = Array.isArray(params.passingSchemas);
        const key = `${instancePath} ${isMissing ? missing : ''}`;
        return [key, { keys, missing, isMissing, isDouble }];
      }),
    );
    for (const { keys, missing, isMissing, isDouble } of paths.values()) {
      const parents = chainTo(context, whole, schema, keys);
      const last = parents.at(-1);
      if (!last) continue;
      const part = partOf(last);
      if (isDouble && isObject(part)) {
        const apart = toldApart(context, last.schema, part);
        if (apart) {
          put(last.container, last.key, apart);
          continue;
        }
      }
      if (isMissing && isObject(part)) {
        put(part, String(missing), make(schemaOfPart(context, last.schema, part, String(missing))));
      } else if (round < MADE_AGAIN) put(last.container, last.key, make(last.schema));
      else leaveOut(document, parents);
    }
  }
  return undefined;
}

type Container = Record<string, unknown>;
/** A part by what it is in, with the schemas of both. */
type Step = {
  readonly container: object;
  readonly key: string;
  readonly schema: JsonSchema;
  readonly around: JsonSchema;
};

/** The way to a part: one step for each object and array on it, the whole value first. */
function chainTo(
  context: { readonly document: Document; readonly validator: Validator },
  whole: Container,
  schema: JsonSchema,
  keys: readonly string[],
): Step[] {
  const steps: Step[] = [{ container: whole, key: 'value', schema, around: {} }];
  for (const key of keys) {
    const last = steps.at(-1);
    const container = last && partOf(last);
    if (!last || typeof container !== 'object' || container === null) break;
    // Made again, or left out, by another fault of the same round.
    if (!Object.hasOwn(container, key)) break;
    steps.push({
      container,
      key,
      schema: schemaOfPart(context, last.schema, container, key),
      around: last.schema,
    });
  }
  return steps;
}

const partOf = ({ container, key }: Step): unknown => Reflect.get(container, key);

/** Leaves out the innermost part on the way that need not be there. */
function leaveOut(document: Document, parents: readonly Step[]): void {
  for (const { container, key, around } of parents.slice(1).reverse()) {
    const flat = flatten(document, around);
    if (Array.isArray(container)) {
      if (container.length <= Number(flat.minItems ?? 0)) continue;
      container.splice(Number(key), 1);
      return;
    }
    if (requiredOf(flat).includes(key)) continue;
    Reflect.deleteProperty(container, key);
    return;
  }
}

function put(container: object, key: string, value: unknown): void {
  const descriptor = { value, enumerable: true, writable: true, configurable: true };
  Object.defineProperty(container, key, descriptor);
}

const isObject = (value: unknown): value is object => isSchema(value);

/** RFC 6901, section 4. */
const keysOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Values of different types, of which a property that is described accepts some. */
const probes: readonly unknown[] = ['string', 0, true, [], {}];
/** So many alternatives are compared at most. */
const MOST_ALTERNATIVES = 50;

/**
 * Changes an object that several alternatives of `oneOf` accept so that one alone does: it gets
 * values in properties of the others that those refuse, if possible in ones that it describes as well.
 *
 * @returns undefined where no property tells them apart
 */
function toldApart(
  { document, validator }: { readonly document: Document; readonly validator: Validator },
  schema: JsonSchema,
  value: object,
): object | undefined {
  const { oneOf } = flatten(document, schema);
  const all = (Array.isArray(oneOf) ? oneOf : []).filter(isSchema).slice(0, MOST_ALTERNATIVES);
  const accepting = all.filter((each) => validator.accepts(each, value));
  const described = (each: JsonSchema): number =>
    propertiesOf(flatten(document, each)).filter(([name]) => Object.hasOwn(value, name)).length;
  // Rather the one that describes what the object has.
  const likely = accepting.toSorted((left, right) => described(right) - described(left));
  for (const one of likely) {
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
      for (const probe of [...listed(own.get(name)), ...probes]) {
        const changed = { ...from, [name]: probe };
        if (validator.accepts(one, changed) && !validator.accepts(other, changed)) return changed;
      }
    }
    return from;
  }

  /** The values that a property lists, such as the name of its kind of object. */
  function listed(property: unknown): readonly unknown[] {
    if (!isSchema(property)) return [];
    const { const: only, enum: values } = flatten(document, property);
    return only === undefined ? (Array.isArray(values) ? values : []) : [only];
  }
}
