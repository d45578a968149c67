/** Checks TypeScript clients by TypeScript 7, which is a program and no library. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Counter, kindOf, type Tally } from '../measurement.ts';

/** Seconds for one client. */
const LONGEST = 300;

/**
 * @param project where TypeScript 7 is installed
 * @param folder of a client, with its sources in `src`
 */
export async function checkTypeScript7(project: string, folder: string): Promise<Tally> {
  const config = join(folder, 'tsconfig.seven.json');
  const compilerOptions = {
    ...{ target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], types: [] },
    ...{ module: 'nodenext', moduleResolution: 'nodenext', allowImportingTsExtensions: true },
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
    ...{ verbatimModuleSyntax: true, isolatedModules: true, skipLibCheck: true, noEmit: true },
  };
  await writeFile(config, JSON.stringify({ compilerOptions, include: ['src'] }));
  const program = join(project, 'node_modules/typescript/bin/tsc');
  const { output, code } = await outputOf([program, '-p', config, '--pretty', 'false']);
  const counter = new Counter();
  for (const line of output.split('\n')) {
    const [, number, text = ''] = /error TS(\d+): (.*)$/.exec(line) ?? [];
    if (number !== undefined) counter.bad(`TS${number} ${kindOf(text)}`.slice(0, 120), () => line);
  }
  const { groups } = counter.tally;
  if (code !== 0 && groups.length === 0) counter.bad('it failed', () => output.slice(-500));
  return { total: 1, good: code === 0 ? 1 : 0, groups: counter.tally.groups };
}

function outputOf(
  args: readonly string[],
): Promise<{ readonly output: string; readonly code: number }> {
  const options = { timeout: LONGEST * 1000, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      resolve({ output: `${stdout}${stderr}`, code: error ? 1 : 0 });
    });
  });
}
