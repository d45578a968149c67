/**
 * How parameters are written on the wire, for the readers of the server kit.
 *
 * @module
 */
import {
  type Document,
  isSchema,
  type JsonSchema,
  type MediaType,
  type Parameter,
} from '../../document/model.ts';
import { flatten } from '../../schema/flatten.ts';
import { possibleTypes } from '../../schema/possibleTypes.ts';

/** The name that the server finds a value under; those of headers it hands over in lower case. */
export const nameOf = ({ in: place, name }: Parameter): string =>
  place === 'header' ? name.toLowerCase() : name;

/** The media type of a parameter with `content`, which has exactly one (OpenAPI 3.1.1, section 4.8.12). */
export function contentOf({
  content = {},
}: Parameter): { readonly type: string; readonly media: MediaType } | undefined {
  const [first] = Object.entries(content);
  return first && { type: first[0], media: first[1] };
}

/** The schema of a parameter's value. */
export const parameterSchema = (parameter: Parameter): JsonSchema =>
  parameter.schema ?? contentOf(parameter)?.media.schema ?? {};

/** What a value may be as text. */
type TextType = 'text' | 'list' | 'object';

/** The types that decide how a text is split. */
export function textTypesOf(document: Document, schema: JsonSchema): TextType[] {
  const possible = possibleTypes(document, schema);
  const flat = flatten(document, schema);
  const types: TextType[] = [];
  const isText = ['string', 'number', 'integer', 'boolean', 'null'].some((type) =>
    possible.has(type),
  );
  if (possible.has('array')) types.push('list');
  // A schema with properties describes objects, even if it does not say so.
  const isObject = possible.has('object') || (possible.size === 0 && isSchema(flat.properties));
  if (isObject) types.push('object');
  return isText || types.length === 0 ? ['text', ...types] : types;
}

/** Whether the schema of a parameter's value describes objects. */
export const isObjectParameter = (document: Document, parameter: Parameter): boolean =>
  textTypesOf(document, parameterSchema(parameter)).includes('object');

/** The properties of an object that is written as several parameters; undefined if they are not known. */
export function spreadNames(document: Document, schema: JsonSchema): readonly string[] | undefined {
  const flat = flatten(document, schema);
  const branches = [flat.oneOf, flat.anyOf].flatMap((each) => (Array.isArray(each) ? each : []));
  const shapes = [flat, ...branches.filter(isSchema).map((each) => flatten(document, each))];
  const isOpen = shapes.some(
    ({ additionalProperties: extra }) => extra === true || isSchema(extra),
  );
  const names = shapes.flatMap(({ properties }) =>
    isSchema(properties) ? Object.keys(properties) : [],
  );
  return isOpen || names.length === 0 ? undefined : [...new Set(names)];
}

/** A description of a parameter for the kit; undefined if it is written in the usual way of its place. */
export function wireOf(document: Document, parameter: Parameter): object | undefined {
  const place: string = parameter.in;
  const content = contentOf(parameter);
  const common = { in: place, name: nameOf(parameter) };
  if (content) return { ...common, content: content.type };
  const schema = parameterSchema(parameter);
  const types = textTypesOf(document, schema);
  const hasPairs = place === 'query' || place === 'cookie';
  const usual = hasPairs ? 'form' : 'simple';
  const { style = usual } = parameter;
  const isForm = style === 'form' || style === 'cookie';
  const { explode = isForm } = parameter;
  const isText = types.length === 1 && types[0] === 'text';
  const isRepeated = place === 'query' && explode && !types.includes('object');
  // Separators mean nothing in a text; only a path has marks in front of one.
  const isPlain = style === usual || (hasPairs && style !== 'deepObject' && style !== 'cookie');
  if (isPlain && (isText || isRepeated)) return undefined;
  const isSpread = explode && isForm && types.includes('object');
  const names = isSpread ? spreadNames(document, schema) : undefined;
  return {
    ...common,
    ...(style !== usual && { style }),
    ...(explode !== isForm && { explode }),
    ...(!isText && { types }),
    ...(names && { names }),
    ...(isSpread && parameter.required && { required: true }),
  };
}
