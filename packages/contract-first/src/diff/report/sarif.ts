import { type SarifResult, sarifOf } from '../../text/sarif.ts';
import type { Change } from '../change.ts';
import { type Level, type RuleId, rules } from '../rules/index.ts';

const levelNames: Readonly<Record<Exclude<Level, 'annotation'>, SarifResult['level']>> = {
  breaking: 'error',
  warning: 'warning',
  compatible: 'note',
};

/** A change with what a report needs besides. */
export type ReportedChange = Change & {
  /** Where it is in the new document; in the old one if the new one lacks it. */
  readonly shownAt?:
    | { readonly file: string; readonly line: number; readonly column: number }
    | undefined;
  /** The reason, if the team has accepted it. */
  readonly acceptedFor?: string | undefined;
};

/** Changes in SARIF 2.1.0; those of documentation are left out. */
export function sarifReport(changes: readonly ReportedChange[]): object {
  const results = changes.flatMap((change): SarifResult[] => {
    const { level, rule, where, message, operations, shownAt, acceptedFor } = change;
    if (level === 'annotation') return [];
    return [
      {
        rule,
        level: levelNames[level],
        message: `${where}: ${message}`,
        place: shownAt,
        operation: operations[0],
        key: `${rule} ${where} ${message}`,
        accepted: acceptedFor,
      },
    ];
  });
  const used = new Set(results.map((each) => each.rule));
  const described = Object.entries<(typeof rules)[RuleId]>(rules)
    .filter(([id]) => used.has(id))
    .map(([id, rule]) => ({
      id,
      meaning: rule.meaning,
      ...('advice' in rule && rule.advice !== undefined && { advice: rule.advice }),
    }));
  return sarifOf('contract diff', described, results);
}
