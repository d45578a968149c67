/** `contract drift` with recordings that a mock has made in front of a real server. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandProcess } from './testing/commandProcess.ts';
import { typed } from './testing/typed.ts';

const api = `openapi: 3.1.1
info: { title: Harbour, version: 1.0.0 }
servers: [{ url: https://harbour.example.org/v1 }]
components:
  securitySchemes: { key: { type: apiKey, in: query, name: harbour_key } }
security: [{ key: [] }]
paths:
  /ships/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get:
      parameters: [{ name: filter, in: query, style: deepObject, schema: { type: object, properties: { crew: { type: integer } } } }]
      responses:
        '200':
          description: One
          content:
            application/json:
              schema: &ship
                type: object
                required: [name]
                properties: { name: { type: string, examples: [Argo] }, password: { type: string, pattern: '^[a-z]{8}$' } }
    put:
      requestBody: { content: { application/json: { schema: *ship } } }
      responses: { '204': { description: Done } }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-recorded-'));
  const files = { 'openapi.yaml': api };
  const real = await CommandProcess.start(files, ['mock', 'openapi.yaml', '--port', '0']);
  const har = join(folder, 'a.har');
  const flags = ['--port', '0', '--proxy', `${real.url}/`, '--record', har];
  const mock = await CommandProcess.start(files, ['mock', 'openapi.yaml', ...flags]);
  await (await fetch(`${mock.url}/ships/7?filter[crew]=2&harbour_key=secret`)).text();
  await fetch(`${mock.url}/ships/7?harbour_key=secret`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Fram', password: 'abcdefgh' }),
  });
  await Promise.all([mock.stop(), real.stop()]);
  const alone = ['--port', '0', '--record', join(folder, 'b.har')];
  const other = await CommandProcess.start(files, ['mock', 'openapi.yaml', ...alone]);
  await (await fetch(`${other.url}/ships/8?harbour_key=secret`)).text();
  await other.stop();
  await writeFile(join(folder, 'openapi.yaml'), api);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a recording of the mock', { timeout: 60_000 }, () => {
  it('has no drift from the document of both', async () => {
    const { code, out } = await typed(folder, 'drift', 'a.har', 'openapi.yaml');
    expect([code, out]).toEqual([0, expect.stringContaining('2 exchanges, 2 of them')]);
  });

  it('shows which values were redacted, and so not compared', async () => {
    const { out } = await typed(folder, 'drift', 'a.har', 'openapi.yaml');
    expect(out).toContain('Not judged: redacted value, 2 times');
  });

  it('has drift from a document that was changed', async () => {
    const changed = api.replace('required: [name]', 'required: [name, flag]');
    await writeFile(
      join(folder, 'changed.yaml'),
      changed.replace('crew: { type: int', 'x: { type: int'),
    );
    const { code, out } = await typed(folder, 'drift', 'a.har', 'changed.yaml');
    expect([code, out]).toEqual([1, expect.stringContaining("must have required property 'flag'")]);
  });

  it('is compared together with others', async () => {
    const { code, out } = await typed(folder, 'drift', 'a.har', 'b.har', 'openapi.yaml');
    expect([code, out]).toEqual([0, expect.stringContaining('3 exchanges, 3 of them')]);
  });

  it('shows which responses are the mock’s own', async () => {
    const { out } = await typed(folder, 'drift', 'a.har', 'b.har', 'openapi.yaml');
    expect(out).toContain('Answered by the mock instead of the real server: once');
  });

  it('is named if nothing in it was compared', async () => {
    const empty = '{"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[]}}';
    await writeFile(join(folder, 'empty.har'), empty);
    const { out } = await typed(folder, 'drift', 'a.har', 'empty.har', 'openapi.yaml');
    expect(out).toContain('Not judged: empty.har has no exchange for an operation');
  });

  it('is compared with one document only', async () => {
    const { code, note } = await typed(folder, 'drift', 'a.har', 'openapi.yaml', 'changed.yaml');
    expect([code, note]).toEqual([
      2,
      expect.stringContaining('Unexpected argument: "changed.yaml"'),
    ]);
  });
});
