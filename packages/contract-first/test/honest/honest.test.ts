/** `contract verify` on an honest server of each document; `pnpm test:honest` has all. */
import { describe, expect, it } from 'vitest';
import { typed } from '../../src/cli/testing/typed.ts';
import { knownOf, unexpectedIn } from './knownFaults.ts';
import { pairs } from './pairs.ts';
import { verified } from './verifying.ts';

/** For each document, the server that starts fastest. */
const fast = pairs.filter(
  ({ framework, document }) =>
    framework === 'Express' ||
    (framework === 'kit' &&
      !pairs.some((pair) => pair.framework === 'Express' && pair.document === document)),
);

it('has at least twenty handwritten servers and twenty documents', () => {
  const handwritten = pairs.filter(({ framework }) => framework !== 'kit' && framework !== 'mock');
  expect(handwritten.length).toBeGreaterThanOrEqual(20);
  expect(new Set(fast.map(({ document }) => document)).size).toBeGreaterThanOrEqual(20);
});

describe('contract verify', { timeout: 120_000 }, () => {
  it.each(fast)('has no finding on $framework $document', async (pair) => {
    // In this process, since starting another one takes longer than most servers are verified in.
    const result = await verified(pair, typed);
    expect(result.operations).toBeGreaterThan(0);
    expect(unexpectedIn(result)).toEqual([]);
  });
});

it('a known fault that is no longer reported is unexpected', () => {
  const pair = { framework: 'FastAPI', document: 'inventory' } as const;
  const [known = ''] = knownOf(pair);
  const result = { pair, requests: 1, seconds: 1, unreached: [], operations: 1 };
  expect(unexpectedIn({ ...result, findings: [`${known} a`] })).toEqual([]);
  expect(unexpectedIn({ ...result, findings: ['other'] })).toEqual([
    'other',
    expect.stringContaining(known),
  ]);
});
