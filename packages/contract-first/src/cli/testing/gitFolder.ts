/** A git repository in a folder of its own. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export class GitFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async create(): Promise<GitFolder> {
    const folder = new GitFolder(await realpath(await mkdtemp(join(tmpdir(), 'contract-git-'))));
    folder.git('init', '--quiet', '--initial-branch', 'main');
    return folder;
  }

  git(...args: readonly string[]): string {
    const own = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
    return execFileSync('git', [...own, '-c', 'commit.gpgsign=false', ...args], {
      cwd: this.path,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(this.path, name)), { recursive: true });
      await writeFile(join(this.path, name), text);
    }
  }

  /** Writes files and commits everything. */
  async commit(files: Readonly<Record<string, string>>): Promise<void> {
    await this.write(files);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'Change');
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true, force: true });
  }
}
