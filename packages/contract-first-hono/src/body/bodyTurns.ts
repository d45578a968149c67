/**
 * Shares the event loop fairly between large bodies and new connections.
 *
 * @module
 */

import { Transform } from 'node:stream';
import { FairTurns } from '../node/fairTurns.ts';

/**
 * Schedules the pieces of all large bodies, a few per turn of the event loop. Node.js accepts one
 * connection per turn, so with hundreds of bodies arriving at once each turn would be long.
 */
export const bodyTurns = new FairTurns({ most: 8 });

/** A transform that passes a body on piece by piece, each in its turn. */
export const inTurns = (): Transform =>
  new Transform({
    transform(piece, _encoding, done) {
      bodyTurns.turn().then(() => done(null, piece));
    },
  });
