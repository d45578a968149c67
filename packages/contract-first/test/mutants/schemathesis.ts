import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { seed } from '../../../../test/support/seed.ts';

const run = promisify(execFile);

const VERSION = '4.32.5';
/** Kept between runs, out of version control. */
const environment = join(import.meta.dirname, '.venv');
const program = join(environment, 'bin/schemathesis');

/** Why there is no Schemathesis here. */
export class SchemathesisMissing extends Error {
  override readonly name = 'SchemathesisMissing';
}

/**
 * Installs Schemathesis into an environment of its own, unless it is there.
 *
 * @returns the path of the program
 * @throws SchemathesisMissing without Python 3, or where the package cannot be had
 */
export async function schemathesis(): Promise<string> {
  if (existsSync(program)) return program;
  try {
    await run('python3', ['-m', 'venv', environment]);
    await run(join(environment, 'bin/pip'), ['install', '--quiet', `schemathesis==${VERSION}`]);
  } catch (error) {
    throw new SchemathesisMissing(error instanceof Error ? error.message : String(error));
  }
  return program;
}

/** What Schemathesis says: whether it has found something, and its words. */
export type Outcome = { readonly hasFailures: boolean; readonly output: string };

/**
 * Runs Schemathesis with all its checks.
 *
 * @throws Error where it could not do its work
 */
export async function runSchemathesis(
  document: string,
  url: string,
  options: {
    readonly config: string;
    readonly headers?: readonly string[];
    readonly examples: number;
    readonly args?: readonly string[];
    /** Variables that the configuration names. */
    readonly variables?: Readonly<Record<string, string>>;
  },
): Promise<Outcome> {
  const args = [
    ...['--config-file', options.config, 'run', document, '--url', url, '--checks', 'all'],
    ...['--seed', String(seed), '--max-examples', String(options.examples), '--no-color'],
    ...(options.headers ?? []).flatMap((header) => ['-H', header]),
    ...(options.args ?? []),
  ];
  try {
    const env = { ...process.env, ...options.variables };
    const { stdout } = await run(await schemathesis(), args, { env, maxBuffer: 64 * 1024 * 1024 });
    return { hasFailures: false, output: stdout };
  } catch (error) {
    if (error instanceof SchemathesisMissing) throw error;
    const {
      code,
      stdout = '',
      stderr = '',
    } = error as {
      code?: unknown;
      stdout?: string;
      stderr?: string;
    };
    // 1: it has found something. 2 and more: it could not work.
    if (code !== 1) throw new Error(`Schemathesis ended with ${String(code)}: ${stdout}${stderr}`);
    return { hasFailures: true, output: stdout };
  }
}
