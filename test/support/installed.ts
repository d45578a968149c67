import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { packageFolders, packedFolder, projectCommands, root } from './documents.ts';

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

  /**
   * Installs a packed package in an empty folder by the commands of its README.
   *
   * @param name such as `contract-first`
   */
  static async byReadme(name: string, tarball: string): Promise<Installed> {
    const folder = await mkdtemp(join(tmpdir(), 'project-'));
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const packageFolder = (await packageFolders()).get(name) ?? name;
    const text = await readFile(join(root, 'packages', packageFolder, 'README.md'), 'utf8');
    const commands = projectCommands({ text });
    if (commands.length === 0) throw new Error(`The README of ${name} does not install it`);
    for (const command of commands) {
      await run('bash', ['-c', command.replaceAll(packedFolder, dirname(tarball))], {
        cwd: folder,
        env: { ...process.env, npm_config_prefer_offline: 'true', npm_config_audit: 'false' },
      });
    }
    return new Installed(folder);
  }

  /** The packages that the project has come to depend on. */
  async dependencies(): Promise<string[]> {
    const manifest = JSON.parse(await readFile(this.path('package.json'), 'utf8'));
    return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
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
