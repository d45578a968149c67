/**
 * `pnpm bench:grade`: grades our clients and those of other generators in one run. Writes the table
 * into `docs/guide/grading.md`.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Grade, grade } from '../../src/grade/grade.ts';
import { markdownTable, textReport } from '../../src/grade/report.ts';
import { suite } from '../../src/grade/suite.ts';
import { writeTable } from '../mutants/writeTable.ts';
import { ownClients, peerClients } from './clients.ts';

const help = `pnpm bench:grade [--only NAME] [--json FILE] [--write]

  --only NAME  Only clients whose name contains this; may be repeated
  --json FILE  Write the grades to a file
  --write      Write the table into docs/guide/grading.md`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Every case that some client fails: a row a case, a column a client. */
function failureTable(grades: readonly Grade[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const signs = { passed: '', failed: '✗', lacking: '–' } as const;
  const rows = suite.flatMap((group) =>
    group.cases.flatMap(({ name }) => {
      const verdicts = grades.map(
        ({ groups }) =>
          groups.find((each) => each.name === group.name)?.cases.find((each) => each.name === name)
            ?.verdict ?? 'lacking',
      );
      return verdicts.includes('failed')
        ? [row([`${group.name}: ${name}`, ...verdicts.map((verdict) => signs[verdict])])]
        : [];
    }),
  );
  const names = grades.map(({ client }) => `${client.client} ${client.version}`);
  return [row(['Case', ...names]), row(['---', ...names.map(() => ':-:')]), ...rows].join('\n');
}

async function main(): Promise<void> {
  if (values.help) return console.log(help);
  const isWanted = ({ name }: { readonly name: string }) =>
    values.only.length === 0 || values.only.some((part) => name.includes(part));
  const grades: Grade[] = [];
  for (const client of [...ownClients, ...peerClients].filter(isWanted)) {
    console.error(`${client.name} …`);
    try {
      const result = await grade(await client.prepare(), suite);
      grades.push(result);
      console.log(`${textReport(result)}\n`);
    } catch (error) {
      // The others can be graded all the same; a table that lacks one is not written.
      console.error(`${client.name}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
  const table = [
    markdownTable(grades),
    'These cases are failed by at least one of them (– if the case does not count for it):',
    failureTable(grades),
  ].join('\n\n');
  console.log(table);
  if (values.json) await writeFile(values.json, `${JSON.stringify(grades, null, 2)}\n`);
  if (values.write && process.exitCode !== 1) await writeTable('grades', table, 'guide/grading.md');
}

await main();
