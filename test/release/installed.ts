import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Ended = { readonly code: number; readonly out: string; readonly err: string };

/** A folder of somebody else's, in which npm has installed packages. */
export class Installed {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Installs tarballs or names in an empty folder. */
  static async into(packages: readonly string[]): Promise<Installed> {
    const folder = await mkdtemp(join(tmpdir(), 'released-'));
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const installed = new Installed(folder);
    await installed.add(packages);
    return installed;
  }

  async add(packages: readonly string[]): Promise<void> {
    const flags = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
    await run('npm', ['install', ...flags, ...packages], { cwd: this.folder });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Runs a command of the packages to its end. */
  async run(name: string, ...args: readonly string[]): Promise<Ended> {
    const { promise, resolve } = Promise.withResolvers<Ended>();
    const command = this.path(`node_modules/.bin/${name}`);
    execFile(process.execPath, [command, ...args], { cwd: this.folder }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out, err }),
    );
    return promise;
  }

  /** The first line that a command prints, while it goes on. */
  async start(name: string, ...args: readonly string[]) {
    const command = this.path(`node_modules/.bin/${name}`);
    const child = spawn(process.execPath, [command, ...args], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface(child.stdout), 'line');
    return {
      line: String(line),
      stop: async () => {
        child.kill();
        await once(child, 'close');
      },
    };
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
