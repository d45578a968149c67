/**
 * Reads files of a git repository as they were in a revision, without changing the checkout.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { dirname, posix, relative, resolve, sep } from 'node:path';
import { UsageError } from './command.ts';

/** The largest file that is read, in bytes. */
const LARGEST = 512 * 1024 * 1024;
/** Symbolic links that are followed from one file, as many as Linux follows. */
const MOST_LINKS = 40;

type Ended = { readonly code: number; readonly out: Buffer; readonly note: string };

function run(folder: string, args: readonly string[]): Promise<Ended> {
  return new Promise((done, fail) => {
    execFile(
      'git',
      ['-C', folder, ...args],
      { encoding: 'buffer', maxBuffer: LARGEST },
      (error, out, note) => {
        const code = error?.code ?? 0;
        if (code === 'ENOENT') fail(new Error('git is not installed, or not on the PATH'));
        else if (error && typeof code !== 'number') fail(error);
        else done({ code: Number(code), out, note: note.toString().trim() });
      },
    );
  });
}

const realOf = (folder: string): Promise<string | undefined> =>
  realpath(folder).catch(() => undefined);

/** A commit, under the name that it was asked for. */
export type Revision = { readonly name: string; readonly commit: string };

export class Repository {
  /** The absolute path of its top folder, without symbolic links. */
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /**
   * The repository that a folder is in.
   *
   * @throws UsageError if it is in none
   */
  static async around(folder: string): Promise<Repository> {
    const { code, out, note } = await run(folder, ['rev-parse', '--show-toplevel']);
    if (code === 0) return new Repository(await realpath(out.toString().replace(/\r?\n$/, '')));
    throw new UsageError(
      /not a git repository/i.test(note)
        ? `${folder} is not in a git repository: compare two files instead, or run this in a checkout`
        : `git failed in ${folder}: ${note}`,
    );
  }

  /**
   * The commit that a name stands for: a branch, tag, hash or expression such as `HEAD~1`.
   *
   * @throws UsageError that says what to do if the name is unknown
   */
  async revision(name: string): Promise<Revision> {
    const commit = await this.#commitOf(name);
    if (commit !== undefined) return { name, commit };
    throw new UsageError(`Unknown revision "${name}". ${await this.#remedy(name)}`);
  }

  /** The commit of a name; undefined if git does not know it. */
  async #commitOf(name: string): Promise<string | undefined> {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
    const { code, out } = await run(this.root, args);
    return code === 0 ? out.toString().trim() : undefined;
  }

  /** Whether a name stands for a commit. */
  async knows(name: string): Promise<boolean> {
    return (await this.#commitOf(name)) !== undefined;
  }

  /**
   * The last commit that two revisions have in common, under its hash.
   *
   * @throws UsageError if there is none, or the clone is too shallow to know
   */
  async mergeBase(one: Revision, other: Revision): Promise<Revision> {
    const { code, out } = await run(this.root, ['merge-base', one.commit, other.commit]);
    if (code === 0) {
      const commit = out.toString().trim();
      return { name: commit.slice(0, 12), commit };
    }
    throw new UsageError(
      `${one.name} and ${other.name} have no commit in common. ${await this.#remedy(one.name)}`,
    );
  }

  /**
   * The tag of the last release; if HEAD is one without changes, that of the release before it.
   *
   * @param pattern matches the names of such tags, such as `v*`
   * @returns undefined if there is none
   */
  async lastRelease(pattern: string): Promise<string | undefined> {
    const describe = async (...words: readonly string[]) => {
      const args = ['describe', '--tags', '--abbrev=0', '--match', pattern, ...words];
      const { code, out } = await run(this.root, args);
      return code === 0 ? out.toString().trim() : undefined;
    };
    const isRelease = (await describe('--exact-match', 'HEAD')) !== undefined;
    const isClean = isRelease && (await run(this.root, ['diff', '--quiet', 'HEAD'])).code === 0;
    return describe(isClean ? 'HEAD^' : 'HEAD');
  }

  /** Whether the clone lacks history, as clones of CI do by default. */
  async isShallow(): Promise<boolean> {
    const { out } = await run(this.root, ['rev-parse', '--is-shallow-repository']);
    return out.toString().trim() === 'true';
  }

  async #remedy(name: string): Promise<string> {
    if (await this.isShallow()) {
      return 'This clone is shallow: set `fetch-depth: 0` on actions/checkout, or run `git fetch --unshallow`.';
    }
    if (await this.knows(`origin/${name}`)) return `Did you mean "origin/${name}"?`;
    return 'Fetch it first, or check its spelling; `git branch --all` and `git tag` list what there is.';
  }

  /**
   * A file's path in the repository, with slashes.
   *
   * @throws UsageError if it is outside
   */
  async pathOf(file: string): Promise<string> {
    const absolute = resolve(file);
    let folder = dirname(absolute);
    let real = await realOf(folder);
    // The file, and folders around it, may exist in a revision only.
    for (; real === undefined; real = await realOf(folder)) folder = dirname(folder);
    const path = relative(this.root, resolve(real, relative(folder, absolute)));
    if (path === '..' || path.startsWith(`..${sep}`)) {
      throw new UsageError(`${file} is outside of the repository ${this.root}`);
    }
    return path.split(sep).join('/');
  }

  /**
   * The text of a file in a revision; symbolic links are followed inside of the repository.
   *
   * @param path in the repository, with slashes
   * @returns undefined if the revision has no such file
   */
  async read({ commit }: Revision, path: string): Promise<string | undefined> {
    let current = path;
    for (let links = 0; links <= MOST_LINKS; links++) {
      // With `--literal-pathspecs`, names that look like patterns are only names.
      const listing = [
        '--literal-pathspecs',
        'ls-tree',
        '-z',
        '--full-tree',
        commit,
        '--',
        current,
      ];
      const { code, out, note } = await run(this.root, listing);
      if (code !== 0) throw new Error(`git cannot list ${current}: ${note}`);
      const [, mode, type, hash] = /^(\d+) (\w+) ([0-9a-f]+)\t/.exec(out.toString()) ?? [];
      if (type !== 'blob' || hash === undefined) return undefined;
      const blob = await run(this.root, ['cat-file', 'blob', hash]);
      if (blob.code !== 0) throw new Error(`git cannot read ${current}: ${blob.note}`);
      const text = blob.out.toString();
      if (mode !== '120000') return text;
      current = posix.join(posix.dirname(current), text);
      if (current.startsWith('..') || posix.isAbsolute(text)) return undefined;
    }
    return undefined;
  }
}
