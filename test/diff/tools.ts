/** Other tools that tell breaking changes from others, each asked as its users ask it. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Verdict = 'breaking' | 'not breaking';

export type Tool = {
  readonly name: 'oasdiff' | 'redocly';
  /** @throws Error if the tool is not installed, with how to install it */
  version(): Promise<string>;
  judge(before: string, after: string): Promise<Verdict>;
};

/** A folder of this name has the program if it is not on the path. */
const oasdiffProgram = process.env.OASDIFF ?? 'oasdiff';

export const oasdiff: Tool = {
  name: 'oasdiff',
  version: async () => {
    const { stdout } = await run('go', ['version', '-m', await pathOf(oasdiffProgram)]).catch(
      (error: Error) => {
        throw new Error(
          `Cannot find oasdiff (${error.message}). Install it with Go 1.26 or later:

  go install github.com/oasdiff/oasdiff@v1.37.0

and put the folder \`$(go env GOPATH)/bin\` on the path, or name the program in the variable OASDIFF.`,
        );
      },
    );
    return /\bmod\s+github\.com\/oasdiff\/oasdiff\s+(\S+)/.exec(stdout)?.[1] ?? 'unknown';
  },
  judge: async (before, after) => {
    const { stdout } = await run(oasdiffProgram, [
      ...['changelog', '--flatten-allof', '--flatten-params', '--format', 'json'],
      ...[before, after],
    ]);
    const changes: readonly { readonly level: number }[] = JSON.parse(stdout || '[]');
    return changes.some(({ level }) => level === 3) ? 'breaking' : 'not breaking';
  },
};

const redoclyProgram = fileURLToPath(new URL('../../node_modules/.bin/redocly', import.meta.url));
const quiet = {
  ...process.env,
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
};

export const redocly: Tool = {
  name: 'redocly',
  version: async () => (await run(redoclyProgram, ['--version'], { env: quiet })).stdout.trim(),
  judge: async (before, after) => {
    const { stdout } = await run(
      redoclyProgram,
      ['diff', before, after, '--format', 'json', '--fail-on', 'none'],
      { env: quiet },
    );
    const { bump }: { readonly bump?: string } = JSON.parse(stdout);
    return bump === 'major' ? 'breaking' : 'not breaking';
  },
};

async function pathOf(program: string): Promise<string> {
  if (program.includes('/')) return program;
  return (await run('which', [program])).stdout.trim();
}
