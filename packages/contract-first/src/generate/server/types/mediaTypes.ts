/**
 * The kinds of media types that a server reads and writes in ways of their own.
 *
 * @module
 */
import { essenceOf, isJson } from '../../../contract/mediaTypes.ts';
import { literal } from '../../typescript/literals.ts';
import { atom, type TypeText } from '../../typescript/types/typeText.ts';

export type MediaKind = 'json' | 'form' | 'multipart' | 'text' | 'bytes';

/** How a request's body of a media type is handed to a handler. */
export function kindOf(mediaType: string): MediaKind {
  const essence = essenceOf(mediaType);
  if (isJson(essence)) return 'json';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence === 'multipart/form-data') return 'multipart';
  return essence.startsWith('text/') && !essence.includes('*') ? 'text' : 'bytes';
}

/** Whether a response of a media type is a sequence of JSON values, one after another. */
export const isSequence = (mediaType: string): boolean =>
  /^application\/((x-)?(jsonl|jsonlines|ndjson)|([\w.-]+\+)?json-seq)$/.test(essenceOf(mediaType));
/** Whether a response of a media type is a stream of server-sent events. */
export const isEvents = (mediaType: string): boolean =>
  essenceOf(mediaType) === 'text/event-stream';

/** Whether a media type stands for several, such as `image/*`. */
export const isRange = (mediaType: string): boolean => mediaType.includes('*');

/** The type of a media type: a literal, or a pattern for a range. */
export function mediaTypeType(mediaType: string): TypeText {
  const essence = essenceOf(mediaType);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template in the generated code
  if (essence === '*/*') return atom('`${string}/${string}`');
  // Only of characters that cannot end a template or begin a part of it.
  const [, kind] = /^([\w.+-]+)\/\*$/.exec(essence) ?? [];
  if (kind !== undefined) return atom(`\`${kind}/\${string}\``);
  return atom(isRange(mediaType) ? 'string' : literal(mediaType));
}
