/** Measures documents in another process, which is replaced if one of them takes too long. */
import { appendFile, readFile } from 'node:fs/promises';
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

/**
 * Measures documents as {@link measureEach} does, and adds each result to a file, if there is one. Documents that
 * the file has are not measured again: so a run that was cut short is continued.
 *
 * @param file a JSON object a line, with the name of the document in `document`
 */
export async function measureLeft<Task, Result extends { readonly document: string }>(
  samples: readonly Sample[],
  measure: Measure<Task, Result>,
  file: string | undefined,
  onMeasured: (result: Result, at: number) => void,
): Promise<Result[]> {
  const text = file === undefined ? '' : await readFile(file, 'utf8').catch(() => '');
  const names = new Set(samples.map(({ name }) => name));
  const known = text
    .split('\n')
    .filter((line) => line !== '')
    // as: this function has written the lines.
    .map((line) => JSON.parse(line) as Result)
    .filter(({ document }) => names.has(document));
  const done = new Set(known.map(({ document }) => document));
  const left = samples.filter(({ name }) => !done.has(name));
  let at = known.length;
  const measured = await measureEach(left, measure, async (result) => {
    at += 1;
    onMeasured(result, at);
    if (file !== undefined) await appendFile(file, `${JSON.stringify(result)}\n`);
  });
  return [...known, ...measured];
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
