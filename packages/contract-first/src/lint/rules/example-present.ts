import type { Oas3Rule } from '@redocly/openapi-core';
import { contentOf, type MediaType, type Operation, responsesOf } from '../document.ts';
import { reporter } from '../reporter.ts';

/** Every body of a response has an example: mocks answer with it, docs show it, tests compare it. */
export const examplePresent: Oas3Rule = () => {
  const report = reporter();
  return {
    Operation(operation: Operation, ctx) {
      for (const response of responsesOf(ctx, operation)) {
        for (const { node, location, mediaType } of contentOf(response)) {
          if (hasExample(node)) continue;
          report(
            ctx,
            location,
            `The ${mediaType} of the response ${response.status} needs an example.`,
          );
        }
      }
    },
  };
};

function hasExample({ example, examples }: MediaType): boolean {
  return example !== undefined || Object.keys(examples ?? {}).length > 0;
}
