import { oneLine } from '../../text/printable.ts';
import type { Report } from '../verify.ts';

type Paint = (style: 'red' | 'green' | 'yellow' | 'bold' | 'dim', text: string) => string;

const plain: Paint = (_style, text) => text;

/** A report for a terminal: a table of operations and checks, then each finding with its line. */
export function textReport(report: Report, paint: Paint = plain): string {
  const { findings, operations, notes } = report;
  const succeeded = operations.filter(({ hasSucceeded }) => hasSucceeded).length;
  const summary = [
    `${report.requests} requests in ${report.seconds.toFixed(1)} s`,
    `${succeeded} of ${operations.length} operations succeeded`,
    findings.length === 0 ? paint('green', 'no findings') : paint('red', countOf(findings.length)),
  ].join(' · ');
  return [
    `${paint('bold', oneLine(`${report.title} ${report.version}`))}  ${oneLine(report.url)}  seed ${report.seed}`,
    table(report, paint),
    ...findings.map((finding) =>
      [
        paint(
          'red',
          `✗ ${oneLine(finding.operation)} · ${finding.check} · ${finding.status || 'no response'}`,
        ) + (finding.count > 1 ? ` · ${finding.count} times` : ''),
        ...finding.messages.map((message) => `  ${oneLine(message)}`),
        paint('dim', `  ${oneLine(finding.curl)}`),
      ].join('\n'),
    ),
    ...notes.map((note) => paint('yellow', `! ${oneLine(note)}`)),
    summary,
  ].join('\n\n');
}

const countOf = (count: number): string => (count === 1 ? '1 finding' : `${count} findings`);

function table({ operations, checks }: Report, paint: Paint): string {
  const names = operations.map(({ operation }) => oneLine(operation));
  const width = Math.max(9, ...names.map((name) => name.length));
  const numbers = checks.map((_, at) => String(at + 1).padStart(3)).join('');
  const rows = operations.map(({ operation, requests, checks: results }) => {
    const cells = checks.map(({ name }) => {
      const result = results[name];
      if (!result) return paint('dim', '  ·');
      return result.failed > 0 ? paint('red', '  ✗') : paint('green', '  ✓');
    });
    return `${oneLine(operation).padEnd(width)}${String(requests).padStart(6)}${cells.join('')}`;
  });
  return [
    ...checks.map(
      ({ name, promise }, at) => `${String(at + 1).padStart(2)} ${name.padEnd(21)} ${promise}`,
    ),
    '',
    paint('bold', `${'Operation'.padEnd(width)}  Sent${numbers}`),
    ...rows,
    paint('dim', '✓ passed  ✗ failed  · not applicable'),
  ].join('\n');
}
