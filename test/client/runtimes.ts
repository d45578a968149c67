/** The runtimes that the packed client is used on. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export type Runtime = {
  readonly name: string;
  /** Undefined where it is not here; then its tests are skipped, but in CI, where they fail. */
  readonly command: string | undefined;
  /** What it needs before the name of a file to run it. */
  readonly args: readonly string[];
};

const folder = fileURLToPath(new URL('../runtimes', import.meta.url));

/**
 * Installs the runtimes that are no part of the workspace, and says loudly which are missing. What
 * is installed already takes a second or two.
 */
export async function fetchRuntimes(): Promise<{
  readonly bun: Runtime;
  readonly deno: Runtime;
  readonly workerd: Runtime;
  /** The program of Jest, to be run by Node. */
  readonly jest: Runtime;
}> {
  const install = ['-y', 'pnpm@12.21.0', 'install', '--frozen-lockfile'];
  const failure = await promisify(execFile)('npx', install, { cwd: folder }).then(
    () => undefined,
    ({ message, stdout }) => `${message}\n${stdout}`,
  );
  const fetched = {
    bun: runtime('Bun', '@oven/bun-linux-x64/bin/bun', []),
    deno: runtime('Deno', '@deno/linux-x64-glibc/deno', ['run', '-A', '--no-lock']),
    workerd: runtime('workerd', '@cloudflare/workerd-linux-64/bin/workerd', ['serve']),
    jest: runtime('Jest', 'jest/bin/jest.js', []),
  };
  const missing = Object.values(fetched).filter(({ command }) => !command);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    const reason = failure ?? 'They are not made for this machine.';
    console.warn(`\n*** NOT TESTED: the client on ${names}. ***\n${reason}\n`);
  }
  return fetched;
}

/** The Node that runs the tests, and that of the machine, which may be an older one. */
export function nodes(): Runtime[] {
  const host = (process.env.PATH?.split(delimiter) ?? [])
    .filter((one) => !one.includes('node_modules'))
    .map((one) => join(one, 'node'))
    .find((one) => existsSync(one));
  return [
    { name: 'Node', command: process.execPath, args: [] },
    ...(host ? [{ name: 'the Node of this machine', command: host, args: [] }] : []),
  ];
}

function runtime(name: string, path: string, args: readonly string[]): Runtime {
  const file = join(folder, 'node_modules', path);
  return { name, command: existsSync(file) ? file : undefined, args };
}
