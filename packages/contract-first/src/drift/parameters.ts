import {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
  type Parameter,
  resolve,
} from '../document/model.ts';
import { booleanFromText, numberFromText } from '../schema/fromText.ts';

const separators: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' };

/** The schema of a parameter without a reference around it. */
export const schemaOf = (document: Document, { schema }: Parameter): JsonSchema | undefined =>
  isSchema(schema) ? resolve<JsonSchema>(document, schema) : undefined;

const typesOf = ({ type }: JsonSchema): readonly unknown[] => (Array.isArray(type) ? type : [type]);

/** Whether a parameter's value is an object, or may be one: how it is written is not read back. */
export function isComposed(document: Document, parameter: Parameter): boolean {
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

/** The values that the texts of a parameter can stand for; one of them has to fit its schema. */
export function readingsOf(
  document: Document,
  parameter: Parameter,
  texts: readonly string[],
): readonly unknown[] {
  const schema = schemaOf(document, parameter) ?? {};
  const isList = typesOf(schema).includes('array');
  const [first = ''] = texts;
  if (!isList) return scalars(first);
  const { style, explode = (style ?? 'form') === 'form' } = parameter;
  const separator = separators[style ?? ''] ?? ',';
  const isSplit = parameter.in !== 'query' || !explode;
  const parts = isSplit ? (first === '' ? [] : first.split(separator)) : texts;
  return [parts.map((part) => scalars(part)[0]), parts];
}

const scalars = (text: string): unknown[] => [
  ...new Set([numberFromText(text), booleanFromText(text), text]),
];
