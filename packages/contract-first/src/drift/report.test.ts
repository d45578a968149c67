import { expect, it } from 'vitest';
import { markdownOf } from './report.ts';
import type { DriftFinding } from './rules.ts';

it('fits into a comment on a pull request', () => {
  const findings = Array.from(
    { length: 5000 },
    (_, at): DriftFinding => ({
      rule: 'undocumented-field',
      operation: 'GET /ships',
      where: `field ${at}`,
      message: 'not documented',
      count: 1,
    }),
  );
  const none = { operations: [], unusedOperations: [], unusedParameters: [] };
  const counts = { exchanges: 5000, matched: 5000, judged: 5000, fromMock: 0, files: [] };
  const report = { ...counts, findings, ...none };
  const text = markdownOf(
    { ...report, unjudged: {}, otherServers: {} },
    { fails: () => true, placeOf: () => undefined },
  );
  expect([text.length < 65_536, text.includes('4800 more are not shown.')]).toEqual([true, true]);
});
