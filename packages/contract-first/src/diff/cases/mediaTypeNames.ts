import { type Case, type Json, operation } from './case.ts';

const text = { type: 'string' };
const media = (name: string, fields: Json = { schema: text }): Json => ({ [name]: fields });
const taking = (content: Json): Json => ({ requestBody: { required: true, content } });
const giving = (content: Json): Json => ({
  responses: { 200: { description: 'OK', content } },
});
const lines = 'application/jsonl';

/** Media types with other names and parameters, and schemas of bodies and streams that come and go. */
export const mediaTypeNames: readonly Case[] = [
  operation(
    'response of a more specific media type',
    true,
    ['response-media-type-removed', 'response-media-type-added'],
    [giving(media('application/json')), giving(media('application/problem+json'))],
  ),
  operation(
    'response of a more general media type',
    true,
    ['response-media-type-removed', 'response-media-type-added'],
    [giving(media('application/problem+json')), giving(media('application/json'))],
  ),
  operation(
    'response of another media type with the same suffix',
    true,
    ['response-media-type-removed', 'response-media-type-added'],
    [giving(media('application/hal+json')), giving(media('application/ld+json'))],
  ),
  operation(
    'parameter of a media type of a response added',
    true,
    ['response-media-type-removed', 'response-media-type-added'],
    [giving(media('application/json')), giving(media('application/json; version=1'))],
  ),
  operation(
    'parameter of a media type of a response removed',
    true,
    ['response-media-type-removed', 'response-media-type-added'],
    [giving(media('application/json; version=1')), giving(media('application/json'))],
  ),
  operation(
    'schema of a request removed',
    false,
    ['request-type-widened'],
    [taking(media('application/json')), taking(media('application/json', {}))],
  ),
  operation(
    'schema of a response added',
    false,
    ['response-type-narrowed'],
    [giving(media('application/json', {})), giving(media('application/json'))],
  ),
  operation(
    'item schema of a request stream added',
    true,
    ['request-type-narrowed'],
    [taking(media(lines, {})), taking(media(lines, { itemSchema: text }))],
  ),
  operation(
    'item schema of a request stream removed',
    false,
    ['request-type-widened'],
    [taking(media(lines, { itemSchema: text })), taking(media(lines, {}))],
  ),
  operation(
    'item schema of a response stream added',
    false,
    ['response-type-narrowed'],
    [giving(media(lines, {})), giving(media(lines, { itemSchema: text }))],
  ),
  operation(
    'item schema of a response stream removed',
    true,
    ['response-type-widened'],
    [giving(media(lines, { itemSchema: text })), giving(media(lines, {}))],
  ),
  operation(
    'parameter of a media type of a response changed',
    true,
    ['response-media-type-removed', 'response-media-type-added'],
    [giving(media('application/json; version=1')), giving(media('application/json; version=2'))],
  ),
  operation(
    'item schema of a list sent in parts removed',
    true,
    ['response-type-widened'],
    [
      giving(media(lines, { schema: { type: 'array' }, itemSchema: text })),
      giving(media(lines, { schema: { type: 'array' } })),
    ],
  ),
];
