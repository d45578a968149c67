/**
 * What the items of a stream of server-sent events are.
 *
 * @module
 */
import { isSchema, type JsonSchema } from '../../document/model.ts';
import { resolvedOr } from '../../document/targets.ts';

/** The fields of an event (HTML Living Standard, section 9.2.6). */
const fields = new Set(['event', 'data', 'id', 'retry', 'comment']);

/** The items of a stream of events. */
export type EventItems = {
  /** Of each item. */
  readonly schema: JsonSchema | boolean;
  /** Whether items are events with their fields, and not just their data. */
  readonly isWhole: boolean;
  /** Whether data is parsed. */
  readonly data: 'json' | 'text';
};

/** An event about which the document says nothing. */
const unknownEvent: JsonSchema = {
  type: 'object',
  required: ['data'],
  properties: {
    event: { type: 'string', description: 'The type of the event; `message` by default' },
    data: { type: 'string' },
    id: { type: 'string' },
  },
};

/**
 * Reads the schema of a stream of events: that of each event, with `data` (OpenAPI 3.2.0, section
 * 4.14.4), or that of the data alone, as documents of earlier versions have it.
 */
export function dataOf(document: object, schema: JsonSchema | boolean | undefined): EventItems {
  const described = isSchema(schema) ? resolvedOr<JsonSchema>(document, schema, {}) : {};
  const properties = isSchema(described.properties) ? described.properties : {};
  const names = Object.keys(properties);
  if (Object.hasOwn(properties, 'data') && names.every((name) => fields.has(name))) {
    const data = isSchema(properties.data)
      ? resolvedOr<JsonSchema>(document, properties.data, {})
      : {};
    const isText = data.type === 'string' && !isJsonText(data);
    const content = isJsonText(data) ? (data.contentSchema ?? {}) : properties.data;
    return {
      schema: { ...described, properties: { ...properties, data: content } },
      isWhole: true,
      data: isText ? 'text' : 'json',
    };
  }
  const isUnknown = !isSchema(schema) || Object.keys(described).length === 0;
  if (isUnknown || described.type === 'string') {
    return { schema: unknownEvent, isWhole: true, data: 'text' };
  }
  return { schema, isWhole: false, data: 'json' };
}

const isJsonText = ({ contentMediaType }: JsonSchema): boolean =>
  typeof contentMediaType === 'string' && /[/+]json$/.test(contentMediaType);
