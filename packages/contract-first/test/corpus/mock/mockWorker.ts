/** Measures the mocks of the documents that its parent sends, one at a time, in a process of its own. */
import type { Sample } from '../sample.ts';
import { type MockManner, measureMock } from './measureMock.ts';

process.on('message', async ({ sample, manner }: { sample: Sample; manner: MockManner }) => {
  process.send?.(await measureMock(sample, manner));
});
// Warnings are for the author of a document, and would hide the report.
process.removeAllListeners('warning');
process.on('warning', () => {});
process.on('disconnect', () => process.exit());
