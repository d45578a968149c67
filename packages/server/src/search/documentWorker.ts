/**
 * The thread in which documents are parsed, one after the other. It may run out of memory or be
 * ended at any time.
 *
 * @module
 */
import { readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { DocumentAnswer, DocumentRequest } from './documents.ts';
import { officeParts, readOffice } from './office.ts';
import { readPdf } from './pdf.ts';

parentPort?.on('message', async (request: DocumentRequest) => {
  let answer: DocumentAnswer;
  try {
    answer = { text: await textOf(request) };
  } catch (error) {
    answer = { failure: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});

const textOf = ({ fd, size, mediaType }: DocumentRequest): Promise<string> =>
  officeParts.has(mediaType) ? readOffice(fd, mediaType) : readPdf(bytesOf(fd, size));

function bytesOf(fd: number, size: number): Uint8Array {
  // One that is all its own, since the parser takes the memory behind it.
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; ) {
    const read = readSync(fd, bytes, at, size - at, at);
    if (read === 0) return bytes.slice(0, at);
    at += read;
  }
  return bytes;
}
