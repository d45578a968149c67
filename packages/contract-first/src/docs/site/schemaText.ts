/**
 * What a schema says in words: its type on a line, and its other rules as notes.
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { flatten, typesOf } from '../../schema/flatten.ts';
import type { Inline, Line } from './blocks.ts';

/** The page of a component's schema; undefined if it has none. */
export type SchemaPages = (
  reference: string,
) => { readonly page: string; readonly name: string } | undefined;

/** How deep types are written out on a line. */
const DEEPEST = 3;
/** How many alternatives are named on a line. */
const MOST_NAMED = 4;

/** The type of a schema's values on a line, with links to the pages of components. */
export function typeLine(document: Document, schema: unknown, pages: SchemaPages, depth = 0): Line {
  if (schema === true || schema === undefined) return ['any value'];
  if (!isSchema(schema)) return ['no value'];
  const { $ref } = schema;
  const linked = typeof $ref === 'string' ? pages($ref) : undefined;
  if (linked) return [{ text: linked.name, page: linked.page }];
  if (depth > DEEPEST) return ['…'];
  const flat = flatten(document, schema);
  const inner = (part: unknown) => typeLine(document, part, pages, depth + 1);
  if (Object.hasOwn(flat, 'const')) return [{ code: JSON.stringify(flat.const) }];
  const types = typesOf(flat);
  const alternatives = alternativesOf(flat);
  if (alternatives && isLineOfAlternatives(types)) {
    const words = Array.isArray(flat.oneOf) ? 'one of ' : '';
    const lines = alternatives.map(inner);
    if (lines.length > MOST_NAMED) return [`${words}${lines.length} alternatives`];
    return joined(lines, ' or ', words);
  }
  if (types.length === 0)
    return Array.isArray(flat.enum) ? ['one of the listed values'] : ['any value'];
  return joined(
    types.map((type): Line => {
      if (type === 'array') {
        if (Array.isArray(flat.prefixItems)) return ['array of fixed items'];
        return flat.items === undefined ? ['array'] : ['array of ', ...inner(flat.items)];
      }
      if (type === 'object' && !isSchema(flat.properties) && isSchema(flat.additionalProperties)) {
        return ['map of ', ...inner(flat.additionalProperties)];
      }
      const isFormatted = typeof flat.format === 'string' && type !== 'object' && type !== 'null';
      return [isFormatted ? `${type} (${String(flat.format)})` : type];
    }),
    ' or ',
  );
}

function joined(lines: readonly Line[], between: string, before = ''): Line {
  const parts = lines.flatMap((line, at): Inline[] => (at === 0 ? [...line] : [between, ...line]));
  return before ? [before, ...parts] : parts;
}

/** The schemas of which one, or some, must accept a value: those that the line of a type names. */
export const alternativesOf = ({ oneOf, anyOf }: JsonSchema): readonly unknown[] | undefined =>
  Array.isArray(oneOf) ? oneOf : Array.isArray(anyOf) ? anyOf : undefined;

const isLineOfAlternatives = (types: readonly string[]): boolean =>
  types.length !== 1 || types[0] === 'object';

/** Whether the line of a type names each of its alternatives, and says all about them. */
export const lineNamesAll = (schema: JsonSchema): boolean => {
  const alternatives = alternativesOf(schema) ?? [];
  return (
    isLineOfAlternatives(typesOf(schema)) &&
    alternatives.length <= MOST_NAMED &&
    alternatives.every((each) => !isSchema(each) || isReference(each) || !hasText(each))
  );
};

const isReference = ({ $ref }: JsonSchema): boolean => typeof $ref === 'string';
const hasText = ({ title, description }: JsonSchema): boolean =>
  title !== undefined || description !== undefined;

/** Keywords that are shown elsewhere, or say nothing about values. */
const shown = new Set([
  ...[
    'type',
    'format',
    'properties',
    'required',
    'items',
    'prefixItems',
    'patternProperties',
    'oneOf',
    'anyOf',
  ],
  ...[
    'allOf',
    '$ref',
    'title',
    'description',
    'deprecated',
    'readOnly',
    'writeOnly',
    'const',
    'discriminator',
  ],
  ...[
    '$defs',
    'definitions',
    '$comment',
    '$id',
    '$schema',
    '$anchor',
    '$dynamicAnchor',
    'xml',
    'nullable',
  ],
  ...[
    'externalDocs',
    'enum',
    'default',
    'example',
    'examples',
    'additionalProperties',
    'dependentRequired',
  ],
]);

const words: Readonly<Record<string, string>> = {
  minimum: 'At least',
  maximum: 'At most',
  exclusiveMinimum: 'More than',
  exclusiveMaximum: 'Less than',
  multipleOf: 'A multiple of',
  minLength: 'Minimum length',
  maxLength: 'Maximum length',
  pattern: 'Pattern',
  minItems: 'Minimum number of items',
  maxItems: 'Maximum number of items',
  minProperties: 'Minimum number of properties',
  maxProperties: 'Maximum number of properties',
  contentMediaType: 'Content type',
  contentEncoding: 'Encoding',
};

/** How many listed values are shown. */
const MOST_VALUES = 60;

/** The rules of a schema that its type and its properties do not show. None of its keywords is left out. */
export function schemaNotes(document: Document, schema: JsonSchema): Line[] {
  const flat = flatten(document, schema);
  const notes: Line[] = [];
  const values: readonly unknown[] = Array.isArray(flat.enum) ? flat.enum : [];
  if (values.length > 0) {
    const some = values
      .slice(0, MOST_VALUES)
      .flatMap((value): Inline[] => [' ', { code: valueText(value) }]);
    notes.push([
      'One of',
      ...some,
      values.length > MOST_VALUES ? ` and ${values.length - MOST_VALUES} more` : '',
    ]);
  }
  if (Object.hasOwn(flat, 'default')) notes.push(['Default ', { code: valueText(flat.default) }]);
  for (const [keyword, value] of Object.entries(flat)) {
    if (shown.has(keyword) || keyword.startsWith('x-')) continue;
    const label = Object.hasOwn(words, keyword) ? words[keyword] : undefined;
    if (label) notes.push([`${label} `, { code: String(value) }]);
    else if (keyword === 'uniqueItems') value === true && notes.push(['Items are unique']);
    else notes.push(['Rule ', { code: `${keyword}: ${shortJson(value)}` }]);
  }
  if (flat.additionalProperties === false) notes.push(['No other properties']);
  if (isSchema(flat.dependentRequired)) {
    for (const [name, needed] of Object.entries(flat.dependentRequired)) {
      notes.push([
        'With ',
        { code: name },
        ', also ',
        { code: [needed].flat().join(', ') },
        ' is required',
      ]);
    }
  }
  const example = Array.isArray(flat.examples) ? flat.examples[0] : flat.example;
  if (example !== undefined && (typeof example !== 'object' || example === null)) {
    notes.push(['Example ', { code: valueText(example) }]);
  }
  if (isSchema(flat.externalDocs) && typeof flat.externalDocs.url === 'string') {
    notes.push([{ text: 'More about this', url: flat.externalDocs.url }]);
  }
  return notes;
}

/** A value as a reader would type it: a text without quotes, unless it would not be seen. */
export const valueText = (value: unknown): string =>
  typeof value === 'string' && value.trim() === value && value !== '' ? value : shortJson(value);

function shortJson(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
