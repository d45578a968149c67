import { isPart, type Part, tokensOf } from '../structure.ts';
import { setField } from '../tree.ts';
import type { Swagger } from './swaggerDocument.ts';

export type ParameterContext = {
  readonly swagger: Swagger;
  /** The media types that the operation takes; undefined where nothing names one. */
  readonly consumes: readonly string[] | undefined;
};

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** Parameters that are a body or fields of a form, and all others. */
export function splitParameters(
  { document }: Swagger,
  parameters: readonly Part[],
): { readonly bodies: readonly Part[]; readonly others: readonly Part[] } {
  const bodies: Part[] = [];
  const others: Part[] = [];
  for (const parameter of parameters) {
    // A reference to a body is replaced by what it leads to, since a form joins several of them.
    const target = resolved(document, parameter);
    if (target.in === 'body' || target.in === 'formData') bodies.push(target);
    else others.push(parameter);
  }
  return { bodies, others };
}

function resolved(document: Part, parameter: Part): Part {
  const seen = new Set<Part>();
  let current = parameter;
  while (typeof current.$ref === 'string' && !seen.has(current)) {
    seen.add(current);
    let target: unknown = document;
    for (const token of tokensOf(current.$ref)) {
      const isInside =
        typeof target === 'object' && target !== null && Object.hasOwn(target, token);
      target = isInside ? Reflect.get(target as object, token) : undefined;
    }
    if (!isPart(target)) return parameter;
    current = target;
  }
  return current;
}

/** Fields of a parameter that say how it is sent, and not which values it takes. */
const notOfSchema = new Set([
  ...['name', 'in', 'description', 'required', 'collectionFormat', 'allowEmptyValue', 'schema'],
  ...['$ref', 'example', 'examples', 'deprecated'],
]);

/** What a parameter or header of Swagger 2.0 says of its values, as a schema, and all the rest. */
export function schemaIn(parameter: Part): { readonly schema: Part; readonly rest: Part } {
  const schema: Part = {};
  const rest: Part = {};
  for (const [key, value] of Object.entries(parameter)) {
    if (key === 'collectionFormat') continue;
    const isOutside = notOfSchema.has(key) || (key.startsWith('x-') && key !== 'x-nullable');
    setField(isOutside ? rest : schema, key, value);
  }
  if (schema.type === 'file') Object.assign(schema, { type: 'string', format: 'binary' });
  return { schema, rest };
}

/** How a list is written (Swagger 2.0, Parameter Object); undefined where OpenAPI 3 has no way. */
export function collectionStyle(parameter: Part, place: unknown): Part | undefined {
  const { type, collectionFormat = 'csv' } = parameter;
  if (type !== 'array') return {};
  const isInQuery = place === 'query' || place === 'formData';
  switch (collectionFormat) {
    case 'csv':
      return isInQuery ? { style: 'form', explode: false } : {};
    case 'multi':
      return isInQuery ? { style: 'form', explode: true } : undefined;
    case 'ssv':
      return isInQuery ? { style: 'spaceDelimited', explode: false } : undefined;
    case 'pipes':
      return isInQuery ? { style: 'pipeDelimited', explode: false } : undefined;
    default:
      return undefined;
  }
}

/** A parameter in a path, a query or a header. */
export function parameterOf({ swagger }: ParameterContext, parameter: Part): Part {
  if (typeof parameter.$ref === 'string') return parameter;
  const { origins, report } = swagger;
  const { schema, rest } = schemaIn(parameter);
  const style = collectionStyle(parameter, parameter.in);
  reportNested(swagger, parameter);
  if (style === undefined) {
    report(
      'collection-format',
      origins.of(parameter),
      `OpenAPI 3 cannot express \`collectionFormat: ${String(parameter.collectionFormat)}\` in a ${String(parameter.in)}: the parameter is read as text.`,
    );
  }
  return origins.made(parameter, {
    ...rest,
    ...style,
    schema: origins.made(parameter, style === undefined ? { type: 'string' } : schema),
  });
}

/** Lists in lists are written with a separator of their own, which OpenAPI 3 has no word for. */
function reportNested({ origins, report }: Swagger, parameter: Part): void {
  const { items } = parameter;
  if (!isPart(items) || items.type !== 'array') return;
  report(
    'nested-list',
    origins.of(parameter),
    'OpenAPI 3 does not define how a list of lists is written in a parameter: inner lists are read as text with commas.',
  );
  delete items.collectionFormat;
}

/** The body that a `body` parameter or the `formData` parameters of an operation make together. */
export function bodyOf(context: ParameterContext, parameters: readonly Part[]): Part {
  const [body] = parameters.filter((each) => each.in === 'body');
  return body ? plainBody(context, body) : formBody(context, parameters);
}

function plainBody({ swagger, consumes }: ParameterContext, parameter: Part): Part {
  const { origins, report } = swagger;
  const { name: _name, in: _in, schema, ...same } = parameter;
  const named = consumes?.length ? consumes : undefined;
  if (!named) {
    report(
      'media-type-assumed',
      origins.of(parameter),
      `The operation takes a body, but \`consumes\` names no media type: ${JSON_TYPE} is assumed. Add \`consumes\`.`,
    );
  }
  const content: Part = {};
  for (const mediaType of named ?? [JSON_TYPE]) {
    setField(content, mediaType, isPart(schema) ? { schema } : {});
  }
  return origins.made(parameter, { ...same, content });
}

function formBody({ swagger, consumes }: ParameterContext, parameters: readonly Part[]): Part {
  const { origins, report } = swagger;
  const [first] = parameters;
  const properties: Part = {};
  const encoding: Part = {};
  const required: unknown[] = [];
  for (const parameter of parameters) {
    const { schema, rest } = schemaIn(parameter);
    const { name, in: _in, required: isRequired, description, allowEmptyValue, ...others } = rest;
    if (typeof name !== 'string') continue;
    const style = collectionStyle(parameter, 'formData');
    if (style === undefined || allowEmptyValue === true) {
      report(
        style === undefined ? 'collection-format' : 'allow-empty-value',
        origins.of(parameter),
        style === undefined
          ? `OpenAPI 3 cannot express \`collectionFormat: ${String(parameter.collectionFormat)}\` in a form: the field is read as text.`
          : 'OpenAPI 3 has no `allowEmptyValue` for fields of a form: an empty field must be valid by its schema.',
      );
    }
    const value = style === undefined ? { type: 'string' } : schema;
    setField(
      properties,
      name,
      origins.made(parameter, {
        ...value,
        ...(description !== undefined && { description }),
        ...others,
      }),
    );
    if (style && Object.keys(style).length > 0) setField(encoding, name, style);
    if (isRequired === true) required.push(name);
  }
  const schema = origins.made(first, {
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
  });
  const hasFile = parameters.some((each) => each.type === 'file');
  const forms = (consumes ?? []).filter((each) => each === FORM || each === MULTIPART);
  const fitting = hasFile ? forms.filter((each) => each === MULTIPART) : forms;
  const mediaTypes = fitting.length > 0 ? fitting : [hasFile ? MULTIPART : FORM];
  const content: Part = {};
  for (const mediaType of mediaTypes) {
    setField(content, mediaType, {
      schema,
      ...(Object.keys(encoding).length > 0 && { encoding }),
    });
  }
  return origins.made(first, { ...(required.length > 0 && { required: true }), content });
}
