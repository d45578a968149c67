import { printable } from './printable.ts';

/** A finding at a place in a file. */
export type SarifResult = {
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  /** The path of the file, relative to the repository, with its line and column from 1. */
  readonly place?:
    | { readonly file: string; readonly line?: number; readonly column?: number }
    | undefined;
  /** The operation that it is about. */
  readonly operation?: string | undefined;
  readonly count?: number;
  /** Identifies the finding between runs. */
  readonly key: string;
  /** Why it was accepted; undefined if it was not. */
  readonly accepted?: string | undefined;
};

/** A report in SARIF 2.1.0, which code hosts show next to the lines of the files. */
export function sarifOf(
  name: string,
  rules: readonly { readonly id: string; readonly meaning: string; readonly advice?: string }[],
  results: readonly SarifResult[],
): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name,
            rules: rules.map(({ id, meaning, advice }) => ({
              id,
              shortDescription: { text: meaning },
              ...(advice && { help: { text: advice } }),
            })),
          },
        },
        results: results.map((result) => ({
          ruleId: result.rule,
          level: result.level,
          message: { text: withoutLinks(result.message) },
          locations: locationsOf(result),
          partialFingerprints: { 'contract/v1': result.key },
          ...(result.count !== undefined && { occurrenceCount: result.count }),
          ...(result.accepted !== undefined && {
            suppressions: [
              { kind: 'external', status: 'accepted', justification: result.accepted },
            ],
          }),
        })),
      },
    ],
  };
}

function locationsOf({ place, operation }: SarifResult): object[] {
  const location = {
    ...(place && {
      physicalLocation: {
        artifactLocation: { uri: uriOf(place.file) },
        ...(place.line !== undefined && {
          region: {
            startLine: place.line,
            ...(place.column !== undefined && { startColumn: place.column }),
          },
        }),
      },
    }),
    ...(operation !== undefined && { logicalLocations: [{ fullyQualifiedName: operation }] }),
  };
  return Object.keys(location).length === 0 ? [] : [location];
}

/** A text in which nothing is a link (SARIF 2.1.0, section 3.11.6). */
const withoutLinks = (text: string): string =>
  printable(text).replaceAll(/\[([^\][]*)\](?=\()/g, '\\[$1\\]');

/** A path as a relative reference (RFC 3986, section 4.2); a URL stays one. */
const uriOf = (path: string): string =>
  /^https?:/i.test(path)
    ? encodeURI(path.toWellFormed())
    : path
        .split(/[\\/]/)
        .map((segment) => encodeURIComponent(segment.toWellFormed()))
        .join('/');
