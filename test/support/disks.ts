import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** Runs a command of the system, and tells whether it did what it was to do. */
export function run(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/**
 * Mounts another file system, one in memory.
 *
 * @param place a folder, which is made where it is not there
 * @param options those of tmpfs
 * @returns what takes it away again; undefined where this system or user cannot have it
 */
export function mountAt(place: string, options: string): (() => void) | undefined {
  mkdirSync(place, { recursive: true });
  if (!run('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', place)) return undefined;
  return () => run('umount', '-l', place);
}
