/**
 * A server of the comparison with Fastify, in a process of its own.
 *
 * @module
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Start } from './speed.ts';
import type { Reply } from './speedServer.ts';

const script = fileURLToPath(new URL('speedServer.ts', import.meta.url));

export class SpeedProcess {
  readonly url: string;
  readonly started: Start;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string, started: Start) {
    this.#child = child;
    this.url = url;
    this.started = started;
  }

  /**
   * @param which `ours`, `checked`, `bare` or `fastify`
   * @param profiles the folder that a CPU profile is written to
   */
  static async start(which: string, folder: string, profiles?: string): Promise<SpeedProcess> {
    const from = performance.now();
    const child = fork(script, [which, folder], {
      execArgv: profiles
        ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`, `--cpu-prof-name=${which}.cpuprofile`]
        : [],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const ended = once(child, 'exit').then(() => {
      throw new Error(`The server of ${which} did not start`);
    });
    const [url] = await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => {});
    const ms = performance.now() - from;
    const { memory } = await ask(child);
    return new SpeedProcess(child, url, { ms, memory });
  }

  /** CPU time of the process until now, in microseconds. */
  async cpu(): Promise<number> {
    return (await ask(this.#child)).cpu;
  }

  async stop(): Promise<void> {
    // A process whose channel was closed from here emits no "close".
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}

async function ask(child: ChildProcess): Promise<Reply> {
  const reply = once(child, 'message');
  child.send('usage');
  const [usage] = await reply;
  return usage;
}
