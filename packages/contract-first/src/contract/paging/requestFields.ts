import {
  type BoundOperation,
  type Document,
  isSchema,
  type JsonSchema,
} from '../../document/model.ts';
import { flatten, propertiesOf } from '../../schema/flatten.ts';
import { possibleTypes } from '../../schema/possibleTypes.ts';
import { keyOf } from './responseFields.ts';

/** A query parameter, or a property of the body, that may choose the page. */
export type RequestField = {
  readonly name: string;
  readonly in: 'query' | 'body';
  /** Its name in lower case without separators. */
  readonly key: string;
  /** That of what is in its brackets or after its dot: `currentpage` of `searchCriteria[currentPage]`. */
  readonly lastKey: string;
  readonly schema: JsonSchema;
  readonly description: string;
  readonly isNumber: boolean;
  readonly isText: boolean;
};

/** What a request sends that may choose the page; the properties of a JSON body first. */
export function requestFields(document: Document, bound: BoundOperation): RequestField[] {
  const [, media] =
    Object.entries(bound.requestBody?.content ?? {}).find(([type]) => /json/i.test(type)) ?? [];
  const body = isSchema(media?.schema) ? propertiesOf(flatten(document, media.schema)) : [];
  const query = bound.parameters.filter(({ in: place }) => place === 'query');
  return [
    ...body.map(([name, schema]) => fieldOf(document, name, 'body', schema, undefined)),
    ...query.map(({ name, schema = {}, description }) =>
      fieldOf(document, name, 'query', schema, description),
    ),
  ];
}

function fieldOf(
  document: Document,
  name: string,
  place: RequestField['in'],
  written: JsonSchema,
  description: string | undefined,
): RequestField {
  const schema = flatten(document, written);
  const types = possibleTypes(document, written);
  const isUnknown = types.size === 0;
  return {
    name,
    in: place,
    key: keyOf(name),
    lastKey: lastKeyOf(name),
    schema,
    description: description ?? (typeof schema.description === 'string' ? schema.description : ''),
    isNumber: isUnknown || types.has('integer') || types.has('number'),
    isText: isUnknown || types.has('string'),
  };
}

function lastKeyOf(name: string): string {
  const parts = name.split(/[.[\]]+/).filter((part) => part !== '');
  // `filter[offset]` is a property of what is sought
  const isFilter = /^(?:filters?|where|query)$/i.test(parts[0] ?? '');
  return keyOf(isFilter ? name : (parts.at(-1) ?? name));
}

/** Whether a field has one of these names. */
export const isNamed = (
  { key, lastKey }: Pick<RequestField, 'key' | 'lastKey'>,
  names: ReadonlySet<string>,
): boolean => names.has(key) || names.has(lastKey);

const sizes: ReadonlySet<string> = new Set(
  (
    'limit perpage pagesize size maxresults maxitems max top count take rows results resultsperpage ' +
    'pagelimit pagesizelimit itemsperpage numresults recordsperpage maxrecords pagecount first ' +
    'maxresultsperpage numitems limitresults pagemax hitsperpage'
  ).split(' '),
);

const textSizes: ReadonlySet<string> = new Set(['limit', 'perpage', 'pagesize', 'maxresults']);
const rareSizes: ReadonlySet<string> = new Set(['numbertoread', 'maxcount', 'rowcount']);

/** The field for the number of items in a page. */
export const sizeOf = (fields: readonly RequestField[]): RequestField | undefined =>
  fields.find((field) => isNamed(field, sizes) && field.isNumber) ??
  // A count that is described as text, as some documents have every parameter.
  fields.find((field) => isNamed(field, textSizes)) ??
  fields.find((field) => isNamed(field, rareSizes) && field.isNumber);
