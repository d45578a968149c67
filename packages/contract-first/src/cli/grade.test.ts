/** `contract grade` as it is typed: what it prints, writes and ends with. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { typed } from './testing/typed.ts';

/** An adapter of a client that has webhooks, and accepts each of them. */
const careless = `
import { createInterface } from 'node:readline';
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, do: what, body } = JSON.parse(line);
  const result =
    what === 'describe'
      ? { client: 'careless', version: '1', language: 'JavaScript', capabilities: ['webhooks'] }
      : { body: body && JSON.parse(body) };
  console.log(JSON.stringify({ id, result }));
});`;

let folder: string;
let adapter: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-grade-'));
  await writeFile(join(folder, 'adapter.mjs'), careless);
  adapter = `exec '${process.execPath}' adapter.mjs`;
});
afterAll(() => rm(folder, { recursive: true }));

describe('contract grade', () => {
  it('prints the document as YAML', async () => {
    const { code, out } = await typed(folder, 'grade', '--document');
    expect(code).toBe(0);
    expect(parse(out)).toMatchObject({ openapi: '3.1.1', info: { title: 'Orchard' } });
  });

  it('ends with 1 and reports each case that failed', async () => {
    const { code, out } = await typed(folder, 'grade', adapter, '--only', 'webhooks');
    expect(code).toBe(1);
    expect(out).toContain('✗ webhooks: refuses a wrong signature');
    expect(out).toContain('3 of 8 cases passed');
  });

  it('ends with 0 if all cases passed that count', async () => {
    const only = ['--only', 'webhooks: accepts', '--only', 'lines'];
    const { code, out } = await typed(folder, 'grade', adapter, ...only);
    expect(code).toBe(0);
    expect(out).toContain('Capabilities that the client lacks: lines');
  });

  it('prints the grade as JSON', async () => {
    const { out } = await typed(folder, 'grade', adapter, '--only', 'webhooks', '--json');
    expect(JSON.parse(out)).toMatchObject({
      passed: 3,
      counted: 8,
      client: { client: 'careless' },
    });
  });

  it('writes a report as JUnit XML, with cases that do not count as skipped', async () => {
    const file = join(folder, 'report.xml');
    await typed(folder, 'grade', adapter, '--only', 'lines', '--junit', file);
    expect(await readFile(file, 'utf8')).toMatch(/tests="14" failures="0" skipped="14"/);
  });

  it('writes a table as Markdown', async () => {
    const file = join(folder, 'table.md');
    await typed(folder, 'grade', adapter, '--only', 'webhooks', '--markdown', file);
    expect(await readFile(file, 'utf8')).toContain('| webhooks | 8 | 3/8 |');
  });

  it('ends with 2 if the adapter cannot be started', async () => {
    const { code, note } = await typed(folder, 'grade', 'no-such-program');
    expect(code).toBe(2);
    expect(note).toContain('The adapter has ended (exit code 127)');
  });

  it('ends with 2 if the adapter does not write JSON', async () => {
    const { code, note } = await typed(folder, 'grade', 'echo hello');
    expect(code).toBe(2);
    expect(note).toContain('not a JSON object: hello');
  });

  it('names the groups if no case is meant', async () => {
    const { code, note } = await typed(folder, 'grade', adapter, '--only', 'no such case');
    expect(code).toBe(2);
    expect(note).toContain('Groups: paths, query,');
  });
});
