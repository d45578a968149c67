import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { capabilities } from '../grade/case.ts';
import gradeDocument from '../grade/grade.json' with { type: 'json' };
import { grade as gradeClient } from '../grade/grade.ts';
import { junitReport, markdownTable, textReport } from '../grade/report.ts';
import { selected, suite } from '../grade/suite.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';

/** Judges how a client behaves. */
export const grade = defineCommand({
  summary:
    'Grades how a client, in any language, behaves: encoding, errors, retries, streams and more',
  usage: 'contract grade <adapter> [options]',
  details: `Starts an adapter, which is a program that calls the client, and a server that answers from a script.
Checks the requests of the client and the results of its calls. Generate the client from the document
that \`--document\` prints. Behaviour that no document describes, such as retries, counts only for
clients that have it: \`--capabilities\` lists it.`,
  takes: 1,
  examples: [
    ['contract grade --document > grade.yaml', 'The document to generate the client from'],
    ["contract grade 'node adapter.mjs'", 'All cases'],
    [
      "contract grade 'python adapter.py' --only paths --only query --junit report.xml",
      'Two groups, with a report for CI',
    ],
  ],
  options: {
    document: {
      type: 'boolean',
      description: 'Print the document to generate clients from, as YAML',
    },
    capabilities: {
      type: 'boolean',
      description: 'Print the optional capabilities of clients',
    },
    list: { type: 'boolean', description: 'Print the cases' },
    only: {
      type: 'string',
      value: 'NAME',
      multiple: true,
      description: 'Only this group, or cases whose `group: name` has this text',
    },
    jobs: {
      type: 'string',
      value: 'N',
      description: 'Cases that run at the same time (default: 4)',
    },
    'report-json': { type: 'string', value: 'FILE', description: 'Write the grade as JSON' },
    markdown: { type: 'string', value: 'FILE', description: 'Write the table as Markdown' },
    junit: { type: 'string', value: 'FILE', description: 'Write the grade as JUnit XML' },
  },
  run: async ({ words: [command], values, terminal }) => {
    const groups = selected(values.only ?? []);
    if (groups.length === 0) {
      const known = suite.map(({ name }) => name).join(', ');
      throw new UsageError(`No case is named ${values.only?.join(' or ')}. Groups: ${known}.`);
    }
    if (values.document) {
      terminal.printed(
        values.json ? `${JSON.stringify(gradeDocument, null, 2)}\n` : stringify(gradeDocument),
      );
      return EXIT.fine;
    }
    if (values.capabilities) {
      terminal.out(
        values.json
          ? JSON.stringify(capabilities, null, 2)
          : Object.entries(capabilities)
              .map(([name, meaning]) => `${name.padEnd(12)} ${meaning}`)
              .join('\n'),
      );
      return EXIT.fine;
    }
    if (values.list) {
      terminal.out(values.json ? jsonOf(groups) : listOf(groups));
      return EXIT.fine;
    }
    if (command === undefined) throw new UsageError('Name an adapter, such as `node adapter.mjs`');
    const jobs = values.jobs === undefined ? 4 : Number(values.jobs);
    if (!Number.isInteger(jobs) || jobs < 1) throw new UsageError(`Not a number: ${values.jobs}`);
    const result = await gradeClient(command, groups, { jobs }, terminal.progress);
    terminal.progress('');
    const texts = {
      'report-json': () => JSON.stringify(result, null, 2),
      markdown: () => markdownTable([result]),
      junit: () => junitReport(result).trimEnd(),
    };
    for (const kind of ['report-json', 'markdown', 'junit'] as const) {
      const file = values[kind];
      if (file !== undefined) await writeFile(file, `${texts[kind]()}\n`);
    }
    terminal.out(
      values.json ? JSON.stringify(result, null, 2) : textReport(result, terminal.paint),
    );
    return result.passed === result.counted ? EXIT.fine : EXIT.findings;
  },
});

const listOf = (groups: typeof suite): string =>
  groups
    .map(({ name, about, cases }) =>
      [
        `${name}: ${about}`,
        ...cases.map((each) => `  ${each.name}${each.needs ? ` (${each.needs.join(', ')})` : ''}`),
      ].join('\n'),
    )
    .join('\n\n');

/** Patterns and large integers are texts. */
const jsonOf = (groups: typeof suite): string =>
  JSON.stringify(
    groups,
    (_key, value: unknown) =>
      value instanceof RegExp || typeof value === 'bigint' ? String(value) : value,
    2,
  );
