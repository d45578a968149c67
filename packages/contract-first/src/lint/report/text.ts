import { oneLine } from '../../text/printable.ts';
import type { LintFinding } from '../lint.ts';
import { type FindingGroup, groupsOf, lineOf, type ReportedFinding } from './groups.ts';

type Paint = (style: 'red' | 'yellow' | 'dim', text: string) => string;

/** How many further lines of a group are listed. */
const MOST_LINES = 5;

const marks = { error: ['red', '✗ error'], warning: ['yellow', '! warning'] } as const;

/**
 * Findings for a terminal: each with its line, its reason and what to do.
 *
 * @param isEach whether repetitive ones are listed, too
 */
export function textLines(
  findings: readonly ReportedFinding[],
  isEach: boolean,
  paint: Paint,
): string[] {
  const open = findings.filter(({ accepted }) => !accepted);
  return [
    ...groupsOf(open, isEach).flatMap((group) => linesOf(group, paint)),
    ...findings.flatMap((finding) =>
      finding.accepted ? [paint('dim', acceptedText(finding, finding.accepted))] : [],
    ),
  ];
}

function linesOf([first, ...others]: FindingGroup, paint: Paint): string[] {
  const { severity, rule, message, place, suggestions, remedy, reference } = first;
  const [style, mark] = marks[severity];
  const advice = suggestions.length > 0 ? `Did you mean ${suggestions.join(', ')}?` : undefined;
  const dim = (text: string) => paint('dim', `    ${oneLine(text)}`);
  return [
    `${paint(style, mark)}  ${oneLine(`${lineOf(first)}: ${message}`)} ${paint('dim', `(${oneLine(rule)})`)}`,
    dim(`at ${place.pointer}`),
    ...(others.length > 0 ? [dim(othersText(others))] : []),
    ...(advice ? [dim(`→ ${advice}`)] : []),
    ...(remedy || reference ? [dim(`→ ${remedy ?? `See ${reference}`}`)] : []),
  ];
}

function othersText(others: readonly LintFinding[]): string {
  const lines = [...new Set(others.map(lineOf))];
  const more = lines.length > MOST_LINES ? ' …' : '';
  return `and ${others.length} more like it: ${lines.slice(0, MOST_LINES).join(', ')}${more} (--all lists each)`;
}

const acceptedText = (
  finding: ReportedFinding,
  { reason, until }: { readonly reason: string; readonly until: string },
): string =>
  oneLine(
    `  accepted until ${until}  ${lineOf(finding)}: ${finding.message} (${finding.rule}: ${reason})`,
  );
