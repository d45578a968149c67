import type { Oas3Rule } from '@redocly/openapi-core';
import { contentOf, type Operation, responsesOf } from '../document.ts';
import { reporter } from '../reporter.ts';

const problem = 'application/problem+json';

/** Every error (4xx and 5xx, and `default`) is a problem of RFC 9457, and nothing else. */
export const problemJson: Oas3Rule = () => {
  const report = reporter();
  return {
    Operation(operation: Operation, ctx) {
      const responses = responsesOf(ctx, operation);
      const hasSuccess = responses.some(({ status }) => /^[23]/.test(status));
      for (const response of responses) {
        if (!/^([45]|default$)/.test(response.status)) continue;
        // Without a success of its own, an operation has it in `default`.
        if (response.status === 'default' && !hasSuccess) continue;
        const content = contentOf(response);
        if (content.length === 0) {
          report(
            ctx,
            response.location,
            `The response ${response.status} needs the body ${problem}.`,
          );
        }
        for (const { location, mediaType } of content) {
          if (mediaType === problem) continue;
          report(
            ctx,
            location.key(),
            `The response ${response.status} must be ${problem}, not ${mediaType}.`,
          );
        }
      }
    },
  };
};
