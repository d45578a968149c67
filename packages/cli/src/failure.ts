/** The command cannot do what it is asked to; the message says what to do next. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** Exit codes of the command. */
export const EXIT = { ok: 0, partial: 1, failure: 2, cancelled: 130 } as const;
