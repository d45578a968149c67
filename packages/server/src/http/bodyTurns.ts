import { Transform } from 'node:stream';
import { LoopTurns } from './loopTurns.ts';

/**
 * In these, the pieces of all large bodies are taken in, a few in a turn of the event loop: Node.js lets in
 * one connection in a turn, and hundreds of bodies that arrive at once would make each turn a long one.
 */
export const bodyTurns = new LoopTurns(8);

/** Passes a body on a piece at a time, each in its turn. */
export const inTurns = (): Transform =>
  new Transform({
    transform(piece, _encoding, done) {
      bodyTurns.next().then(() => done(null, piece));
    },
  });
