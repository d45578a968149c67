import type { Oas3Rule } from '@redocly/openapi-core';
import type { Operation } from '../document.ts';

/** An operation lists a response that is no failure: 1xx to 3xx (a switch of protocols, a redirect) or `default`. */
export const successListed: Oas3Rule = () => ({
  Operation(operation: Operation, ctx) {
    const { responses } = operation;
    if (typeof responses !== 'object' || responses === null) return;
    if (Object.keys(responses).some((status) => /^([123]|default$)/.test(status))) return;
    ctx.report({
      message: 'The operation lists no response but failures.',
      location: ctx.location.child('responses').key(),
    });
  },
});
