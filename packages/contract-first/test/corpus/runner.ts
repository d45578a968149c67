/** Measures documents in another process, which is replaced if one of them takes too long. */
import { TaskProcess } from './childProcess.ts';
import type { Manner } from './measure.ts';
import type { Measurement, Tally } from './measurement.ts';
import type { Sample } from './sample.ts';

const script = new URL('worker.ts', import.meta.url);
const PER_PROCESS = 20;

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
  onMeasured: (measurement: Measurement) => void = () => {},
): Promise<Measurement[]> {
  const worker = new TaskProcess<{ sample: Sample; manner: Manner }, Measurement>(
    script,
    PER_PROCESS,
  );
  const found: Measurement[] = [];
  try {
    for (const sample of samples) {
      const result = await worker.do({ sample, manner }, limitOf(sample) + manner.seconds);
      const measurement = result instanceof Error ? unmeasured(sample, result.message) : result;
      found.push(measurement);
      onMeasured(measurement);
    }
  } finally {
    worker.stop();
  }
  return found;
}

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
