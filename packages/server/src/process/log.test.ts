import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLog } from './log.ts';

/** A log, and the lines it has written. */
async function logTo(isTerminal: boolean, level = 'info') {
  let written = '';
  const opened = await openLog(level, isTerminal, {
    write: (text) => {
      written += text;
    },
  });
  return { ...opened, lines: () => written.split('\n').filter((line) => line !== '') };
}

const request = { method: 'GET', path: '/api/v1/files', status: 200, ms: 3, request_id: 'mine' };

describe('a log that is not on a terminal', () => {
  it('is JSON', async () => {
    const { log, lines } = await logTo(false);
    log.warn({ folder: '/photos' }, 'stopped watching a folder');
    expect(lines().map((line) => JSON.parse(line))).toMatchObject([
      { level: 40, folder: '/photos', msg: 'stopped watching a folder' },
    ]);
  });

  it('contains requests at info', async () => {
    const { log, trafficLevel, lines } = await logTo(false);
    log[trafficLevel](request, 'request');
    expect(lines().map((line) => JSON.parse(line))).toMatchObject([{ level: 30, ...request }]);
  });
});

describe('a log on stderr', () => {
  const module = JSON.stringify(new URL('log.ts', import.meta.url).href);
  const open = `const { log } = await (await import(${module})).openLog('info');`;
  const started = (code: string, stderr: number | 'pipe') =>
    spawn(process.execPath, ['--input-type=module', '-e', `${open}${code}`], {
      stdio: ['ignore', 'pipe', stderr],
    });

  it('has all lines in its file even if the process is killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'));
    const path = join(folder, 'log');
    const file = openSync(path, 'a');
    const killed = started(`log.info('last'); process.kill(process.pid, 'SIGKILL');`, file);
    await once(killed, 'close');
    closeSync(file);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ msg: 'last' });
    rmSync(folder, { recursive: true });
  });

  it('does not stop the process if the reader of its pipe has stopped', async () => {
    const lines = `for (let at = 0; at < 2_000; at++) log.info('x'.repeat(1_000));`;
    const running = started(`${lines} process.stdout.write('running')`, 'pipe');
    expect(String(await once(running.stdout ?? running, 'data'))).toBe('running');
    running.kill('SIGKILL');
    await once(running, 'exit');
  });
});

describe('a log on a terminal', () => {
  it('has readable lines with time, level, message and fields', async () => {
    const { log, lines } = await logTo(true);
    log.warn({ folder: '/photos' }, 'stopped watching a folder');
    expect(lines()).toEqual([
      expect.stringMatching(
        /^\[\d\d:\d\d:\d\d\] WARN: stopped watching a folder \{"folder":"\/photos"\}$/,
      ),
    ]);
  });

  it('shows the stack of an error', async () => {
    const { log, lines } = await logTo(true);
    log.error({ err: new Error('The disk is full') }, 'job failed');
    expect(lines()[0]).toContain('ERROR: job failed');
    expect(lines().join('\n')).toMatch(/Error: The disk is full\n +at .*log\.test\.ts/);
  });

  it('omits requests at info', async () => {
    const { log, trafficLevel, lines } = await logTo(true);
    log[trafficLevel](request, 'request');
    expect(lines()).toEqual([]);
  });

  it('has one line for a request at debug', async () => {
    const { log, trafficLevel, lines } = await logTo(true, 'debug');
    log[trafficLevel](request, 'request');
    expect(lines()).toEqual([expect.stringMatching(/DEBUG: GET \/api\/v1\/files 200 3 ms$/)]);
  });

  it('escapes control characters', async () => {
    const { log, lines } = await logTo(true);
    log.error({ err: new Error('No file \u001b[2J\u009b31m') }, 'no \u001b]0;title\u0007');
    expect(lines().join('')).not.toMatch(/[^\P{Cc}\n\t]/u);
  });
});
