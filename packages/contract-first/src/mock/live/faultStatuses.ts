import type { BoundOperation } from '../../document/model.ts';

/**
 * The temporary errors that an operation documents: 429 and those from 500 on. A range or a default
 * stands for 503 and 500.
 */
export function faultStatuses({ responses }: BoundOperation): number[] {
  const listed = Object.keys(responses).filter((status) => /^(429|5\d\d)$/.test(status));
  if (listed.length > 0) return listed.map(Number);
  if ('5XX' in responses) return [503];
  return 'default' in responses ? [500] : [];
}
