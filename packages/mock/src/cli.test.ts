import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const cli = fileURLToPath(new URL('cli.ts', import.meta.url));

function start(...flags: string[]) {
  return spawn(process.execPath, [cli, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(...flags: string[]) {
  const child = start(...flags);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, 'exit');
  return { output, errors, exitCode: child.exitCode };
}

test('--help shows every flag', async () => {
  const { output, exitCode } = await run('--help');
  expect(exitCode).toBe(0);
  const flags =
    '--port --host --stateful --web --dynamic --seed --delay --errors --rate-limits --cors';
  for (const flag of `${flags} --version --help`.split(' ')) expect(output).toContain(flag);
});

test('--version prints the version of the package', async () => {
  const { output, exitCode } = await run('--version');
  expect(output).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(exitCode).toBe(0);
});

test.each([
  { flags: ['--colour'], says: "'--colour'" },
  { flags: ['--port', '4e3'], says: '"4e3"' },
  { flags: ['--port', '65536'], says: '"65536"' },
  { flags: ['--errors', '10%'], says: '"10%"' },
  { flags: ['--errors', '2'], says: 'from 0 to 1' },
  { flags: ['--delay', '-1'], says: '--delay' },
  { flags: ['--cors', 'localhost:5173'], says: '"localhost:5173"' },
  { flags: ['--stateful', '--dynamic'], says: 'cannot be combined' },
  { flags: ['--web', '--dynamic'], says: '--web and --dynamic cannot be combined' },
  { flags: ['extra'], says: "'extra'" },
])('$flags is refused with a message and exit code 2', async ({ flags, says }) => {
  const { errors, exitCode } = await run(...flags);
  expect(exitCode).toBe(2);
  expect(errors).toContain(says);
});

test('a port in use is reported with exit code 1', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { errors, exitCode } = await run('--port', String(port));
  taken.close();
  expect(errors).toContain(`Port ${port} of 127.0.0.1 is in use. Choose another port`);
  expect(exitCode).toBe(1);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s stops the mock cleanly',
  async (signal) => {
    const child = start('--port', '0');
    const [shown] = await once(child.stdout, 'data');
    const url = /http:\S+/.exec(String(shown))?.[0];
    expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
    child.kill(signal);
    const [exitCode] = await once(child, 'exit');
    expect(exitCode).toBe(0);
  },
  30_000,
);
