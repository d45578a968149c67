/** Measures the states of mocks of the documents that its parent sends, one at a time, in its own process. */
import type { Sample } from '../sample.ts';
import { measureState, type StateManner } from './measureState.ts';

process.on('message', async ({ sample, manner }: { sample: Sample; manner: StateManner }) => {
  process.send?.(await measureState(sample, manner));
});
// Warnings are for the author of a document, and would hide the report.
process.removeAllListeners('warning');
process.on('warning', () => {});
process.on('disconnect', () => process.exit());
