/** Reads broken files one after the other, and says which one it is at. */
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { formatOf } from '../../../packages/server/src/files/documentFormat.ts';
import { firstVolumeOf, nameParts } from '../../../packages/server/src/files/extension.ts';
import { mediaTypeOf, tellingContent } from '../../../packages/server/src/files/fileType.ts';
import { dayInName } from '../../../packages/server/src/organize/dates/nameDay.ts';
import { tellingWords } from '../../../packages/server/src/organize/methodologies/words/words.ts';
import { inspect } from '../../../packages/server/src/organize/planning/inspect.ts';
import { decode, isBinary } from '../../../packages/server/src/search/decode.ts';
import { readDocument } from '../../../packages/server/src/search/formats/readDocument.ts';
import { withWholeWords } from '../../../packages/server/src/search/hyphenation.ts';
import { MOST_TEXT } from '../../../packages/server/src/search/text.ts';
import { all, type Sample } from './corpus.ts';
import { type Fault, inputAt, type ReadingTask } from './reading.ts';

/** What the description of a file may come to, in characters. */
const MOST_DESCRIBED = 1_000;
/** What one file may add to the memory outside of the heap, in bytes. */
const MOST_GROWTH = 64 * 1024 * 1024;

const { samples, seed, from, to, place } = workerData as ReadingTask;
const at = new Int32Array(place);
const folder = mkdtempSync(join(tmpdir(), 'file-organizer-broken-'));

/** What one who only looks at a file learns of it, and how long it is. */
async function describe({ name, bytes }: Sample, path: string): Promise<string | undefined> {
  const file = { name, size: bytes.length, place: path };
  const content = await inspect(file, { ownDate: true, sample: false });
  const told = JSON.stringify([content, tellingContent(name, content.content)]);
  return told.length > MOST_DESCRIBED ? `described by ${told.length} characters` : undefined;
}

/** The text of a file, as the search takes it in. */
async function read({ name, bytes }: Sample, path: string): Promise<string | undefined> {
  const format = formatOf(name, mediaTypeOf(name));
  const text = format ? await documentText(path, bytes.length, format) : plainText(bytes);
  const whole = withWholeWords(text);
  return whole.length > 2 * MOST_TEXT ? `a text of ${whole.length} characters` : undefined;
}

function plainText(bytes: Buffer): string {
  return isBinary(bytes.subarray(0, 4096)) ? '' : (decode(bytes) ?? '');
}

async function documentText(
  path: string,
  size: number,
  format: NonNullable<ReturnType<typeof formatOf>>,
): Promise<string> {
  const fd = openSync(path, 'r');
  try {
    return await readDocument(fd, size, format);
  } catch (error) {
    // That a broken document is refused is no fault; a mistake of the code is.
    if (!(error instanceof Error) || error instanceof TypeError) throw error;
    return '';
  } finally {
    closeSync(fd);
  }
}

/** What is read of a name alone: here the bytes are the name. */
function readName(bytes: Buffer): undefined {
  const name = bytes.subarray(0, 255).toString('latin1').replaceAll('/', '') || '_';
  const date = Date.now();
  dayInName(name, date);
  nameParts(name);
  firstVolumeOf(name);
  mediaTypeOf(name);
  tellingWords(name);
}

const path = join(folder, 'file');
const readers = {
  describe: (sample: Sample) => describe(sample, path),
  read: (sample: Sample) => read(sample, path),
  name: async ({ bytes }: Sample) => readName(bytes),
  spin: async () => {
    for (;;);
  },
} as const;

const externalMemory = (): number => getHeapStatistics().external_memory;

const { reader } = workerData as ReadingTask;
let escaped: unknown;
process.on('unhandledRejection', (error) => {
  escaped = error ?? 'nothing';
});
process.on('uncaughtException', (error) => {
  escaped = error;
});

for (let index = from; index < to; index++) {
  Atomics.store(at, 0, index);
  const input = inputAt(samples, all, seed, index);
  writeFileSync(path, input.bytes);
  const before = externalMemory();
  const fault = (what: string) =>
    parentPort?.postMessage({ index, name: input.name, what } satisfies Fault);
  try {
    const found = await readers[reader](input);
    if (found) fault(found);
  } catch (error) {
    fault(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  await setImmediate();
  if (escaped !== undefined)
    fault(`escaped: ${escaped instanceof Error ? escaped.stack : escaped}`);
  escaped = undefined;
  const growth = externalMemory() - before;
  if (growth > MOST_GROWTH) fault(`took ${growth} bytes outside of the heap`);
}
rmSync(folder, { recursive: true });
parentPort?.postMessage('done');
parentPort?.close();
