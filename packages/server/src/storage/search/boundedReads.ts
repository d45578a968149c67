import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import type { CompiledQuery } from 'kysely';

/** What a reading process is sent. */
export type ReadRequest = Pick<CompiledQuery, 'sql' | 'parameters'>;
/** What it answers; `code` is one of SQLite's. */
export type ReadAnswer =
  | { readonly rows: readonly unknown[] }
  | { readonly failure: string; readonly code: string | undefined };

type WaitingRead = {
  readonly user: string;
  readonly begin: () => void;
  readonly refuse: () => void;
};

export type ReadLimits = {
  /** How long one query may take, in milliseconds. */
  readonly time: number;
  /** How many queries are carried out at once, in a process each. */
  readonly processes: number;
  /** How many queries may wait for a process, and how long each, in milliseconds. */
  readonly waiting: number;
  readonly patience: number;
  /**
   * How long a query may continue after its caller has left, in milliseconds: most end sooner, and
   * their process need not be replaced.
   */
  readonly grace: number;
  /** How long a process without work is kept, in milliseconds. */
  readonly idle: number;
};

const usualLimits: ReadLimits = {
  time: 10_000,
  processes: 2,
  waiting: 32,
  patience: 10_000,
  grace: 100,
  idle: 30_000,
};

/** The query took longer than it may. */
export class ReadTooLong extends Error {
  override readonly name = 'ReadTooLong';
  /** How long it may take, in milliseconds. */
  readonly limit: number;

  constructor(limit: number) {
    super(`The query has taken ${limit} ms`);
    this.limit = limit;
  }
}
/** Too many queries wait, or this one has waited too long. */
export class TooManyReads extends Error {
  override readonly name = 'TooManyReads';
}

const program = fileURLToPath(new URL('./readProcess.ts', import.meta.url));
/** Rows are few, so that most of V8's usual room for young objects would be wasted. */
const memory = ['--max-old-space-size=64', '--max-semi-space-size=1'];

/**
 * Carries out queries of unknown cost, in processes that are started when they are needed. Processes
 * and not threads, because SQLite cannot be interrupted through better-sqlite3: a thread that is in a
 * query only ends when the query does, and so would the server.
 */
export class BoundedReads {
  readonly #path: string;
  readonly #limits: ReadLimits;
  readonly #all = new Set<ChildProcess>();
  /** Processes without work, and what ends each. */
  readonly #idle = new Map<ChildProcess, NodeJS.Timeout>();
  /** Queries that wait for a process, the oldest first. */
  readonly #waiting: WaitingRead[] = [];
  /** Whose queries are under way. */
  readonly #running: string[] = [];
  #isClosed = false;
  // A process that is in a query does not notice that its parent has gone.
  readonly #killAll = () => {
    for (const child of this.#all) child.kill('SIGKILL');
  };

