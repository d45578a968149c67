import { type CompletedCommand, type CompletedOption, valueFlags } from './model.ts';

const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

export function fishScript(name: string, commands: readonly CompletedCommand[]): string {
  const fn = `__${name.replaceAll('-', '_')}_is`;
  const subcommands = commands.filter(({ path }) => path !== '');
  return `# fish completion for ${name}
function ${fn} --description 'Whether the command line has this command'
  set -l found ''
  set -l skip 0
  for word in (commandline -opc)[2..-1]
    if test $skip = 1
      set skip 0
    else if contains -- $word ${valueFlags(commands).join(' ')}
      set skip 1
    else if not string match -q -- '-*' $word
      set -l longer (string trim -- "$found $word")
      if contains -- $longer ${subcommands.map(({ path }) => quoted(path)).join(' ')}
        set found $longer
      end
    end
  end
  test "$found" = "$argv[1]"
end
${commands.flatMap((command) => linesOf(name, fn, command)).join('\n')}
`;
}

function linesOf(
  name: string,
  fn: string,
  { path, commands, options, choices }: CompletedCommand,
): string[] {
  const begin = `complete -c ${name} -n ${quoted(`${fn} ${quoted(path)}`)}`;
  return [
    ...commands.map((each) => `${begin} -f -a ${each.name} -d ${quoted(each.about)}`),
    ...(choices.length > 0 ? [`${begin} -f -a ${quoted(choices.join(' '))}`] : []),
    ...options.map((option) => `${begin} ${optionFlags(option)}`),
  ];
}

function optionFlags({ flags, about, takesValue, choices }: CompletedOption): string {
  const names = flags.map((flag) =>
    flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
  );
  const value =
    choices.length > 0 ? [`-x -a ${quoted(choices.join(' '))}`] : takesValue ? ['-r'] : [];
  return [...names, ...value, `-d ${quoted(about)}`].join(' ');
}
