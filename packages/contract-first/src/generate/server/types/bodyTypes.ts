/**
 * The types of bodies: what a handler gets of a request, and what it may return.
 *
 * @module
 */
import {
  isSchema,
  type JsonSchema,
  type MediaType,
  type RequestBody,
} from '../../../document/model.ts';
import { resolvedOr } from '../../../document/targets.ts';
import { type TypeScope, typeOf } from '../../typescript/types/schemaType.ts';
import {
  atom,
  objectOf,
  type TypeText,
  UNDEFINED,
  union,
} from '../../typescript/types/typeText.ts';
import { isFile } from '../fileParts.ts';
import { isEvents, isSequence, kindOf, mediaTypeType } from './mediaTypes.ts';

/** What a handler gets of a body: one of these, and undefined for the others. */
export type BodyTypes = {
  readonly body: TypeText;
  readonly form: TypeText;
  readonly content: TypeText;
};

const NONE: BodyTypes = { body: UNDEFINED, form: UNDEFINED, content: UNDEFINED };

/**
 * The type of a request's body. A body of one media type is a value (JSON, a form), a multipart form
 * or a stream. One of several media types is a union, which `mediaType` tells apart; they are one if
 * all are JSON of the same schema.
 */
export function requestBodyTypes(body: RequestBody | undefined, scope: TypeScope): BodyTypes {
  const media = Object.entries(body?.content ?? {});
  const [first] = media;
  if (!body || !first) return NONE;
  const present = (type: TypeText) => (body.required ? type : union([type, UNDEFINED]));
  const kinds = new Set(media.map(([mediaType]) => kindOf(mediaType)));
  const schemas = new Set(media.map(([, { schema }]) => JSON.stringify(schema)));
  if (media.length > 1 && !(kinds.size === 1 && kinds.has('json') && schemas.size === 1)) {
    const alternatives = media.map(([mediaType, each]) =>
      objectOf([
        { name: 'mediaType', type: mediaTypeType(mediaType), isOptional: false },
        { name: 'value', type: mediaValueType(mediaType, each, scope), isOptional: false },
      ]),
    );
    return { ...NONE, body: present(union(alternatives)) };
  }
  const [mediaType, only] = first;
  switch (kindOf(mediaType)) {
    case 'json':
    case 'form':
      return { ...NONE, body: present(typeOf(only.schema, scope)) };
    case 'multipart':
      return { ...NONE, form: formType(only, scope) };
    default:
      return { ...NONE, content: atom('kit.IncomingContent') };
  }
}

/** The value of a body whose media type is one of several. */
function mediaValueType(mediaType: string, media: MediaType, scope: TypeScope): TypeText {
  switch (kindOf(mediaType)) {
    case 'json':
    case 'form':
      return typeOf(media.schema, scope);
    case 'multipart':
      return formType(media, scope);
    case 'text':
      // Read from the text as a parameter would be.
      return media.schema === undefined ? atom('string') : typeOf(media.schema, scope);
    default:
      return atom('kit.IncomingContent');
  }
}

/** A multipart form that is still arriving, with the type of the fields that are not files. */
const formType = ({ schema }: MediaType, scope: TypeScope): TypeText =>
  atom(`kit.IncomingForm<${partsOf(schema, scope).fields.text}>`);

/** A property of a form that is a file, or a list of files. */
type FilePart = {
  readonly name: string;
  readonly isList: boolean;
  readonly isRequired: boolean;
};

/** The type of a form's fields that are not files, and the files. */
export function partsOf(
  schema: JsonSchema = {},
  scope: TypeScope,
): { readonly fields: TypeText; readonly files: readonly FilePart[] } {
  const { document } = scope;
  const form = resolvedOr<JsonSchema>(document, schema, {});
  const properties = isSchema(form.properties) ? form.properties : {};
  const required: readonly unknown[] = Array.isArray(form.required) ? form.required : [];
  const isField = (name: string) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return !(isSchema(property) && isFile(document, property));
  };
  const names = Object.keys(properties);
  return {
    fields: typeOf(
      {
        ...form,
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(properties).filter(([name]) => isField(name)),
        ),
        ...(Array.isArray(form.required) && { required: form.required.filter(isField) }),
      },
      scope,
    ),
    files: names
      .filter((name) => !isField(name))
      .map((name) => {
        const property = resolvedOr<JsonSchema>(document, properties[name] as JsonSchema, {});
        return { name, isList: 'items' in property, isRequired: required.includes(name) };
      }),
  };
}

/** What a handler returns as a body: JSON as a value, streams of items, and anything else as it is. */
export function responseBodyType(
  mediaType: string,
  { schema, itemSchema }: MediaType,
  scope: TypeScope,
): TypeText {
  if (itemSchema !== undefined) return streamOf(typeOf(itemSchema, scope));
  if (isEvents(mediaType)) return union([streamOf(atom('kit.ServerSentEvent')), RAW]);
  if (isSequence(mediaType)) return union([streamOf(atom('unknown')), RAW]);
  return kindOf(mediaType) === 'json' ? typeOf(schema, scope) : RAW;
}

const RAW = atom('kit.Raw');
const streamOf = (item: TypeText): TypeText => atom(`AsyncIterable<${item.text}>`);
