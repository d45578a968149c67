import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDocument } from './load.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const head = 'info: { title: T, version: "1" }\n';

it.each([
  ['2.0', 'swagger: "2.0"', '3.1.2'],
  ['3.0.3', 'openapi: 3.0.3', '3.1.2'],
  ['3.1.1', 'openapi: 3.1.1', '3.1.1'],
  ['3.2.0', 'openapi: 3.2.0', '3.2.0'],
])('a document of version %s is read', async (version, line, form) => {
  const loaded = await loadDocument(await file('any.yaml', `${line}\n${head}paths: {}\n`));
  expect([loaded.version, loaded.document.openapi]).toEqual([version, form]);
});

it.each([
  ['of a version that is not supported', 'openapi: 4.0.0', /Unsupported OpenAPI version: 4/],
  ['of Swagger 1.2', 'swagger: "1.2"', /Unsupported OpenAPI version: 1.2/],
  ['with a version that is a number', 'openapi: 3.1', /version: should be a string/],
  ['that is not OpenAPI', 'name: x', /it is not an OpenAPI document/],
  ['that is a string', 'hello', /it is not an OpenAPI document/],
  ['that is empty', '', /it is not an OpenAPI document/],
])('a document %s is refused', async (_what, line, message) => {
  const entry = await file('bad.yaml', `${line}\n`);
  await expect(loadDocument(entry)).rejects.toThrow(message);
});

it('a keyword of OpenAPI 3.0 in a document of 3.1 is reported', async () => {
  const entry = await file(
    'leftover.yaml',
    `openapi: 3.1.1\n${head}paths: {}\ncomponents:\n  schemas:\n    A: { type: string, nullable: true }\n`,
  );
  expect((await loadDocument(entry)).notices).toMatchObject([
    { rule: 'nullable-without-effect', pointer: '#/components/schemas/A' },
  ]);
});

it('missing paths are read as none', async () => {
  const entry = await file('hooks.yaml', `openapi: 3.1.1\n${head}webhooks: {}\n`);
  expect((await loadDocument(entry)).document.paths).toEqual({});
});

it('YAML with an unindented closing brace is read', async () => {
  const entry = await file(
    'braces.yaml',
    `openapi: 3.1.1\n${head}paths: {}\ncomponents:\n  schemas:\n    A:\n      example: {\n        a: 1\n      }\n`,
  );
  expect((await loadDocument(entry)).document.components?.schemas?.A).toEqual({
    example: { a: 1 },
  });
});

it('exponential YAML aliases are refused', async () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const inner = level === 0 ? '"x"' : `*a${level - 1}`;
    return `  l${level}: &a${level} [${Array(10).fill(inner).join(', ')}]`;
  });
  const entry = await file(
    'laughs.yaml',
    `openapi: 3.1.1\n${head}paths: {}\nx-laughs:\n${levels.join('\n')}\n`,
  );
  await expect(loadDocument(entry)).rejects.toThrow(/aliases/);
});

it('a document that contains itself is refused', async () => {
  const entry = await file(
    'circle.yaml',
    `openapi: 3.1.1\n${head}paths: {}\nx-it: &it { again: *it }\n`,
  );
  await expect(loadDocument(entry)).rejects.toThrow(/nested deeper/);
});

it('references from a file to a URL are not fetched', async () => {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  try {
    const entry = await file(
      'remote.yaml',
      `openapi: 3.1.1\n${head}paths:\n  /a: { $ref: "http://127.0.0.1:${port}/a.json" }\n`,
    );
    await expect(loadDocument(entry)).rejects.toThrow(/not followed/);
    expect(calls).toBe(0);
  } finally {
    server.close();
  }
});

it('a document can be read from a URL', async () => {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(
      JSON.stringify({ openapi: '3.0.3', info: { title: 'T', version: '1' }, paths: {} }),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  try {
    const { version } = await loadDocument(`http://127.0.0.1:${port}/openapi.json`);
    expect(version).toBe('3.0.3');
  } finally {
    server.close();
  }
});
