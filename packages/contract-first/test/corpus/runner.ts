/** Measures documents in another process, which is replaced if one of them takes too long. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Manner } from './measure.ts';
import type { Measurement, Tally } from './measurement.ts';
import type { Sample } from './sample.ts';

const script = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Imported modules stay in memory, so a process measures so many documents at most. */
const PER_PROCESS = 20;
const MOST_MEMORY = 6144;

/** Seconds that a document may take, without those for its verdicts: for a machine that is busy. */
const limitOf = ({ operations }: Sample): number => 600 + operations;

/**
 * Measures documents, one after another.
 *
 * @param onMeasured called after each
 */
export async function measureAll(
  samples: readonly Sample[],
  manner: Manner,
  onMeasured: (measurement: Measurement) => void,
): Promise<Measurement[]> {
  const found: Measurement[] = [];
  let worker: ChildProcess | undefined;
  try {
    for (const [at, sample] of samples.entries()) {
      if (at % PER_PROCESS === 0) worker = stopped(worker);
      worker ??= fork(script, { execArgv: [`--max-old-space-size=${MOST_MEMORY}`] });
      const measurement = await measuredBy(worker, sample, manner);
      if (typeof measurement === 'string') {
        worker = stopped(worker);
        found.push(failed(sample, measurement));
      } else found.push(measurement);
      const last = found.at(-1);
      if (last) onMeasured(last);
    }
  } finally {
    stopped(worker);
  }
  return found;
}

/** The measurement of a document, or why there is none. */
function measuredBy(
  worker: ChildProcess,
  sample: Sample,
  manner: Manner,
): Promise<Measurement | string> {
  const seconds = limitOf(sample) + manner.seconds;
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(`It took more than ${seconds} seconds`), seconds * 1000);
    const end = (result: Measurement | string) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(result);
    };
    worker.once('message', (message) => end(message as Measurement));
    worker.once('exit', (code, signal) => end(`The process ended with ${signal ?? code}`));
    worker.send({ sample, manner });
  });
}

function stopped(worker: ChildProcess | undefined): undefined {
  worker?.removeAllListeners();
  worker?.kill('SIGKILL');
}

function failed({ name, operations }: Sample, message: string): Measurement {
  const lost: Tally = { total: operations, good: 0, groups: [] };
  const none: Tally = { total: 0, good: 0, groups: [] };
  const groups = [{ kind: message, count: operations, example: name }];
  return {
    ...{ document: name, version: '', operations, untried: 0, seconds: {} },
    failure: { step: 'read', name: 'Unmeasured', kind: message, message },
    ...{ written: { ...lost, groups }, reported: none, types: none, reached: lost, equal: lost },
    ...{ verdicts: none, exceptions: none },
  };
}
