/**
 * What a job has planned, and how one piece of it is done and undone. A plan is carried out a piece
 * at a time.
 */
export type Work = {
  /** How many pieces there are. */
  readonly size: number;
  /** @returns whether it could be done */
  do(piece: number): boolean;
  /** @returns whether it could be undone; true for what was never done */
  undo(piece: number): boolean;
};
