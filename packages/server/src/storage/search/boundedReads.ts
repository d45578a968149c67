/**
 * Time limits for database queries, which better-sqlite3 does not offer.
 *
 * @module
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import type { CompiledQuery } from 'kysely';
import type { Term } from './terms.ts';

/** A request to a reading process. */
export type ReadRequest = Pick<CompiledQuery, 'sql' | 'parameters'> & {
  /** If given, the column `stored` of the rows becomes the passage with these terms. */
  readonly terms?: readonly Term[];
};
/** The response of a reading process; `code` is one of SQLite's. */
export type ReadAnswer =
  | { readonly rows: readonly unknown[] }
  | { readonly failure: string; readonly code: string | undefined };

type WaitingRead = {
  readonly user: string;
  readonly begin: () => void;
  readonly refuse: () => void;
};

export type ReadLimits = {
  /** Time limit of one query, in milliseconds. */
  readonly time: number;
  /**
   * How many queries run at once, each in its own process. One user has at most one fewer, so that the slow
   * queries of one user do not delay those of others.
   */
  readonly processes: number;
  /** How many queries may wait for a process, and for how long each, in milliseconds. */
  readonly waiting: number;
  readonly patience: number;
  /**
   * How long a query may continue after its caller has left, in milliseconds: most end sooner, and
   * their process need not be replaced.
   */
  readonly grace: number;
  /** How long an idle process is kept, in milliseconds. */
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

/** The query exceeded its time limit. */
export class ReadTooLong extends Error {
  override readonly name = 'ReadTooLong';
  /** The time limit, in milliseconds. */
  readonly limit: number;

  constructor(limit: number) {
    super(`The query has taken ${limit} ms`);
    this.limit = limit;
  }
}
/** Too many queries are waiting, or this one has waited too long. */
export class TooManyReads extends Error {
  override readonly name = 'TooManyReads';
}

const program = fileURLToPath(new URL('./readProcess.ts', import.meta.url));
/** Results are small, so most of V8's default space for young objects would be wasted. */
const memory = ['--max-old-space-size=64', '--max-semi-space-size=1'];

/**
 * Runs queries of unknown cost in processes that are started on demand. Processes rather than threads,
 * because better-sqlite3 cannot interrupt SQLite: a thread in a query only ends when the query does, and
 * would keep the server from stopping.
 */
export class BoundedReads {
  readonly #path: string;
  readonly #limits: ReadLimits;
  readonly #all = new Set<ChildProcess>();
  /** Idle processes, each with the timer that ends it. */
  readonly #idle = new Map<ChildProcess, NodeJS.Timeout>();
  /** Queries waiting for a process, oldest first. */
  readonly #waiting: WaitingRead[] = [];
  /** The users of the running queries. */
  readonly #running: string[] = [];
  #isClosed = false;
  // A process in a query does not notice that its parent has ended.
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
   * The rows of a read-only query.
   *
   * @param signal aborted when the caller no longer needs the rows
   * @param user who runs the query; users take turns, so that nobody waits long for another's queries
   * @param terms if given, the column `stored` of the rows becomes the passage with these terms
   * @throws ReadTooLong, TooManyReads, SqliteError, or the signal's reason
   */
  async rows<Row>(
    query: CompiledQuery<Row>,
    signal: AbortSignal,
    user = '',
    terms?: readonly Term[],
  ): Promise<readonly Row[]> {
    signal.throwIfAborted();
    await this.#turn(signal, user);
    try {
      const answer = await this.#ask(this.#take(), terms ? { ...query, terms } : query, signal);
      // The type of the rows follows from the query.
      if ('rows' in answer) return answer.rows as readonly Row[];
      if (answer.code) throw new Sqlite.SqliteError(answer.failure, answer.code);
      throw new Error(answer.failure);
    } finally {
      // This query still counts, so that users take turns.
      const next = this.#next(user);
      this.#running.splice(this.#running.indexOf(user), 1);
      next?.begin();
    }
  }

  /** Ends the processes; their queries fail. */
  async close(): Promise<void> {
    this.#isClosed = true;
    process.off('exit', this.#killAll);
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#all].map(end));
  }

  /**
   * The longest waiting query of the users with the fewest running ones.
   *
   * @param ending the user whose query is ending
   */
  #next(ending: string): WaitingRead | undefined {
    const may = this.#waiting.filter(({ user }) => this.#mayRun(user, user === ending ? 1 : 0));
    const fewest = Math.min(...may.map(({ user }) => this.#countOf(user)));
    return may.find(({ user }) => this.#countOf(user) === fewest);
  }

  /** How many queries of a user are running. */
  #countOf(user: string): number {
    return this.#running.filter((each) => each === user).length;
  }

  /**
   * Whether a user may run another query.
   *
   * @param ending how many of the user's running queries are ending
   */
  #mayRun(user: string, ending = 0): boolean {
    return this.#countOf(user) - ending < Math.max(1, this.#limits.processes - 1);
  }

  /**
   * Rejects the newest query of the user with the most waiting ones.
   *
   * @throws TooManyReads if it is this user
   */
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
    if (this.#running.length < processes && this.#mayRun(user)) {
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
    // Without the environment, which may contain the administrator's password.
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
      const { sql, parameters, terms } = query;
      child.send({ sql, parameters, ...(terms && { terms }) } satisfies ReadRequest, (error) => {
        if (error) onEnd();
      });
    });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  // Without ref(), this process could exit before the child, leaving cleanup undone.
  child.ref();
  child.kill('SIGKILL');
  await exit;
}
