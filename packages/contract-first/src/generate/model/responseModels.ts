/**
 * The responses of an operation as a client reads them.
 *
 * @module
 */
import {
  type BoundOperation,
  type Document,
  type Header,
  type MediaType,
  resolve,
} from '../../document/model.ts';
import type { ResponseAlternative, ResponseModel } from './clientModel.ts';
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
    .map(
      ([mediaType, media]): ResponseAlternative => ({
        mediaType,
        kind: responseKindOf(document, mediaType, media),
        schema: media.schema ?? {},
        itemSchema: media.itemSchema,
      }),
    )
    .sort((a, b) => Number(b.kind === 'json') - Number(a.kind === 'json'));
}
