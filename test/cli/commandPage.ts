/**
 * The tables of the docs page that list commands and options, from the command itself.
 * `node test/cli/commandPage.ts` writes them.
 *
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fullName } from '../../packages/cli/src/program/help.ts';
import { buildProgram } from '../../packages/cli/src/program/program.ts';

export const page: URL = new URL('../../docs/guide/command.mdx', import.meta.url);

type Command = ReturnType<typeof buildProgram>;

const program = buildProgram(async () => {}, { env: {} });

/** Those that do something, without the groups they are in. */
function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

const cell = (text: string): string =>
  text
    .replaceAll('|', '\\|')
    .replaceAll(/--[a-z-]+|FILE_ORGANIZER_\w+|~\/\.local\/share\/file-organizer/g, '`$&`')
    .replaceAll('``', '`');

function commandCell(command: Command): string {
  const args = command.registeredArguments.map((argument) => {
    const text = `${argument.name().toUpperCase()}${argument.variadic ? '…' : ''}`;
    return argument.required ? text : `[${text}]`;
  });
  const needed = command.options.filter(({ mandatory }) => mandatory);
  const options = needed.map(({ flags }) =>
    flags.replace(/<(.*)>/, (_, name) => name.toUpperCase()),
  );
  const name = fullName(command).split(' ').slice(1).join(' ');
  return `\`${[name, ...args, ...options].join(' ')}\``;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function table(
  head: readonly [string, string],
  rows: readonly (readonly [string, string])[],
): string {
  const all = [head, ...rows];
  const widths = [0, 1].map((at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [
    line(head),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...rows.map(line),
  ].join('\n');
}

/** The tables, by the first words of their heads. */
export const tables: readonly string[] = [
  table(
    ['Command', 'What it does'],
    leaves(program)
      .filter((command) => command.name() !== 'help')
      .map((command) => [commandCell(command), cell(sentence(command.description()))]),
  ),
  table(
    ['Option', 'Meaning'],
    program
      .createHelp()
      .visibleOptions(program)
      .map(({ flags, description }) => [
        `\`${flags.replaceAll(/<(.*)>/g, (_, name) => name.toUpperCase())}\``,
        cell(sentence(description)),
      ]),
  ),
];

/** The page with these tables in place of those with the same heads. */
export async function pageWithTables(): Promise<string> {
  let text = await readFile(page, 'utf8');
  for (const each of tables) {
    const [, name = ''] = /^\| (\w+)/.exec(each) ?? [];
    const second = name === 'Command' ? 'What it does' : 'Meaning';
    text = text.replace(
      new RegExp(
        `^\\| ${name} +\\| ${second} +\\|\\n\\|.*\\n(\\|.*\\n|COMMANDS\\n|OPTIONS\\n)*`,
        'm',
      ),
      () => `${each}\n`,
    );
  }
  return text;
}

if (import.meta.main) await writeFile(page, await pageWithTables());
