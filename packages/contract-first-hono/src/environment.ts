/**
 * What a request carries while it passes through the kit.
 *
 * @module
 */

import type { HttpBindings } from '@hono/node-server';
import type { Media } from './body/media.ts';
import type { Principal } from './guards/principal.ts';
import type { Operation } from './operation.ts';
import type { Pair } from './routing/address.ts';

type Write = (details: object, message: string) => void;

/** A JSON body that has been read and parsed. */
export type Json = { readonly value: unknown };

/** The logger of the kit. A pino logger fits. */
export type Log = {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  /** A logger that adds these details to each line. */
  child(details: Readonly<Record<string, unknown>>): Log;
};

/** The Hono environment of a request. */
export type Environment = {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** The headers of the response, by name in lower case, if Hono's context does not have them. */
    headers?: Record<string, string>;
    log: Log;
    /** The pairs of the query, set by their first reader. */
    query?: readonly Pair[];
    /** The operation of the request; undefined if the document has none for it. */
    operation?: Operation;
    /** Undefined if the operation needs no credentials. */
    principal?: Principal;
    /** The security schemes with which the principal was authenticated. */
    schemes?: string;
    /** The parsed JSON body, set by its first reader. */
    json?: Json | Promise<Json>;
    /** The media type of the body among those of the operation; undefined without a body. */
    media?: Media;
    /** The body, if it is read as text. */
    text?: string;
    /** The policy that refused the request. */
    limitedBy?: string;
  };
};

const silent = (): void => {};
/** A logger that discards everything. */
export const noLog: Log = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  child: () => noLog,
};
