/** The plan of a job, which is executed piece by piece, and how each piece is done and undone. */
export type Work = {
  /** Number of pieces. */
  readonly size: number;
  /** The pieces that were done and not undone, in the order in which they were done. */
  readonly done: readonly number[];
  /** @returns whether it succeeded */
  do(piece: number): boolean;
  /** @returns whether it was undone */
  undo(piece: number): boolean;
};
