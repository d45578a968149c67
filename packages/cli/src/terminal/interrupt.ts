import type { Signal, SignalSource } from './terminal.ts';

/** Exit codes for signals: 128 plus the signal's number. */
const CODES: Readonly<Record<Signal, number>> = { SIGINT: 130, SIGTERM: 143 };

/** The command was stopped by a signal before it changed anything more. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Ctrl+C and SIGTERM. The first one stops the work that is under way where that is safe; the second one ends the
 * process at once.
 */
export class Interrupt {
  readonly #signals: SignalSource;
  readonly #listeners: ReadonlyMap<Signal, () => void>;
  readonly #exit: (code: number) => void;
  #stop: (() => void) | undefined;
  #received: Signal | undefined;
  #reject: (reason: Interrupted) => void = () => {};
  /** Rejects on a signal for which no work has an answer of its own. */
  readonly interrupted: Promise<never>;

  constructor(signals: SignalSource, exit: (code: number) => void) {
    this.#signals = signals;
    this.#exit = exit;
    this.interrupted = new Promise((_, reject) => {
      this.#reject = reject;
    });
    this.interrupted.catch(() => {});
    const listener = (signal: Signal): [Signal, () => void] => [signal, () => this.receive(signal)];
    this.#listeners = new Map([listener('SIGINT'), listener('SIGTERM')]);
    for (const [signal, listen] of this.#listeners) signals.on(signal, listen);
  }

  /** 130 after SIGINT, 143 after SIGTERM. */
  get exitCode(): number {
    return CODES[this.#received ?? 'SIGINT'];
  }

  get wasReceived(): boolean {
    return this.#received !== undefined;
  }

  /**
   * While `work` runs, a signal calls `stop`, and the work ends by itself.
   *
   * @param stop begins to stop the work; is called once at most
   */
  async during<T>(stop: () => void, work: () => PromiseLike<T>): Promise<T> {
    this.#stop = stop;
    try {
      return await work();
    } finally {
      this.#stop = undefined;
    }
  }

  /** As if the signal had arrived: Ctrl+C in a question is no signal. */
  receive(signal: Signal): void {
    if (this.#received !== undefined) this.#exit(CODES[signal]);
    this.#received ??= signal;
    if (this.#stop) this.#stop();
    else this.#reject(new Interrupted());
  }

  close(): void {
    for (const [signal, listener] of this.#listeners) this.#signals.off(signal, listener);
  }
}
