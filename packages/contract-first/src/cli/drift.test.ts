/** `contract drift` with recordings of browsers and proxies. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typed } from './testing/typed.ts';

const api = `openapi: 3.1.1
info: { title: Harbour, version: 1.0.0 }
servers: [{ url: https://harbour.example.org/v1 }]
paths:
  /ships/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get:
      operationId: ships.get
      parameters: [{ name: full, in: query, schema: { type: boolean } }]
      responses:
        '200':
          description: One
          content:
            application/json:
              schema:
                type: object
                required: [name]
                properties: { name: { type: string }, crew: { type: integer } }
    put:
      operationId: ships.put
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, properties: { name: { type: string } } }
      responses: { '204': { description: Done } }
`;
const SECRET = 'sk1live9SECRETsecret77';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-drift-'));
  await writeFile(join(folder, 'openapi.yaml'), api);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Exchange = {
  method?: string;
  url?: string;
  sent?: object;
  status?: number;
  body?: object | string;
  content?: object;
};
const entry = ({
  method = 'GET',
  url = '/ships/7',
  sent,
  status = 200,
  body,
  content,
}: Exchange) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? { name: 'Ada' });
  return {
    startedDateTime: '2026-01-01T00:00:00Z',
    request: {
      method,
      url: url.startsWith('/') ? `https://harbour.example.org/v1${url}` : url,
      headers: [{ name: 'Authorization', value: `Bearer ${SECRET}` }],
      ...(sent && { postData: { mimeType: 'application/json', text: JSON.stringify(sent) } }),
    },
    response: {
      status,
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      content: content ?? (status === 204 ? {} : { mimeType: 'application/json', text }),
    },
  };
};
const record = (...exchanges: readonly Exchange[]) =>
  writeFile(
    join(folder, 'traffic.har'),
    JSON.stringify({
      log: { version: '1.2', pages: [{ id: '{"[' }], entries: exchanges.map(entry) },
    }),
  );
const drift = (...words: readonly string[]) =>
  typed(folder, 'drift', 'traffic.har', 'openapi.yaml', ...words);
/** What is found in a recording: `rule operation where`. */
const found = async (...exchanges: readonly Exchange[]) => {
  await record(...exchanges);
  const { code, out } = await drift('--json');
  const { findings } = JSON.parse(out);
  return {
    code,
    findings: findings.map((each: Record<string, string>) =>
      [each.rule, each.operation, each.where].join(' '),
    ),
  };
};

