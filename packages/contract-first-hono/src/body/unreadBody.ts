import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { Environment } from '../environment.ts';
import { isHeldBack } from '../node/continue.ts';
import { bodyTurns } from './bodyTurns.ts';

/** How much of an unwanted body is read anyway, in bytes and milliseconds. */
const MOST = 16 * 1024 * 1024;
const LONGEST = 2_000;
/**
 * How many are read at the same time. A flood of large bodies would otherwise keep the server busy.
 */
const MOST_AT_ONCE = 64;

/**
 * Reads the rest of a refused request's body before the response is sent. A client that is still
 * sending would otherwise see a closed connection instead of the response (RFC 9112, section 9.6). The
 * adapter would only read it afterwards, and close connections that clients had already begun to reuse.
 * The connection closes after the response if the body is too large, if too many are being read
 * already, or if the client waits for 100 Continue: it may or may not send the body.
 */
export class UnreadBodies {
  #reading = 0;

  /** Call if the request of a decided response is not complete. */
  async finish(c: Context<Environment>): Promise<void> {
    const { incoming } = c.env;
    // A client that took too long already is not waited for again.
    if (c.res.status !== 408 && !isHeldBack(incoming) && this.#reading < MOST_AT_ONCE) {
      this.#reading++;
      await drain(incoming);
      this.#reading--;
    }
    if (!incoming.complete) c.header('Connection', 'close');
  }
}

async function drain(incoming: IncomingMessage): Promise<void> {
  // The response is decided, so readers of the body no longer matter.
  incoming.unpipe();
  incoming.removeAllListeners('data');
  await new Promise<void>((resolve) => {
    let read = 0;
    let isOver = false;
    const timer = setTimeout(stop, LONGEST);
    function stop(): void {
      isOver = true;
      clearTimeout(timer);
      incoming.off('data', count).off('end', stop).off('close', stop).off('error', stop);
      incoming.pause();
      resolve();
    }
    function count(chunk: Buffer): void {
      read += chunk.length;
      if (read > MOST) {
        stop();
        return;
      }
      incoming.pause();
      void bodyTurns.turn().then(() => {
        if (!isOver) incoming.resume();
      });
    }
    incoming.on('data', count).on('end', stop).on('close', stop).on('error', stop);
    incoming.resume();
  });
}
