import { it } from 'vitest';
import { verified } from './verified.ts';
it('x', async () => {
  const report = await verified({ include: ['uploads.*'] });
  console.log(JSON.stringify({ f: report.findings, c: report.cutShort, o: report.operations }, null, 1).slice(0, 6000));
}, 300_000);
