/**
 * The body of a request: what a call sends of it, and how.
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
import { isOneWay } from '../../schema/directions.ts';
import { flatten, propertiesOf, requiredOf } from '../../schema/flatten.ts';
import { possibleTypes } from '../../schema/possibleTypes.ts';
import { isFile } from '../server/fileParts.ts';
import { textTypesOf } from '../server/wire.ts';
import type {
  BodyAlternative,
  BodyKind,
  BodyModel,
  FieldModel,
  PartModel,
  Words,
} from './clientModel.ts';
import { bodyKindOf } from './mediaKinds.ts';
import { argumentOf, type MethodArguments } from './methodArguments.ts';

/** @returns undefined for an operation without a body */
export function bodyModel(
  document: Document,
  { method, requestBody }: BoundOperation,
  names: MethodArguments,
  report: (rule: string, message: string) => void,
): BodyModel | undefined {
  const content = Object.entries(requestBody?.content ?? {});
  if (!requestBody || content.length === 0) return undefined;
  // It has no meaning (RFC 9110, sections 9.3.1 and 9.3.2), and `fetch` refuses to send it.
  if (/^(?:get|head)$/i.test(method) && !requestBody.required) {
    report(
      'body-left-out',
      `A ${method.toUpperCase()} request has no body, so the optional one is left out. Use another method for it.`,
    );
    return undefined;
  }
  const kinds = content.map(([mediaType, media]) => ({
    mediaType,
    media,
    kind: bodyKindOf(document, mediaType, media),
  }));
  // JSON first, if there is a choice; else as the document has it.
  const order = [...kinds].sort((a, b) => Number(b.kind === 'json') - Number(a.kind === 'json'));
  const fields = new FieldNames(names);
  const wholes = new Map<string, Words>();
  const alternatives = order.map(({ mediaType, media, kind }): BodyAlternative => {
    const written: JsonSchema | boolean = media.schema ?? {};
    const known = fieldsOf(document, written, kind, requestBody.required === true);
    const own = known && fields.name(known);
    return {
      mediaType,
      kind,
      schema: written,
      itemSchema: media.itemSchema,
      fields: own,
      argument: own ? argumentOf('body', 'body') : wholeName(kind, names, wholes),
      parts: partsOf(document, media, kind),
    };
  });
  return {
    required: requestBody.required === true,
    description: requestBody.description,
    alternatives,
  };
}

const wholeNames: Readonly<Record<BodyKind, string>> = {
  json: 'body',
  form: 'body',
  multipart: 'body',
  text: 'content',
  bytes: 'content',
  items: 'items',
};

function wholeName(kind: BodyKind, names: MethodArguments, known: Map<string, Words>): Words {
  const name = wholeNames[kind];
  const words = known.get(name) ?? names.add(name, 'request');
  known.set(name, words);
  return words;
}

type Field = Omit<FieldModel, 'argument'>;

/** Names of fields, which alternatives share. */
class FieldNames {
  readonly #names: MethodArguments;
  readonly #known = new Map<string, Words>();

  constructor(names: MethodArguments) {
    this.#names = names;
  }

  /** @returns undefined if one has the name of a parameter */
  name(fields: readonly Field[]): FieldModel[] | undefined {
    const added = fields.filter(({ name }) => !this.#known.has(name));
    if (
      added.some(({ name }) => this.#names.has(argumentOf(name, 'field')) && !this.#isField(name))
    ) {
      return undefined;
    }
    for (const { name } of added) this.#known.set(name, this.#names.add(name, 'field'));
    return fields.map((field) => ({ ...field, argument: this.#known.get(field.name) ?? [] }));
  }

  /** Whether it is another field that has the name in another notation, such as `a_b` and `aB`. */
  #isField(name: string): boolean {
    const words = argumentOf(name, 'field').join('');
    return [...this.#known.values()].some((each) => each.join('') === words);
  }
}

/** The properties of a body that is an object with known ones; undefined for another body. */
function fieldsOf(
  document: Document,
  schema: JsonSchema | boolean,
  kind: BodyKind,
  isBodyRequired: boolean,
): Field[] | undefined {
  if (kind !== 'json' && kind !== 'form' && kind !== 'multipart') return undefined;
  if (!isSchema(schema)) return undefined;
  const flat = flatten(document, schema);
  if (!isPlainObject(document, flat)) return undefined;
  const required = requiredOf(flat);
  const fields = propertiesOf(flat)
    .filter(([, property]) => !isOneWay(document, property, 'request'))
    .map(([name, property]): Field => {
      const { description } = flatten(document, property);
      return {
        name,
        required: isBodyRequired && required.includes(name),
        schema: property,
        description: typeof description === 'string' ? description : undefined,
      };
    });
  return fields.length > 0 ? fields : undefined;
}

/** Whether a schema describes objects of which every property is known. */
function isPlainObject(document: Document, flat: JsonSchema): boolean {
  if (flat['x-opaque'] === true || !isSchema(flat.properties)) return false;
  const types = possibleTypes(document, flat);
  if (types.size > 1 || (types.size === 1 && !types.has('object'))) return false;
  const isOpen =
    flat.additionalProperties === true ||
    isSchema(flat.additionalProperties) ||
    isSchema(flat.patternProperties) ||
    isSchema(flat.discriminator);
  const branches = ['oneOf', 'anyOf', 'allOf'].flatMap((key) => flat[key] ?? []);
  return !isOpen && branches.every(isOnlyRequired);
}

/** A branch that only says which properties must be there together. */
const isOnlyRequired = (branch: unknown): boolean =>
  isSchema(branch) &&
  Object.keys(branch).every((key) => ['required', 'title', 'description', 'not'].includes(key));

/** How the parts of a form are written. */
function partsOf(document: Document, media: MediaType, kind: BodyKind): Record<string, PartModel> {
  if ((kind !== 'form' && kind !== 'multipart') || !isSchema(media.schema)) return {};
  const flat = flatten(document, media.schema);
  const branches = ['anyOf', 'oneOf'].flatMap((key) => {
    const each = flat[key];
    return Array.isArray(each) ? each.filter(isSchema).map((one) => flatten(document, one)) : [];
  });
  const properties = new Map([...branches, flat].flatMap(propertiesOf));
  return Object.fromEntries(
    [...properties].map(([name, property]) => [
      name,
      partOf(document, kind, property, media, name),
    ]),
  );
}

function partOf(
  document: Document,
  kind: BodyKind,
  property: JsonSchema,
  { encoding = {} }: MediaType,
  name: string,
): PartModel {
  const { contentType, style, explode } = Object.hasOwn(encoding, name)
    ? (encoding[name] ?? {})
    : {};
  const types = textTypesOf(document, property);
  const { items } = flatten(document, property);
  if (kind === 'multipart' && isFile(document, property)) {
    const file = types.includes('list') ? 'list' : 'one';
    return { file, contentType, style: undefined, explode: undefined, isJson: false };
  }
  // A media type is ignored beside a style (OpenAPI 3.1.1, section 4.8.15.1).
  const isStyled = style !== undefined || explode !== undefined;
  const stated = isStyled ? undefined : contentType;
  const hasObjects =
    (types.includes('object') && !types.includes('text')) ||
    (isSchema(items) && !textTypesOf(document, items).includes('text'));
  const isJsonType = stated?.split(',').some((each) => isJson(essenceOf(each))) ?? false;
  return {
    file: undefined,
    contentType: stated,
    style,
    explode,
    isJson: isJsonType || (!isStyled && stated === undefined && hasObjects),
  };
}
