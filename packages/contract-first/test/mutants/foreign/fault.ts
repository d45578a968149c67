/** A fault of a server: one small change of the source of an honest one. */
export type Fault = {
  readonly framework: 'Express' | 'FastAPI' | 'Go';
  /** The document of the server, and the name of its source. */
  readonly document: string;
  /** What the server does; begins with a verb. */
  readonly name: string;
  /** Where such a fault is described: a project, with its issue, check, rule or file. */
  readonly source: string;
  /** A text that the source has once, and what it becomes. */
  readonly from: string;
  readonly to: string;
};

/** The row of a catalogue. */
export type FaultRow = readonly [
  document: string,
  name: string,
  source: string,
  from: string,
  to: string,
];

export const faultsOf = (
  framework: Fault['framework'],
  rows: readonly FaultRow[],
): readonly Fault[] =>
  rows.map(([document, name, source, from, to]) => ({
    framework,
    document,
    name,
    source,
    from,
    to,
  }));
