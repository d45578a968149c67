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

/** Changes as Markdown, for a comment on a pull request; those of documentation are only counted. */
export function markdownOf(changes: readonly Change[]): string {
  const shown = changes.filter(({ level }) => level !== 'annotation').slice(0, MOST_ROWS);
  const left = changes.filter(({ level }) => level !== 'annotation').length - shown.length;
  const sections = levels.flatMap((level) => {
    const rows = shown.filter((change) => change.level === level);
    return rows.length === 0 ? [] : [`### ${headings[level]}`, '', ...tableOf(rows), ''];
  });
  return [
    `**Changes of the API:** ${summaryText(summaryOf(changes))}`,
    '',
    ...sections,
    ...(left > 0 ? [`${left} more are not shown.`, ''] : []),
  ].join('\n');
}

function tableOf(rows: readonly Change[]): string[] {
  const hasAdvice = rows.some((change) => adviceOf(change) !== '');
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
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
        text(message),
        ...advice,
        code(rule),
      ]);
    }),
  ];
}

export const adviceOf = ({ rule }: Change): string => ruleOf(rule).advice ?? '';

/** Text of a document as code: without a break, a bar or a backtick that would end it. */
const code = (value: string): string =>
  `\`${value.replaceAll(/[`\s]+/g, ' ').replaceAll('|', '\\|')}\``;

const text = (value: string): string =>
  value.replaceAll(/[\\`*_{}[\]<>|]/g, '\\$&').replaceAll(/\s+/g, ' ');
