import type { Oas3Rule } from '@redocly/openapi-core';
import { extension, hasHeader, type Operation, responsesOf } from '../document.ts';
import { reporter } from '../report.ts';

type Options = { readonly headers?: readonly string[]; readonly refusal?: readonly string[] };

/**
 * An operation with `x-rate-limit` tells its callers where they stand: with every success, and
 * with the 429, which it must have.
 *
 * Options: `headers`, the names of the headers of both; `refusal`, those that the 429 has besides.
 */
export const rateLimitHeaders: Oas3Rule = ({ headers = [], refusal = [] }: Options) => {
  const report = reporter();
  return {
    Operation(operation: Operation, ctx) {
      if (extension(operation, 'x-rate-limit') === undefined) return;
      const responses = responsesOf(ctx, operation);
      if (!responses.some(({ status }) => status === '429')) {
        report(ctx, ctx.location.child('responses').key(), 'A limited operation needs a 429.');
      }
      for (const { node, location, status } of responses) {
        const needed =
          status === '429' ? [...headers, ...refusal] : /^[23]/.test(status) ? headers : [];
        for (const name of needed) {
          if (hasHeader(node, name)) continue;
          report(
            ctx,
            location,
            `The response ${status} of a limited operation needs the header ${name}.`,
          );
        }
      }
    },
  };
};
