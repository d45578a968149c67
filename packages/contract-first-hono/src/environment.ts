import type { HttpBindings } from '@hono/node-server';
import type { Principal } from './guards/principal.ts';
import type { Operation } from './operation.ts';

type Write = (details: object, message: string) => void;

/** Where the kit logs; a logger of pino is one. */
export type Log = {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  /** A log whose lines carry these details as well. */
  child(details: Readonly<Record<string, unknown>>): Log;
};

/** What a request carries on its way through the kit. */
export type Environment = {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    log: Log;
    /** The operation that the request is for; not set where the document has none. */
    operation?: Operation;
    /** Not set where the operation needs no credentials. */
    principal?: Principal;
    /** The security schemes that the principal has come by. */
    schemes?: string;
    /** The parsed JSON body, set by whatever reads it first. */
    json?: Promise<unknown>;
    /** The policy that has refused the request. */
    limitedBy?: string;
  };
};

const silent = (): void => {};
/** A log that keeps nothing. */
export const noLog: Log = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  child: () => noLog,
};
