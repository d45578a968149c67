/** The plan of a job, which is executed piece by piece, and how each piece is done and undone. */
export type Work = {
  /** Number of pieces. */
  readonly size: number;
  /** @returns whether it succeeded */
  do(piece: number): boolean;
  /** @returns whether it was undone; true for a piece that was never done */
  undo(piece: number): boolean;
};