describe('contract drift', { timeout: 60_000 }, () => {
  it('finds nothing in traffic as documented', async () => {
    const put = { method: 'PUT', sent: { name: 'Ada' }, status: 204 };
    expect(await found({ url: '/ships/7?full=true' }, put)).toEqual({ code: 0, findings: [] });
  });

  it.each<[string, Exchange, string]>([
    ['a path', { url: '/boats/8831' }, 'undocumented-operation GET /boats/* request'],
    ['a method', { method: 'PATCH' }, 'undocumented-operation PATCH /ships/* request'],
    ['a status', { status: 409 }, 'undocumented-status GET /ships/{id} response 409'],
    [
      'a response body',
      { body: { name: 7 } },
      'invalid-response-body GET /ships/{id} response 200 body /name',
    ],
    [
      'text instead of JSON',
      { body: 'oops' },
      'invalid-response-body GET /ships/{id} response 200 body',
    ],
    ['a parameter', { url: '/ships/seven' }, 'invalid-parameter GET /ships/{id} path id'],
    [
      'a request body',
      { method: 'PUT', sent: { name: 7 }, status: 204 },
      'invalid-request-body PUT /ships/{id} request body /name',
    ],
    ['a missing body', { method: 'PUT', status: 204 }, 'missing-body PUT /ships/{id} request body'],
  ])('fails for %s that the document does not allow', async (_, exchange, finding) => {
    expect(await found(exchange)).toEqual({ code: 1, findings: [finding] });
  });

  it.each<[string, Exchange]>([
    [
      'a base64 body',
      {
        content: { mimeType: 'application/json', encoding: 'base64', text: 'eyJuYW1lIjoiQWRhIn0=' },
      },
    ],
    [
      'a body that was cut off',
      { content: { mimeType: 'application/json', text: '{"na', size: 900 } },
    ],
    ['a body that was removed', { content: { mimeType: 'application/json', size: 900 } }],
    ['a cancelled request', { status: 0 }],
    ['a path that the server refuses, too', { url: '/boats', status: 404 }],
  ])('raises no alarm for %s', async (_, exchange) => {
    expect(await found({}, exchange)).toEqual({ code: 0, findings: [] });
  });

  it('does not judge requests that the server refused', async () => {
    const { findings } = await found({ url: '/ships/seven', status: 404 });
    expect(findings).toEqual(['undocumented-status GET /ships/{id} response 404']);
  });

  it('reports undocumented fields, and fails for them only if asked to', async () => {
    await record({ body: { name: 'Ada', flag: 'x' } }, { body: { name: 'Bob', flag: 'y' } });
    const { code, out } = await drift();
    expect([code, out]).toEqual([0, expect.stringContaining('/flag: not documented, 2 times')]);
    expect((await drift('--undocumented-fields', 'fail')).code).toBe(1);
    expect((await drift('--undocumented-fields', 'ignore')).out).not.toContain('/flag');
  });

  it('lists operations and parameters that were never used', async () => {
    await record({});
    const { out } = await drift('--json');
    expect(JSON.parse(out)).toMatchObject({
      unusedOperations: ['PUT /ships/{id}'],
      unusedParameters: [{ operation: 'GET /ships/{id}', parameter: 'query full' }],
    });
  });

  it('prints no value of the traffic', async () => {
    await record(
      { url: `/${SECRET}/x?${SECRET}=${SECRET}` },
      { url: `/ships/${SECRET}?token=${SECRET}&${SECRET}=1` },
      { body: { name: 7, [SECRET]: SECRET } },
      { body: { name: 'a', [SECRET]: { a: SECRET } } },
      { content: { mimeType: SECRET, text: SECRET } },
    );
    for (const words of [[], ['--json'], ['--markdown', 'out.md', '--sarif', 'out.sarif']]) {
      const { out, note } = await drift(...words);
      expect(out + note).not.toContain(SECRET);
    }
    const files = ['out.md', 'out.sarif'].map((name) => readFile(join(folder, name), 'utf8'));
    expect((await Promise.all(files)).join('')).not.toContain(SECRET);
  });

  it('shows of an undocumented path its first word and what paths of the document have', async () => {
    const { findings } = await found({ url: '/ships/7/jane.doe' }, { url: '/invoices/acme' });
    expect(findings).toEqual([
      'undocumented-operation GET /invoices/* request',
      'undocumented-operation GET /ships/*/* request',
    ]);
  });

  it('leaves out other servers, and accepts those that are named', async () => {
    const other = { url: 'https://staging.example.org/api/ships/7', body: { name: 7 } };
    expect((await found({}, other)).code).toBe(0);
    await record(other);
    const { code, note } = await drift();
    expect([code, note]).toEqual([2, expect.stringContaining('name the server with --server')]);
    expect((await drift('--server', 'https://staging.example.org/api')).code).toBe(1);
  });

  it('judges traffic of a local server below its root', async () => {
    const { code } = await found({ url: 'http://127.0.0.1:4010/ships/7', body: { name: 7 } });
    expect(code).toBe(1);
  });

  it('judges what a recording has before it breaks off', async () => {
    await record({ body: { name: 7 } }, {});
    const text = await readFile(join(folder, 'traffic.har'), 'utf8');
    await writeFile(join(folder, 'traffic.har'), text.slice(0, -200));
    const { code, out } = await drift();
    expect([code, out]).toEqual([1, expect.stringContaining('Not judged: incomplete entry, once')]);
  });

  it.each(['{}', '[]', 'nothing', '{"log":{"version":"1.2"}}'])(
    'exits with 2 for %s instead of a recording',
    async (text) => {
      await writeFile(join(folder, 'traffic.har'), text);
      const { code, note } = await drift();
      expect([code, note]).toEqual([2, expect.stringContaining('is not a HAR recording')]);
    },
  );

  it('writes SARIF with places in the document', async () => {
    await record({ status: 409 });
    await drift('--sarif', 'drift.sarif');
    const { runs } = JSON.parse(await readFile(join(folder, 'drift.sarif'), 'utf8'));
    expect(runs[0].results).toMatchObject([
      {
        ruleId: 'undocumented-status',
        level: 'error',
        locations: [{ physicalLocation: { artifactLocation: { uri: 'openapi.yaml' } } }],
      },
    ]);
  });
});
