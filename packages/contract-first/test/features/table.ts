/** Shows the matrix of features and commands in Markdown. */
import type { Cell } from './cell.ts';
import { type Command, commands, type Feature } from './feature.ts';

export type Judged = { readonly feature: Feature; readonly cells: ReadonlyMap<Command, Cell> };

const marks: Readonly<Record<Cell['state'], string>> = {
  handled: '✓',
  'no effect': '–',
  warning: '!',
  error: '✗',
  lost: 'lost',
};

const headings: Readonly<Record<Command, string>> = {
  lint: 'lint',
  bundle: 'bundle',
  server: 'server',
  typescript: 'TypeScript',
  python: 'Python',
  mock: 'mock',
  docs: 'docs',
  verify: 'verify',
  diff: 'diff',
};

export const markOf = (cell: Cell | undefined): string => (cell ? marks[cell.state] : '');

/** The marks of a feature in the Markdown of `tableOf`, by command; undefined without a row. */
export function marksIn(page: string, { version, kind, title }: Feature): string[] | undefined {
  const section = page.split(`### ${kind} (${version})\n`)[1]?.split('\n### ')[0];
  const row = section
    ?.split('\n')
    .find((line) => line.startsWith('|') && cellsIn(line)[0] === title);
  return row === undefined ? undefined : cellsIn(row).slice(1);
}

const cellsIn = (line: string): string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());

/** A table for each version and kind, and what is reported about its features. */
export function tableOf(judged: readonly Judged[]): string {
  const groups = Map.groupBy(judged, ({ feature: { version, kind } }) => `${kind} (${version})`);
  return [...groups]
    .map(([name, rows]) =>
      [
        `### ${name}`,
        '',
        `| Feature | ${commands.map((each) => headings[each]).join(' | ')} |`,
        `| --- | ${commands.map(() => '---').join(' | ')} |`,
        ...rows.map(rowOf),
        ...reportsOf(rows),
        '',
      ].join('\n'),
    )
    .join('\n')
    .trim();
}

const rowOf = ({ feature, cells }: Judged): string =>
  `| ${feature.title} | ${commands.map((each) => markOf(cells.get(each))).join(' | ')} |`;

/** A line for each message, with the features and commands that it is about. */
function reportsOf(rows: readonly Judged[]): string[] {
  const reports = rows.flatMap(({ feature, cells }) =>
    [...cells].flatMap(([command, cell]) =>
      cell.state === 'warning' || cell.state === 'error'
        ? [{ title: feature.title, command: headings[command], message: shown(cell.message) }]
        : [],
    ),
  );
  const lines = [...Map.groupBy(reports, ({ message }) => message)].map(([message, about]) => {
    const titles = [...new Set(about.map(({ title }) => title))].join(', ');
    const names = [...new Set(about.map(({ command }) => command))].join(', ');
    return `- ${titles} (${names}): ${message}`;
  });
  return lines.length > 0 ? ['', ...lines] : [];
}

/** A message on one line and without the place, which differs in each document. */
const shown = (message: string): string =>
  message
    .replaceAll(/\S*api\.json(?::\d+)? ?/g, '')
    .replace(/^(?:#\/\S+:? ?)+/, '')
    .split('\n')
    .join(' ')
    .replaceAll('<', '&lt;')
    .trim();
