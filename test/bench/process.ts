import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildServer } from '../../packages/server/build.ts';

/** The key with which benches ask. */
export const benchKey = 'fo_bench_0123456789abcdef';

/** A program that serves until it is stopped. */
export type Serving = {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
};

/** Starts the server as it runs in production, except that limits do not stop a load. */
export async function startServer(root: string, folder: string): Promise<Serving> {
  const args = [await buildServer(), '--root', root, '--data', join(folder, 'data'), '--port', '0'];
  return serving(args, /API +(http\S+)/, join(folder, 'server.log'), {
    FILE_ORGANIZER_API_KEY: benchKey,
    FILE_ORGANIZER_RATE_LIMIT_SCALE: '1000000',
  });
}

/** Starts a Node.js program that prints where it serves; its log goes to a file. */
export async function serving(
  args: readonly string[],
  address: RegExp,
  log: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const { PATH = '', HOME = '' } = process.env;
  const logFile = openSync(log, 'a');
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', logFile],
  });
  closeSync(logFile);
  const ended = once(child, 'close');
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  while (!address.test(said)) {
    await Promise.race([once(child.stdout ?? child, 'data'), ended]);
    if (child.exitCode !== null) throw new Error(`It did not start; its log is ${log}`);
  }
  return {
    url: address.exec(said)?.[1] ?? '',
    process: child,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The peak of a process's resident memory in MiB, where the system tells it. */
export function peakOf(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
  } catch {
    // Not Linux.
    return undefined;
  }
}
