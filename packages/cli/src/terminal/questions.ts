/**
 * Questions to the user.
 *
 * @module
 */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';

type Asker = Pick<Context, 'terminal' | 'output' | 'interrupt'>;

/**
 * @param remedy what to do without a terminal
 * @throws Failure without a terminal
 */
async function ask(
  asker: Asker,
  question: string,
  remedy: string,
  isSecret = false,
): Promise<string> {
  const { terminal, output, interrupt } = asker;
  output.clearProgress();
  if (!terminal.stdin.isTTY) throw new Failure(`There is no terminal for a question. ${remedy}`);
  // Without an echo, since readline writes what is typed to its output.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: terminal.stdin,
    output: isSecret ? silent : terminal.stderr,
    terminal: true,
  });
  // In a terminal, readline reads Ctrl+C as a key.
  const onInterrupt = () => {
    terminal.stderr.write('\n');
    interrupt.receive('SIGINT');
  };
  lines.on('SIGINT', onInterrupt);
  try {
    if (isSecret) terminal.stderr.write(question);
    const ended = new Promise<never>((_, reject) => {
      lines.on('close', () =>
        reject(new Failure('The input ended before the question was answered.')),
      );
    });
    return await Promise.race([
      lines.question(isSecret ? '' : question),
      interrupt.interrupted,
      ended,
    ]);
  } finally {
    lines.close();
    if (isSecret) terminal.stderr.write('\n');
  }
}

const YES = 'Add --yes to go on without a question.';

/**
 * Asks before something is done.
 *
 * @returns whether the answer was yes; no is the default
 * @throws Failure without a terminal
 */
export async function confirm(asker: Asker, question: string): Promise<boolean> {
  return /^y(es)?$/i.test((await ask(asker, `${question} [y/N] `, YES)).trim());
}

/** As `confirm`, with a third answer: to edit first. Any other word is asked about again, since no discards a plan. */
export async function confirmOrEdit(
  asker: Asker,
  question: string,
): Promise<'yes' | 'no' | 'edit'> {
  for (;;) {
    const answer = (await ask(asker, `${question} [y/N/e(dit)] `, YES)).trim();
    if (/^e(dit)?$/i.test(answer)) return 'edit';
    if (/^y(es)?$/i.test(answer)) return 'yes';
    if (/^(no?)?$/i.test(answer)) return 'no';
    asker.output.warn('Answer y, n or e.');
  }
}

/** Asks for a line, such as a user name. */
export const askLine = async (asker: Asker, question: string, remedy: string): Promise<string> =>
  (await ask(asker, question, remedy)).trim();

/**
 * A password, typed without an echo or read from stdin: arguments can be seen by other users of the machine.
 *
 * @param fromStdin read all of stdin, without the line break at its end
 */
export async function readPassword(
  asker: Asker,
  question: string,
  fromStdin: boolean,
): Promise<string> {
  const password = fromStdin
    ? (await textOf(asker.terminal.stdin)).replace(/\r?\n$/, '')
    : await ask(asker, question, 'Add --password-stdin and pass the password on stdin.', true);
  if (password === '') throw new Failure('The password is empty.');
  return password;
}
