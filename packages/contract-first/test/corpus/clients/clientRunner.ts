/** Measures the clients of documents in another process, and checks the types of Python clients in batches. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureEach } from '../runner.ts';
import type { Sample } from '../sample.ts';
import type { ClientMeasurement } from './clientMeasurement.ts';
import { type ClientManner, unmeasured } from './measureClients.ts';
import { pythonIn } from './pythonEnvironment.ts';
import { checkPython, type PythonVerdict } from './pythonTypes.ts';

/** So many operations are type-checked at once, or one document that has more. */
const BATCH = 600;
/** The oldest Python that ours are for. */
const OLDEST_PYTHON = '3.10';
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
  const verdicts = new Map<string, PythonVerdict>();
  const check = async () => {
    const all = waiting.splice(0);
    for (const name of new Set(all.flatMap(({ pythonFolders }) => Object.keys(pythonFolders)))) {
      const folders = all.flatMap(({ pythonFolders: { [name]: folder } }) => folder ?? []);
      if (manner.environment === undefined) continue;
      const isOwn = name === 'python' || !manner.peers;
      const interpreter = pythonIn(isOwn ? manner.environment : manner.peers.python);
      const { environment } = manner;
      const place = {
        environment,
        interpreter,
        ...(name === 'python' && { version: OLDEST_PYTHON }),
      };
      for (const [folder, verdict] of await checkPython(place, folders)) {
        verdicts.set(folder, verdict);
        await rm(folder, { recursive: true, force: true });
      }
    }
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
        if (Object.keys(one.pythonFolders).length === 0) return;
        waiting.push(one);
        if (waiting.reduce((sum, { operations }) => sum + operations, 0) >= BATCH) await check();
      },
    );
    await check();
    return measured.map((one) => withTypes(one, verdicts));
  } finally {
    await rm(keep, { recursive: true, force: true });
  }
}

function withTypes(
  one: ClientMeasurement,
  verdicts: ReadonlyMap<string, PythonVerdict>,
): ClientMeasurement {
  const clients = Object.entries(one.clients).map(([name, tallies]) => {
    const verdict = verdicts.get(one.pythonFolders[name] ?? '');
    return [name, verdict ? { ...tallies, types: { ...tallies.types, ...verdict } } : tallies];
  });
  return { ...one, clients: Object.fromEntries(clients), pythonFolders: {} };
}
