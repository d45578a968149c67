import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type Capability, type ErrorKind, errorKinds, isCapability } from './case.ts';
import { parseJson, printJson } from './losslessJson.ts';

/** What an adapter says of the client that it stands for. */
export type Described = {
  readonly client: string;
  readonly version: string;
  readonly language: string;
  readonly capabilities: readonly Capability[];
};

/** An error as an adapter reports it. */
export type ReportedError = {
  /** `unsupported`: the client has no means to do this at all. */
  readonly kind: ErrorKind | 'unsupported';
  readonly status?: number;
  readonly body?: unknown;
  readonly message?: string;
};

/** How a call has ended. */
export type Ended =
  | { readonly result: Readonly<Record<string, unknown>> | null }
  | { readonly error: ReportedError };

/** A message to an adapter, without its id. */
export type Message = { readonly do: string; readonly [field: string]: unknown };

/** The program did not do what an adapter does; the message says what. */
export class AdapterError extends Error {
  override readonly name = 'AdapterError';
}

type Pending = {
  readonly onItem: (item: unknown) => void;
  readonly resolve: (ended: Ended) => void;
  readonly reject: (error: Error) => void;
};

/** How long the output of an adapter that has ended is read, in milliseconds: what it started may keep it open. */
const LAST_WORDS = 1_000;

/** A running adapter: a program that is spoken to in JSON, a message a line. */
export class Adapter {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #last = 0;
  #noise = '';
  #end: AdapterError | undefined;

  /** @param command as it is typed in a shell */
  constructor(command: string) {
    // In a group of its own, so that what it starts ends with it.
    const isGroup = process.platform !== 'win32';
    this.#child = spawn(command, { shell: true, stdio: 'pipe', detached: isGroup });
    this.#child.on('error', (error) => this.#finish(`Cannot start ${command}: ${error.message}`));
    this.#child.on('exit', async (code, signal) => {
      // What it has written may arrive after its end, and says more than that.
      const { stdout } = this.#child;
      const read =
        stdout && !stdout.readableEnded ? once(stdout, 'end').catch(() => undefined) : undefined;
      await Promise.race([read, wait(LAST_WORDS)]);
      this.#finish(`The adapter has ended (${signal ?? `exit code ${code}`})${this.#said()}`);
    });
    // What it writes after its end goes nowhere; its end is reported by `exit`.
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stderr?.on('data', (text) => {
      this.#noise = `${this.#noise}${text}`.slice(-2_000);
    });
    // `readline` would split at U+2028, which JSON may have in strings.
    let rest = '';
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#read(line);
    });
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /**
   * Sends a message and waits for its end.
   *
   * @param onItem receives what an iteration gives
   * @returns the id of the message, and how it ends
   * @throws AdapterError (by the promise) if the adapter ends or breaks the protocol
   */
  send(
    message: Message,
    onItem: (item: unknown) => void = () => undefined,
  ): { readonly id: number; readonly ended: Promise<Ended> } {
    this.#last += 1;
    const id = this.#last;
    const { promise, resolve, reject } = Promise.withResolvers<Ended>();
    if (this.#end) reject(this.#end);
    else {
      this.#pending.set(id, { onItem, resolve, reject });
      this.#child.stdin?.write(lineOf({ id, ...message }));
    }
    return { id, ended: promise };
  }

  /**
   * Sends a message that is answered at once.
   *
   * @throws AdapterError if there is no answer within 30 seconds
   */
  async ask(message: Message): Promise<{ readonly id: number; readonly ended: Ended }> {
    const { id, ended } = this.send(message);
    const timer = new AbortController();
    const late = wait(30_000, undefined, { signal: timer.signal }).catch(() => undefined);
    const end = await Promise.race([ended, late]).finally(() => timer.abort());
    if (!end) throw new AdapterError(`The adapter does not answer \`${message.do}\``);
    return { id, ended: end };
  }

  /** What it stands for. */
  async describe(): Promise<Described> {
    const { ended } = await this.ask({ do: 'describe' });
    const { client, version, language, capabilities } = ('result' in ended && ended.result) || {};
    if (typeof client !== 'string' || !Array.isArray(capabilities)) {
      throw new AdapterError('`describe` must give `client` and `capabilities`');
    }
    const unknown = capabilities.filter((each) => !isCapability(String(each)));
    if (unknown.length > 0) throw new AdapterError(`Unknown capabilities: ${unknown.join(', ')}`);
    return {
      client,
      version: String(version ?? ''),
      language: String(language ?? ''),
      capabilities: capabilities.map(String).filter(isCapability),
    };
  }

  /** Ends the program and everything that it has started. */
  close(): void {
    this.#child.stdin?.end();
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      if (process.platform === 'win32') this.#child.kill();
      else process.kill(-pid, 'SIGTERM');
    } catch {
      // it has ended by itself
    }
  }

  #read(line: string): void {
    if (line.trim() === '') return;
    const answer = messageOf(line);
    if (!answer) {
      this.#finish(`The adapter wrote a line that is not a JSON object: ${line.slice(0, 200)}`);
      this.close();
      return;
    }
    const id = Number(answer.id);
    const pending = this.#pending.get(id);
    // What comes after the end of a call is late, not wrong.
    if (!pending) return;
    if ('item' in answer) {
      pending.onItem(answer.item);
      return;
    }
    this.#pending.delete(id);
    const { error, result } = answer;
    pending.resolve(
      isObject(error) ? { error: errorOf(error) } : { result: isObject(result) ? result : null },
    );
  }

  #said(): string {
    return this.#noise.trim() === '' ? '' : `: ${this.#noise.trim()}`;
  }

  #finish(message: string): void {
    this.#end ??= new AdapterError(message);
    for (const { reject } of this.#pending.values()) reject(this.#end);
    this.#pending.clear();
  }
}

/** A message as a line, also for readers that split at the other line ends of Unicode. */
const lineOf = (message: object): string =>
  `${printJson(message).replaceAll(
    /[\u0085\u2028\u2029]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}\n`;

function messageOf(line: string): Record<string, unknown> | undefined {
  try {
    const message = parseJson(line);
    return isObject(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function errorOf(error: Record<string, unknown>): ReportedError {
  const { kind, status, message } = error;
  const known = Object.keys(errorKinds).find((each) => each === kind) as ErrorKind | undefined;
  return {
    kind: kind === 'unsupported' ? kind : (known ?? 'other'),
    ...(typeof status === 'number' && { status }),
    ...('body' in error && { body: error.body }),
    ...(message !== undefined && { message: String(message) }),
  };
}
