/**
 * Judges bodies that the contract does not: texts, XML, and JSON inside of the texts of a stream.
 *
 * @module
 */
import { essenceOf, isJson, mediaTypeIn } from '../contract/contract.ts';
import { type Contract, isSchema, type JsonSchema } from '../contract/index.ts';
import { type Document, type MediaType, statusKey } from '../document/model.ts';
import { flatten, propertiesOf, requiredOf, typesOf } from '../schema/flatten.ts';
import { Validator } from '../schema/index.ts';
import type { Exchange } from './exchange.ts';
import { isAcceptedAsText } from './wire.ts';
import { MalformedXml, rootOf, type XmlElement } from './xml.ts';

const validators = new WeakMap<Document, Validator>();

function validatorOf(document: Document): Validator {
  const known = validators.get(document) ?? new Validator(document, 'response');
  validators.set(document, known);
  return known;
}

/** How deep dates are looked for. */
const DEEPEST = 6;

/** What is wrong with the content of a response, as `where: what`. */
export function contentFaults(
  { case: { operation }, sent, response }: Exchange,
  { document }: Contract,
): string[] {
  const { status, headers, text, isWhole, items = [], body } = response;
  const { content = {} } = operation.responses[statusKey(operation.responses, status) ?? ''] ?? {};
  const mediaType = essenceOf(headers.get('Content-Type') ?? '');
  const media = mediaType === '' ? undefined : mediaTypeIn(content, mediaType);
  const isBodiless = sent.method === 'HEAD' || status === 204 || status === 304 || status === 206;
  if (!media || isBodiless || text === '') return [];
  const validator = validatorOf(document);
  if (media.itemSchema) {
    return items.flatMap((item, at) => embeddedFaults(document, validator, media, item, at));
  }
  if (!isWhole) return [];
  if (isJson(mediaType)) return dateFaults(document, media.schema ?? {}, body, '', 0);
  if (mediaType === 'text/plain') return textFaults(document, validator, media, text);
  if (/^(application|text)\/xml$|\+xml$/.test(mediaType)) return xmlFaults(document, media, text);
  return [];
}

/** A text, with or without a line break at its end. */
function textFaults(
  document: Document,
  validator: Validator,
  { schema }: MediaType,
  text: string,
): string[] {
  if (!schema) return [];
  const types = typesOf(flatten(document, schema));
  if (types.includes('object') || types.includes('array')) return [];
  const isRight = [text, text.replace(/\r?\n$/, '')].some((each) =>
    isAcceptedAsText(validator, schema, each),
  );
  if (isRight) return [];
  const [fault] = validator.faults(schema, text);
  return [
    `body: ${fault?.message ?? 'does not match its schema'}, but is ${JSON.stringify(text.slice(0, 80))}`,
  ];
}

function xmlFaults(document: Document, { schema }: MediaType, text: string): string[] {
  try {
    const root = rootOf(text);
    return schema ? attributeFaults(document, schema, root) : [];
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error;
    return [`body: is not well-formed XML: ${error.message}`];
  }
}

const xmlOf = (schema: JsonSchema): Readonly<Record<string, unknown>> =>
  isSchema(schema.xml) ? schema.xml : {};

/** Required attributes that are missing (OpenAPI 3.1.1, section 4.8.26), in an element or the items of a list. */
function attributeFaults(document: Document, written: JsonSchema, element: XmlElement): string[] {
  const schema = flatten(document, written);
  if (isSchema(schema.items)) {
    const items = schema.items;
    const { name } = xmlOf(flatten(document, items));
    return element.children
      .filter((each) => name === undefined || each.name === name)
      .flatMap((each) => attributeFaults(document, items, each));
  }
  const properties = new Map(propertiesOf(schema));
  return requiredOf(schema).flatMap((property) => {
    const own = flatten(document, properties.get(property) ?? {});
    const { attribute, name = property } = xmlOf(own);
    if (attribute !== true || own.writeOnly === true) return [];
    return element.attributes.has(String(name))
      ? []
      : [`body: <${element.name}> has no attribute "${String(name)}"`];
  });
}

/** JSON in a text of an item of a stream, such as the data of events (OpenAPI 3.2.0, section 4.14.3.2). */
function embeddedFaults(
  document: Document,
  validator: Validator,
  { itemSchema }: MediaType,
  item: unknown,
  at: number,
): string[] {
  if (!itemSchema || !isSchema(item)) return [];
  return propertiesOf(flatten(document, itemSchema)).flatMap(([name, written]) => {
    const { contentMediaType, contentSchema, contentEncoding } = flatten(document, written);
    const text = Object.hasOwn(item, name) ? item[name] : undefined;
    const isEmbedded = typeof contentMediaType === 'string' && isJson(essenceOf(contentMediaType));
    if (!isEmbedded || contentEncoding !== undefined || typeof text !== 'string') return [];
    const where = `body item ${at} /${name}`;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return [`${where}: is not valid JSON`];
    }
    if (!isSchema(contentSchema)) return [];
    return validator
      .faults(contentSchema, value)
      .map(({ instancePath, message }) => `${where}${instancePath}: ${message}`);
  });
}

/** Times that are no `date-time` since a blank divides their parts (RFC 3339, section 5.6). */
function dateFaults(
  document: Document,
  written: JsonSchema,
  value: unknown,
  where: string,
  depth: number,
): string[] {
  if (depth > DEEPEST) return [];
  const schema = flatten(document, written);
  if (typeof value === 'string') {
    return schema.format === 'date-time' && /^\d{4}-\d\d-\d\d\s/.test(value)
      ? [`body ${where}: must match format "date-time", but is ${JSON.stringify(value)}`]
      : [];
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (!isSchema(items)) return [];
    return value
      .slice(0, 1)
      .flatMap((each, at) => dateFaults(document, items, each, `${where}/${at}`, depth + 1));
  }
  if (!isSchema(value)) return [];
  return propertiesOf(schema).flatMap(([name, each]) =>
    Object.hasOwn(value, name)
      ? dateFaults(document, each, value[name], `${where}/${name}`, depth + 1)
      : [],
  );
}
