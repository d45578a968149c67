/** Other tools that find breaking changes, run as their users run them. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A tool reports a change as breaking, reports it at a lower level, or does not report it. */
export type Verdict = 'breaking' | 'lower' | 'nothing';

export type Judgement = {
  readonly verdict: Verdict;
  /** The ids of what was reported. */
  readonly ids: readonly string[];
};

export type Tool = {
  readonly name: 'oasdiff' | 'redocly';
  /** @throws Error if the tool is not installed, with how to install it */
  version(): Promise<string>;
  /** The ids that the tool can report; undefined if it does not list them. */
  checks(): Promise<readonly string[] | undefined>;
  judge(before: string, after: string): Promise<Judgement>;
};

/** Level 3 is an error, 2 a warning, 1 information. */
type OasdiffChange = { readonly id: string; readonly level: number };

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
    const changelog = (...flags: readonly string[]) =>
      run(oasdiffProgram, ['changelog', ...flags, '--format', 'json', before, after]);
    // It cannot merge an `allOf` whose members exclude each other.
    const { stdout } = await changelog('--flatten-allof', '--flatten-params').catch(() =>
      changelog('--flatten-params'),
    );
    const changes: readonly OasdiffChange[] = JSON.parse(stdout || '[]');
    // It also reports that the version in `info` did not change, which is no change of the API.
    const real = changes.filter(({ id }) => id !== 'api-version-not-bumped');
    const isBreaking = real.some(({ level }) => level === 3);
    return judgement(
      isBreaking,
      real.map(({ id }) => id),
    );
  },
  checks: async () => {
    const { stdout } = await run(oasdiffProgram, ['checks', 'changelog', '--format', 'json']);
    const checks: readonly { readonly id: string }[] = JSON.parse(stdout);
    return checks.map(({ id }) => id);
  },
};

type RedoclyChange = {
  readonly typeName: string;
  readonly kind: string;
  readonly impact: string;
  readonly verdicts: readonly { readonly ruleId: string }[];
};

const redoclyProgram = fileURLToPath(
  new URL('../../../../node_modules/.bin/redocly', import.meta.url),
);
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
    const { changes }: { readonly changes: readonly RedoclyChange[] } = JSON.parse(stdout);
    return judgement(
      changes.some(({ impact }) => impact === 'major'),
      changes.flatMap(({ typeName, kind, verdicts }) =>
        verdicts.length > 0 ? verdicts.map(({ ruleId }) => ruleId) : `${typeName} ${kind}`,
      ),
    );
  },
  checks: async () => undefined,
};

function judgement(isBreaking: boolean, ids: readonly string[]): Judgement {
  const verdict = isBreaking ? 'breaking' : ids.length > 0 ? 'lower' : 'nothing';
  return { verdict, ids: [...new Set(ids)] };
}

async function pathOf(program: string): Promise<string> {
  if (program.includes('/')) return program;
  return (await run('which', [program])).stdout.trim();
}
