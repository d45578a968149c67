import { expect, it } from 'vitest';
import { verified } from './verified.ts';

it('contract verify finds no fault in the server', async () => {
  const report = await verified();
  expect(report.findings).toEqual([]);
  expect(report.cutShort).toEqual([]);
  const missed = report.operations.filter(({ hasSucceeded }) => !hasSucceeded);
  // The page of the reference has to be built, a job to have come far enough, and a file that was made
  // to be there still.
  const lucky = [
    ...['system.docs', 'organize.execute', 'organize.rollback', 'dedupe.execute'],
    'files.delete',
    // Tickets and the moves of a plan are known to who made them only; test/server and test/organize have both.
    'auth.redeem',
    'organize.change_plan',
    // Where an upload continues is known from the request before only; test/server has it.
    'uploads.append',
  ];
  expect(missed.map(({ operation }) => operation).filter((id) => !lucky.includes(id))).toEqual([]);
}, 120_000);
