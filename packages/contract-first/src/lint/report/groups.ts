import { shownFile } from '../../document/index.ts';
import type { LintFinding } from '../lint.ts';

/** A finding, and why it was accepted; without `accepted` it was not. */
export type ReportedFinding = LintFinding & {
  readonly accepted?: { readonly reason: string; readonly until: string };
};

/** Findings of one kind: the same rule, and messages that differ only in names and numbers. */
export type FindingGroup = readonly [ReportedFinding, ...ReportedFinding[]];

/** More findings of a kind than this are one line. */
const MOST_SINGLE = 3;

/**
 * Findings in the order of a report: errors first, then by file and line; repetitive ones together.
 *
 * @param isEach whether every finding is a group of its own
 */
export function groupsOf(findings: readonly ReportedFinding[], isEach: boolean): FindingGroup[] {
  const kinds = [...Map.groupBy(inOrder(findings), kindOf).values()];
  return kinds.flatMap((all): FindingGroup[] => {
    const [first, ...rest] = all;
    if (!first) return [];
    return isEach || all.length <= MOST_SINGLE ? all.map((each) => [each]) : [[first, ...rest]];
  });
}

const inOrder = (findings: readonly ReportedFinding[]): ReportedFinding[] =>
  findings.toSorted(
    (one, other) =>
      rankOf(one) - rankOf(other) ||
      one.place.file.localeCompare(other.place.file) ||
      one.place.line - other.place.line ||
      one.place.column - other.place.column,
  );

const rankOf = ({ severity }: LintFinding): number => (severity === 'error' ? 0 : 1);

/** The rule and the words of a message, without what it quotes. */
const kindOf = ({ severity, rule, message }: LintFinding): string =>
  [severity, rule, message.replaceAll(/`[^`]*`|"[^"]*"|'[^']*'|\d+/g, '…')].join('\n');

/** `openapi.yaml:12`. */
export const lineOf = ({ place: { file, line } }: LintFinding): string =>
  `${shownFile(file)}:${line}`;

/** How many findings there are; those that were ignored or accepted are no errors or warnings. */
export type LintTotals = Readonly<
  Record<'total' | 'errors' | 'warnings' | 'accepted' | 'ignored', number>
>;

export function totalsOf(findings: readonly ReportedFinding[]): LintTotals {
  const open = findings.filter(({ accepted, isIgnored }) => !accepted && !isIgnored);
  const ignored = findings.filter(({ isIgnored }) => isIgnored).length;
  const errors = open.filter(({ severity }) => severity === 'error').length;
  return {
    total: findings.length,
    errors,
    warnings: open.length - errors,
    accepted: findings.length - open.length - ignored,
    ignored,
  };
}

const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `2 errors, 1 warning, 3 accepted`. */
export const totalsText = ({ errors, warnings, accepted, ignored }: LintTotals): string =>
  [
    counted(errors, 'error'),
    counted(warnings, 'warning'),
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
  ].join(', ');
