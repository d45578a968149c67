/**
 * Rules for Redocly's linter that hold for any OpenAPI document. Switch them on in `redocly.yaml`:
 *
 * ```yaml
 * plugins: ["contract-first/lint"]
 * rules:
 *   contract/no-free-keys: error
 * ```
 *
 * @module
 */
import type { Plugin } from '@redocly/openapi-core';
import { guarded, ofSwagger } from './guarded.ts';
import { recommended } from './recommended.ts';
import { ambiguousPaths } from './rules/ambiguous-paths.ts';
import { examplePresent } from './rules/example-present.ts';
import { headerExampleValid } from './rules/header-example-valid.ts';
import { noFreeKeys } from './rules/no-free-keys.ts';
import { problemJson } from './rules/problem-json.ts';
import { propertyNameCase } from './rules/property-name-case.ts';
import { rateLimitDeclared } from './rules/rate-limit-declared.ts';
import { rateLimitHeaders } from './rules/rate-limit-headers.ts';
import { refSiblings } from './rules/ref-siblings.ts';
import { refusalListed } from './rules/refusal-listed.ts';
import { schemeDeclared } from './rules/scheme-declared.ts';
import { scopeDeclared } from './rules/scope-declared.ts';
import { successListed } from './rules/success-listed.ts';

/** The plugin; its rules carry the prefix `contract/`. Redocly calls this once for a configuration. */
export default function contractPlugin(): Plugin {
  return {
    id: 'contract',
    configs: { recommended },
    rules: {
      oas2: {
        'ambiguous-paths': ofSwagger(ambiguousPaths),
        'ref-siblings': ofSwagger(refSiblings),
        'scheme-declared': ofSwagger(schemeDeclared),
        'success-listed': ofSwagger(successListed),
      },
      oas3: {
        'ambiguous-paths': guarded(ambiguousPaths),
        'example-present': guarded(examplePresent),
        'header-example-valid': guarded(headerExampleValid),
        'no-free-keys': guarded(noFreeKeys),
        'problem-json': guarded(problemJson),
        'property-name-case': guarded(propertyNameCase),
        'rate-limit-declared': guarded(rateLimitDeclared),
        'rate-limit-headers': guarded(rateLimitHeaders),
        'ref-siblings': guarded(refSiblings),
        'refusal-listed': guarded(refusalListed),
        'scheme-declared': guarded(schemeDeclared),
        'scope-declared': guarded(scopeDeclared),
        'success-listed': guarded(successListed),
      },
    },
  };
}
