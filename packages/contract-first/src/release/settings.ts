/** How `contract release-check` finds the last release and the version that comes next. */
export type ReleaseSettings = {
  /** The tags of releases, as a pattern of git: `v*` (default), `@acme/api@*`. */
  readonly tags?: string;
  /**
   * The package whose changesets (`.changeset/*.md`) say what the next version is. The version before
   * is that of the document, or of `packageJson`.
   */
  readonly changesets?: string;
  /** A `package.json` whose version is that of the API, instead of `info.version`. */
  readonly packageJson?: string;
  /** What a breaking change needs while the version is 0.x: `minor` (default) or `major`. */
  readonly breakingBelow1?: 'minor' | 'major';
  /** What changes of documentation need: `patch` (default) or `none`. */
  readonly documentation?: 'patch' | 'none';
};
