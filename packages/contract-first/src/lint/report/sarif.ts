import { type SarifResult, sarifOf } from '../../text/sarif.ts';
import type { ReportedFinding } from './groups.ts';

/**
 * Findings in SARIF 2.1.0; accepted ones are suppressed, with the reason.
 *
 * @param pathOf names a file by its path in the repository
 */
export function sarifReport(
  findings: readonly ReportedFinding[],
  pathOf: (file: string) => string,
): object {
  const shown = findings.filter(({ isIgnored }) => !isIgnored);
  const results = shown.map(
    ({ rule, severity, message, place, operation, accepted }): SarifResult => ({
      ...{ rule, level: severity, message, operation },
      place: { file: pathOf(place.file), line: place.line, column: place.column },
      key: `${rule} ${pathOf(place.file)}${place.pointer} ${message}`,
      accepted: accepted?.reason,
    }),
  );
  const described = new Map(
    shown.map(({ rule, message, remedy, reference }) => {
      const advice = remedy ?? (reference === undefined ? undefined : `See ${reference}`);
      return [rule, { id: rule, meaning: message, ...(advice !== undefined && { advice }) }];
    }),
  );
  return sarifOf('contract lint', [...described.values()], results);
}
