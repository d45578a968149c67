import type { IncomingMessage } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { App } from '../app.ts';
import { type Address, type Bounds, type LaneOf, Listener } from './listener.ts';
import { adaptorProblem } from './wireProblem.ts';

/**
 * Serves an app by a listener: the requests that wait, and those to come.
 *
 * @param laneOf whose turn a request waits for if many come at once; that of its address by default
 */
export function serve(
  listener: Listener,
  { app, problems, headersFor }: App,
  laneOf?: LaneOf,
): void {
  // Unread bodies are read in `body/unreadBody.ts`, before the answer; the adaptor does it
  // after, and then closes a connection that the client may already use again.
  const handler = getRequestListener(app.fetch, {
    autoCleanupIncoming: false,
    errorHandler: (error) => adaptorProblem(problems, error),
  });
  listener.serve(
    handler,
    (origin) => ({ 'X-Content-Type-Options': 'nosniff', ...headersFor(origin) }),
    laneOf,
  );
}

export type ListenSettings = Address & {
  readonly bounds?: Partial<Bounds>;
  readonly laneOf?: (request: IncomingMessage) => string;
};

/**
 * Takes a port and serves an app on it.
 *
 * @throws ListenError if the port cannot be had
 */
export async function listen(app: App, settings: ListenSettings): Promise<Listener> {
  const listener = await Listener.open(settings, settings.bounds, app.problems);
  serve(listener, app, settings.laneOf);
  return listener;
}
