/**
 * The process that parses documents, one at a time. It may run out of memory or be ended at any time.
 *
 * @module
 */
import { closeSync, fstatSync } from 'node:fs';
import { stateOf } from '../disk/fileState.ts';
import { openQuietlyBeneath } from '../disk/openFile.ts';
import type { DocumentAnswer, DocumentRequest } from './documents.ts';
import { readDocument } from './formats/readDocument.ts';
import { withWholeWords } from './hyphenation.ts';

process.on('message', async (request: DocumentRequest) => {
  let answer: DocumentAnswer;
  try {
    answer = { text: await textOf(request) };
  } catch (error) {
    answer = { failure: error instanceof Error ? error.message : String(error) };
  }
  process.send?.(answer);
});
process.on('disconnect', () => process.exit());

async function textOf({ root, path, version, format }: DocumentRequest): Promise<string> {
  const fd = openQuietlyBeneath(root, path);
  try {
    const state = stateOf(fstatSync(fd, { bigint: true }));
    // Also covers the path to it: a file that has replaced the document is not read.
    if (state.version !== version) throw new Error('The document has changed');
    return withWholeWords(await readDocument(fd, state.size, format));
  } finally {
    closeSync(fd);
  }
}
