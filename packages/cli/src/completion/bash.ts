import { type CompletedCommand, choicesOf, valueFlags } from './model.ts';

/** For bash 3.2 and later, without other packages. Where nothing is listed, bash completes paths. */
export function bashScript(name: string, commands: readonly CompletedCommand[]): string {
  const fn = `_${name.replaceAll('-', '_')}`;
  const subcommands = commands.filter(({ path }) => path !== '');
  return `# bash completion for ${name}
${fn}() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="" list="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${valueFlags(commands).join('|')}) ((i++)) ;;
      -*) ;;
      *) case "\${command:+$command }\${COMP_WORDS[i]}" in
        ${subcommands.map(({ path }) => `"${path}"`).join('|')}) command="\${command:+$command }\${COMP_WORDS[i]}" ;;
      esac ;;
    esac
  done
  case "$command:$prev" in
${commands.flatMap(valuesOf).join('\n')}
    ${valueFlags(commands)
      .map((flag) => `*:${flag}`)
      .join('|')}) COMPREPLY=(); return ;;
  esac
  case "$command" in
${commands.map(wordsOf).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$list" -- "$cur"))
}
complete -o default -F ${fn} ${name}
`;
}

const valuesOf = (command: CompletedCommand): string[] =>
  choicesOf(command).map(
    ({ flags, choices }) =>
      `    ${flags.map((flag) => `"${command.path}:${flag}"`).join('|')}) COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$cur")); return ;;`,
  );

function wordsOf({ path, commands, options, choices }: CompletedCommand): string {
  const words = [...commands.map(({ name }) => name), ...choices].join(' ');
  const flags = options
    .flatMap((option) => option.flags.filter((flag) => flag.startsWith('--')))
    .join(' ');
  return `    "${path}") case "$cur" in -*) list="${flags}" ;; *) list="${words}" ;; esac ;;`;
}
