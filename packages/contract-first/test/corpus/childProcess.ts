/** A process that does one task at a time, and is replaced if it takes too long. */
import { type ChildProcess, fork } from 'node:child_process';

const MOST_MEMORY = 6144;

export class TaskProcess<Task extends object, Result> {
  readonly #script: URL;
  readonly #tasks: number;
  #child: ChildProcess | undefined;
  #done = 0;

  /** @param tasks after so many, the process is replaced, since imported modules stay in memory */
  constructor(script: URL, tasks: number) {
    this.#script = script;
    this.#tasks = tasks;
  }

  /** The result of a task; an Error if the process has ended or its time is over. */
  do(task: Task, seconds: number): Promise<Result | Error> {
    if (this.#done >= this.#tasks) this.stop();
    this.#done += 1;
    const child =
      this.#child ?? fork(this.#script, { execArgv: [`--max-old-space-size=${MOST_MEMORY}`] });
    this.#child = child;
    return new Promise((resolve) => {
      const end = (result: Result | Error) => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (result instanceof Error) this.stop();
        resolve(result);
      };
      const timer = setTimeout(
        () => end(new Error(`It took more than ${seconds} seconds`)),
        seconds * 1000,
      );
      child.once('message', (message) => end(message as Result));
      child.once('exit', (code, signal) => end(new Error(`The process ended: ${signal ?? code}`)));
      child.once('error', end);
      child.send(task);
    });
  }

  stop(): void {
    this.#child?.removeAllListeners();
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
    this.#done = 0;
  }
}
