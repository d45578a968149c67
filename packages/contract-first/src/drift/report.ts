import { markdownCode, markdownComment, tableCell } from '../text/markdown.ts';
import { oneLine } from '../text/printable.ts';
import { type SarifResult, sarifOf } from '../text/sarif.ts';
import { type DriftFinding, type DriftReport, driftRules, openRules } from './rules.ts';

/** Which findings fail, and where each is in the source. */
export type Shown = {
  readonly fails: (finding: DriftFinding) => boolean;
  readonly placeOf: (
    finding: DriftFinding,
  ) => { readonly file: string; readonly line: number; readonly column: number } | undefined;
};

/** More unused parts than this are only counted; `--json` lists all. */
const MOST_UNUSED = 20;

/** More rows than this do not fit into a comment on a pull request. */
const MOST_ROWS = 200;

const byOperation = (findings: readonly DriftFinding[]) =>
  Map.groupBy(findings, ({ operation }) => operation);

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** The counts in one line. */
export function summaryOf({
  exchanges,
  matched,
  findings,
  operations,
  unusedOperations,
}: DriftReport): string {
  const all = operations.length + unusedOperations.length;
  return `${exchanges} exchanges, ${matched} of them for ${operations.length} of ${all} operations: ${findings.length} findings`;
}

/** A report for a terminal. */
export function textLines(
  report: DriftReport,
  { fails, placeOf }: Shown,
  paint: (style: 'red' | 'yellow' | 'bold' | 'dim', text: string) => string,
): string[] {
  const lines = [...byOperation(report.findings)].flatMap(([operation, findings]) => [
    paint('bold', oneLine(operation)),
    ...findings.map((finding) => {
      const { rule, where, message, count } = finding;
      const place = placeOf(finding);
      const at = place ? ` ${place.file}:${place.line}` : '';
      const mark = fails(finding) ? paint('red', '✗') : paint('yellow', '!');
      return `  ${mark} ${oneLine(`${where}: ${message}, ${times(count)}`)} ${paint('dim', oneLine(`(${rule})${at}`))}`;
    }),
  ]);
  return [...lines, ...usageLines(report), summaryOf(report)];
}

function usageLines({
  unusedOperations,
  unusedParameters,
  unjudged,
  otherServers,
  fromMock,
  files,
}: DriftReport): string[] {
  const listed = (title: string, names: readonly string[]): string[] => {
    if (names.length === 0) return [];
    const more = names.length - MOST_UNUSED;
    return [
      `${title}: ${names.length}`,
      ...names.slice(0, MOST_UNUSED).map((name) => `  ${oneLine(name)}`),
      ...(more > 0 ? [`  and ${more} more; --json lists them`] : []),
    ];
  };
  return [
    ...listed('Operations never used', unusedOperations),
    ...listed(
      'Parameters never used',
      unusedParameters.map(({ operation, parameter }) => `${operation} ${parameter}`),
    ),
    ...files
      .filter(({ matched }) => matched === 0)
      .map(({ file }) => `Not judged: ${file} has no exchange for an operation`),
    ...(fromMock > 0
      ? [`Answered by the mock instead of the real server: ${times(fromMock)}`]
      : []),
    ...Object.entries(unjudged).map(([reason, count]) => `Not judged: ${reason}, ${times(count)}`),
    ...listed(
      'Other servers',
      Object.entries(otherServers).map(([origin, count]) => `${origin}, ${times(count)}`),
    ),
  ];
}

/** A report for a comment on a pull request. */
export function markdownOf(report: DriftReport, { fails }: Shown): string {
  const left = report.findings.length - MOST_ROWS;
  const sections = [...byOperation(report.findings.slice(0, MOST_ROWS))].flatMap(
    ([operation, findings]) => [
      `### ${markdownCode(operation)}`,
      '',
      '| Where | Finding | Exchanges | Rule |',
      '| --- | --- | ---: | --- |',
      ...findings.map((finding) => {
        const { where, message, count, rule } = finding;
        const mark = fails(finding) ? '✗ ' : '';
        return `| ${mark}${tableCell(markdownCode(where))} | ${markdownComment(message)} | ${count} | ${markdownCode(rule)} |`;
      }),
      '',
    ],
  );
  const usage = usageLines(report).map(
    (line) => `${line.startsWith('  ') ? '  - ' : '- '}${markdownComment(line.trim())}`,
  );
  return [
    `**Drift of the API:** ${markdownComment(summaryOf(report))}`,
    '',
    ...sections,
    ...(left > 0 ? [`${left} more are not shown.`, ''] : []),
    ...(usage.length > 0
      ? [
          '<details>',
          '<summary>Not used and not judged</summary>',
          '',
          ...usage,
          '',
          '</details>',
          '',
        ]
      : []),
  ].join('\n');
}

/** A report in SARIF 2.1.0. */
export function sarifReport({ findings }: DriftReport, { fails, placeOf }: Shown): object {
  const rules = Object.entries(driftRules).map(([id, meaning]) => ({ id, meaning }));
  const results = findings.map((finding): SarifResult => {
    const { rule, operation, where, message, count } = finding;
    return {
      rule,
      level: fails(finding) ? 'error' : openRules.includes(rule) ? 'note' : 'warning',
      message: `${operation} ${where}: ${message}`,
      place: placeOf(finding),
      operation,
      count,
      key: `${rule} ${operation} ${where}`,
    };
  });
  return sarifOf('contract drift', rules, results);
}
