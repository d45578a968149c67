import { Transform } from 'node:stream';
import { FairTurns } from '../node/fairTurns.ts';

/**
 * In these, the pieces of all large bodies are taken in, a few in a turn of the event loop: Node.js lets in
 * one connection in a turn, and hundreds of bodies that arrive at once would make each turn a long one.
 */
export const bodyTurns = new FairTurns({ most: 8 });

/** Passes a body on a piece at a time, each in its turn. */
export const inTurns = (): Transform =>
  new Transform({
    transform(piece, _encoding, done) {
      bodyTurns.turn().then(() => done(null, piece));
    },
  });
