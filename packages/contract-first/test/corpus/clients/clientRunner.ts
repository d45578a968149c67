/** Measures the clients of documents in another process, and checks the types of Python clients in batches. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { measureEach } from '../runner.ts';
import type { Sample } from '../sample.ts';
import type { ClientMeasurement } from './clientMeasurement.ts';
import { type ClientManner, unmeasured } from './measureClients.ts';
import { checkPython } from './pythonTypes.ts';

/** So many operations are type-checked at once, or one document that has more. */
const BATCH = 600;
/** A process is replaced early: type-checking keeps much. */
const PER_PROCESS = 10;

/**
 * @param onMeasured called after each document, before the types of Python are checked
 */
export async function measureAllClients(
  samples: readonly Sample[],
  manner: Omit<ClientManner, 'keep'>,
  onMeasured: (measurement: ClientMeasurement) => void = () => {},
): Promise<ClientMeasurement[]> {
  const keep = await realpath(await mkdtemp(join(tmpdir(), 'clients-of-python-')));
  const waiting: ClientMeasurement[] = [];
  const verdicts = new Map<string, Awaited<ReturnType<typeof checkPython>>>();
  const check = async () => {
    const folders = waiting.flatMap(({ pythonFolder }) => pythonFolder ?? []);
    if (folders.length === 0 || manner.environment === undefined) return;
    const found = await checkPython(manner.environment, folders);
    for (const each of waiting) verdicts.set(each.document, found);
    await Promise.all(folders.map((folder) => rm(dirname(folder), { recursive: true, force: true })));
    waiting.length = 0;
  };
  try {
    const measured = await measureEach(
      samples,
      {
        script: new URL('clientWorker.ts', import.meta.url),
        manner: { ...manner, keep },
        limitOf: ({ operations }) => 900 + 3 * operations,
        unmeasured: (sample, message) => unmeasured(sample, manner, message),
        perProcess: PER_PROCESS,
      },
      async (one) => {
        onMeasured(one);
        if (one.pythonFolder === undefined) return;
        waiting.push(one);
        if (waiting.reduce((sum, { operations }) => sum + operations, 0) >= BATCH) await check();
      },
    );
    await check();
    return measured.map((one) => withTypes(one, verdicts.get(one.document)));
  } finally {
    await rm(keep, { recursive: true, force: true });
  }
}

function withTypes(
  { pythonFolder, ...one }: ClientMeasurement,
  verdicts: Awaited<ReturnType<typeof checkPython>> | undefined,
): ClientMeasurement {
  const verdict = pythonFolder === undefined ? undefined : verdicts?.get(pythonFolder);
  const { python } = one.languages;
  if (!verdict || !python) return one;
  const types = { ...python.types, ...verdict };
  return { ...one, languages: { ...one.languages, python: { ...python, types } } };
}
