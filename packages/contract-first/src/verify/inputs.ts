import type { BoundOperation, Document, JsonSchema, Parameter } from '../document/model.ts';
import { isSchema } from '../document/model.ts';
import { ownValue } from '../document/ownValue.ts';
import { isToken } from '../document/securitySchemes.ts';
import { uuid, type ValueOptions, type Values } from '../schema/index.ts';
import { bodyBytes } from './bodies.ts';
import { securitySchemes } from './credentials.ts';
import { bodyExample, parameterExample, type Shown } from './examples.ts';
import type { Inputs } from './exchange.ts';
import { isWritable } from './parameters.ts';
import type { Pool } from './pool.ts';
import { isAcceptedAsText } from './wire.ts';

/** A parameter that makes a request safe to send again (draft-ietf-httpapi-idempotency-key-header). */
export const isIdempotencyKey = ({ name }: Parameter): boolean =>
  name.toLowerCase() === 'idempotency-key';

/** Headers about content which the request does not know. Conditions have a check of their own. */
const special = /^(if-.*|range|content-digest|repr-digest|digest|want-.*)$/i;
/** Header parameters that have no effect (OpenAPI 3.2.0, section 4.12.1). */
const ignored = /^(accept|content-type|authorization)$/i;

/** Conditions that every representation meets, for operations that require one (RFC 9110, section 13.1). */
const conditions: Readonly<Record<string, string>> = { 'if-match': '*', range: 'bytes=0-' };

/** Names of parameters whose values only the server can make. */
const opaque = /^(cursor|page_?token|next_?token|after|before|starting_after|continuation)$/i;
export const isCursor = ({ name, in: place }: Parameter): boolean =>
  place === 'query' && opaque.test(name);

/** How the values of a request come about. */
export type Sources = {
  readonly document: Document;
  readonly values: Values;
  readonly pool: Pool;
  /** Values that a server knows and a document does not, by operation (or `*`) and by name. */
  readonly given: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Told, in a sentence, of each example that is not sent because its schema refuses it. */
  readonly refused?: (note: string) => void;
};

/** Whether an operation only reads (RFC 9110, section 9.2.1). */
export const isSafe = ({ method }: BoundOperation): boolean =>
  method === 'get' || method === 'head' || method === 'options';

const isLeftOut = ({ name, required }: Parameter): boolean =>
  ignored.test(name) || (special.test(name) && required !== true);

/** Where a parameter or credential is; names of headers are alike in any case. */
const placeOf = (place: string | undefined, name = ''): string =>
  `${place} ${place === 'header' ? name.toLowerCase() : name}`;

/** The parameters that a request may be given any value of the schema for. */
export function freeParameters(
  { parameters, security }: BoundOperation,
  document: Document,
): Parameter[] {
  const used = new Set(security.flatMap((each) => Object.keys(each)));
  const credentials = securitySchemes(document)
    .filter(({ key, type }) => type === 'apiKey' && used.has(key))
    .map(({ in: place, name }) => placeOf(place, name));
  return parameters.filter(
    (each) =>
      !(each.in === 'header' && (isLeftOut(each) || !isToken(each.name))) &&
      !isCursor(each) &&
      !credentials.includes(placeOf(each.in, each.name)),
  );
}

export const schemaOf = ({ schema, content }: Parameter): JsonSchema =>
  schema ?? Object.values(content ?? {})[0]?.schema ?? {};

/** The media types that an operation takes, JSON first, since most is known of its values. */
export const bodyTypes = ({ requestBody }: BoundOperation): string[] =>
  Object.keys(requestBody?.content ?? {}).sort(
    (one, other) => Number(/json/.test(other)) - Number(/json/.test(one)),
  );

/**
 * Makes all that a valid request carries.
 *
 * @param wanted the media type of its body; the first of `bodyTypes` if none is given
 */
