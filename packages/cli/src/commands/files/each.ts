import { FileOrganizerError } from '@file-organizer/client';
import { isId } from '../../connection/files.ts';
import type { Context } from '../../context.ts';
import { EXIT, Failure } from '../../failure.ts';
import { counted } from '../../terminal/amounts.ts';

/** The first path among names, which says in which library they are. */
export const within = (named: readonly string[]): { readonly within: string | undefined } => ({
  within: named.find((each) => !isId(each)),
});

/**
 * Changes files or folders one after the other; a signal stops between two, and one that fails does not stop the
 * others.
 *
 * @returns the exit code
 */
export async function each<T>(
  { output, interrupt }: Context,
  named: readonly string[],
  change: (name: string) => Promise<T>,
  noun: 'file' | 'folder' = 'file',
): Promise<number> {
  const items: T[] = [];
  let failed = 0;
  await interrupt.during(
    () => {},
    async () => {
      for (const name of named) {
        if (interrupt.wasReceived) break;
        try {
          items.push(await change(name));
        } catch (error) {
          if (!(error instanceof Failure || error instanceof FileOrganizerError)) throw error;
          failed++;
          output.warn(named.length === 1 ? error.message : `${name}: ${error.message}`);
        }
      }
    },
  );
  if (output.isJson) output.json({ items, failed });
  if (interrupt.wasReceived && items.length + failed < named.length) {
    output.warn(`Stopped after ${items.length + failed} of ${counted(named.length, noun)}.`);
    return interrupt.exitCode;
  }
  return failed > 0 ? EXIT.partial : EXIT.ok;
}
