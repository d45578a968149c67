/** `completion`: the scripts, bash's in bash. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './command.ts';

const run = promisify(execFile);
const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

let folder: string;
const scripts = new Map<string, string>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-completion-'));
  for (const shell of ['bash', 'zsh', 'fish']) {
    const path = join(folder, shell);
    await writeFile(path, (await runCommand(['completion', shell])).out);
    scripts.set(shell, path);
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** What bash lists for the words of a line, of which the last one is being typed. */
async function bashCompletes(...words: string[]): Promise<string[]> {
  const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _file_organizer; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const args = [
    '--norc',
    '-c',
    script,
    'bash',
    scripts.get('bash') ?? '',
    'file-organizer',
    ...words,
  ];
  const { stdout } = await run('bash', args);
  return stdout.split('\n').filter((line) => line !== '');
}

describe.runIf(has('bash'))('in bash', () => {
  it.each([
    [['org'], ['organize']],
    [
      ['files', 're'],
      ['rename', 'restore'],
    ],
    [['files', 'list', '--rev'], ['--reverse']],
    [
      ['organize', '/x', '--by', ''],
      ['para', 'johnny_decimal', 'type', 'date'],
    ],
    [['--server', 'files', 'keys', 'c'], ['create']],
    [['completion', 'f'], ['fish']],
    // Nothing is listed for a path, so that bash completes it.
    [['organize', '/tm'], []],
    [['files', 'list', '--root', ''], []],
  ])('%j lists %j', async (words, listed) => {
    expect(await bashCompletes(...words)).toEqual(listed);
  });
});

describe.each(['zsh', 'fish'])('in %s', (shell) => {
  it.runIf(has(shell))('the script can be read', async () => {
    const { stderr } = await run(shell, ['-n', scripts.get(shell) ?? '']);
    expect(stderr).toBe('');
  });
});
