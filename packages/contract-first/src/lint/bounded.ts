import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Linted } from './lint.ts';

/** What is linted by which rules. */
export type LintTask = {
  /** Redocly's configuration; the default rules if there is none. */
  readonly rules: string | undefined;
  readonly documents: readonly { readonly file: string; readonly overlays: readonly string[] }[];
};

type Message =
  | { readonly linted: Linted; readonly error?: undefined }
  | { readonly error: { readonly message: string; readonly stack: string } };

/** Redocly follows each reference by calls within calls; a chain of thousands needs this, in MB. */
const STACK = 200;

/**
 * Lints documents in a thread that is ended after a time.
 *
 * @param seconds that each document may take
 * @param onStart told before each document
 * @returns what was found in each of them, in their order
 * @throws Error if one cannot be read, or takes longer
 */
export async function lintDocuments(
  task: LintTask,
  seconds: number,
  onStart: (file: string) => void,
): Promise<Linted[]> {
  const worker = new Worker(workerFile(), {
    workerData: task,
    resourceLimits: { stackSizeMb: STACK },
  });
  const all: Linted[] = [];
  const started = () => {
    const next = task.documents[all.length];
    if (next) onStart(next.file);
  };
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Linted[]>((done, fail) => {
      const watch = () => {
        clearTimeout(timer);
        timer = setTimeout(() => fail(tooSlow(task, all.length, seconds)), seconds * 1000);
      };
      watch();
      started();
      worker.on('message', (message: Message) => {
        if (message.error) {
          const error = new Error(message.error.message);
          error.stack = message.error.stack;
          fail(error);
          return;
        }
        all.push(message.linted);
        if (all.length === task.documents.length) done(all);
        watch();
        started();
      });
      worker.on('error', fail);
      worker.on('exit', () => fail(new Error('The thread that lints has ended')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

const tooSlow = ({ documents }: LintTask, at: number, seconds: number): Error =>
  new Error(
    `Checking ${documents[at]?.file} took more than ${seconds} s. Most likely an example is checked against a pattern or a schema that takes too long: simplify it, switch off \`no-invalid-schema-examples\`, \`no-invalid-media-type-examples\` and \`no-invalid-parameter-examples\`, or raise \`--timeout\`.`,
  );

/** The script of the thread, in this repository and in the published package. */
function workerFile(): string {
  const places = ['src/lint/worker.ts', 'dist/lint/worker.js'];
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = places.map((place) => join(folder, place)).find((file) => existsSync(file));
    if (found !== undefined) return found;
    if (folder === dirname(folder)) throw new Error('The thread that lints is not installed');
  }
}
