import type { Check } from '../check.ts';
import { type Exchange, isSuccess } from '../exchange.ts';
import { isSafe } from '../inputs.ts';

/** How far two tellings of a time may lie apart, in seconds. */
const SLACK = 2;

type Told = { limit?: number; remaining?: number; reset?: number };

/** A number in a header, if it is one. */
function numberIn(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  return text !== null && /^-?\d+$/.test(text.trim()) ? Number(text) : undefined;
}

/** `X-RateLimit-*`, with the reset as seconds from now. */
function toldByX({ response: { headers }, at }: Exchange): Told {
  const reset = numberIn(headers, 'X-RateLimit-Reset');
  // Some tell the time in Unix seconds, others how long it takes.
  const seconds = reset !== undefined && reset > 1e9 ? reset - at / 1000 : reset;
  return told(
    numberIn(headers, 'X-RateLimit-Limit'),
    numberIn(headers, 'X-RateLimit-Remaining'),
    seconds,
  );
}

/** The IETF pair (draft-ietf-httpapi-ratelimit-headers-10). */
function toldByIetf({ response: { headers } }: Exchange): Told {
  const in_ = (header: string, key: string) => {
    const value = new RegExp(`;\\s*${key}=(\\d+)`).exec(headers.get(header) ?? '')?.[1];
    return value === undefined ? undefined : Number(value);
  };
  return told(in_('RateLimit-Policy', 'q'), in_('RateLimit', 'r'), in_('RateLimit', 't'));
}

const told = (limit?: number, remaining?: number, reset?: number): Told => ({
  ...(limit !== undefined && { limit }),
  ...(remaining !== undefined && { remaining }),
  ...(reset !== undefined && { reset }),
});

/** How many seconds a `Retry-After` asks to wait (RFC 9110, section 10.2.3). */
export function retryAfter({ response: { headers }, at }: Exchange): number | undefined {
  const text = headers.get('Retry-After');
  if (text === null) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? Number.NaN : (date - at) / 1000;
}

/**
 * Headers that tell of limits agree with each other, count down over a sequence of requests, and a
 * 429 says in `Retry-After` how long to wait, not less than the rest of the window.
 */
export const rateLimits: Check = {
  name: 'rate-limits',
  promise: 'Rate limit headers agree and count down; a 429 has Retry-After',
  skippedIf: 'unlimited',
  judge: (exchange) => {
    const { status } = exchange.response;
    const x = toldByX(exchange);
    const ietf = toldByIetf(exchange);
    const hasAny = Object.keys(x).length + Object.keys(ietf).length > 0;
    const wait = retryAfter(exchange);
    if (!hasAny && wait === undefined && status !== 429) return undefined;
    const faults: string[] = [];
    for (const [name, { limit = Infinity, remaining = 0, reset = 0 }] of [
      ['X-RateLimit', x],
      ['RateLimit', ietf],
    ] as const) {
      if (remaining > limit)
        faults.push(`${name}: more remain (${remaining}) than the limit (${limit})`);
      if (remaining < 0) faults.push(`${name}: negative remaining count (${remaining})`);
      if (reset < -SLACK) faults.push(`${name}: the reset was ${Math.round(-reset)} s ago`);
    }
    for (const key of ['limit', 'remaining'] as const) {
      const [left, right] = [x[key], ietf[key]];
      if (left !== undefined && right !== undefined && left !== right) {
        faults.push(`X-RateLimit and RateLimit differ in the ${key}: ${left}, ${right}`);
      }
    }
    const [left, right] = [x.reset, ietf.reset];
    if (left !== undefined && right !== undefined) {
      // The server has told them some time before they arrived.
      const underWay = (exchange.at - exchange.sentAt) / 1000;
      if (right < left - SLACK || right > left + underWay + SLACK) {
        faults.push(
          `X-RateLimit and RateLimit differ in the reset by ${Math.round(left - right)} s`,
        );
      }
    }
    if (status === 429) {
      if (wait === undefined) faults.push('the 429 has no Retry-After');
      else if (wait < (right ?? left ?? 0) - SLACK) {
        faults.push(
          `Retry-After (${wait} s) is before the reset (${Math.round(right ?? left ?? 0)} s)`,
        );
      }
    }
    if (wait !== undefined && !(wait > 0))
      faults.push('Retry-After is not a positive number of seconds');
    return faults;
  },
  follow: async (operation, run) => {
    if (!isSafe(operation)) return;
    const made = await run.makeCase(operation, { byExample: true, optional: 0 });
    if (!made) return;
    const first = await run.send(made);
    if (!first || !isSuccess(first.response.status)) return;
    const second = await run.send(made);
    if (!second || !isSuccess(second.response.status)) return;
    for (const tell of [toldByX, toldByIetf]) {
      const [before, after] = [tell(first), tell(second)];
      if (before.remaining === undefined) continue;
      const isSameWindow = (after.reset ?? 0) <= (before.reset ?? 0) + SLACK;
      const isCounted = after.remaining !== undefined && after.remaining < before.remaining;
      // A window that ended between the two begins anew.
      const isNew = after.remaining !== undefined && after.remaining + 1 === after.limit;
      run.verdict(
        rateLimits,
        second,
        isCounted || isNew || !isSameWindow || before.remaining === 0
          ? []
          : [`${before.remaining} remained, and ${after.remaining} after one more request`],
      );
    }
  },
};
