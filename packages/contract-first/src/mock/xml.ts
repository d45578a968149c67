/**
 * Writes values as XML, as their schemas say (OpenAPI 3.1.1, section 4.8.26).
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema } from '../document/model.ts';
import { flatten, propertiesOf } from '../schema/flatten.ts';

type Xml = {
  readonly name: string | undefined;
  readonly prefix: string | undefined;
  readonly namespace: string | undefined;
  readonly isAttribute: boolean;
  readonly isWrapped: boolean;
};

function xmlOf({ xml }: JsonSchema): Xml {
  const { name, prefix, namespace, attribute, wrapped } = isSchema(xml) ? xml : {};
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return {
    ...{ name: text(name), prefix: text(prefix), namespace: text(namespace) },
    ...{ isAttribute: attribute === true, isWrapped: wrapped === true },
  };
}

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
};
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (each) => entities[each] ?? '');
/** A name that elements can have. */
const named = (name: string): string =>
  name.replaceAll(/[^\w.-]/g, '_').replace(/^(?![A-Za-z_])/, '_');

/** A value as an XML document. */
export function xmlDocument(document: Document, schema: JsonSchema, value: unknown): string {
  return `<?xml version="1.0"?>\n${element(flatten(document, schema), 'root', value)}`;

  function element(schema: JsonSchema, property: string, value: unknown): string {
    const { name = property, prefix, namespace } = xmlOf(schema);
    const tag = prefix === undefined ? named(name) : `${named(prefix)}:${named(name)}`;
    const space = prefix === undefined ? 'xmlns' : `xmlns:${named(prefix)}`;
    const declared = namespace === undefined ? '' : ` ${space}="${escaped(namespace)}"`;
    const [attributes, inside] = partsOf(schema, value);
    return `<${tag}${declared}${attributes}>${inside}</${tag}>`;
  }

  function partsOf(
    schema: JsonSchema,
    value: unknown,
  ): readonly [attributes: string, inside: string] {
    if (Array.isArray(value)) {
      const items = itemsOf(schema);
      return ['', value.map((each) => element(items, 'item', each)).join('')];
    }
    if (!isSchema(value)) return ['', value === null ? '' : escaped(String(value))];
    const properties = new Map(propertiesOf(schema));
    let [attributes, inside] = ['', ''];
    for (const [name, each] of Object.entries(value)) {
      const own = flatten(document, properties.get(name) ?? {});
      const xml = xmlOf(own);
      const isScalar = typeof each !== 'object' || each === null;
      if (xml.isAttribute && isScalar) {
        attributes += ` ${named(xml.name ?? name)}="${escaped(String(each))}"`;
      } else if (Array.isArray(each) && !xml.isWrapped) {
        inside += each.map((item) => element(itemsOf(own), name, item)).join('');
      } else inside += element(own, name, each);
    }
    return [attributes, inside];
  }

  function itemsOf({ items }: JsonSchema): JsonSchema {
    return isSchema(items) ? flatten(document, items) : {};
  }
}
