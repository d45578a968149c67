import { createInterface } from 'node:readline/promises';
import { Failure } from './failure.ts';
import { clearProgress } from './output.ts';

/**
 * Asks before something is done.
 *
 * @returns whether the answer was yes; no is the default
 * @throws Failure without a terminal
 */
export async function confirm(question: string): Promise<boolean> {
  clearProgress();
  if (!process.stdin.isTTY) {
    throw new Failure('There is no terminal to ask in. Add --yes to go on without a question.');
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
