import { readArguments } from './arguments.ts';
import { Deadline } from './deadline.ts';
import type { EventOptions, EventStream } from './events.ts';
import { toJson } from './json.ts';
import type { Connection, Operation, Waiting } from './operation.ts';
import { secondsToWait } from './retryAfter.ts';

type State = Readonly<Record<string, unknown>>;
type LiveEvent = { readonly event: string; readonly data?: object };

/** Milliseconds until the state is asked for: at first, at most, and while its events arrive. */
const [shortest, longest, live] = [200, 3_000, 15_000];

/**
 * Carries out an operation that begins something, and waits for its end: by events where a
 * WebSocket can be opened, and by asking for the state where not, no earlier than the server says.
 *
 * @param listen opens the stream of events; without it, the state is asked for
 * @param method the name of the method, where it is not that of the operation
 * @returns the last state, be it a good end or a bad one
 */
export async function wait<Result>(
  connection: Connection,
  operation: Operation,
  { status, key, state, running }: Waiting,
  args: readonly unknown[],
  listen?: (options: EventOptions) => EventStream<LiveEvent>,
  method = `${operation.id}AndWait`,
): Promise<Result> {
  const { params, options } = readArguments(operation, args, method);
  const { onProgress, timeout = Infinity, signal: caller, ...rest } = options;
  const deadline = new Deadline(timeout, caller);
  const { signal } = deadline;
  let last: State = {};
  let wake = () => {};
  let thrown: { readonly cause: unknown } | undefined;
  const tell = (next: State) => {
    if (toJson(next) === toJson(last)) return;
    last = next;
    try {
      // the generated method says which type its states have
      (onProgress as ((state: State) => void) | undefined)?.(next);
    } catch (cause) {
      // the caller gets it, both from polling and from events
      thrown ??= { cause };
    }
    wake();
  };
  const isRunning = () => running.includes(String(last[state]));

  const ended = new AbortController();
  try {
    const started = await connection.send<State>(operation, {
      params,
      options: { ...rest, signal },
    });
    tell(started.data);
    const id = last[key];
    let isLive = false;
    let isDue = false;
    const ask = () => {
      isDue = true;
      wake();
    };
    const follow = async () => {
      if (!listen || !connection.WebSocket || !isRunning()) return;
      const events = listen({ jobId: String(id), signal: ended.signal });
      await events.connected;
      isLive = true;
      ask(); // for what has happened before it stood
      for await (const event of events) {
        const data: State = { ...event.data };
        if (data[key] !== id || typeof data[state] !== 'string') continue;
        // an end may be that of what came before, told late: the server is asked whether it is
        if (running.includes(data[state])) tell(data);
        else ask();
      }
    };
    follow().catch(() => {
      isLive = false; // what the stream lacks, asking finds
      wake();
    });
    signal.addEventListener('abort', () => wake());
    let asked = started;
    for (let time = shortest; isRunning() && !thrown; time = Math.min(longest, time * 1.5)) {
      if (!isDue) {
        const least = (secondsToWait(asked.response.headers, false) ?? 0) * 1_000;
        const timer = await new Promise<ReturnType<typeof setTimeout>>((resolve) => {
          const set = setTimeout(ask, Math.max(least, isLive ? live : time));
          wake = () => resolve(set);
          if (signal.aborted) wake();
        });
        clearTimeout(timer);
      }
      deadline.check();
      if (!isDue) continue;
      isDue = false;
      asked = await connection.send<State>(status, {
        params: { [key]: id },
        options: { signal },
      });
      tell(asked.data);
    }
    if (thrown) throw thrown.cause;
    return last as Result;
  } catch (cause) {
    throw signal.aborted ? deadline.explain(cause, '') : cause;
  } finally {
    deadline.stop();
    ended.abort();
  }
}
