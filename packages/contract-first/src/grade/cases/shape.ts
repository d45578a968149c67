/** Short forms of what many cases have in common. */
import type { Arguments, Case, ExpectedRequest, Outcome } from '../case.ts';

export const tree = { id: 't1', name: 'Old tree', kind: 'apple' } as const;
export const point = { x: 1, y: 2 } as const;
export const failure = (code: string) => ({ error: { code, message: 'It failed' } });

/** A client must see an error here, of whichever kind. */
export const anyError: Outcome = {
  error: ['status', 'timeout', 'abort', 'connection', 'decode', 'arguments', 'other'],
};
/** The exchange broke: an adapter may not be able to say where. */
export const broken: Outcome = { error: ['connection', 'decode', 'other'] };
/** The answer is none of what the document promises. */
export const unreadable: Outcome = { error: ['decode', 'other', 'status'] };

/** One call whose request is looked at; the server answers 204. */
export const sends = (
  name: string,
  why: string,
  operation: string,
  args: Arguments,
  request: ExpectedRequest,
): Case => ({
  name,
  why,
  server: [{ status: 204 }],
  steps: [{ do: 'call', operation, args, expect: {} }],
  requests: [request],
});

/** One call whose answer is looked at. */
export const reads = (
  name: string,
  why: string,
  operation: string,
  answer: NonNullable<Case['server']>[number],
  expect: Outcome | readonly Outcome[],
  args: Arguments = {},
): Case => ({
  name,
  why,
  server: [answer],
  steps: [{ do: 'call', operation, args, expect }],
  requests: [{}],
});

export const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

/** All values that a byte can have. */
export const everyByte: string = base64(Uint8Array.from({ length: 256 }, (_, at) => at));
