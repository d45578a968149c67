import type { Location, UserContext } from '@redocly/openapi-core';

/**
 * Makes a function that reports each fault once, however many operations share the part that has
 * it.
 */
export function reporter(): (ctx: UserContext, location: Location, message: string) => void {
  const reported = new Set<string>();
  return (ctx, location, message) => {
    const fault = `${location.absolutePointer} ${message}`;
    if (reported.has(fault)) return;
    reported.add(fault);
    ctx.report({ message, location });
  };
}
