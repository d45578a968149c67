import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Terminal } from './terminal.ts';

/** What a command ends with: all is well, there are findings, or it could not do its work. */
export const EXIT = { fine: 0, findings: 1, couldNotRun: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** One flag of a command, as `parseArgs` reads it and the help shows it. */
export type Option = {
  readonly type: 'boolean' | 'string';
  readonly multiple?: boolean;
  /** What stands for its value in the help, such as `FILE`. */
  readonly value?: string;
  readonly description: string;
};
export type Options = Readonly<Record<string, Option>>;

type ValueOf<Of extends Option> = Of['type'] extends 'boolean'
  ? boolean
  : Of['multiple'] extends true
    ? string[]
    : string;
type Values<Of extends Options> = { readonly [Name in keyof Of]?: ValueOf<Of[Name]> };

/** Commands as they are typed, and what each does. */
type Examples = readonly [
  readonly [command: string, effect: string],
  ...(readonly [command: string, effect: string])[],
];

export type Command = {
  /** In one line, for the list of all commands. */
  readonly summary: string;
  readonly help: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
};

/** The command line asks for something that there is not; the message says what would do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Flags that every command has. */
const common = {
  config: {
    type: 'string',
    value: 'FILE',
    description:
      'Configuration file (default: `contract.config.ts`, `.mjs` or `.json` in this folder)',
  },
  json: { type: 'boolean', description: 'Print the result as JSON' },
  help: { type: 'boolean', description: 'Show this help' },
} as const satisfies Options;

/**
 * Makes a command of its flags and of what it does.
 *
 * @param definition.usage the line below `Usage:`, such as `contract lint [document]`
 * @param definition.takes how many words it takes beside flags, at most
 * @param definition.examples commands that can be typed as they are, with what each does
 */
export function defineCommand<const Own extends Options>(definition: {
  readonly summary: string;
  readonly usage: string;
  readonly details?: string;
  readonly takes: number;
  readonly examples: Examples;
  readonly options: Own;
  run(given: {
    readonly words: readonly string[];
    readonly values: Values<Own & typeof common>;
    readonly terminal: Terminal;
  }): Promise<ExitCode>;
}): Command {
  const options = { ...definition.options, ...common };
  const help = helpOf(definition, options);
  return {
    summary: definition.summary,
    help,
    run: async (args, terminal) => {
      const { values, positionals } = parsed(args, options);
      if (values.help) {
        terminal.out(help);
        return EXIT.fine;
      }
      const extra = positionals[definition.takes];
      if (extra !== undefined) throw new UsageError(`Unexpected argument: "${extra}"`);
      // `parseArgs` has read by the very options that the type is made from.
      const given = values as Values<Own & typeof common>;
      return definition.run({ words: positionals, values: given, terminal });
    },
  };
}

function parsed(
  args: readonly string[],
  options: Options,
): { values: Readonly<Record<string, unknown>>; positionals: readonly string[] } {
  try {
    const config: ParseArgsConfig = { args: [...args], options, allowPositionals: true };
    return parseArgs({ ...config, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function helpOf(
  {
    summary,
    usage,
    details,
    examples,
  }: { summary: string; usage: string; details?: string; examples: Examples },
  options: Options,
): string {
  return [
    `${summary}.`,
    `Usage: ${usage}`,
    ...(details ? [details] : []),
    listOf(
      Object.entries(options).map(([name, { value, description, multiple }]) => [
        `--${name}${value ? ` ${value}` : ''}`,
        `${description}${multiple ? '; can be repeated' : ''}`,
      ]),
    ),
    `Examples:\n${examples.map(([command, effect]) => `  # ${effect}\n  ${command}`).join('\n')}`,
    'Exits with 0 on success, 1 if there are findings, 2 if it could not run.',
  ].join('\n\n');
}

/** Names and what they mean, in two columns. */
export function listOf(entries: readonly (readonly [name: string, meaning: string])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`).join('\n');
}
