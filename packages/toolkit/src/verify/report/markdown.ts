import type { Report } from '../verify.ts';

/** The table of operations and checks for a page: how many answers were looked at, and what failed. */
export function markdownTable({ operations, checks }: Report): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['Operation', 'Requests', ...checks.map(({ name }) => name)]),
    row(['---', '---:', ...checks.map(() => '---:')]),
    ...operations.map(({ operation, requests, checks: results }) =>
      row([
        `\`${operation}\``,
        String(requests),
        ...checks.map(({ name }) => {
          const { passed = 0, failed = 0 } = results[name] ?? {};
          return failed > 0 ? `**✗ ${failed}**` : passed > 0 ? String(passed) : '';
        }),
      ]),
    ),
  ].join('\n');
}
