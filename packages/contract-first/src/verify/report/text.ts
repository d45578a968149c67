import { oneLine } from '../../text/printable.ts';
import type { Report } from '../verify.ts';

type Paint = (style: 'red' | 'green' | 'yellow' | 'bold' | 'dim', text: string) => string;

const plain: Paint = (_style, text) => text;

/** A report for a terminal: a table of operations and checks, then each finding with its line. */
export function textReport(report: Report, paint: Paint = plain): string {
  const { notes, unreadSchemas } = report;
  const findings = report.findings.filter(({ accepted }) => !accepted);
  const accepted = acceptedLines(report);
  const summary = [
    `${report.requests} requests in ${report.seconds.toFixed(1)} s`,
    reachText(report, paint),
    findings.length === 0 ? paint('green', 'no findings') : paint('red', countOf(findings.length)),
    ...(accepted.length > 0 ? [`${accepted.length} accepted`] : []),
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
        `  Expected: ${finding.promise}`,
        ...finding.messages.map((message) => `  Received: ${oneLine(message)}`),
        `  Document: ${oneLine(finding.place ?? finding.pointer)}`,
        paint('dim', `  ${oneLine(finding.curl)}`),
      ].join('\n'),
    ),
    ...(accepted.length > 0 ? [accepted.map((text) => paint('dim', text)).join('\n')] : []),
    ...unreachedTexts(report).map((text) => paint('yellow', text)),
    ...(unreadSchemas.length > 0
      ? [
          paint(
            'yellow',
            ['! Schemas that are not checked in full:', ...schemaLines(report)].join('\n'),
          ),
        ]
      : []),
    ...cutShortTexts(report).map((text) => paint('yellow', `! ${text}`)),
    ...notes.map((note) => paint('yellow', `! ${oneLine(note)}`)),
    summary,
  ].join('\n\n');
}

const acceptedLines = ({ findings }: Report): string[] =>
  findings.flatMap(({ operation, check, status, accepted }) =>
    accepted
      ? [
          oneLine(
            `Accepted until ${accepted.until}: ${operation} · ${check} · ${status} (${accepted.reason})`,
          ),
        ]
      : [],
  );

/** How many names or places of one kind are shown; the JSON report has all. */
const MOST_SHOWN = 10;

const listed = (all: readonly string[], separator: string): string => {
  const more = all.length - MOST_SHOWN;
  const shown = all.slice(0, MOST_SHOWN).map(oneLine).join(separator);
  return more > 0 ? `${shown}${separator}and ${more} more` : shown;
};

/** `3 of 5 operations reached (60 %)`, and what is wrong with that. */
function reachText({ reach }: Report, paint: Paint): string {
  const { reached, operations, accepted, percent, least, isEnough } = reach;
  // 99.96 % is not all.
  const shown = Math.floor(percent * 10) / 10;
  const without = accepted > 0 ? `, ${accepted} exempt` : '';
  const text = `${reached} of ${operations} operations reached (${shown} %)${without}`;
  return isEnough ? text : paint('red', `${text}, less than ${least} %`);
}

/** Why operations were not reached, those with the same reason together. */
function unreachedTexts({ operations }: Report): string[] {
  const groups = Map.groupBy(
    operations.flatMap(({ operation, unreached }) => (unreached ? [{ operation, unreached }] : [])),
    ({ unreached: { reason, remedy, accepted } }) =>
      accepted === undefined
        ? `! Not reached: ${reason} ${remedy}`
        : `! Not reached, accepted: ${oneLine(accepted)} ${reason}`,
  );
  return [...groups].map(
    ([text, all]) =>
      `${oneLine(text)}\n  ${listed(
        all.map(({ operation }) => operation),
        ', ',
      )}`,
  );
}

const schemaLines = ({ unreadSchemas }: Report): string[] => [
  `  ${listed(
    unreadSchemas.map(({ pointer, place, message }) => `${place ?? pointer}: ${message}`),
    '\n  ',
  )}`,
];

/** What left out requests, and of which operations. */
const cutShortTexts = ({ cutShort }: Report): string[] =>
  [...Map.groupBy(cutShort, ({ by }) => by)].map(([by, all]) => {
    const operations = listed(
      all.map(({ operation }) => operation),
      ', ',
    );
    const count = all.length === 1 ? '1 operation' : `${all.length} operations`;
    return by === 'rate-limit'
      ? `Incomplete: rate limits of the server left out requests to ${count}: ${operations}`
      : `Incomplete: \`--max-requests\` left no requests for some checks of ${count}: ${operations}`;
  });

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
