import { isPart, type Part } from '../structure.ts';
import { setField } from '../tree.ts';
import type { Swagger } from './swaggerDocument.ts';
import { collectionStyle, schemaIn } from './swaggerParameters.ts';

const JSON_TYPE = 'application/json';

/** A response with its schema under each media type that the operation produces. */
export function responseOf(
  swagger: Swagger,
  response: Part,
  produces: readonly string[] | undefined,
): Part {
  if (typeof response.$ref === 'string') return response;
  const { origins, report } = swagger;
  const { schema, headers, examples, ...same } = response;
  const content: Part = {};
  const hasBody = isPart(schema) || isPart(examples);
  if (hasBody) {
    const named = produces?.length ? produces : undefined;
    if (!named) {
      report(
        'media-type-assumed',
        origins.of(response),
        `The response has a body, but \`produces\` names no media type: ${JSON_TYPE} is assumed. Add \`produces\`.`,
      );
    }
    for (const mediaType of named ?? [JSON_TYPE]) {
      setField(content, mediaType, isPart(schema) ? { schema: bodySchema(schema) } : {});
    }
    for (const [mediaType, example] of Object.entries(isPart(examples) ? examples : {})) {
      if (mediaType.startsWith('x-')) continue;
      const media = Object.hasOwn(content, mediaType) ? content[mediaType] : undefined;
      setField(content, mediaType, {
        ...(isPart(media) ? media : isPart(schema) && { schema: bodySchema(schema) }),
        example,
      });
    }
  }
  return origins.made(response, {
    ...same,
    description: response.description ?? '',
    ...(isPart(headers) && { headers: headersOf(swagger, headers) }),
    ...(hasBody && { content }),
  });
}

/** `file` is the type of a response that is bytes. */
function bodySchema(schema: Part): Part {
  if (schema.type !== 'file') return schema;
  schema.type = 'string';
  schema.format = 'binary';
  return schema;
}

function headersOf({ origins, report }: Swagger, headers: Part): Part {
  const made: Part = {};
  for (const [name, header] of Object.entries(headers)) {
    if (!isPart(header)) continue;
    const { schema, rest } = schemaIn(header);
    const style = collectionStyle(header, 'header');
    if (style === undefined) {
      report(
        'collection-format',
        origins.of(header),
        `A header cannot be written with \`collectionFormat: ${String(header.collectionFormat)}\`: it is read as text.`,
      );
    }
    const text = style === undefined ? { type: 'string' } : schema;
    setField(made, name, origins.made(header, { ...rest, schema: origins.made(header, text) }));
  }
  return made;
}
