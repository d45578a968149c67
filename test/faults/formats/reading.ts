/** Has broken files read in a thread that is ended when it does not come to the end of one. */
import { Worker } from 'node:worker_threads';
import { randomOf } from 'contract-first/schema';
import type { Sample } from './corpus.ts';
import { mutated } from './mutate.ts';

/** How long one file may take, in milliseconds: as long as a document in the server. */
const LONGEST = 10_000;
const LOOK_EVERY = 250;
/** How large the heap may be, in MiB. */
const MOST_MEMORY = 192;
/** After so many faults the rest would say nothing new. */
const MOST_FAULTS = 10;

export type ReadingTask = {
  readonly samples: readonly Sample[];
  /** What is read of each: its kind and its date, its text, or its name alone; or nothing, for ever. */
  readonly reader: 'describe' | 'read' | 'name' | 'spin';
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** Where the thread says which file it is at. */
  readonly place: SharedArrayBuffer;
};

/** What a file did that it must not; `inputAt` makes it again by the seed and its index. */
export type Fault = { readonly index: number; readonly name: string; readonly what: string };

/** The broken file of a number. @param others files of which a part may follow */
export function inputAt(
  samples: readonly Sample[],
  others: readonly Sample[],
  seed: number,
  index: number,
): Sample {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) + index);
  const sampleOf = (from: readonly Sample[]): Sample => {
    const sample = from[Math.floor(random() * from.length)];
    if (!sample) throw new RangeError('There are no samples');
    return sample;
  };
  const { name, bytes } = sampleOf(samples);
  const other = sampleOf(random() < 0.5 ? samples : others);
  // A buffer that has come from another thread is a plain array.
  return { name, bytes: mutated(Buffer.from(bytes), Buffer.from(other.bytes), random) };
}

/**
 * Has files read, and tells of each that threw, spun, or came to too much.
 *
 * @param longest how long one may take, in milliseconds
 */
export async function faultsIn(
  task: Omit<ReadingTask, 'from' | 'place'>,
  longest = LONGEST,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (let from = 0; from < task.to && faults.length < MOST_FAULTS; ) {
    const place = new SharedArrayBuffer(4);
    // Until the thread has started, it is at none.
    new Int32Array(place)[0] = from - 1;
    const end = await endOf({ ...task, from, place }, longest, (fault) => faults.push(fault));
    if (end === undefined) break;
    const index = Atomics.load(new Int32Array(place), 0);
    faults.push({
      index,
      name: inputAt(task.samples, task.samples, task.seed, index).name,
      what: end,
    });
    from = index + 1;
  }
  return faults;
}

/** What has stopped a thread before its last file, if anything has. */
async function endOf(
  task: ReadingTask,
  longest: number,
  onFault: (fault: Fault) => void,
): Promise<string | undefined> {
  const worker = new Worker(new URL('./reading.worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
  });
  const at = new Int32Array(task.place);
  let [last, since] = [-1, performance.now()];
  let watch: NodeJS.Timeout | undefined;
  try {
    return await new Promise<string | undefined>((resolve) => {
      worker.on('message', (message: Fault | 'done') => {
        if (message === 'done') resolve(undefined);
        else onFault(message);
      });
      worker.on('error', (error: Error) => resolve(error.stack ?? error.message));
      worker.on('exit', (code) => resolve(`the thread ended with ${code}`));
      watch = setInterval(() => {
        const index = Atomics.load(at, 0);
        if (index !== last || index < task.from) [last, since] = [index, performance.now()];
        else if (performance.now() - since > longest) resolve('did not come to its end');
      }, LOOK_EVERY);
    });
  } finally {
    clearInterval(watch);
    await worker.terminate();
  }
}
