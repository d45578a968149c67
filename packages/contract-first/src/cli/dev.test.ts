/** `contract dev`: what follows a change of the document, and what stays while it has errors. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from './testing/typed.ts';

const documentOf = (title: string) => `openapi: 3.1.1
info: { title: "${title}", version: "1" }
paths:
  /ships:
    get:
      operationId: ships.list
      responses:
        '200':
          description: Fine
          content:
            application/json:
              schema: { $ref: 'ships.yaml#/Ships' }
`;
const schemaOf = (example: string) => `Ships: { type: string, examples: [${example}] }\n`;

let folder: string;
let child: ChildProcess;
let url: string;
/** Lines of both streams that nothing has waited for. */
const lines: string[] = [];
let arrived = Promise.withResolvers<void>();

/** Waits for a line. */
async function line(pattern: RegExp): Promise<string> {
  for (;;) {
    const at = lines.findIndex((each) => pattern.test(each));
    const found = at < 0 ? undefined : lines.splice(0, at + 1).at(-1);
    if (found !== undefined) return found;
    await arrived.promise;
  }
}
const write = (name: string, text: string) => writeFile(join(folder, name), text);
const ships = async () => (await fetch(`${url}/ships`)).json();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dev-'));
  await write('api.yaml', documentOf('Harbour'));
  await write('ships.yaml', schemaOf('Argo'));
  const args = ['dev', 'api.yaml', '--server', 'generated', '--port', '0', '--quiet'];
  const { NODE_OPTIONS: _options, ...env } = process.env;
  child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) throw new Error('The command has no output');
    createInterface(stream).on('line', (each) => {
      lines.push(each);
      arrived.resolve();
      arrived = Promise.withResolvers();
    });
  }
  [, url = ''] = /(http:\S+), /.exec(await line(/listens/)) ?? [];
}, 60_000);
afterAll(async () => {
  const closed = once(child, 'close');
  child.kill();
  await closed;
  await rm(folder, { recursive: true, force: true });
});

describe('contract dev', { timeout: 60_000 }, () => {
  it('generates code and serves the mock on start', async () => {
    expect(await readFile(join(folder, 'generated/routes.gen.ts'), 'utf8')).toContain('Harbour');
    expect(await ships()).toBe('Argo');
  });

  it('applies a change of the document', async () => {
    await write('api.yaml', documentOf('Port'));
    await line(/^Updated in \d+ ms$/);
    expect(await readFile(join(folder, 'generated/routes.gen.ts'), 'utf8')).toContain('Port');
  });

  it('applies a change of a referenced file, even if an editor replaces the file', async () => {
    await write('new.yaml', schemaOf('Nina'));
    await rename(join(folder, 'new.yaml'), join(folder, 'ships.yaml'));
    await line(/^Updated/);
    expect(await ships()).toBe('Nina');
  });

  it('keeps the last valid version after an error', async () => {
    await write('ships.yaml', 'Ships: {');
    await line(/^error/);
    await line(/ships\.yaml/);
    expect(await ships()).toBe('Nina');
    await write('ships.yaml', schemaOf('Pinta'));
    await line(/^Updated/);
    expect(await ships()).toBe('Pinta');
  });

  it('serves the docs of the current document', async () => {
    const page = async () => (await fetch(`${url}/_docs`)).text();
    expect(await page()).toContain('<title>Port</title>');
    await write('api.yaml', documentOf('A </script> & more'));
    await line(/^Updated/);
    const text = await page();
    expect(text).toContain('<title>A &lt;/script> &amp; more</title>');
    expect(text).toContain('"title":"A \\u003c/script> & more"');
  });
});
