import type { NodeType, Plugin } from '@redocly/openapi-core';

type Types = Record<string, { readonly properties: Record<string, unknown> }>;

/** A type with further properties. */
const extended = (types: Types, name: string, properties: Record<string, unknown>) => {
  const type = types[name];
  return type ? { [name]: { ...type, properties: { ...type.properties, ...properties } } } : {};
};

/** What a field is, with further values. */
const withValue = (types: Types, name: string, field: string, value: string) => {
  const written = types[name]?.properties[field];
  if (typeof written !== 'object' || written === null || !('enum' in written)) return {};
  const values = written.enum;
  if (!Array.isArray(values) || values.includes(value)) return {};
  return extended(types, name, { [field]: { ...written, enum: [...values, value] } });
};

const otherWebhooks: NodeType = {
  properties: {},
  additionalProperties: (_value: unknown, key: string) =>
    key.startsWith('x-') ? undefined : 'PathItem',
};

/**
 * Corrects what Redocly (2.64) holds against valid documents: the flow `deviceAuthorization` stops it,
 * and it does not know `style: cookie` and nested encodings of OpenAPI 3.2, nor `type: file` of a
 * response of Swagger 2.0. Extensions in the extension `x-webhooks` of OpenAPI 3.0 may be anything.
 */
export const correctedTypes: Plugin = {
  id: 'contract-types',
  typeExtension: {
    oas3: (types, version) => {
      if (version === 'oas3_0') return { ...types, WebhooksMap: otherWebhooks };
      if (version !== 'oas3_2') return types;
      const known = types as unknown as Types;
      const nested = { encoding: 'EncodingMap', prefixEncoding: null, itemEncoding: 'Encoding' };
      const scopes = { type: 'object', additionalProperties: { type: 'string' } };
      return {
        ...types,
        ...withValue(known, 'Parameter', 'style', 'cookie'),
        ...extended(known, 'Encoding', nested),
        ...extended(known, 'DeviceAuthorization', { scopes }),
      } as typeof types;
    },
    oas2: (types) =>
      ({
        ...types,
        ...withValue(types as unknown as Types, 'Schema', 'type', 'file'),
      }) as typeof types,
  },
};
