/**
 * Grades as text, Markdown and JUnit's XML.
 *
 * @module
 */
import { junitXml } from '../text/junit.ts';
import { oneLine } from '../text/printable.ts';
import type { Counts, Grade, GradedCase } from './grade.ts';

type Paint = (style: 'red' | 'green' | 'yellow' | 'bold' | 'dim', text: string) => string;

const plain: Paint = (_style, text) => text;

/** A grade for a terminal: a table of groups, then each case that failed with what was wrong. */
export function textReport(grade: Grade, paint: Paint = plain): string {
  const { client, groups, seconds } = grade;
  const width = Math.max(...groups.map(({ name }) => name.length), 'All'.length);
  const row = (name: string, counts: Counts, about: string) => {
    const line = `${name.padEnd(width)}  ${ofAll(counts).padStart(9)}  `;
    const style = counts.counted === 0 ? 'dim' : counts.passed === counts.counted ? 'green' : 'red';
    return `${paint(style, line)}${paint('dim', about)}`;
  };
  const failed = groups.flatMap(({ name, cases }) =>
    cases.filter(({ verdict }) => verdict === 'failed').map((each) => failure(name, each, paint)),
  );
  const lacking = [
    ...new Set(groups.flatMap(({ cases }) => cases.flatMap((each) => each.lacking))),
  ];
  return [
    paint('bold', oneLine(`${client.client} ${client.version} ${client.language}`.trim())),
    groups.map((group) => row(group.name, group, group.about)).join('\n'),
    ...failed,
    ...(lacking.length > 0
      ? [paint('yellow', `Capabilities that the client lacks: ${lacking.join(', ')}`)]
      : []),
    `${grade.passed} of ${grade.counted} cases passed; ${grade.all - grade.counted} do not count · ${seconds.toFixed(1)} s`,
  ].join('\n\n');
}

const failure = (group: string, { name, why, faults }: GradedCase, paint: Paint): string =>
  [
    paint('red', `✗ ${group}: ${name}`),
    ...faults.map((fault) => `  ${oneLine(fault)}`),
    paint('dim', `  Otherwise ${why}`),
  ].join('\n');

/** How many passed of those that count; a dash if none does. */
const ofAll = ({ passed, counted }: Counts): string =>
  counted === 0 ? '–' : `${passed}/${counted}`;

/** Grades of several clients side by side: a row a group, a column a client. */
export function markdownTable(grades: readonly Grade[]): string {
  const [first] = grades;
  if (!first) return '';
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const cell = (counts: Counts | undefined) => (counts ? ofAll(counts) : '–');
  return [
    row(['Group', 'Cases', ...grades.map(({ client }) => oneLine(client.client))]),
    row(['---', '---:', ...grades.map(() => '---:')]),
    ...first.groups.map(({ name, all }) =>
      row([
        name,
        String(all),
        ...grades.map(({ groups }) => cell(groups.find((each) => each.name === name))),
      ]),
    ),
    row(['**All**', `**${first.all}**`, ...grades.map((each) => `**${ofAll(each)}**`)]),
  ].join('\n');
}

/** A suite a group, a case a case; those that do not count are skipped. */
export const junitReport = ({ client, groups, seconds }: Grade): string =>
  junitXml({
    name: client.client,
    seconds,
    suites: groups.map(({ name, cases }) => ({
      name,
      cases: cases.map((each) => ({
        name: each.name,
        failures:
          each.verdict === 'failed'
            ? [{ message: each.faults[0] ?? '', text: each.faults.join('\n') }]
            : [],
        ...(each.verdict === 'lacking' && { skipped: `without ${each.lacking.join(', ')}` }),
      })),
    })),
  });
