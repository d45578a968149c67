/** Verifies servers of the documents that its parent sends, one at a time, in a process of its own. */
import type { Sample } from '../sample.ts';
import { type VerifyManner, verifyDocument } from './verifyDocument.ts';

process.on('message', async ({ sample, manner }: { sample: Sample; manner: VerifyManner }) => {
  process.send?.(await verifyDocument(sample, manner));
});
// Warnings are for the author of a document, and would hide the report.
process.removeAllListeners('warning');
process.on('warning', () => {});
process.on('disconnect', () => process.exit());
