import {
  type Given,
  parameterValue,
  schemaOf as schemaOfParameter,
  Unreadable,
} from '../contract/reading/parameters.ts';
import type { Texts } from '../contract/reading/texts.ts';
import { REDACTED } from '../contract/redacted.ts';
import {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
  type Parameter,
  resolve,
} from '../document/model.ts';
import type { SchemaCompiler } from '../schema/compiler.ts';
import type { Unjudged } from './rules.ts';

/** The schema of a parameter without a reference around it. */
const schemaOf = (document: Document, { schema }: Parameter): JsonSchema | undefined =>
  isSchema(schema) ? resolve<JsonSchema>(document, schema) : undefined;

const typesOf = ({ type }: JsonSchema): readonly unknown[] => (Array.isArray(type) ? type : [type]);

/** Whether a parameter's value is an object, or may be one. */
function isComposed(document: Document, parameter: Parameter): boolean {
  const { style = 'form', content } = parameter;
  if (content || ['deepObject', 'label', 'matrix'].includes(style)) return true;
  const schema = schemaOf(document, parameter) ?? {};
  return (
    typesOf(schema).includes('object') ||
    ['properties', 'allOf', 'anyOf', 'oneOf', '$dynamicRef'].some((each) =>
      Object.hasOwn(schema, each),
    )
  );
}

/** The names that a query may have for the parameters of an operation; undefined if any. */
export function queryNames(
  document: Document,
  { parameters }: BoundOperation,
): ((name: string) => boolean) | undefined {
  const own = new Set<string>();
  const prefixes: string[] = [];
  for (const parameter of parameters) {
    if (String(parameter.in) === 'querystring') return undefined;
    if (parameter.in !== 'query') continue;
    own.add(parameter.name).add(`${parameter.name}[]`);
    prefixes.push(`${parameter.name}[`);
    const schema = schemaOf(document, parameter) ?? {};
    const isSpread = isComposed(document, parameter) && parameter.style !== 'deepObject';
    if (!isSpread || parameter.content || parameter.explode === false) continue;
    const { properties, additionalProperties } = schema;
    if (!isSchema(properties) || additionalProperties !== false) return undefined;
    for (const name of Object.keys(properties)) own.add(name);
  }
  return (name) => own.has(name) || prefixes.some((each) => name.startsWith(each));
}

/** A part of a request that is not as documented, or why it is not judged. */
export type ParameterVerdict =
  | {
      readonly rule: 'missing-parameter' | 'invalid-parameter';
      readonly where: string;
      readonly message: string;
    }
  | { readonly unjudged: Unjudged };

/** Headers that are described elsewhere in a document (OpenAPI 3.1.1, section 4.8.12.2). */
const notParameters = ['accept', 'content-type', 'authorization'];

/** Judges the parameters of requests. */
export class Parameters {
  readonly #texts: Texts;
  readonly #schemas: SchemaCompiler;

  /** @param schemas of requests, as they are written */
  constructor(texts: Texts, schemas: SchemaCompiler) {
    this.#texts = texts;
    this.#schemas = schemas;
  }

  /**
   * @param given what a request has
   * @param onUsed is called with each parameter that it has, such as `query page`
   */
  *judge(
    { parameters }: BoundOperation,
    given: Given,
    onUsed: (name: string) => void,
  ): Generator<ParameterVerdict> {
    for (const parameter of parameters) {
      const { name, in: place, required } = parameter;
      if (place === 'header' && notParameters.includes(name.toLowerCase())) continue;
      const where = `${place} ${name}`;
      if (String(place) === 'querystring') {
        if (given.query.length > 0) onUsed(where);
        if (given.query.length > 0) yield { unjudged: 'query string as a whole' };
        continue;
      }
      let value: unknown;
      try {
        value = parameterValue(this.#texts, parameter, given);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        onUsed(where);
        yield { rule: 'invalid-parameter', where, message: 'is not JSON' };
        continue;
      }
      if (value !== undefined) {
        onUsed(where);
        yield* this.#value(parameter, where, value);
      } else if (place === 'query' && given.query.some(([each]) => each.startsWith(`${name}[`))) {
        onUsed(where);
        yield { unjudged: 'parameter in a notation of its own' };
      } else if (required) {
        yield* this.#missing(parameter, where);
      }
    }
  }

  *#value(parameter: Parameter, where: string, value: unknown): Generator<ParameterVerdict> {
    if (value === '' && Reflect.get(parameter, 'allowEmptyValue') === true) return;
    const validate = this.#schemas.compile(schemaOfParameter(parameter));
    if (validate(value)) return;
    if (JSON.stringify(value).includes(REDACTED)) {
      yield { unjudged: 'redacted value' };
      return;
    }
    const [error] = validate.errors ?? [];
    const message = error?.message ?? 'does not match its schema';
    yield { rule: 'invalid-parameter', where, message };
  }

  /** Recordings leave out headers and cookies for privacy, so that a missing one is not a finding. */
  *#missing(parameter: Parameter, where: string): Generator<ParameterVerdict> {
    const { in: place, style = 'form', explode = style === 'form', content } = parameter;
    if (place === 'header') yield { unjudged: 'required header not in the recording' };
    if (place === 'cookie') yield { unjudged: 'required cookie not in the recording' };
    if (place !== 'query') return;
    // An object may have none of its properties, each of which has a name of its own.
    const schema = schemaOfParameter(parameter);
    const isSpread = !content && style === 'form' && explode && this.#texts.isObject(schema);
    if (isSpread && !this.#texts.isScalar(schema) && this.#schemas.compile(schema)({})) return;
    yield { rule: 'missing-parameter', where, message: 'required, but not sent' };
  }
}
