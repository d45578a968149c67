/**
 * What the items of a stream of server-sent events are (OpenAPI 3.2, section 4.14.4.2).
 *
 * @module
 */
import { isSchema, type JsonSchema } from '../../document/model.ts';

type EventData = {
  readonly schema: JsonSchema | boolean;
  /** Whether the data of an event is JSON, and not text. */
  readonly isJson: boolean;
  /** Whether items are the data of events, or events, about which the document says nothing. */
  readonly item: 'data' | 'event';
};

/**
 * The data of the events of a stream: what `contentSchema` says of the property `data`, or the schema
 * itself if it has no such property, as documents before OpenAPI 3.2 have it.
 */
export function sseDataOf(
  schema: JsonSchema | boolean,
  itemSchema: JsonSchema | boolean | undefined,
): EventData {
  const event = itemSchema ?? schema;
  // Without a description, the type and the id of an event may matter as much as its data.
  if (!isSchema(event) || Object.keys(event).length === 0) {
    return { schema: true, isJson: false, item: 'event' };
  }
  const branches = [event.oneOf, event.anyOf].find((each) => Array.isArray(each));
  const inside = (Array.isArray(branches) ? branches : [event]).map(dataOf);
  if (inside.every((each) => each !== undefined)) {
    const schemas = inside.flatMap(({ contentSchema }) => contentSchema ?? []);
    if (schemas.length === 0) return { schema: true, isJson: false, item: 'data' };
    const [only] = schemas;
    const isOne = schemas.length === 1 && isSchema(only);
    return { schema: isOne ? only : { oneOf: schemas }, isJson: true, item: 'data' };
  }
  return { schema: event, isJson: event.type !== 'string', item: 'data' };
}

/** The property `data` of an event. */
function dataOf(event: unknown): JsonSchema | undefined {
  if (!isSchema(event) || !isSchema(event.properties)) return undefined;
  const { data } = event.properties;
  return isSchema(data) && ('contentSchema' in data || data.type === 'string') ? data : undefined;
}
