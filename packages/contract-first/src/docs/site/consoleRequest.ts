import {
  type BoundOperation,
  type Document,
  isSchema,
  type MediaType,
} from '../../document/model.ts';
import { flatten, propertiesOf, requiredOf, typesOf } from '../../schema/flatten.ts';
import { credentialsOf } from './access.ts';
import type { ConsoleBody, ConsoleParameter, ConsoleRequest } from './blocks.ts';
import { bodyText, type Examples } from './examples.ts';
import { isFileField } from './fileFields.ts';

type Context = {
  readonly document: Document;
  readonly examples: Examples;
  readonly servers: readonly string[];
};

/** What the console of an operation needs to know. */
export function consoleRequest(bound: BoundOperation, context: Context): ConsoleRequest {
  const { document, examples, servers } = context;
  const { method, path, parameters, requestBody, security } = bound;
  return {
    method: method.toUpperCase(),
    path,
    servers,
    parameters: parameters.map((parameter): ConsoleParameter => {
      const schema = isSchema(parameter.schema) ? flatten(document, parameter.schema) : {};
      const types = typesOf(schema);
      const example = examples.ofParameter(parameter);
      const isQuery = parameter.in === 'query' || parameter.in === 'cookie';
      return {
        name: parameter.name,
        in: parameter.in,
        required: parameter.required === true,
        example: textOf(example),
        choices:
          types[0] === 'boolean'
            ? ['true', 'false']
            : Array.isArray(schema.enum)
              ? schema.enum.map(textOf)
              : [],
        style: parameter.style ?? (isQuery ? 'form' : 'simple'),
        explode: parameter.explode ?? isQuery,
        isList: types.includes('array'),
        isJson: parameter.content !== undefined || types.includes('object'),
      };
    }),
    bodies: Object.entries(requestBody?.content ?? {}).map(([type, media]) =>
      bodyOf(type, media, context),
    ),
    isBodyRequired: requestBody?.required === true,
    credentials: credentialsOf(document, security),
  };
}

function bodyOf(mediaType: string, media: MediaType, { document, examples }: Context): ConsoleBody {
  const [example] = examples.of(media, 'request');
  const text = example ? bodyText(example.value, mediaType) : '';
  const schema = isSchema(media.schema) ? flatten(document, media.schema) : {};
  const isForm = /^(?:multipart\/form-data|application\/x-www-form-urlencoded)/.test(mediaType);
  if (isForm) {
    const required = requiredOf(schema);
    const value = isSchema(example?.value) ? example.value : {};
    const fields = propertiesOf(schema).map(([name, property]) => {
      const isFile = isFileField(document, property);
      return {
        name,
        required: required.includes(name),
        isFile,
        example: isFile ? '' : textOf(value[name]),
      };
    });
    return { mediaType, example: '', fields, isFile: false };
  }
  const isText = /json|text|xml|yaml|csv|graphql/.test(mediaType);
  return { mediaType, example: text.length > 20_000 ? '' : text, isFile: !isText };
}

const textOf = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
