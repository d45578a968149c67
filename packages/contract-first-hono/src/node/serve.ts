/**
 * Serves an app with the listener.
 *
 * @module
 */

import type { IncomingMessage } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { App } from '../app.ts';
import { type Address, type Bounds, type LaneOf, Listener } from './listener.ts';
import { adaptorProblem } from './wireProblem.ts';

/**
 * Serves an app with a listener: the waiting requests, and all later ones.
 *
 * @param laneOf the lane of a request if many arrive at once; by default its address
 */
export function serve(
  listener: Listener,
  { app, problems, headersFor }: App,
  laneOf?: LaneOf,
): void {
  // Unread bodies are read in `body/unreadBody.ts`, before the response. The adapter would do it
  // after the response, and would then close a connection that the client may already be reusing.
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

/** Where and how an app is served. */
export type ListenSettings = Address & {
  readonly bounds?: Partial<Bounds>;
  readonly laneOf?: (request: IncomingMessage) => string;
};

/**
 * Opens a port and serves an app on it.
 *
 * @throws ListenError if the port is not available
 */
export async function listen(app: App, settings: ListenSettings): Promise<Listener> {
  const listener = await Listener.open(settings, settings.bounds, app.problems);
  serve(listener, app, settings.laneOf);
  return listener;
}
