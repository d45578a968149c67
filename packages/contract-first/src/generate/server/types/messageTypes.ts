/**
 * The entry of a webhook or callback in `Webhooks` or `Callbacks`: what is sent, and what the receiver
 * may answer.
 *
 * @module
 */
import type {
  BoundOperation,
  MediaType,
  Parameter,
  RequestBody,
  Response,
} from '../../../document/model.ts';
import { commentOf } from '../../typescript/types/comment.ts';
import type { ComponentTypes } from '../../typescript/types/componentTypes.ts';
import { type TypeScope, typeOf } from '../../typescript/types/schemaType.ts';
import {
  arrayOf,
  atom,
  intersection,
  type Member,
  NEVER,
  objectOf,
  type TypeText,
  UNDEFINED,
  union,
} from '../../typescript/types/typeText.ts';
import { parametersIn } from '../parameters.ts';
import { parameterSchema } from '../wire.ts';
import { partsOf } from './bodyTypes.ts';
import { isEvents, isRange, isSequence, kindOf, mediaTypeType } from './mediaTypes.ts';
import { entryType, headersType, statusType } from './operationTypes.ts';

/** Headers of Standard Webhooks, which signing sets. */
const signed = new Set(['webhook-id', 'webhook-timestamp', 'webhook-signature']);

const BYTES = atom('kit.SentBytes');
const FILE = atom('kit.FormFile');

/** The type of the entry of one webhook or callback. */
export function messageType(bound: BoundOperation, types: ComponentTypes): TypeText {
  // What is sent has the form of a response, and what is answered that of a request.
  const sent = types.scope('response');
  const parameters = (...places: readonly string[]) =>
    parametersType(parametersIn(bound, ...places), sent);
  return entryType({
    query: parameters('query', 'querystring'),
    headers: parameters('header'),
    cookies: parameters('cookie'),
    content: contentType(bound.requestBody, sent),
    answers: answersType(bound, types.scope('request')),
  });
}

/** The parameters of one place by their names in the document; undefined if there are none. */
function parametersType(parameters: readonly Parameter[], scope: TypeScope): TypeText {
  if (parameters.length === 0) return UNDEFINED;
  const members = parameters.map((parameter): Member => {
    const { in: place, name, required, description } = parameter;
    const isSigned = place === 'header' && signed.has(name.toLowerCase());
    return {
      name,
      type: typeOf(parameterSchema(parameter), scope),
      isOptional: required !== true || isSigned,
      comment: commentOf(description),
    };
  });
  return objectOf(members);
}

/** The body with its media type; several are a union, of which the first need not be named. */
function contentType(body: RequestBody | undefined, scope: TypeScope): TypeText {
  const media = Object.entries(body?.content ?? {});
  const none: Member[] = [
    { name: 'body', type: NEVER, isOptional: true },
    { name: 'mediaType', type: NEVER, isOptional: true },
  ];
  if (!body || media.length === 0) return objectOf(none);
  const present = media.map(([mediaType, each], at) =>
    objectOf([
      { name: 'body', type: sentType(mediaType, each, scope), isOptional: false },
      {
        name: 'mediaType',
        type: mediaTypeType(mediaType),
        isOptional: at === 0 && !isRange(mediaType),
      },
    ]),
  );
  return union(body.required ? present : [...present, objectOf(none)]);
}

/** What is passed as a body. */
function sentType(
  mediaType: string,
  { schema, itemSchema }: MediaType,
  scope: TypeScope,
): TypeText {
  if (isSequence(mediaType) || (isEvents(mediaType) && itemSchema !== undefined)) {
    const items = atom(`kit.Items<${typeOf(itemSchema, scope).text}>`);
    return union([items, BYTES]);
  }
  switch (kindOf(mediaType)) {
    case 'json':
    case 'form':
      return typeOf(schema, scope);
    case 'multipart':
      return formType(schema, scope);
    default:
      return BYTES;
  }
}

/** The fields and files of a multipart form. */
function formType(schema: MediaType['schema'], scope: TypeScope): TypeText {
  const { fields, files } = partsOf(schema, scope);
  if (files.length === 0) return fields;
  const members = files.map(({ name, isList, isRequired }) => ({
    name,
    type: isList ? arrayOf(FILE) : FILE,
    isOptional: !isRequired,
  }));
  return intersection([fields, objectOf(members)]);
}

/** The answers that the document lists; any if it lists none. */
function answersType({ responses }: BoundOperation, scope: TypeScope): TypeText {
  const statuses = Object.keys(responses);
  const listed = statuses.length > 0 ? Object.entries(responses) : [['default', {}] as const];
  return union(
    listed.flatMap(([status, response]) =>
      answerTypes(statusType(status, statuses), response as Response, scope),
    ),
  );
}

function answerTypes(status: TypeText, response: Response, scope: TypeScope): TypeText[] {
  const media = Object.entries(response.content ?? {});
  const answer = (members: readonly Member[]) =>
    objectOf([
      { name: 'status', type: status, isOptional: false },
      ...members,
      headersType(response, scope),
    ]);
  if (media.length === 0) {
    return [
      answer([
        { name: 'body', type: NEVER, isOptional: true },
        { name: 'mediaType', type: NEVER, isOptional: true },
      ]),
    ];
  }
  return media.map(([mediaType, each]) =>
    answer([
      { name: 'body', type: answeredType(mediaType, each, scope), isOptional: false },
      { name: 'mediaType', type: mediaTypeType(mediaType), isOptional: false },
    ]),
  );
}

/** What is returned as the body of an answer. */
function answeredType(mediaType: string, { schema }: MediaType, scope: TypeScope): TypeText {
  switch (kindOf(mediaType)) {
    case 'json':
      return typeOf(schema, scope);
    case 'text':
      return atom('string');
    default:
      return atom(isRange(mediaType) ? 'unknown' : 'Uint8Array<ArrayBuffer>');
  }
}
