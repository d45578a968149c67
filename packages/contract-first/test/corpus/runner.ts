/** Measures documents in another process, which is replaced if one of them takes too long. */
import { TaskProcess } from './childProcess.ts';
import type { Manner } from './measure.ts';
import type { Measurement, Tally } from './measurement.ts';
import type { Sample } from './sample.ts';

const PER_PROCESS = 20;

/** How the documents of a measure are measured. */
export type Measure<Task, Result> = {
  /** The module that the process runs: it is sent `{ sample, manner }`, and sends back a result. */
  readonly script: URL;
  readonly manner: Task;
  /** Seconds that a document may take: for a machine that is busy. */
  readonly limitOf: (sample: Sample) => number;
  /** The result for a document whose process has ended, or whose time is over. */
  readonly unmeasured: (sample: Sample, message: string) => Result;
  /** How many documents a process measures; imported modules stay in its memory. */
  readonly perProcess?: number;
};

/**
 * Measures documents, one after another.
 *
 * @param onMeasured called after each
 */
export async function measureEach<Task, Result extends object>(
  samples: readonly Sample[],
  { script, manner, limitOf, unmeasured, perProcess = PER_PROCESS }: Measure<Task, Result>,
  onMeasured: (result: Result) => void | Promise<void> = () => {},
): Promise<Result[]> {
  const worker = new TaskProcess<{ sample: Sample; manner: Task }, Result>(script, perProcess);
  const found: Result[] = [];
  try {
    for (const sample of samples) {
      const result = await worker.do({ sample, manner }, limitOf(sample));
      const measured = result instanceof Error ? unmeasured(sample, result.message) : result;
      found.push(measured);
      await onMeasured(measured);
    }
  } finally {
    worker.stop();
  }
  return found;
}

/** Measures the servers that are generated from documents. */
export const measureAll = (
  samples: readonly Sample[],
  manner: Manner,
  onMeasured: (measurement: Measurement) => void = () => {},
): Promise<Measurement[]> =>
  measureEach(
    samples,
    {
      script: new URL('worker.ts', import.meta.url),
      ...{ manner, unmeasured },
      // Without the time for verdicts, 600 seconds and one for each operation.
      limitOf: ({ operations }) => 600 + operations + manner.seconds,
    },
    onMeasured,
  );

function unmeasured({ name, operations }: Sample, message: string): Measurement {
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
