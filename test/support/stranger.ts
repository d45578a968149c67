/**
 * Somebody to whom files can be closed. To the administrator of the system, as whom tests may run,
 * nothing is: a server is then started as a user who owns nothing.
 */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const isRoot = process.getuid?.() === 0;

/** The user's id; undefined where it is the one that runs the tests. */
export const stranger = isRoot ? 65_534 : undefined;

/** Whether there are such users on this system, and this checkout is not closed to them. */
export const canBeStranger =
  process.getuid !== undefined && (!isRoot || isOpen(fileURLToPath(import.meta.url)));
if (!canBeStranger) console.warn('Skipped: nobody is here to whom a file could be closed');

/** Whether all may read a file, and enter every folder on the way to it. */
function isOpen(place: string): boolean {
  const above = dirname(place);
  const { mode } = statSync(place);
  const isAllowed = statSync(place).isDirectory() ? (mode & 0o005) === 0o005 : (mode & 0o004) !== 0;
  return isAllowed && (above === place || isOpen(above));
}
