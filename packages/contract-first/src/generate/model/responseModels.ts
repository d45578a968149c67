/**
 * The responses of an operation as a client reads them.
 *
 * @module
 */
import {
  type BoundOperation,
  type Document,
  type Header,
  isSchema,
  type JsonSchema,
  type MediaType,
  resolve,
} from '../../document/model.ts';
import { resolvedOr } from '../../document/targets.ts';
import type { ResponseAlternative, ResponseModel } from './clientModel.ts';
import { eventItemsOf } from './eventItems.ts';
import { responseKindOf } from './mediaKinds.ts';

/** The responses of an operation, in the order of the document. */
export function responseModels(document: Document, { responses }: BoundOperation): ResponseModel[] {
  const hasSuccess = Object.keys(responses).some((status) => /^2/.test(status));
  return Object.entries(responses).map(
    ([status, response]): ResponseModel => ({
      status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
      isSuccess: /^2/.test(status) || (/^default$/i.test(status) && !hasSuccess),
      description: response.description,
      headers: Object.fromEntries(
        Object.entries(response.headers ?? {}).map(([name, header]) => [
          name,
          resolve<Header>(document, header),
        ]),
      ),
      alternatives: alternativesOf(document, response.content ?? {}),
    }),
  );
}

/** Bodies by media type; JSON first, if there is a choice. */
export function alternativesOf(
  document: Document,
  content: Readonly<Record<string, MediaType>>,
): ResponseAlternative[] {
  return Object.entries(content)
    .map(([mediaType, media]): ResponseAlternative => {
      const { schema, itemSchema } = media;
      const kind = responseKindOf(document, mediaType, media);
      return {
        mediaType,
        kind,
        schema: schema ?? {},
        itemSchema: itemSchema ?? (kind === 'items' ? eachOf(document, schema) : undefined),
        events: kind === 'events' ? eventItemsOf(document, itemSchema ?? schema) : undefined,
      };
    })
    .sort((a, b) => Number(b.kind === 'json') - Number(a.kind === 'json'));
}

/** Documents before OpenAPI 3.2 describe a sequence as a list, or describe each item of it. */
function eachOf(
  document: Document,
  schema: JsonSchema | boolean | undefined,
): JsonSchema | boolean | undefined {
  if (!isSchema(schema)) return schema;
  const { type, items } = resolvedOr<JsonSchema>(document, schema, {});
  const isItems = isSchema(items) || typeof items === 'boolean';
  return type === 'array' && isItems ? items : schema;
}