  /** @param path of the database, which another connection keeps open */
  constructor(path: string, limits: Partial<ReadLimits> = {}) {
    this.#path = path;
    this.#limits = { ...usualLimits, ...limits };
    process.on('exit', this.#killAll);
  }

  /**
   * The rows of a query that only reads.
   *
   * @param signal aborted when the caller no longer needs the rows
   * @param user whose query it is: those of one user keep the others waiting for as short as possible
   * @throws ReadTooLong, TooManyReads, SqliteError, or the signal's reason
   */
  async rows<Row>(
    query: CompiledQuery<Row>,
    signal: AbortSignal,
    user = '',
  ): Promise<readonly Row[]> {
    signal.throwIfAborted();
    await this.#turn(signal, user);
    try {
      const answer = await this.#ask(this.#take(), query, signal);
      // The query says of which type its rows are.
      if ('rows' in answer) return answer.rows as readonly Row[];
      if (answer.code) throw new Sqlite.SqliteError(answer.failure, answer.code);
      throw new Error(answer.failure);
    } finally {
      // This query still counts, so that users take turns.
      const next = this.#next();
      this.#running.splice(this.#running.indexOf(user), 1);
      next?.begin();
    }
  }

  /** Ends the processes; what they were reading fails. */
  async close(): Promise<void> {
    this.#isClosed = true;
    process.off('exit', this.#killAll);
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#all].map(end));
  }

  /** The query that waits the longest, of the users who have the fewest under way. */
  #next(): WaitingRead | undefined {
    const underWay = ({ user }: WaitingRead) =>
      this.#running.filter((each) => each === user).length;
    const fewest = Math.min(...this.#waiting.map(underWay));
    return this.#waiting.find((read) => underWay(read) === fewest);
  }

  /** Refuses the newest query of the user who has the most waiting. @throws TooManyReads where that is this user */
  #makeRoom(user: string): void {
    const { waiting } = this.#limits;
    if (this.#waiting.length < waiting) return;
    const countOf = (of: string) => this.#waiting.filter((each) => each.user === of).length;
    const most = Math.max(...this.#waiting.map((each) => countOf(each.user)));
    const newest = this.#waiting.findLast((each) => countOf(each.user) === most);
    if (!newest || countOf(user) >= most) {
      throw new TooManyReads(`${waiting} queries wait already`);
    }
    newest.refuse();
  }

  async #turn(signal: AbortSignal, user: string): Promise<void> {
    const { processes, patience } = this.#limits;
    if (this.#running.length < processes) {
      this.#running.push(user);
      return;
    }
    this.#makeRoom(user);
    await new Promise<void>((resolve, reject) => {
      const settle = () => {
        clearTimeout(late);
        signal.removeEventListener('abort', onAbort);
      };
      const leave = () => {
        settle();
        this.#waiting.splice(this.#waiting.indexOf(read), 1);
      };
      const refuse = (reason: unknown) => {
        leave();
        reject(reason);
      };
      const read: WaitingRead = {
        user,
        begin: () => {
          leave();
          this.#running.push(user);
          resolve();
        },
        refuse: () => refuse(new TooManyReads('The query has made room for one of another user')),
      };
      const onAbort = () => refuse(signal.reason);
      const late = setTimeout(
        () => refuse(new TooManyReads(`The query has waited for ${patience} ms`)),
        patience,
      );
      signal.addEventListener('abort', onAbort);
      this.#waiting.push(read);
    });
  }

  #take(): ChildProcess {
    if (this.#isClosed) throw new Error('The processes that read the database have ended');
    for (const [child, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(child);
      return child;
    }
    // Without the environment, which may hold the administrator's password.
    const child = fork(program, [this.#path], {
      execArgv: memory,
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.unref();
    child.channel?.unref();
    this.#all.add(child);
    const forget = () => {
      clearTimeout(this.#idle.get(child));
      this.#idle.delete(child);
      this.#all.delete(child);
    };
    child.on('error', forget).on('exit', forget);
    return child;
  }

  #ask(child: ChildProcess, query: ReadRequest, signal: AbortSignal): Promise<ReadAnswer> {
    const { time, grace, idle } = this.#limits;
    return new Promise((resolve, reject) => {
      let abandoned: NodeJS.Timeout | undefined;
      const settle = () => {
        clearTimeout(late);
        clearTimeout(abandoned);
        signal.removeEventListener('abort', onAbort);
        child.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
      };
      const fail = (reason: unknown) => {
        settle();
        child.kill('SIGKILL');
        reject(reason);
      };
      const onMessage = (answer: ReadAnswer) => {
        settle();
        const stop = () => {
          this.#idle.delete(child);
          void end(child);
        };
        this.#idle.set(child, setTimeout(stop, idle).unref());
        resolve(answer);
      };
      const onEnd = () => fail(new Error('The process that reads the database has ended'));
      const onAbort = () => {
        abandoned = setTimeout(() => fail(signal.reason), grace);
      };
      const late = setTimeout(() => fail(new ReadTooLong(time)), time);
      child.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
      signal.addEventListener('abort', onAbort);
      if (signal.aborted) onAbort();
      const { sql, parameters } = query;
      child.send({ sql, parameters } satisfies ReadRequest, (error) => {
        if (error) onEnd();
      });
    });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  // Where nothing else is left to do, this process would end first and leave the rest undone.
  child.ref();
  child.kill('SIGKILL');
  await exit;
}
