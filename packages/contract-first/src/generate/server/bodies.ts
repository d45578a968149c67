/**
 * How bodies that are not JSON are read: forms, and text.
 *
 * @module
 */
import { essenceOf, isJson } from '../../contract/mediaTypes.ts';
import {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
  type MediaType,
} from '../../document/model.ts';
import { finalTarget } from '../../document/targets.ts';
import { oneWayNames } from '../../schema/directions.ts';
import { flatten, requiredOf } from '../../schema/flatten.ts';
import { possibleTypes } from '../../schema/possibleTypes.ts';
import { isFile } from './fileParts.ts';
import type { Scope } from './scope.ts';
import { Code, Members } from './source.ts';
import { spreadNames, textTypesOf } from './wire.ts';
import { shapeOf, zodOf } from './zod.ts';

const FORM = 'multipart/form-data';
const URLENCODED = 'application/x-www-form-urlencoded';

/** What the kit must know of a body beside its schemas; undefined if that is nothing. */
export function wireBody({ requestBody }: BoundOperation, scope: Scope): Code | undefined {
  const media = Object.entries(requestBody?.content ?? {});
  const wire = new Members();
  const schemas = new Members();
  const fields = new Members();
  const isSeveral = media.length > 1;
  for (const [mediaType, each] of media) {
    const essence = essenceOf(mediaType);
    const isForm = essence === URLENCODED || essence === FORM;
    if (isForm) {
      const described = fieldsOf(scope.document, each, essence);
      if (described.length > 0) fields.set(mediaType, Code.value(described));
      if (essence === URLENCODED && each.schema) {
        schemas.set(mediaType, formOf(scope.document, each.schema, scope, false));
      }
    } else if (isSeveral && isText(essence) && each.schema) {
      schemas.set(mediaType, textBodyOf(each.schema, scope));
    }
  }
  const json = media.filter(([mediaType]) => isJson(essenceOf(mediaType)));
  const distinct = new Set(json.map(([, { schema }]) => JSON.stringify(schema)));
  if (json.length === media.length && distinct.size > 1) wire.set('isUnion', Code.value(true));
  if (!schemas.isEmpty) wire.set('schemas', schemas.code);
  if (!fields.isEmpty) wire.set('fields', fields.code);
  return wire.isEmpty ? undefined : wire.code;
}

/** The Zod schema of a body that arrives as text, which can only be an object or a list as JSON. */
function textBodyOf(schema: JsonSchema, scope: Scope): Code {
  const request: Scope = { ...scope, direction: 'request' };
  const types = [...possibleTypes(scope.document, schema)];
  const isStructure = types.length > 0 && types.every((each) => /^(object|array)$/.test(each));
  return isStructure
    ? scope.z.call('preprocess', scope.helper('jsonFromText'), zodOf(schema, request))
    : zodOf(schema, { ...request, text: arrayReader(scope) });
}

/** The Zod schema of the fields of a multipart form, or undefined where there is no form. */
export function formFieldsOf(bound: BoundOperation, scope: Scope): Code | undefined {
  const media = Object.entries(bound.requestBody?.content ?? {}).find(
    ([mediaType]) => essenceOf(mediaType) === FORM,
  );
  const schema = media?.[1].schema;
  return schema && formOf(scope.document, schema, scope, true);
}

const isText = (essence: string): boolean => essence.startsWith('text/') && !essence.includes('*');

const arrayReader = (scope: Scope) => (): Code => scope.helper('arrayFromText');

/** What says nothing of a form as a whole. */
const plainKeywords = new Set([
  ...['type', 'properties', 'required', 'additionalProperties'],
  ...['title', 'description', 'example', 'examples', 'deprecated'],
]);

/** @param hasFiles whether files are left to the handler, and not checked */
function formOf(document: Document, schema: JsonSchema, scope: Scope, hasFiles: boolean): Code {
  const inText: Scope = { ...scope, direction: 'request', text: arrayReader(scope) };
  const flat = flatten(document, schema);
  const isPlain =
    Object.keys(flat).every((keyword) => plainKeywords.has(keyword)) &&
    !isSchema(flat.additionalProperties) &&
    [...oneWayNames(document, flat, 'request')].length === 0;
  if (!isPlain) return zodOf(hasFiles ? withoutFiles(document, schema, []) : schema, inText);
  const form = hasFiles ? withoutFiles(document, flat, []) : flat;
  const kind = form.additionalProperties === false ? 'strictObject' : 'object';
  return scope.z.call(kind, shapeOf(form, inText));
}

