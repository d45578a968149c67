import { type MessagePort, Worker, type WorkerOptions } from 'node:worker_threads';
import { endable, endThread, READY } from './endableThread.ts';

export type ThreadSettings = {
  /** The module of the threads. It posts `READY` when it has loaded. */
  readonly program: URL;
  /** How many threads run at most; further tasks wait. */
  readonly most: number;
  /** How long an idle thread waits for another task before it ends, in milliseconds; by default it stays. */
  readonly idleTime?: number;
  /** The error of a task whose thread ends before it has answered. */
  readonly ended: string;
} & Pick<WorkerOptions, 'workerData' | 'resourceLimits'>;

export type TaskOptions<Task, Message> = {
  /** Ends the task. */
  readonly signal?: AbortSignal | undefined;
  /**
   * What asks the thread to stop by itself when the signal is aborted; the task then ends with its
   * answer. Without it the task fails at once, and its thread is ended, whatever it is doing.
   */
  readonly stop?: Task;
  /** Memory of the task that is moved to the thread, and no longer usable here. */
  readonly moved?: readonly (ArrayBuffer | MessagePort)[];
  /** Gets each message of the thread. The first that it does not take is the answer. */
  readonly hear?: (message: Message) => boolean;
};

type Order<Task, Message> = TaskOptions<Task, Message> & {
  readonly task: Task;
  readonly resolve: (answer: Message) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Runs tasks in threads, each of which has one task at a time. Threads start on demand, and do not keep
 * the process alive.
 */
export class ThreadPool<Task, Message> {
  readonly #settings: ThreadSettings;
  readonly #waiting: Order<Task, Message>[] = [];
  /** The threads without a task, and the timer that ends each. */
  readonly #idle = new Map<Worker, NodeJS.Timeout | undefined>();
  readonly #busy = new Map<Worker, Order<Task, Message>>();
  /** Threads that are being ended, and get no more tasks. */
  readonly #ending = new Set<Worker>();
  #isClosed = false;

  constructor(settings: ThreadSettings) {
    this.#settings = settings;
  }

  /**
   * Runs a task in a thread.
   *
   * @returns the thread's answer
   * @throws Error if the thread ends or fails before, and the signal's reason if it is aborted
   */
  run(task: Task, options: TaskOptions<Task, Message> = {}): Promise<Message> {
    const { signal } = options;
    let abort = () => {};
    return new Promise<Message>((resolve, reject) => {
      if (options.stop === undefined) signal?.throwIfAborted();
      if (this.#isClosed) throw new Error(this.#settings.ended);
      const order = { ...options, task, resolve, reject };
      this.#waiting.push(order);
      abort = () => this.#abort(order);
      signal?.addEventListener('abort', abort, { once: true });
      this.#next();
    }).finally(() => signal?.removeEventListener('abort', abort));
  }

  /** Starts threads before there are tasks for them, by default all. */
  prepare(count = this.#settings.most): void {
    while (this.#running < count) this.#rest(this.#start());
  }

  /** Ends the threads. Running and waiting tasks fail. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(this.#settings.ended));
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#idle.keys(), ...this.#busy.keys(), ...this.#ending].map(endThread));
  }

  get #running(): number {
    return this.#idle.size + this.#busy.size + this.#ending.size;
  }

  #next(): void {
    const order = this.#waiting[0];
    if (!order || this.#isClosed) return;
    const worker = this.#take();
    if (!worker) return;
    this.#waiting.shift();
    this.#busy.set(worker, order);
    worker.postMessage(order.task, order.moved);
  }

  /** An idle thread, or a new one if there may be more. */
  #take(): Worker | undefined {
    for (const [worker, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(worker);
      return worker;
    }
    return this.#running < this.#settings.most ? this.#start() : undefined;
  }

  #start(): Worker {
    const { program, workerData, resourceLimits } = this.#settings;
    const worker = endable(
      new Worker(program, { workerData, ...(resourceLimits && { resourceLimits }) }),
    );
    worker.unref();
    worker.on('message', (message: Message | typeof READY) => {
      const order = this.#busy.get(worker);
      // What a thread that is being ended says was sent before it knew.
      if (message === READY || !order || order.hear?.(message)) return;
      this.#busy.delete(worker);
      this.#rest(worker);
      order.resolve(message);
      this.#next();
    });
    worker.on('error', (error) => this.#lose(worker, error));
    return worker.on('exit', () => this.#lose(worker, new Error(this.#settings.ended)));
  }

  #rest(worker: Worker): void {
    const { idleTime } = this.#settings;
    const end = () => {
      this.#idle.delete(worker);
      this.#end(worker);
    };
    this.#idle.set(worker, idleTime === undefined ? undefined : setTimeout(end, idleTime).unref());
  }

  #end(worker: Worker): void {
    this.#ending.add(worker);
    void endThread(worker);
  }

  #abort(order: Order<Task, Message>): void {
    const [worker] = [...this.#busy].find(([, each]) => each === order) ?? [];
    if (worker && order.stop !== undefined) {
      worker.postMessage(order.stop);
      return;
    }
    const at = this.#waiting.indexOf(order);
    if (at !== -1) this.#waiting.splice(at, 1);
    order.reject(order.signal?.reason);
    if (!worker) return;
    // It may be reading a file of many gigabytes. Another thread replaces it once it has ended.
    this.#busy.delete(worker);
    this.#end(worker);
  }

  #lose(worker: Worker, error: unknown): void {
    this.#busy.get(worker)?.reject(error);
    this.#busy.delete(worker);
    clearTimeout(this.#idle.get(worker));
    this.#idle.delete(worker);
    this.#ending.delete(worker);
    this.#next();
  }
}
