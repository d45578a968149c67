import {
  type BoundOperation,
  type Document,
  type JsonSchema,
  type MediaType,
  type Parameter,
  resolve,
} from '../../document/model.ts';
import { camelCased, isOpaque } from './camelcase.ts';
import { clientName } from './naming.ts';

/** Where a field of a call goes; a `header` is one of its options, `file` is a binary part of a form, or the whole of a raw body. */
type FieldLocation = 'path' | 'query' | 'body' | 'file' | 'header';

export type Field = {
  readonly name: string;
  readonly location: FieldLocation;
  readonly required: boolean;
  /** Renamed, with the description of the parameter or property. */
  readonly schema: JsonSchema;
};

/**
 * The fields that may be given by position: those named, else the path's.
 *
 * @param named wire names, from the document
 * @throws Error where a call could be read in two ways
 */
export function readPositional(
  document: Document,
  bound: BoundOperation,
  fields: readonly Field[],
  named: readonly string[] | undefined,
): Field[] {
  const wireNames = named ?? [...bound.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
  const positional = wireNames.map((wireName) => {
    const field = fields.find(({ name }) => name === clientName(wireName));
    if (!field) throw new Error(`No field "${wireName}" to pass by position`);
    const { type, properties } = resolve<JsonSchema>(document, field.schema);
    if (type === 'object' || properties !== undefined) {
      // a plain object by position could not be told from the object with the other fields
      throw new Error(`The field "${wireName}" is an object and cannot be passed by position`);
    }
    return field;
  });
  const firstOptional = positional.findIndex(({ required }) => !required);
  if (firstOptional >= 0 && positional.slice(firstOptional).some(({ required }) => required)) {
    throw new Error('A required positional field cannot follow an optional one');
  }
  return positional;
}

/** The request body in the form that the client sends. */
export type Body = { readonly kind: 'json' | 'multipart' | 'raw'; readonly media: MediaType };

/** @throws Error where the client can send none of the media types */
export function readBody(content: Readonly<Record<string, MediaType>>): Body {
  const [json, form] = [content['application/json'], content['multipart/form-data']];
  if (json) return { kind: 'json', media: json };
  if (form) return { kind: 'multipart', media: form };
  const raw = content['application/octet-stream'];
  if (raw) return { kind: 'raw', media: raw };
  throw new Error(`No client method can send ${Object.keys(content).join(' or ')}`);
}

/**
 * All that a call carries: the path's and the query's parameters, and the body's properties.
 *
 * @throws Error where two have the same name, or the body is no object
 */
export function readFields(
  document: Document,
  bound: BoundOperation,
  body: Body | undefined,
): Field[] {
  const fields: Field[] = [];
  for (const {
    name,
    in: location,
    required = false,
    schema = {},
    ...parameter
  } of bound.parameters) {
    // headers are options of the request, cookies the business of the platform
    if (location !== 'path' && location !== 'query') continue;
    const described = describe(schema, parameter.description);
    fields.push({
      name: clientName(name),
      location,
      required,
      schema: camelCased(document, described),
    });
  }
  if (body) fields.push(...readBodyFields(document, body, bound.requestBody?.required ?? false));
  const twice = fields.find(({ name }, at) => fields.findIndex((one) => one.name === name) < at);
  if (twice) throw new Error(`Two fields are named "${twice.name}"`);
  return fields;
}

/** Whether a parameter is the one by which a request is safe to be sent again. */
export const isIdempotencyKey = ({ name, in: location }: Parameter): boolean =>
  location === 'header' && name.toLowerCase() === 'idempotency-key';

/** The headers of an operation that a call can set, by names such as `ifMatch`. */
export function readHeaders(document: Document, bound: BoundOperation): Field[] {
  return bound.parameters
    .filter((parameter) => parameter.in === 'header' && !isIdempotencyKey(parameter))
    .map(({ name, required = false, schema = {}, description }) => ({
      name: clientName(name.toLowerCase().replaceAll('-', '_')),
      location: 'header',
      required,
      schema: camelCased(document, describe(schema, description)),
    }));
}

function describe(schema: JsonSchema, description = schema.description): JsonSchema {
  return description === undefined ? schema : { ...schema, description };
}

function readBodyFields(document: Document, body: Body, bodyRequired: boolean): Field[] {
  if (body.kind === 'raw') {
    const schema: JsonSchema = {
      description: 'The bytes',
      ...body.media.schema,
      type: 'string',
      format: 'binary',
    };
    return [{ name: 'content', location: 'file', required: bodyRequired, schema }];
  }
  const schema = resolve<JsonSchema>(document, body.media.schema ?? {});
  const { properties, required } = camelCased(document, schema);
  if (isOpaque(document, schema) || typeof properties !== 'object' || properties === null) {
    throw new Error('The body must be an object with properties');
  }
  const fields = Object.entries<JsonSchema>({ ...properties }).map(([name, property]): Field => {
    const binary = resolve<JsonSchema>(document, property).format === 'binary';
    return {
      name,
      location: body.kind === 'multipart' && binary ? 'file' : 'body',
      required: bodyRequired && Array.isArray(required) && required.includes(name),
      schema: property,
    };
  });
  if (fields.filter(({ location }) => location === 'file').length > 1) {
    throw new Error('No client method can send a form with more than one file');
  }
  return fields;
}

/** The schema of an object with these fields. */
export function objectOf(fields: readonly Field[]): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
  };
}
