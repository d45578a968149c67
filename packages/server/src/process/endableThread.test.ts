import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

/** Terminates a thread that is not ready yet, with nothing else keeping the process alive. */
const program = `
  import { Worker } from 'node:worker_threads';
  import { endable, endThread } from '${new URL('./endableThread.ts', import.meta.url).href}';
  const starting = 'setTimeout(() => require("node:worker_threads").parentPort.postMessage("ready"), 300)';
  const worker = endable(new Worker(starting, { eval: true }));
  worker.unref();
  await endThread(worker);
  console.log('ended');
`;

it('the process waits for a thread that is stopped while it starts', async () => {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  expect(stdout).toBe('ended\n');
});
