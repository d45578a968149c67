/** A document that breaks no rule, and a configuration with all of them. */
import { type Config, createConfig } from '@redocly/openapi-core';
import contractPlugin from '../plugin.ts';

export const limitHeaders = [
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'RateLimit-Policy',
  'RateLimit',
];

/** All rules of the toolkit. */
const ownRules = {
  'contract/example-present': 'error',
  'contract/header-example-valid': 'error',
  'contract/no-free-keys': 'error',
  'contract/problem-json': 'error',
  'contract/property-name-case': 'error',
  'contract/rate-limit-declared': 'error',
  'contract/rate-limit-headers': {
    severity: 'error',
    headers: limitHeaders,
    refusal: ['Retry-After'],
  },
  'contract/refusal-listed': 'error',
  'contract/scope-declared': 'error',
  'contract/ambiguous-paths': 'error',
  'contract/ref-siblings': 'error',
  'contract/scheme-declared': 'error',
  'contract/success-listed': 'error',
} as const;

/** The toolkit's rules alone. */
export const own: Config = await createConfig({
  plugins: [contractPlugin()],
  rules: ownRules,
});

export const strictest: Config = await createConfig({
  plugins: [contractPlugin()],
  extends: ['recommended-strict', 'contract/recommended'],
  rules: ownRules,
});

/** A document that breaks no rule, new for each case, so that a case may break it. */
export function soundDocument() {
  const limit = Object.fromEntries(
    limitHeaders.map((name) => [name, { schema: { type: 'string' } }]),
  );
  const problem = (status: number) => ({
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      example: { status },
    },
  });
  const retryAfter = { schema: { type: 'integer', minimum: 1 }, example: 42 };
  return {
    openapi: '3.1.1',
    info: { title: 'Birds', version: '1.0.0', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: 'https://birds.test' }],
    'x-rate-limits': [{ policy: 'birds', limit: 10, window: 60 }],
    'x-scopes': [{ scope: 'birds:write' }],
    paths: {
      '/birds/{bird_id}': {
        put: {
          operationId: 'birds.put',
          summary: 'Change a bird',
          security: [{ Key: ['birds:write'] }],
          'x-rate-limit': 'birds',
          parameters: [{ name: 'bird_id', in: 'path', required: true, schema: { type: 'string' } }],
          requestBody: {
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Bird' } },
            },
          },
          responses: {
            200: {
              description: 'The bird',
              headers: { ...limit },
              content: {
                'application/json': {
                  schema: { $ref: '#/components/schemas/Bird' },
                  example: { wing_span: 30, nests: [{ in_use: true }] },
                },
              },
            },
            400: { description: 'No', content: problem(400) },
            429: {
              description: 'Wait',
              headers: { ...limit, 'Retry-After': { ...retryAfter } },
              content: problem(429),
            },
          },
        },
      },
    },
    components: {
      securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
      schemas: {
        Bird: {
          type: 'object',
          properties: {
            wing_span: { type: 'integer' },
            nests: { type: 'array', items: { $ref: '#/components/schemas/Nest' } },
          },
        },
        Nest: { type: 'object', properties: { in_use: { type: 'boolean' } } },
        Problem: { type: 'object', properties: { status: { type: 'integer' } } },
      },
    },
  };
}
