import openapi from '@file-organizer/spec/openapi.json' with { type: 'json' };
import type { TryContract, TryField, TryOperation } from './browser/tryOperation.ts';

type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly description?: string;
  readonly contentMediaType?: string;
  readonly items?: Schema;
  readonly examples?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
};

type Parameter = {
  readonly name: string;
  readonly in: TryField['in'];
  readonly required?: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema: Schema;
};

type Media = { readonly schema: Schema; readonly example?: unknown };

type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly responses: Readonly<Record<string, unknown>>;
};

/** What a reference stands for. */
function resolve<Value>(value: Value | { readonly $ref: string }): Value {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return value as Value;
  const [, ...steps] = value.$ref.split('/');
  // The bundled contract refers to nothing but its own components.
  return steps.reduce<unknown>(
    (at, step) => (at as Record<string, unknown>)[step],
    openapi,
  ) as Value;
}

function fieldOf(parameter: Parameter): TryField {
  const { name, required = false, description, example } = parameter;
  const schema = resolve(parameter.schema);
  const isBoolean = schema.type === 'boolean';
  const shown = example ?? schema.examples?.[0] ?? schema.default ?? '';
  return {
    name,
    in: parameter.in,
    required,
    about: firstSentence(description ?? schema.description ?? ''),
    example: String(shown),
    choices: isBoolean ? ['true', 'false'] : (schema.enum ?? []).map(String),
    isFile: isBytes(schema.items ? resolve(schema.items) : schema),
  };
}

const isBytes = ({ format, contentMediaType }: Schema): boolean =>
  format === 'binary' || contentMediaType !== undefined;

/** The rest is in the reference. */
const firstSentence = (text: string): string => text.replace(/(?<=[^.]{12})[.:;] [\s\S]*$/, '');

function bodyOf({ requestBody }: Operation): TryOperation['body'] {
  const [[mediaType, media] = []] = Object.entries(requestBody?.content ?? {});
  if (mediaType === undefined || media === undefined) return undefined;
  if (mediaType === 'application/json') {
    return { mediaType, example: JSON.stringify(media.example ?? {}, null, 2) };
  }
  if (mediaType !== 'multipart/form-data') return { mediaType };
  const { properties = {}, required = [] } = resolve(media.schema);
  const fields = Object.entries(properties).map(([name, schema]) =>
    fieldOf({ name, in: 'form', required: required.includes(name), schema: resolve(schema) }),
  );
  return { mediaType, fields };
}

type SecurityScheme = { readonly type: string; readonly in?: string; readonly name?: string };

/** Schemes whose credential goes into a header; the others are for WebSockets. */
const schemes = Object.entries<SecurityScheme>(openapi.components.securitySchemes).flatMap(
  ([name, { type, in: place, name: header = '' }]) => {
    if (type === 'http') return [{ name, header: 'Authorization', prefix: 'Bearer ' }];
    return place === 'header' ? [{ name, header, prefix: '' }] : [];
  },
);

const operations = Object.entries(openapi.paths).flatMap(([path, item]) =>
  Object.entries(item as Readonly<Record<string, Operation>>).flatMap(([method, operation]) => {
    const { operationId, summary, tags, parameters = [], security = [], responses } = operation;
    // A handshake is not for `fetch`.
    if (operationId === undefined || '101' in responses) return [];
    const body = bodyOf(operation);
    return [
      {
        id: operationId,
        tag: tags[0] ?? '',
        summary,
        method: method.toUpperCase(),
        path,
        parameters: parameters.map((each) => fieldOf(resolve<Parameter>(each))),
        needsCredential: security.length > 0,
        ...(body && { body }),
      },
    ];
  }),
);

/** All that the console needs of the contract. */
export const tryContract: TryContract = {
  server: openapi.servers[0]?.url ?? '',
  schemes,
  operations,
};
