import { markdownCode, markdownComment, tableCell } from '../../text/markdown.ts';
import type { Change } from '../change.ts';
import { type Level, levels, ruleOf } from '../rules/index.ts';
import { othersText, summaryOf, summaryText } from './summary.ts';

/** More rows than this do not fit into a comment on a pull request. */
const MOST_ROWS = 200;

const headings: Readonly<Record<Level, string>> = {
  breaking: 'Breaking',
  warning: 'Warnings',
  compatible: 'Compatible',
  annotation: 'Documentation',
};

/** A change that the team has accepted, and why. */
export type AcceptedChange = {
  readonly change: Change;
  readonly reason: string;
  readonly until: string;
};

/**
 * Changes as Markdown, for a comment on a pull request: the worst first, compatible and accepted ones
 * folded; those of documentation are only counted.
 *
 * @param notes lines about accepted exceptions that have expired or are not needed
 */
export function markdownOf(
  changes: readonly Change[],
  accepted: readonly AcceptedChange[] = [],
  notes: readonly string[] = [],
): string {
  const listed = changes.filter(({ level }) => level !== 'annotation');
  const shown = listed.slice(0, MOST_ROWS);
  const left = listed.length - shown.length;
  const sections = levels.flatMap((level) => {
    const rows = shown.filter((change) => change.level === level);
    if (rows.length === 0) return [];
    if (level === 'compatible') return folded(`${headings[level]} (${rows.length})`, tableOf(rows));
    return [`### ${headings[level]}`, '', ...tableOf(rows), ''];
  });
  return [
    `**Changes of the API:** ${summaryText(summaryOf(changes))}${accepted.length > 0 ? `, ${accepted.length} accepted` : ''}`,
    '',
    ...sections,
    ...(left > 0 ? [`${left} more are not shown.`, ''] : []),
    ...(accepted.length > 0
      ? folded(`Accepted (${accepted.length})`, acceptedTable(accepted.slice(0, MOST_ROWS)))
      : []),
    ...notes.flatMap((note) => [`> ${markdownComment(note)}`, '']),
  ].join('\n');
}

const folded = (summary: string, lines: readonly string[]): string[] => [
  '<details>',
  `<summary>${summary}</summary>`,
  '',
  ...lines,
  '',
  '</details>',
  '',
];

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function tableOf(rows: readonly Change[]): string[] {
  const hasAdvice = rows.some((change) => adviceOf(change) !== '');
  const heads = ['Where', 'Change', ...(hasAdvice ? ['To avoid it'] : []), 'Rule'];
  return [
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map((change) => {
      const { where, message, rule } = change;
      const others = othersText(change);
      const advice = hasAdvice ? [adviceOf(change)] : [];
      return line([
        `${code(where)}${others && `, ${others}`}`,
        markdownComment(message),
        ...advice,
        code(rule),
      ]);
    }),
  ];
}

function acceptedTable(rows: readonly AcceptedChange[]): string[] {
  const heads = ['Where', 'Change', 'Reason', 'Until', 'Rule'];
  return [
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map(({ change, reason, until }) =>
      line([
        code(change.where),
        markdownComment(change.message),
        markdownComment(reason),
        until,
        code(change.rule),
      ]),
    ),
  ];
}

export const adviceOf = ({ rule }: Change): string => ruleOf(rule).advice ?? '';

const code = (value: string): string => tableCell(markdownCode(value));
