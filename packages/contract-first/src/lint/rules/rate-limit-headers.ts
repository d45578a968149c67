import type { Oas3Rule } from '@redocly/openapi-core';
import { extension, hasHeader, type Operation, responsesOf } from '../document.ts';
import { reporter } from '../reporter.ts';

type Options = { readonly headers?: readonly string[]; readonly refusal?: readonly string[] };

/**
 * An operation with `x-rate-limit` reports the state of its limit: with every success, and with the
 * refusal (429, `4XX` or `default`), which it must have.
 *
 * Options: `headers`, the names of the headers of both; `refusal`, those that the 429 has besides.
 */
export const rateLimitHeaders: Oas3Rule = ({ headers = [], refusal = [] }: Options) => {
  const report = reporter();
  return {
    Operation(operation: Operation, ctx) {
      if (extension(operation, 'x-rate-limit') === undefined) return;
      const responses = responsesOf(ctx, operation);
      // The entry for 429: itself, its range, or the default.
      const refused = ['429', '4XX', 'default'].find((each) =>
        responses.some(({ status }) => status === each),
      );
      if (refused === undefined) {
        report(
          ctx,
          ctx.location.child('responses').key(),
          'A limited operation needs the response 429, 4XX or default.',
        );
      }
      for (const { node, location, status } of responses) {
        const needed =
          status === refused ? [...headers, ...refusal] : /^[23]/.test(status) ? headers : [];
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
