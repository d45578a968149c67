import { markdownComment, tableCell } from '../../text/markdown.ts';
import { oneLine } from '../../text/printable.ts';
import type { Report } from '../verify.ts';

/** The table of operations and checks: how many responses were checked, and what failed. */
export function markdownTable({ operations, checks, findings }: Report): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['Operation', 'Reached', 'Requests', ...checks.map(({ name }) => name)]),
    row(['---', '---', '---:', ...checks.map(() => '---:')]),
    ...operations.map(({ operation, unreached, requests, checks: results }) =>
      row([
        code(operation),
        unreached === undefined ? 'yes' : unreached.accepted === undefined ? '**no**' : 'accepted',
        String(requests),
        ...checks.map(({ name }) => {
          const { passed = 0, failed = 0 } = results[name] ?? {};
          return failed > 0 ? `**✗ ${failed}**` : passed > 0 ? String(passed) : '';
        }),
      ]),
    ),
    ...acceptedTable(findings),
  ].join('\n');
}

/** What the team has accepted, and why. */
function acceptedTable(findings: Report['findings']): string[] {
  const rows = findings.flatMap(({ operation, check, status, accepted }) =>
    accepted
      ? [[code(operation), check, String(status), text(accepted.reason), accepted.until]]
      : [],
  );
  if (rows.length === 0) return [];
  const heads = ['Accepted', 'Check', 'Status', 'Reason', 'Until'];
  return [
    '',
    ...[heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`),
  ];
}

const text = (untrusted: string): string => tableCell(markdownComment(untrusted));

/**
 * A text as code in a cell of a table. A span in backticks has no way to spell every text there (GitHub
 * Flavored Markdown, section 4.10), so that other than plain ones are HTML with references.
 */
function code(text: string): string {
  const shown = oneLine(text);
  if (/^[\w.{}/:-][\w .{}/:-]*$/.test(shown) && shown.trim() === shown) return `\`${shown}\``;
  const references = shown.replace(/[^A-Za-z0-9]/gu, (each) => `&#${each.codePointAt(0)};`);
  return `<code>${references}</code>`;
}
