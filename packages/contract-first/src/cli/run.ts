import { type Command, EXIT, listOf, UsageError } from './command.ts';
import { DocumentError, jsonOf } from './notices.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/** Each is loaded when it is called, since some bring much along. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./init.ts')).init,
  lint: async () => (await import('./lint.ts')).lint,
  bundle: async () => (await import('./bundle.ts')).bundle,
  generate: async () => (await import('./generate.ts')).generate,
  names: async () => (await import('./names.ts')).names,
  diff: async () => (await import('./diff.ts')).diff,
  'release-check': async () => (await import('./releaseCheck.ts')).releaseCheck,
  drift: async () => (await import('./drift.ts')).drift,
  verify: async () => (await import('./verify.ts')).verify,
  grade: async () => (await import('./grade.ts')).grade,
  mock: async () => (await import('./mock.ts')).mock,
  docs: async () => (await import('./docs.ts')).docs,
  dev: async () => (await import('./dev.ts')).dev,
};

/**
 * Runs a command as it is typed.
 *
 * @param words the words behind `contract`
 * @param terminal where it writes; the streams of this process if there is none
 * @returns what the process ends with
 */
export async function runCommand(
  [name, ...args]: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    terminal.out(await overview());
    return name === undefined ? EXIT.couldNotRun : EXIT.fine;
  }
  if (name === '--version' || name === '-v' || name === 'version') {
    terminal.out((await import('./version.ts')).ownVersion);
    return EXIT.fine;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (!load) throw new UsageError(`Unknown command "${name}"`);
    return await (await load()).run(args, terminal);
  } catch (error) {
    terminal.progress('');
    if (error instanceof UsageError) {
      const help = load ? `contract ${name} --help` : 'contract --help';
      terminal.note(`${error.message}\nSee \`${help}\`.`);
    } else {
      const message = error instanceof Error ? error.message : String(error);
      terminal.note(message);
      if (error instanceof DocumentError && args.includes('--json')) {
        terminal.out(JSON.stringify({ error: message, notices: error.notices.map(jsonOf) }));
      }
      if (process.env.DEBUG) terminal.note(String(error instanceof Error ? error.stack : ''));
    }
    return EXIT.couldNotRun;
  }
}

async function overview(): Promise<string> {
  const entries = Object.entries(commands).map(
    async ([name, load]) => [name, (await load()).summary] as const,
  );
  return [
    'Works with one OpenAPI document: checks it, generates code from it, tests servers against it.',
    'Usage: contract <command> [options]',
    listOf(await Promise.all(entries)),
    'Each command has `--help`; `contract --version` prints the version. `NO_COLOR=1` turns colours off, `DEBUG=1` shows stack traces.',
  ].join('\n\n');
}
