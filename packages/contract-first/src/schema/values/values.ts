import type { Document, JsonSchema } from '../../document/model.ts';
import type { Direction } from '../directions.ts';
import { Validator } from '../validator.ts';
import { candidate, type ValueOptions } from './make.ts';
import { partsOf, type ValuePart, withPart } from './parts.ts';
import { type Random, randomOf } from './random.ts';
import { validValue } from './valid.ts';
import { breakers, edges, type Variant } from './variants.ts';

/** A value, and what is particular about it. */
export type LabelledValue = {
  readonly value: unknown;
  /** Where, as a JSON Pointer into the value, and what: `/name longer than maxLength`. */
  readonly what: string;
};

/**
 * Makes values from the JSON Schemas (2020-12) of a document: ones that a schema accepts, ones at
 * the edges of what it accepts, and ones that are broken in one place. All are judged by ajv before
 * they are given, and the same seed gives the same values.
 */
export class Values {
  readonly validator: Validator;
  readonly random: Random;
  readonly #document: Document;
  readonly #direction: Direction | undefined;

  /**
   * @param document a bundled document, with local references only
   * @param direction what values are for: properties that do not go there are left out; without one,
   *   schemas are taken as they are written
   */
  constructor(document: Document, seed: number, direction?: Direction) {
    this.#document = document;
    this.#direction = direction;
    this.validator = new Validator(document, direction);
    this.random = randomOf(seed);
  }

  /**
   * A value that a schema accepts; undefined where none was found.
   *
   * @param random what it is made of, instead of the common source
   */
  valid(
    schema: JsonSchema,
    manner: Partial<ValueOptions> = {},
    random: Random = this.random,
  ): unknown {
    const context = { document: this.#document, validator: this.validator };
    const direction = this.#direction === undefined ? {} : { direction: this.#direction };
    return validValue(context, schema, random, {
      byExample: false,
      optional: 0.5,
      ...direction,
      ...manner,
    });
  }

  /**
   * The plainest value that is as near to a schema as can be, where none is valid: one that would have
   * to hold itself ends where it does so for the first time.
   */
  nearest(schema: JsonSchema): unknown {
    const manner = { byExample: false, optional: 1, plain: true, cut: true };
    const direction = this.#direction === undefined ? {} : { direction: this.#direction };
    return candidate(this.#document, schema, this.random, { ...manner, ...direction });
  }

  /** Values that a schema accepts, each at the edge of one of its keywords. */
  edges(schema: JsonSchema, manner: Partial<ValueOptions> = {}): LabelledValue[] {
    return this.#variants(schema, manner, edges, true);
  }

  /** Values that a schema does not accept, each for one keyword in one place. */
  broken(schema: JsonSchema, manner: Partial<ValueOptions> = {}): LabelledValue[] {
    return this.#variants(schema, manner, breakers, false);
  }

  #variants(
    schema: JsonSchema,
    manner: Partial<ValueOptions>,
    makers: Readonly<Record<string, (schema: JsonSchema, value: unknown) => Variant[]>>,
    isAccepted: boolean,
  ): LabelledValue[] {
    // All optional parts, so that each has a value to differ from.
    const whole = this.valid(schema, { optional: 1, ...manner });
    if (whole === undefined) return [];
    const context = { document: this.#document, validator: this.validator };
    const made = [...partsOf(context, schema, whole)].flatMap((place) =>
      variantsAt(place, makers).map(([value, what]) => ({
        value: withPart(whole, place.keys, value),
        what: place.keys.length > 0 ? `/${place.keys.join('/')} ${what}` : what,
      })),
    );
    return made.filter(({ value }) => this.validator.accepts(schema, value) === isAccepted);
  }
}

const variantsAt = (
  { schema, value }: ValuePart,
  makers: Readonly<Record<string, (schema: JsonSchema, value: unknown) => Variant[]>>,
): Variant[] =>
  Object.keys(schema).flatMap((keyword) =>
    Object.hasOwn(makers, keyword) ? (makers[keyword]?.(schema, value) ?? []) : [],
  );
