/** What an operation that takes an idempotency key owes its callers. */
import { Contract, readDocument } from 'contract-first/contract';
import { expect, test } from 'vitest';

const document = await readDocument(
  new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
);
const keyed = [...new Contract(document).operations.values()].filter(({ parameters }) =>
  parameters.some(({ name }) => name === 'Idempotency-Key'),
);

test.each(keyed.map((bound) => [bound.id, bound] as const))(
  '%s documents its idempotency key',
  (_id, { method, responses }) => {
    expect(['post', 'put']).toContain(method);
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['409', '422']));
    const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
    for (const [, { headers }] of successes) expect(headers).toHaveProperty('Idempotency-Replayed');
  },
);
