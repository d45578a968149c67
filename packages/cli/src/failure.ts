/** The command cannot do what was requested; the message says what to do next. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** Exit codes of the command. After a signal it is that of the signal: 130 for Ctrl+C, 143 for SIGTERM. */
export const EXIT = { ok: 0, partial: 1, failure: 2 } as const;
