/**
 * Starts servers in several languages, each as a process of its own that prints its address.
 *
 * @module
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Framework, fileOf, type Pair } from './pairs.ts';

const run = promisify(execFile);
const here = import.meta.dirname;
const contractFirst = join(here, '../..');
const command = join(contractFirst, 'src/cli/main.ts');
/** Of virtual environments and built programs; out of version control. */
const built = join(here, '.venv');
/** How long a server may take to start, in milliseconds. */
const PATIENCE = 120_000;

/** A language or registry that is not available here. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** A running server. */
export type Served = {
  readonly url: string;
  /** Where `contract verify` is run. */
  readonly folder: string;
  stop(): Promise<void>;
};

type Command = {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
};

const prepared = new Map<Framework, Promise<string>>();

/** The source of a handwritten server. */
export function sourceOf(framework: 'Express' | 'FastAPI' | 'Go', document: string): string {
  const suffix = { Express: 'ts', FastAPI: 'py', Go: 'go' }[framework];
  return join(here, framework.toLowerCase(), `${document}.${suffix}`);
}

/** Prepares a framework once: an environment, a built program. */
export function prepare(framework: Framework): Promise<string> {
  const known = prepared.get(framework);
  if (known) return known;
  const made = preparations[framework]();
  prepared.set(framework, made);
  return made;
}

/**
 * @throws Unavailable if a tool is missing or a registry cannot be reached
 * @throws Error if Java code does not compile
 */
async function tool(program: string, args: readonly string[], folder: string): Promise<void> {
  try {
    await run(program, args, { cwd: folder, timeout: 600_000, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Maven prints its errors to the standard output.
    const { stdout } = error as { readonly stdout?: unknown };
    if (/compilation failure/i.test(String(stdout))) throw new Error(`${message}\n${stdout}`);
    throw new Unavailable(`${program}: ${message}`);
  }
}

const preparations: Readonly<Record<Framework, () => Promise<string>>> = {
  Express: async () => process.execPath,
  FastAPI: () => pythonOf(),
  Go: () => goProgram(join(here, 'go'), join(built, 'honest')),
  Spring: () => springProgram(join(here, 'spring')),
  kit: async () => process.execPath,
  mock: async () => process.execPath,
};

async function pythonOf(): Promise<string> {
  const environment = join(built, 'fastapi');
  const python = join(environment, 'bin/python');
  const isReady = join(environment, 'ready');
  if (!existsSync(isReady)) {
    await tool('python3', ['-m', 'venv', environment], here);
    const packages = ['-r', join(here, 'fastapi/requirements.txt')];
    await tool(python, ['-m', 'pip', 'install', '--quiet', ...packages], here);
    await writeFile(isReady, '');
  }
  return python;
}

/** Builds a program in Go; some of its files may be replaced by others. */
export async function goProgram(folder: string, to: string, overlay?: string): Promise<string> {
  await mkdir(built, { recursive: true });
  const replaced = overlay === undefined ? [] : ['-overlay', overlay];
  await tool('go', ['build', ...replaced, '-o', to, '.'], folder);
  return to;
}

/** Builds the servers in Java with Maven, unless they have been built since they were changed last. */
async function springProgram(folder: string): Promise<string> {
  const jar = join(folder, 'target/honest.jar');
  const within = await readdir(join(folder, 'src'), { recursive: true });
  const sources = ['pom.xml', ...within.map((name) => join('src', name))];
  if (
    !(await isUpToDate(
      jar,
      sources.map((name) => join(folder, name)),
    ))
  ) {
    await tool('mvn', ['--batch-mode', '--quiet', 'clean', 'package'], folder);
  }
  await tool('java', ['-version'], folder);
  return jar;
}

/** Whether a built file is newer than its sources, none of which may be missing. */
async function isUpToDate(file: string, sources: readonly string[]): Promise<boolean> {
  if (!existsSync(file)) return false;
  const { mtimeMs: builtAt } = await stat(file);
  for (const source of sources) {
    const { mtimeMs } = await stat(source);
    if (mtimeMs > builtAt) return false;
  }
  return true;
}

/** @throws Unavailable if the language or a registry is missing here */
export async function serve({ framework, document }: Pair): Promise<Served> {
  const program = await prepare(framework);
  const folder = await mkdtemp(join(here, '.scratch-'));
  try {
    const command = await commandOf(framework, document, program, folder);
    const { url, stop } = await start(command);
    return {
      url,
      folder,
      stop: async () => {
        await stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function commandOf(
  framework: Framework,
  document: string,
  program: string,
  folder: string,
): Promise<Command> {
  switch (framework) {
    case 'Express':
      return {
        program,
        args: [join(here, 'express/serve.ts'), sourceOf('Express', document)],
        folder,
      };
    case 'FastAPI':
      return { program, args: ['-B', join(here, 'fastapi/serve.py'), document], folder };
    case 'Go':
      return { program, args: [document], folder };
    case 'Spring': {
      // Starts in half the time; a server that is verified for seconds needs no optimizing compiler.
      const quick = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
      return { program: 'java', args: [...quick, '-jar', program, document], folder };
    }
    case 'mock': {
      const args = [command, 'mock', fileOf(document), '--port', '0', '--quiet'];
      return { program, args, folder };
    }
    case 'kit':
      await run(program, [command, 'init', fileOf(document), folder], { cwd: folder });
      await mkdir(join(folder, 'node_modules'));
      await symlink(contractFirst, join(folder, 'node_modules/contract-first'));
      return { program, args: ['src/server.ts'], folder, environment: { PORT: '0' } };
  }
}

/**
 * Starts a server, and waits until it has printed its address.
 *
 * @throws Error with what it has printed, if it ends or prints no address in time
 */
export async function start({
  program,
  args,
  folder,
  environment,
}: Command): Promise<{ url: string; stop(): Promise<void> }> {
  const child: ChildProcess = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await ended;
    }
  };
  let printed = '';
  try {
    const url = await new Promise<string>((resolve, reject) => {
      const fail = (why: string) =>
        reject(new Error(`${program} ${args.join(' ')} ${why}\n${printed}`));
      const timer = setTimeout(() => fail('printed no address'), PATIENCE);
      const read = (chunk: unknown) => {
        printed = `${printed}${chunk}`.slice(-20_000);
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
        if (address === undefined) return;
        clearTimeout(timer);
        resolve(address);
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.on('error', () => fail('cannot be started'));
      child.on('exit', () => {
        clearTimeout(timer);
        fail('has ended');
      });
    });
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
