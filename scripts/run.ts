import { spawn } from 'node:child_process';

/** How a command has ended, and all that it has printed. */
export type Ran = { readonly status: number | null; readonly output: string };

/** Runs a command to its end; one that is not there has the status null, and says so. */
export function run(
  [command = '', ...args]: readonly string[],
  { cwd, write }: { readonly cwd?: string; readonly write?: (text: string) => void } = {},
): Promise<Ran> {
  const { promise, resolve } = Promise.withResolvers<Ran>();
  const child = spawn(command, args, { ...(cwd && { cwd }), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const take = (text: string) => {
    output += text;
    write?.(text);
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', take);
  child.once('error', (error) => {
    take(`${error.message}\n`);
    resolve({ status: null, output });
  });
  child.once('close', (status) => resolve({ status, output }));
  return promise;
}
