import { markdownCode, markdownComment, tableCell } from '../../text/markdown.ts';
import {
  type FindingGroup,
  groupsOf,
  lineOf,
  type ReportedFinding,
  totalsOf,
  totalsText,
} from './groups.ts';

/** More rows than this do not fit into a comment on a pull request. */
const MOST_ROWS = 200;

/**
 * Findings as Markdown, for a comment on a pull request: repetitive ones in one row, accepted ones folded.
 *
 * @param notes lines about accepted exceptions that have expired or are not needed
 * @param isEach whether repetitive ones have a row each
 */
export function markdownOf(
  findings: readonly ReportedFinding[],
  notes: readonly string[],
  isEach: boolean,
): string {
  const shown = findings.filter(({ isIgnored }) => !isIgnored);
  const groups = groupsOf(
    shown.filter(({ accepted }) => !accepted),
    isEach,
  );
  const left = groups.length - MOST_ROWS;
  return [
    `**Problems of the API document:** ${totalsText(totalsOf(findings))}`,
    '',
    ...(groups.length > 0 ? [...openTable(groups.slice(0, MOST_ROWS)), ''] : []),
    ...(left > 0 ? [`${left} more rows are not shown.`, ''] : []),
    ...acceptedSection(shown),
    ...notes.flatMap((note) => [`> ${markdownComment(note)}`, '']),
  ].join('\n');
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const code = (text: string) => tableCell(markdownCode(text));

function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(heads), row(heads.map(() => '---')), ...rows.map(row)];
}

const openTable = (groups: readonly FindingGroup[]): string[] =>
  tableOf(
    ['Severity', 'Where', 'Problem', 'To correct it', 'Rule'],
    groups.map(([first, ...others]) => [
      first.severity,
      `${code(lineOf(first))}${others.length > 0 ? ` and ${others.length} more` : ''}`,
      markdownComment(first.message),
      markdownComment(first.remedy ?? first.reference ?? ''),
      code(first.rule),
    ]),
  );

function acceptedSection(findings: readonly ReportedFinding[]): string[] {
  const rows = findings.flatMap((finding) =>
    finding.accepted
      ? [
          [
            code(lineOf(finding)),
            markdownComment(finding.message),
            markdownComment(finding.accepted.reason),
            finding.accepted.until,
            code(finding.rule),
          ],
        ]
      : [],
  );
  if (rows.length === 0) return [];
  const table = tableOf(['Where', 'Problem', 'Reason', 'Until', 'Rule'], rows.slice(0, MOST_ROWS));
  return [
    '<details>',
    `<summary>Accepted (${rows.length})</summary>`,
    '',
    ...table,
    '',
    '</details>',
    '',
  ];
}
