import { type CompletedCommand, choicesOf, valueFlags } from './model.ts';

/** A text in single quotes, as zsh's `_describe` takes it: a colon would separate the name from the text. */
const described = (name: string, about: string): string =>
  `'${name.replaceAll(':', '\\:')}:${about.replaceAll("'", "'\\''")}'`;

export function zshScript(name: string, commands: readonly CompletedCommand[]): string {
  const fn = `_${name}`;
  const subcommands = commands.filter(({ path }) => path !== '');
  return `#compdef ${name}
# zsh completion for ${name}
${fn}() {
  local command="" i
  local -a commands options choices
  for ((i = 2; i < CURRENT; i++)); do
    case "$words[i]" in
      ${valueFlags(commands).join('|')}) ((i++)) ;;
      -*) ;;
      *) case "\${command:+$command }$words[i]" in
        ${subcommands.map(({ path }) => `"${path}"`).join('|')}) command="\${command:+$command }$words[i]" ;;
      esac ;;
    esac
  done
  case "$command:$words[CURRENT-1]" in
${commands.flatMap(valuesOf).join('\n')}
    ${valueFlags(commands)
      .map((flag) => `*:${flag}`)
      .join('|')}) _files; return ;;
  esac
  case "$command" in
${commands.map(wordsOf).join('\n')}
  esac
  if [[ "$words[CURRENT]" == -* ]]; then
    _describe 'option' options
  elif (( $#commands )); then
    _describe 'command' commands
  elif (( $#choices )); then
    compadd -a choices
  else
    _files
  fi
}
if [[ "$funcstack[1]" == ${fn} ]]; then
  ${fn} "$@"
else
  compdef ${fn} ${name}
fi
`;
}

const valuesOf = (command: CompletedCommand): string[] =>
  choicesOf(command).map(
    ({ flags, choices }) =>
      `    ${flags.map((flag) => `"${command.path}:${flag}"`).join('|')}) compadd ${choices.join(' ')}; return ;;`,
  );

function wordsOf({ path, commands, options, choices }: CompletedCommand): string {
  const lines = [
    `commands=(${commands.map((each) => described(each.name, each.about)).join(' ')})`,
    `options=(${options.flatMap(({ flags, about }) => flags.slice(0, 1).map((flag) => described(flag, about))).join(' ')})`,
    `choices=(${choices.join(' ')})`,
  ];
  return `    "${path}")\n${lines.map((line) => `      ${line}`).join('\n')}\n      ;;`;
}