export function validInputs(
  operation: BoundOperation,
  { document, values, pool, given, refused }: Sources,
  manner: Pick<ValueOptions, 'byExample' | 'optional'>,
  wanted: string | undefined = bodyTypes(operation)[0],
): Inputs {
  const { validator } = values;
  const own = { ...given['*'], ...ownValue(given, operation.id) };
  const onlyMade = !isSafe(operation);
  const known = (name: string, schema: JsonSchema) =>
    ownValue(own, name) ?? pool.forProperty(operation.id, name, schema, onlyMade);
  const inPath = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const ids = pool.forPath(operation.id, inPath, onlyMade);
  const inputs = { path: {}, query: {}, header: {}, cookie: {} } as {
    [place in Parameter['in']]: Record<string, unknown>;
  };
  for (const parameter of freeParameters(operation, document)) {
    const isPath = parameter.in === 'path';
    const isWanted = isPath || parameter.required || values.random() < manner.optional;
    if (!isWanted && !Object.hasOwn(own, parameter.name)) continue;
    const value = valueFor(parameter);
    if (value === undefined) continue;
    inputs[parameter.in] = { ...inputs[parameter.in], [parameter.name]: value };
  }
  return { ...inputs, body: bodyFor() };

  function valueFor(parameter: Parameter): unknown {
    if (isIdempotencyKey(parameter)) return uuid(values.random);
    const { name } = parameter;
    const schema = schemaOf(parameter);
    if (Object.hasOwn(own, name)) return own[name];
    const condition =
      parameter.in === 'header' ? ownValue(conditions, name.toLowerCase()) : undefined;
    if (condition !== undefined && isAcceptedAsText(values.validator, schema, condition)) {
      return condition;
    }
    if (parameter.in === 'path') {
      const id = ids.get(name);
      // What a server answers with need not be what this parameter allows.
      const known = id === undefined ? [] : parameter.content ? [id, String(id)] : [id];
      const found = known.find((each) =>
        parameter.content
          ? validator.accepts(schema, each)
          : isAcceptedAsText(validator, schema, each),
      );
      if (found !== undefined) return found;
    }
    const example = fitting(parameterExample({ document, validator }, parameter, schema), () => {
      return `${parameter.in} ${name}`;
    });
    if (manner.byExample && example !== undefined) return example;
    for (let tries = 0; tries < 20; tries++) {
      const value = values.valid(schema, manner);
      if (isWritable(parameter, value)) return value;
    }
    return example;
  }

  function bodyFor(): Inputs['body'] {
    const mediaType = wanted;
    const media = mediaType === undefined ? undefined : operation.requestBody?.content[mediaType];
    if (mediaType === undefined || !media) return undefined;
    const example = manner.byExample
      ? fitting(bodyExample({ document, validator }, mediaType, media), () => `body ${mediaType}`)
      : undefined;
    if (example !== undefined) {
      return { mediaType, value: withKnown(example, media.schema ?? {}, known) };
    }
    const make = () => ({
      mediaType,
      value: values.valid(media.schema ?? {}, { ...manner, known }),
    });
    let body = make();
    for (let tries = 0; tries < 20 && !bodyBytes(document, body, media); tries++) body = make();
    return body;
  }

  /** An example that fits; one that does not is told of, by what it is an example of. */
  function fitting({ value, faults }: Shown, what: () => string): unknown {
    const [fault] = faults;
    if (value === undefined && fault !== undefined) {
      refused?.(`The example of ${operation.id} ${what()} does not match its schema: ${fault}`);
    }
    return value;
  }

  /** An example, with what is known instead of the names that it shows. */
  function withKnown(
    example: unknown,
    schema: JsonSchema,
    replace: (name: string, schema: JsonSchema) => unknown,
  ): unknown {
    if (!isSchema(example)) return example;
    const replaced = Object.fromEntries(
      Object.entries(example).map(([name, value]) => [name, replace(name, {}) ?? value]),
    );
    return values.validator.accepts(schema, replaced) ? replaced : example;
  }
}
