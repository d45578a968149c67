/** The server's command as somebody sees it who starts it on a terminal. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url));
/** `script` of util-linux runs a command on a terminal of its own. */
const hasTerminal = /util-linux/.test(spawnSync('script', ['--version']).stdout?.toString() ?? '');

let folder: string;
let child: ChildProcess;
let shown: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-terminal-'));
});
afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the server on a terminal; gives its address once all is shown. */
async function start(env: Record<string, string> = {}): Promise<string> {
  const command = `'${process.execPath}' '${main}' --port 0`;
  const { PATH = '', HOME = '' } = process.env;
  child = spawn('script', ['-qfec', command, '/dev/null'], {
    cwd: folder,
    env: { PATH, HOME, TERM: 'xterm', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  shown = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  while (!/Password +\S+\s/.test(shown) && child.exitCode === null) {
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')]);
  }
  const url = /API +(http\S+)\/api\/v1/.exec(shown)?.[1];
  if (!url) throw new Error(`The server did not start: ${shown}`);
  return url;
}

/** Presses Ctrl+C, and waits until the command has ended. */
async function stop(): Promise<void> {
  if (child.exitCode !== null) return;
  const closed = once(child, 'close');
  child.stdin?.write('\u0003');
  await closed;
}

/** The lines that were shown, without their colours and the terminal's echo of Ctrl+C. */
const lines = (): string[] =>
  stripVTControlCharacters(shown)
    .replaceAll('^C', '')
    .split('\r\n')
    .filter((line) => line.trim() !== '');

describe.skipIf(!hasTerminal)('on a terminal', () => {
  it('requests are not logged below the key and password', async () => {
    const url = await start();
    for (let count = 0; count < 20; count++) await fetch(`${url}/api/v1/files`);
    expect(lines().at(-1)).toMatch(/^ {2}Password {2}\S+$/);
  });

  it('each request is one readable line with LOG_LEVEL=debug', async () => {
    const url = await start({ LOG_LEVEL: 'debug' });
    await fetch(`${url}/api/v1/health`);
    await expect.poll(() => shown, { timeout: 20_000 }).toContain('/api/v1/health');
    await stop();
    const requests = lines().filter((line) => line.includes('/api/v1/health'));
    expect(requests).toEqual([
      expect.stringMatching(/^\[\d\d:\d\d:\d\d\] DEBUG: GET \/api\/v1\/health 200 \d+ ms$/),
    ]);
  });
});
