/**
 * Installs the git hooks of lefthook.yml after an install of the packages. It never fails: hooks
 * are a convenience, and without them CI still runs every check.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (process.env.CI !== 'true' && isCheckout()) {
  const lefthook = fileURLToPath(import.meta.resolve('lefthook/bin/index.js'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [lefthook, 'install'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) console.warn(`The git hooks were not installed.\n${stdout}${stderr}`);
}

/**
 * Whether this folder is the top of a git checkout that has a folder for hooks. One that merely
 * lies inside another project's checkout is not: its hooks are none of ours.
 */
function isCheckout(): boolean {
  const top = git('rev-parse', '--show-toplevel');
  const hooks = git('rev-parse', '--git-path', 'hooks');
  if (top === undefined || hooks === undefined) return false;
  return realpathSync(top) === realpathSync(root) && existsSync(resolve(root, hooks));
}

/** What git prints, or undefined where it is missing or refuses. */
function git(...command: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', command, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
