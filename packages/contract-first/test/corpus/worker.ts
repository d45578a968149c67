/** Measures the documents that its parent sends, one at a time, in a process of its own. */
import { type Manner, measure } from './measure.ts';
import type { Sample } from './sample.ts';

process.on('message', async ({ sample, manner }: { sample: Sample; manner: Manner }) => {
  process.send?.(await measure(sample, manner));
});
// Warnings are for the author of a document, and would hide the report.
process.removeAllListeners('warning');
process.on('warning', () => {});
process.on('disconnect', () => process.exit());
