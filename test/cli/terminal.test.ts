/** The command in a pseudo-terminal, on a server elsewhere. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { put, tree } from '../organize/place.ts';
import { adminKey, password, serverPerFile } from '../support/testServer.ts';
import { hasTerminal, type TerminalOptions, TerminalRun } from './terminal.ts';

const server = serverPerFile();
let here: string;
let folder: string;
let runs = 0;
beforeEach(async () => {
  here = await mkdtemp(join(tmpdir(), 'file-organizer-cli-'));
  folder = `/t${++runs}`;
});
afterEach(() => rm(here, { recursive: true }));

const organize = ({ env, ...options }: Partial<TerminalOptions> = {}) =>
  new TerminalRun(['organize', folder, '--by', 'type', '--server', server.url], {
    ...{ cwd: here, ...options, env: { FILE_ORGANIZER_API_KEY: adminKey, ...env } },
  });
const own = async () =>
  (await tree(server))
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length));

describe.runIf(hasTerminal)('in a terminal', () => {
  it('makes the moves after yes, with a bar', async () => {
    await put(server, `${folder}/a.png`);
    const run = organize();
    await run.until('Make 1 move?');
    run.type('y\r');
    expect([await run.end(), await own()]).toEqual([0, ['/Images/a.png']]);
    expect(run.plain).toMatch(/Moving █{24} {1,2}100 % {2}1 of 1/);
  });

  it('makes no move after Enter', async () => {
    await put(server, `${folder}/a.png`);
    const run = organize();
    await run.until('Make 1 move?');
    run.type('\r');
    expect([await run.end(), await own()]).toEqual([0, ['/a.png']]);
    expect(run.plain).toContain('Nothing was moved.');
  });

  it('changes nothing after Ctrl+C in the question, and ends with 130', async () => {
    await put(server, `${folder}/a.png`);
    const run = organize();
    await run.until('Make 1 move?');
    run.type('\u0003');
    expect([await run.end(), await own()]).toEqual([130, ['/a.png']]);
    const jobs = await server.fetch('/api/v1/organize/jobs?limit=1');
    expect(await jobs.json()).toMatchObject({ items: [{ status: 'cancelled' }] });
  });

  it('leaves out and redirects moves in an editor', async () => {
    for (const name of ['a.png', 'b.txt', 'c.mp3']) await put(server, `${folder}/${name}`);
    const editor = join(here, 'editor.sh');
    const script = `#!/bin/sh\nsed -i.old -e '/a.png$/d' -e 's#${folder}/Documents/b.txt#${folder}/Letters/z.txt#' "$1"\n`;
    await writeFile(editor, script);
    await chmod(editor, 0o755);
    const run = organize({ env: { EDITOR: editor } });
    await run.until('Make 3 moves?');
    run.type('e\r');
    await run.until('Make 2 moves?');
    run.type('y\r');
    expect([await run.end(), await own()]).toEqual([
      0,
      ['/Audio/c.mp3', '/Letters/z.txt', '/a.png'],
    ]);
  });

  it('keeps what was typed in the editor if it is refused, and asks again after any other answer', async () => {
    await put(server, `${folder}/b.txt`);
    const editor = join(here, 'editor.sh');
    const script = `#!/bin/sh\nsed -i.old -e 's#/in/##' -e 's#${folder}/Documents/b.txt#/in/Letters/#' "$1"\n`;
    await writeFile(editor, script);
    await chmod(editor, 0o755);
    const run = organize({ env: { EDITOR: editor } });
    await run.until('Make 1 move?');
    run.type('what\r');
    await run.until('Answer y, n or e.');
    run.type('e\r');
    await run.until('Answer e to correct the text.');
    run.type('e\r');
    await run.until('Letters/');
    run.type('y\r');
    expect([await run.end(), await own()]).toEqual([0, ['/Letters/b.txt']]);
  });

  it('never writes what is in a name to the terminal as it is', async () => {
    await put(server, `${folder}/\u001b]0;title\u0007\u001b[31m.txt`);
    const run = organize({ env: { NO_COLOR: '1' } });
    await run.until('Make 1 move?');
    run.type('n\r');
    await run.end();
    expect(run.text).toContain('\\x1b]0;title\\x07\\x1b[31m.txt');
    const raw = ['\u0007', '\u001b]', '\u001b[31m'].filter((each) => run.text.includes(each));
    expect(raw).toEqual([]);
  });

  it('fits the plan into 60 columns', async () => {
    await put(server, `${folder}/${'long name '.repeat(12)}.txt`);
    const run = organize({ columns: 60 });
    await run.until('Make 1 move?');
    run.type('n\r');
    await run.end();
    const widths = run.plain.split('\n').map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(60);
    expect(run.plain).toMatch(/long name.*….*long name \.txt/);
  });

  it('does not show a password that is typed', async () => {
    const args = ['login', '--server', server.url];
    const run = new TerminalRun(args, { cwd: here, env: { XDG_CONFIG_HOME: here } });
    await run.until('User name');
    run.type('admin\r');
    await run.until('Password: ');
    run.type(`${password}\r`);
    expect(await run.end()).toBe(0);
    expect(run.text).not.toContain(password);
  });
});
