/**
 * How a client writes and reads bodies of a media type.
 *
 * @module
 */
import { essenceOf } from '../../contract/mediaTypes.ts';
import { type Document, isSchema, type MediaType } from '../../document/model.ts';
import { possibleTypes } from '../../schema/possibleTypes.ts';
import { isEvents, isRange, isSequence, kindOf } from '../server/types/mediaTypes.ts';
import type { BodyKind, ResponseKind } from './clientModel.ts';

/** Media types of text whose names do not begin with `text/`. */
const TEXTS =
  /^application\/(?:(?:[\w.-]+\+)?(?:xml|yaml)|x-yaml|(?:x-)?javascript|ecmascript|graphql|sql|toml|x-sh|x-www-form-urlencoded|jwt|[\w.-]+\+jwt)$/;

/** Media types of files in formats of their own. */
const BINARY =
  /^application\/(?:octet-stream|pdf|zip|gzip|x-(?:gzip|tar|bzip2?|7z-compressed|zip-compressed)|msword|vnd\.(?:ms-|openxmlformats-|oasis\.opendocument))/;

/** How a body of a media type is written. */
export function bodyKindOf(document: Document, mediaType: string, media: MediaType): BodyKind {
  if (isSequence(mediaType)) return 'items';
  const kind = kindOf(mediaType);
  if (kind !== 'bytes') return kind;
  if (isRange(mediaType)) return ofAny(document, mediaType, media);
  return isText(mediaType) ? 'text' : ofOther(document, mediaType, media);
}

/** How the body of a response of a media type is read. */
export function responseKindOf(
  document: Document,
  mediaType: string,
  media: MediaType,
): ResponseKind {
  if (isEvents(mediaType)) return 'events';
  if (isSequence(mediaType) || isJsonStream(mediaType)) return 'items';
  const kind = kindOf(mediaType);
  if (kind === 'json' || kind === 'text') return kind;
  if (isRange(mediaType)) return ofAny(document, mediaType, media);
  if (isText(mediaType)) return 'text';
  // what is received has the format that its media type names, whatever the schema says
  return BINARY.test(essenceOf(mediaType)) ? 'bytes' : ofOther(document, mediaType, media);
}

/** What Spring has sent for JSON Lines; despite its name, it is no JSON text. */
const isJsonStream = (mediaType: string): boolean =>
  essenceOf(mediaType) === 'application/stream+json';

const isText = (mediaType: string): boolean => TEXTS.test(essenceOf(mediaType));

/**
 * A type that is neither JSON nor text, such as `message/cpim`: JSON if its schema describes an object or a
 * list, which nothing else says how to write.
 */
function ofOther(document: Document, mediaType: string, { schema }: MediaType): 'json' | 'bytes' {
  if (!isSchema(schema) || /^(image|audio|video|font)\//.test(essenceOf(mediaType))) return 'bytes';
  const types = [...possibleTypes(document, schema)];
  const isStructure = types.length > 0 && types.every((each) => /^(object|array)$/.test(each));
  return isStructure ? 'json' : 'bytes';
}

/** Any type that has the schema of an object or a list is JSON in fact; frameworks write it so. */
function ofAny(
  document: Document,
  mediaType: string,
  { schema }: MediaType,
): 'json' | 'text' | 'bytes' {
  const essence = essenceOf(mediaType);
  if (essence.startsWith('text/')) return 'text';
  if (essence !== '*/*' && essence !== 'application/*') return 'bytes';
  if (!isSchema(schema)) return 'bytes';
  const types = possibleTypes(document, schema);
  return types.size > 0 && !types.has('string') ? 'json' : 'bytes';
}
