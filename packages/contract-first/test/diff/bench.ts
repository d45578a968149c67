/**
 * `pnpm bench:diff`: runs oasdiff and `redocly diff` on the labelled changes of `contract diff`, and writes
 * into `docs/breaking-changes.md` where they disagree with the labels, and why.
 *
 * Needs oasdiff (`go install github.com/oasdiff/oasdiff@v1.37.0`), on the path or named by `OASDIFF`.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { writeTable } from '../mutants/writeTable.ts';
import { unreportedChecks } from './checks.ts';
import { type Kind, type Reason, reasons } from './reasons.ts';
import { oasdiff, redocly, type Tool } from './tools.ts';
import { type Judged, judgeAll } from './verdicts.ts';

const { values } = parseArgs({
  options: { verdicts: { type: 'string' }, help: { type: 'boolean', default: false } },
});
if (values.help) {
  console.log(`pnpm bench:diff [--verdicts FILE]

  --verdicts FILE  Keep what the tools report in a file, and run them only on changes that it lacks`);
  process.exit(0);
}

const tools = [oasdiff, redocly];

/** The headings of disagreements, and whether a change is one. */
const kinds: Readonly<
  Record<Kind, readonly [heading: string, (each: Judged, tool: Tool) => boolean]>
> = {
  missed: [
    'breaking, not reported as breaking',
    ({ one, theirs }, tool) => one.breaking && theirs.get(tool)?.verdict !== 'breaking',
  ],
  alarm: [
    'not breaking, reported as breaking',
    ({ one, theirs }, tool) => !one.breaking && theirs.get(tool)?.verdict === 'breaking',
  ],
  unseen: [
    'reported at a lower level, not reported by `contract diff`',
    ({ ours, theirs }, tool) => ours.verdict === 'nothing' && theirs.get(tool)?.verdict === 'lower',
  ],
};
const kindNames: readonly Kind[] = ['missed', 'alarm', 'unseen'];

/** How often a tool agrees with the labels, misses a breaking change, and reports one that is not. */
function countsOf(all: readonly Judged[], isBreaking: (each: Judged) => boolean): string[] {
  const missed = all.filter((each) => each.one.breaking && !isBreaking(each)).length;
  const alarms = all.filter((each) => !each.one.breaking && isBreaking(each)).length;
  return [all.length - missed - alarms, missed, alarms].map(String);
}

const problems: string[] = [];

/** The disagreements of one kind by their reasons. Collects those without a reason, and unused reasons. */
function explained(all: readonly Judged[], tool: Tool, kind: Kind): string[][] {
  const mine = reasons.filter((each) => each.tool === tool.name && each.kind === kind);
  const names = new Map<Reason, string[]>(mine.map((each) => [each, []]));
  for (const each of all.filter((one) => kinds[kind][1](one, tool))) {
    const judgement = each.theirs.get(tool);
    const reason = judgement && mine.find(({ holds }) => holds(each.one, judgement));
    if (reason) names.get(reason)?.push(each.one.name);
    else
      problems.push(`${tool.name}, ${kind}: "${each.one.name}" has no reason (${judgement?.ids})`);
  }
  for (const [{ text }, found] of names) {
    if (found.length === 0) problems.push(`${tool.name}, ${kind}: unused reason "${text}"`);
  }
  return mine.map((each) => [each.text, shown(names.get(each) ?? [])]);
}

/** How many changes of a reason are named in the page. */
const MOST_NAMES = 3;

function shown(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join('; ') + (more > 0 ? `; and ${more} more` : '');
}

const table = ([head = [], ...rest]: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rest.map(line)].join('\n');
};

async function report(all: readonly Judged[]): Promise<string> {
  const versions = await Promise.all(tools.map((tool) => tool.version()));
  const counts = [
    ['Tool', 'As labelled', 'Missed', 'False alarm'],
    ['`contract diff`', ...countsOf(all, ({ ours }) => ours.verdict === 'breaking')],
    ...tools.map((tool, index) => [
      `${tool.name} ${versions[index]}`,
      ...countsOf(all, ({ theirs }) => theirs.get(tool)?.verdict === 'breaking'),
    ]),
  ];
  const sections = tools.flatMap((tool) =>
    kindNames.flatMap((kind) => {
      const rows = explained(all, tool, kind);
      if (rows.length === 0) return [];
      return [`### ${tool.name}: ${kinds[kind][0]}`, table([['Reason', 'Changes'], ...rows])];
    }),
  );
  const checks = await unreportedChecks(all, oasdiff, problems);
  const breaking = all.filter(({ one }) => one.breaking).length;
  const intro = `${all.length} changes, ${breaking} of them breaking.`;
  return [
    ...[intro, table(counts), ...sections],
    ...['### Checks of oasdiff that no change triggers', checks.summary, table(checks.rows)],
  ].join('\n\n');
}

for (const tool of tools) console.log(`${tool.name} ${await tool.version()}`);
const text = await report(await judgeAll(tools, values.verdicts));
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
} else {
  await writeTable('tools', text, 'breaking-changes.md');
}
