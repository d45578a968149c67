/** `contract verify` on honest servers that start fast; `pnpm test:honest` has all. */
import { describe, expect, it } from 'vitest';
import { open } from './open.ts';
import { pairs } from './pairs.ts';
import { verified } from './verifying.ts';

const fast = pairs.filter(({ framework }) => framework === 'Express' || framework === 'kit');

it('has at least twenty handwritten servers and twenty documents', () => {
  const handwritten = pairs.filter(({ framework }) => framework !== 'kit' && framework !== 'mock');
  expect(handwritten.length).toBeGreaterThanOrEqual(20);
  expect(new Set(pairs.map(({ document }) => document)).size).toBeGreaterThanOrEqual(20);
});

describe('contract verify', { timeout: 120_000 }, () => {
  it.each(fast)('has no finding on $framework $document', async (pair) => {
    const { framework, document } = pair;
    const { operations, unreached, findings } = await verified(pair);
    expect(operations).toBeGreaterThan(0);
    const known = open[`${framework} ${document}`] ?? [];
    expect(findings.filter((each) => !known.some((name) => each.startsWith(name)))).toEqual([]);
    expect(unreached.filter((each) => !known.includes(`not reached ${each}`))).toEqual([]);
  });
});
