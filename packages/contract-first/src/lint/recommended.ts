import type { Plugin } from '@redocly/openapi-core';

type Ruleset = NonNullable<NonNullable<Plugin['configs']>[string]>;

const ofAnyVersion = {
  'contract/scheme-declared': 'error',
  'contract/success-listed': 'warn',
  'contract/ambiguous-paths': 'warn',
  'contract/ref-siblings': 'warn',
  // By `scheme-declared`: an operation without `security` is public, which may be what is meant.
  'security-defined': 'off',
  // By `success-listed`, for which a redirect and a switch of protocols are successes, too.
  'operation-2xx-response': 'off',
  // By `ambiguous-paths`, which looks at methods and types of parameters.
  'no-ambiguous-paths': 'off',
  // By `ref-siblings`, which lets descriptions and extensions be.
  'spec-ref-siblings': 'off',
} as const;

const ofOpenApi3 = {
  ...ofAnyVersion,
  'contract/scope-declared': 'error',
  'contract/header-example-valid': 'warn',
  // By `scope-declared`, which knows `x-scopes`.
  'security-scopes-defined': 'off',
} as const;

/**
 * What Redocly's set `recommended` requires of every document, and OpenAPI of none: it is off, or a
 * warning if it is likely to be a mistake.
 *
 * Use it after that set: `extends: [recommended, contract/recommended]`.
 */
export const recommended: Ruleset = {
  rules: {
    'info-license': 'off',
    'info-license-strict': 'off',
    'operation-summary': 'off',
    'operation-operationId': 'off',
    'operation-operationId-url-safe': 'off',
    // A client error may be covered by `default`, or be documented for all operations together.
    'operation-4xx-response': 'off',
    'tag-description': 'off',
    // Components may be kept for messages, for other documents, or for the next version.
    'no-unused-components': 'off',
    'no-path-trailing-slash': 'off',
    // The server is then the host of the document (OpenAPI 3.1.1, section 4.8.1.1).
    'no-empty-servers': 'off',
    'no-server-example.com': 'off',
    // The path of an operation begins with a slash, too; many servers take both.
    'no-server-trailing-slash': 'warn',
    'nullable-type-sibling': 'warn',
    // A schema that does not forbid further properties allows them in examples.
    'no-invalid-media-type-examples': { severity: 'warn', allowAdditionalProperties: true },
    'no-invalid-parameter-examples': { severity: 'warn', allowAdditionalProperties: true },
    'no-invalid-schema-examples': { severity: 'warn', allowAdditionalProperties: true },
  },
  oas2Rules: ofAnyVersion,
  oas3_0Rules: ofOpenApi3,
  oas3_1Rules: ofOpenApi3,
  oas3_2Rules: ofOpenApi3,
};
