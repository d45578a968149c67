import type { Argument, Command, Option } from 'commander';

export type CompletedOption = {
  /** Such as `--yes` and `-y`. */
  readonly flags: readonly string[];
  readonly about: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
};

/** A command as shells complete it. */
export type CompletedCommand = {
  /** The words after the program's name, such as `files list`; empty for the program. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly about: string }[];
  readonly options: readonly CompletedOption[];
  /** The choices of its first argument. */
  readonly choices: readonly string[];
};

/** All commands of the program, each with the options of its parents. */
export function commandsOf(program: Command): CompletedCommand[] {
  return completed(program, '', []);
}

function completed(
  command: Command,
  path: string,
  inherited: readonly CompletedOption[],
): CompletedCommand[] {
  const options = [
    ...command.createHelp().visibleOptions(command).map(optionOf),
    ...inherited,
  ].filter(
    ({ flags }, index, all) => all.findIndex((each) => each.flags[0] === flags[0]) === index,
  );
  const visible = command.commands.filter((each) => each.name() !== 'help');
  const [first]: readonly (Argument | undefined)[] = command.registeredArguments;
  return [
    {
      ...{ path, options },
      commands: visible.map((each) => ({ name: each.name(), about: each.description() })),
      choices: first?.argChoices ?? [],
    },
    ...visible.flatMap((each) =>
      completed(each, path === '' ? each.name() : `${path} ${each.name()}`, options),
    ),
  ];
}

const optionOf = ({
  long,
  short,
  description,
  required,
  optional,
  argChoices,
}: Option): CompletedOption => ({
  flags: [long, short].filter((flag): flag is string => typeof flag === 'string'),
  about: description,
  takesValue: required || optional,
  choices: argChoices ?? [],
});

/** The flags of all commands that take a value. */
export const valueFlags = (commands: readonly CompletedCommand[]): string[] => [
  ...new Set(
    commands.flatMap(({ options }) =>
      options.filter(({ takesValue }) => takesValue).flatMap(({ flags }) => flags),
    ),
  ),
];

/** The choices of options by their flags, if they are the same in all commands. */
export function choicesOf({
  options,
}: CompletedCommand): { readonly flags: readonly string[]; readonly choices: readonly string[] }[] {
  return options
    .filter(({ choices }) => choices.length > 0)
    .map(({ flags, choices }) => ({ flags, choices }));
}
