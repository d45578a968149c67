import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildServer } from '../../packages/server/build.ts';

/** The API key of the benches. */
export const benchKey = 'fo_bench_0123456789abcdef';

/** A program that serves until it is stopped. */
export type Serving = {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
};

/**
 * Starts the server as it runs in production, except that limits do not stop a load.
 *
 * @param nodeOptions options of Node.js
 */
export async function startServer(
  root: string,
  folder: string,
  nodeOptions: readonly string[] = [],
): Promise<Serving> {
  const settings = ['--root', root, '--data', join(folder, 'data'), '--port', '0'];
  const args = [...nodeOptions, await buildServer(), ...settings];
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
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  while (!address.test(output)) {
    await Promise.race([once(child.stdout ?? child, 'data'), ended]);
    if (child.exitCode !== null) throw new Error(`It did not start; its log is ${log}`);
  }
  return {
    url: address.exec(output)?.[1] ?? '',
    process: child,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The resident memory of a process in MiB, now and at its peak; undefined where the system does not say. */
export function memoryOf(
  pid: number | undefined,
): { readonly now: number; readonly peak: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mebibytes = (name: string) =>
      Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
    return { now: mebibytes('VmRSS'), peak: mebibytes('VmHWM') };
  } catch {
    // Not Linux.
    return undefined;
  }
}
