/**
 * The media types of an operation's body, and which of them a request has.
 *
 * @module
 */
import type { RouteConfig } from '@hono/zod-openapi';
import { z } from 'zod';
import { essenceOf, isJson, type Operation, wireBodyIn } from '../operation.ts';
import type { WireParameter } from '../parameters/wire.ts';
import { type Parse, parserOf } from '../zod/reader.ts';

/** How a body is read. Text and bytes reach the handler as a stream, if they are not one of several. */
export type BodyKind = 'json' | 'form' | 'multipart' | 'text' | 'bytes';

/** A media type that an operation accepts. */
export type Media = {
  /** As the document has it. */
  readonly name: string;
  /** In lower case, without parameters; it may be a range such as `image/*`. */
  readonly essence: string;
  readonly kind: BodyKind;
  /** Undefined for bytes, and for anything that the generator left unchecked. */
  readonly schema: z.ZodType | undefined;
  /** `safeParse` of the schema. */
  readonly parse: Parse | undefined;
  /** The fields of a form that are no files; undefined if they are not known. */
  readonly fields: readonly WireParameter[] | undefined;
};

/** The body of an operation. */
export type BodyPlan = {
  readonly media: readonly Media[];
  readonly isRequired: boolean;
  /** Whether the handler gets the media type with the value. */
  readonly isUnion: boolean;
};

/** Media types that allow any content. */
const anything = ['application/octet-stream', '*/*'];

function kindOf(essence: string): BodyKind {
  if (isJson(essence)) return 'json';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence === 'multipart/form-data') return 'multipart';
  return essence.startsWith('text/') && !essence.includes('*') ? 'text' : 'bytes';
}

/** @param fields the schema of the fields of a multipart form */
export function bodyPlanOf(
  { body }: Operation,
  request: RouteConfig['request'],
  fields: z.ZodType | undefined,
): BodyPlan | undefined {
  if (!body) return undefined;
  const wire = wireBodyIn(request);
  const content = new Map<string, unknown>(Object.entries(request?.body?.content ?? {}));
  const media = body.mediaTypes.map((name): Media => {
    const essence = essenceOf(name);
    const kind = kindOf(essence);
    const own =
      kind === 'multipart' ? fields : (wire.schemas?.[name] ?? schemaIn(content.get(name)));
    const schema = own instanceof z.ZodType ? own : undefined;
    const parse = schema && parserOf(schema);
    return { name, essence, kind, schema, parse, fields: wire.fields?.[name] };
  });
  const isJsonOnly = media.every(({ kind }) => kind === 'json');
  const isUnion = media.length > 1 && (!isJsonOnly || wire.isUnion === true);
  return { media, isRequired: body.required, isUnion };
}

const schemaIn = (media: unknown): unknown =>
  typeof media === 'object' && media !== null ? Reflect.get(media, 'schema') : undefined;

/** Whether a handler may get the body as a stream, so that only it knows what was sent. */
export const isStreamed = ({ media, isUnion }: BodyPlan): boolean =>
  media.some(({ kind }) => ['multipart', 'bytes'].includes(kind) || (kind === 'text' && !isUnion));

/**
 * The documented media type of a body: the type itself, else a range (RFC 9110, section 12.5.1).
 *
 * @param contentType the header of the request
 */
export function mediaFor({ media, isUnion }: BodyPlan, contentType: string): Media | undefined {
  const given = essenceOf(contentType);
  const kind = given.split('/')[0] ?? '';
  const compact = (text: string) => text.toLowerCase().replaceAll(/\s/g, '');
  const found =
    // Versions of a media type may differ only by a parameter.
    media.find(({ name }) => name.includes(';') && compact(name) === compact(contentType)) ??
    media.find(({ essence }) => essence === given) ??
    media.find(({ essence }) => given !== '' && essence === `${kind}/*`) ??
    media.find(({ essence }) => essence === '*/*');
  if (found || (isUnion && given !== '')) return found;
  // Bytes may be of any type, and need none.
  const isRaw = media.every((each) => each.kind === 'bytes' || each.kind === 'text');
  return isRaw || given === ''
    ? media.find(({ essence }) => anything.includes(essence))
    : undefined;
}

/** Whether an operation describes bodies of the media type that a request has, or lacks. */
export function takesMedia({ body }: Operation, contentType: string | undefined): boolean {
  if (contentType === undefined) return body?.required !== true;
  const given = essenceOf(contentType);
  const [kind = ''] = given.split('/');
  const fitting = [given, `${kind}/*`, '*/*'];
  return body?.mediaTypes.some((each) => fitting.includes(essenceOf(each))) === true;
}
