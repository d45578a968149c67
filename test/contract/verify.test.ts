import { expect, it } from 'vitest';
import { verified } from './verified.ts';

it('contract verify finds nothing wrong with our server, and sees each operation succeed', async () => {
  const report = await verified();
  expect(report.findings).toEqual([]);
  // The page of the reference is a success where it is built, which is not this test's matter.
  const missed = report.operations.filter(({ hasSucceeded }) => !hasSucceeded);
  expect(missed.map(({ operation }) => operation).filter((id) => id !== 'system.docs')).toEqual([]);
}, 120_000);
