import type { Oas3Rule } from '@redocly/openapi-core';

/** What may stand next to `$ref` without changing which values are valid. */
const annotations = new Set([
  ...['$ref', 'title', 'summary', 'description', 'default', 'example', 'examples', 'deprecated'],
  ...['readOnly', 'writeOnly', 'externalDocs', 'xml'],
]);

/**
 * No keyword that says what is valid is next to a `$ref` that makes it ineffective: in OpenAPI 3.0
 * any, later those outside of schemas. One that repeats what the reference leads to is no loss, and
 * descriptions are only shown or not.
 */
export const refSiblings: Oas3Rule = () => ({
  ref: {
    leave(reference, { location, report, specVersion, type }, { node: target }) {
      if (type.name === 'PathItem') return;
      const isOld = specVersion === 'oas3_0' || specVersion === 'oas2';
      if (type.name === 'Schema' && !isOld) return;
      for (const [key, value] of Object.entries(reference)) {
        if (annotations.has(key) || key.startsWith('x-')) continue;
        if (isObject(target) && isRepeated(value, Reflect.get(target, key))) continue;
        report({
          message: `\`${key}\` next to \`$ref\` has no effect${type.name === 'Schema' ? ' before OpenAPI 3.1' : ''}.`,
          location: location.child(key).key(),
        });
      }
    },
  },
});

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isRepeated = (one: unknown, other: unknown): boolean =>
  one === other || (isObject(one) && JSON.stringify(one) === JSON.stringify(other));