/** A form's schema that says nothing of its files, in none of its branches. */
export function withoutFiles(
  document: Document,
  written: JsonSchema,
  entered: readonly JsonSchema[],
): JsonSchema {
  const target = written.$ref === undefined ? written : finalTarget(document, written.$ref);
  const referred: JsonSchema = isSchema(target) ? target : {};
  if (entered.includes(referred)) return {};
  const inside = [...entered, referred];
  const { $ref: _, ...own } = written;
  const schema: JsonSchema = { ...referred, ...own };
  const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
  const files = new Set(
    properties.flatMap(([name, each]) => (isSchema(each) && isFile(document, each) ? [name] : [])),
  );
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const each = schema[keyword];
    if (!Array.isArray(each)) return [];
    const rest = each.map((branch) =>
      isSchema(branch) ? withoutFiles(document, branch, inside) : branch,
    );
    return [[keyword, rest] as const];
  });
  const { required } = schema;
  return {
    ...schema,
    ...(properties.length > 0 && {
      properties: Object.fromEntries(properties.filter(([name]) => !files.has(name))),
    }),
    ...(Array.isArray(required) && { required: required.filter((name) => !files.has(name)) }),
    ...Object.fromEntries(branches),
  };
}

/** How the fields of a form are written; only those that are not simply one text. */
export function fieldsOf(
  document: Document,
  { schema = {}, encoding = {} }: MediaType,
  essence: string,
): object[] {
  const flat = flatten(document, schema);
  const branches = ['anyOf', 'oneOf'].flatMap((key) => {
    const each = flat[key];
    return Array.isArray(each) ? each.filter(isSchema).map((one) => flatten(document, one)) : [];
  });
  const properties = new Map(
    [...branches, flat].flatMap(({ properties: each }) =>
      isSchema(each) ? Object.entries(each) : [],
    ),
  );
  const needed = requiredOf(flat);
  const parts = [...properties].flatMap(([name, property]): Part[] => {
    if (!isSchema(property)) return [];
    if (essence === FORM && isFile(document, property)) {
      return [filePart(name, encoding[name]?.contentType, needed.includes(name))];
    }
    return [partOf(document, name, property, encoding[name])];
  });
  // One without names has all names that no other part has, so that these must be known.
  const isOpen = parts.some(({ isSpread, field }) => isSpread && field?.names === undefined);
  return parts.flatMap(({ name, field }) => field ?? (isOpen ? { in: 'query', name } : []));
}

/** A part of a form. */
type Part = {
  readonly name: string;
  /** How it is written; undefined if simply as one text, or as a file that may be any or none. */
  readonly field: (object & { readonly names?: readonly string[] }) | undefined;
  /** Whether it is an object of which each property is sent under its own name. */
  readonly isSpread: boolean;
};

function filePart(name: string, content: string | undefined, required: boolean): Part {
  const isAny = content === undefined && !required;
  const field = {
    ...{ in: 'query', name, isFile: true },
    ...(content !== undefined && { content }),
    ...(required && { required }),
  };
  return { name, isSpread: false, field: isAny ? undefined : field };
}

function partOf(
  document: Document,
  name: string,
  property: JsonSchema,
  { contentType, style, explode }: NonNullable<MediaType['encoding']>[string] = {},
): Part {
  const types = textTypesOf(document, property);
  const { items } = flatten(document, property);
  // A media type is ignored beside a style (OpenAPI 3.1.1, section 4.8.15.1).
  const isStyled = style !== undefined || explode !== undefined;
  const isSpread =
    isStyled && types.includes('object') && (style ?? 'form') === 'form' && (explode ?? true);
  const names = isSpread ? spreadNames(document, property) : undefined;
  // Items that are objects are JSON, if nothing else is said.
  const isJsonList =
    style === undefined && isSchema(items) && !textTypesOf(document, items).includes('text');
  const stated = isStyled ? undefined : contentType;
  const content = (stated ?? (isJsonList ? 'application/json' : ''))
    .split(',')
    .find((each) => isJson(essenceOf(each)))
    ?.trim();
  const isPlain = types.length === 1 && types[0] === 'text';
  if (isPlain && content === undefined) return { name, isSpread, field: undefined };
  const field = {
    in: 'query',
    name,
    ...(style !== undefined && { style }),
    ...(explode !== undefined && { explode }),
    ...(content !== undefined && { content }),
    ...(!isPlain && { types }),
    ...(names && { names }),
  };
  return { name, isSpread, field };
}
