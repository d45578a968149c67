/**
 * The process in which documents are parsed, one after the other. It may run out of memory or be
 * ended at any time.
 *
 * @module
 */
import { closeSync, fstatSync, readSync } from 'node:fs';
import { openQuietly } from '../library/quietly.ts';
import { stateOf } from '../library/stat.ts';
import type { DocumentAnswer, DocumentRequest } from './documents.ts';
import { officeParts, readOffice } from './office.ts';
import { readPdf } from './pdf.ts';

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

async function textOf({ place, version, mediaType }: DocumentRequest): Promise<string> {
  const fd = openQuietly(place);
  try {
    const state = stateOf(fstatSync(fd, { bigint: true }));
    // By the way to it, too: what another file has taken the place of is not read.
    if (state.version !== version) throw new Error('The document has changed');
    return officeParts.has(mediaType)
      ? await readOffice(fd, mediaType)
      : await readPdf(bytesOf(fd, state.size));
  } finally {
    closeSync(fd);
  }
}

function bytesOf(fd: number, size: number): Uint8Array {
  // An array that is all its own, since the parser takes the memory behind it.
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; ) {
    const read = readSync(fd, bytes, at, size - at, at);
    if (read === 0) return bytes.slice(0, at);
    at += read;
  }
  return bytes;
}
