/** `contract lint` as it is typed: what an owner of a document reads, and what it ends with. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { typed } from './testing/typed.ts';

/** It has neither licence, summaries, descriptions, credentials nor 4xx responses. */
const plain = `openapi: 3.0.3
info: { title: Harbour, version: 1.0.0 }
x-webhooks: { x-other-tool: true }
paths:
  /ships/:
    get:
      responses:
        '200':
          description: All
          content:
            application/json:
              schema: { type: object, properties: { photoUrls: { type: string } } }
              example: { photoUrls: a, further: 1 }
        default: { description: Anything else }
    post:
      responses:
        '201': { description: Made }
`;
/** Twelve wrong keywords in a row, each of the same kind, from line 19. */
const wrong = `${plain}      parameters:
${Array.from({ length: 12 }, (_, at) => `        - { name: p${at}, in: query, schema: { type: string, minmum: ${at} } }`).join('\n')}
servers: [{ url: 'https://harbour.invalid/' }]
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-lint-'));
  await writeFile(join(folder, 'plain.yaml'), plain);
  await writeFile(join(folder, 'wrong.yaml'), wrong);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => rm(join(folder, 'contract.accepted.yaml'), { force: true }));

const lint = (...words: readonly string[]) => typed(folder, 'lint', ...words);
const fileOf = (name: string) => readFile(join(folder, name), 'utf8');

describe('contract lint', { timeout: 60_000 }, () => {
  it('asks nothing of a document that OpenAPI does not', async () => {
    expect(await lint('plain.yaml', '--fail-on', 'warning')).toEqual({
      ...{ code: 0, note: '' },
      out: 'No problems in plain.yaml.\n',
    });
  });

  it('asks nothing more of a document of Swagger 2.0', async () => {
    const old = `swagger: '2.0'
info: { title: Harbour, version: 1.0.0 }
paths:
  /ships: { get: { responses: { '302': { description: Elsewhere } } } }
`;
    await writeFile(join(folder, 'old.yaml'), old);
    expect((await lint('old.yaml', '--fail-on', 'warning')).out).toBe('No problems in old.yaml.\n');
  });

  it('reports an undeclared security scheme of Swagger 2.0', async () => {
    const old = `swagger: '2.0'
info: { title: Harbour, version: 1.0.0 }
securityDefinitions: { Key: { type: apiKey, in: header, name: X-Key } }
security: [{ Key: [] }, { Kye: [] }]
paths: {}
`;
    await writeFile(join(folder, 'keys.yaml'), old);
    const { problems } = JSON.parse((await lint('keys.yaml', '--json')).out);
    expect(problems).toMatchObject([{ ruleId: 'contract/scheme-declared', line: 4 }]);
  });

  it('says for each problem where it is, why, and what to do', async () => {
    const { code, out } = await lint('wrong.yaml');
    expect(code).toBe(1);
    expect(out).toMatch(
      /^✗ error {2}wrong\.yaml:19: Property `minmum` is not expected here\. \(struct\)\n {4}at #\/paths\/~1ships~1\/post\/parameters\/0\/schema\/minmum\n/,
    );
    expect(out).toContain('→ Did you mean minimum');
    expect(out).toContain('→ Correct the name');
    expect(out).toMatch(/12 errors, 1 warning in wrong\.yaml\.\n$/);
  });

  it('shows repetitive problems once with their number, and each with --all', async () => {
    const count = (text: string) => text.split('✗ error').length - 1;
    const { out } = await lint('wrong.yaml');
    expect([count(out), out]).toEqual([1, expect.stringContaining('and 11 more like it: wrong')]);
    expect(count((await lint('wrong.yaml', '--all')).out)).toBe(12);
  });

  it('fails for warnings only with --fail-on warning', async () => {
    await writeFile(join(folder, 'slash.yaml'), `${plain}servers: [{ url: https://a.invalid/ }]\n`);
    expect((await lint('slash.yaml')).code).toBe(0);
    expect((await lint('slash.yaml', '--fail-on', 'warning')).code).toBe(1);
    expect(await lint('slash.yaml', '--fail-on', 'note')).toMatchObject({ code: 2 });
  });

  it('lists every problem as JSON, with its place and a total', async () => {
    const { out } = await lint('wrong.yaml', '--json');
    const { totals, problems } = JSON.parse(out);
    expect(totals).toEqual({ total: 13, errors: 12, warnings: 1, accepted: 0, ignored: 0 });
    expect(problems).toHaveLength(13);
    expect(problems[1]).toMatchObject({
      ...{ ruleId: 'struct', severity: 'error', file: 'wrong.yaml', line: 19 },
      ...{ operation: 'POST /ships/', remedy: expect.stringContaining('Correct the name') },
    });
  });

  it('writes SARIF and Markdown', async () => {
    await lint('wrong.yaml', '--sarif', 'lint.sarif', '--markdown', 'lint.md');
    const [run] = JSON.parse(await fileOf('lint.sarif')).runs;
    expect(run.results).toHaveLength(13);
    expect(run.results[1].locations[0].physicalLocation.region.startLine).toBe(19);
    expect(await fileOf('lint.md')).toMatch(
      /12 errors, 1 warning[\s\S]*\| error \| `wrong\.yaml:19` and 11 more \|/,
    );
  });

  it('reports errors of the structure if other rules cannot read the document', async () => {
    await writeFile(join(folder, 'null.yaml'), `${plain}servers: [null]\n`);
    const { code, out, note } = await lint('null.yaml');
    expect([code, out]).toEqual([1, expect.stringContaining('null.yaml:18: Expected type')]);
    expect(note).toContain('rules-left-out');
  });

  it('ends after --timeout, and says what may take so long', async () => {
    // As functions, since `$'` in a replacement is what follows the match.
    const slow = plain
      .replace(
        '{ type: object, properties: { photoUrls: { type: string } } }',
        () => `{ type: string, pattern: '^(a+)+$' }`,
      )
      .replace('{ photoUrls: a, further: 1 }', () => `"${'a'.repeat(50)}!"`);
    await writeFile(join(folder, 'slow.yaml'), slow);
    const { code, note } = await lint('slow.yaml', '--timeout', '4');
    expect([code, note]).toEqual([2, expect.stringContaining('took more than 4 s')]);
  });

  it('follows chains of references of any length', async () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 5000 }, (_, at) => [
        `S${at}`,
        { properties: { next: { $ref: `#/components/schemas/S${(at + 1) % 5000}` } } },
      ]),
    );
    const info = { title: 'Chain', version: '1.0.0' };
    const document = { openapi: '3.1.1', info, paths: {}, components: { schemas } };
    await writeFile(join(folder, 'chain.json'), JSON.stringify(document));
    expect(await lint('chain.json')).toMatchObject({ code: 0, note: '' });
  });

  it('uses the redocly.yaml of the folder', async () => {
    await writeFile(join(folder, 'redocly.yaml'), 'rules: { operation-summary: error }\n');
    const { out } = await lint('plain.yaml', '--json');
    await rm(join(folder, 'redocly.yaml'));
    expect(JSON.parse(out).problems.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain(
      'operation-summary',
    );
  });
});

describe('accepted problems', { timeout: 60_000 }, () => {
  const accept = (place: string, until = '2999-01-31') =>
    writeFile(
      join(folder, 'contract.accepted.yaml'),
      `lint:\n  - { rule: struct, place: '${place}', reason: "From [a](b) the old server", until: ${until} }\n`,
    );

  it.each(['POST /ships/', '#/paths/~1ships~1/post/parameters/*', 'wrong.yaml'])(
    'do not fail the command at %s',
    async (place) => {
      await accept(place);
      const { code, out } = await lint('wrong.yaml');
      expect(code).toBe(0);
      expect(out).toContain('accepted until 2999-01-31  wrong.yaml:19');
      expect(out).toContain('From [a](b) the old server');
      expect(out).toContain('0 errors, 1 warning, 12 accepted');
    },
  );

  it('are accepted one by one, by their pointers', async () => {
    await accept('#/paths/~1ships~1/post/parameters/0/schema/minmum');
    const { totals } = JSON.parse((await lint('wrong.yaml', '--json')).out);
    expect(totals).toMatchObject({ errors: 11, accepted: 1, total: 13 });
  });

  it('are in JSON, SARIF and Markdown with the reason', async () => {
    await accept('POST /ships/');
    const { out } = await lint('wrong.yaml', '--json', '--sarif', 'a.sarif', '--markdown', 'a.md');
    const reason = 'From [a](b) the old server';
    expect(JSON.parse(out)).toMatchObject({ exceptions: { expired: [], unused: [] } });
    expect(JSON.parse(out).problems[1].accepted).toEqual({ reason, until: '2999-01-31' });
    const [, result] = JSON.parse(await fileOf('a.sarif')).runs[0].results;
    expect(result.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: reason },
    ]);
    expect(await fileOf('a.md')).toContain('From \\[a\\](b) the old server | 2999-01-31');
  });

  it('fail again after their date', async () => {
    await accept('POST /ships/', '2000-01-31');
    const { code, out } = await lint('wrong.yaml');
    expect(code).toBe(1);
    expect(out).toMatch(/struct at POST \/ships\/ expired on 2000-01-31 .*Fix what it was for/);
  });

  it('are reported if nothing needs them, and do not fail for that', async () => {
    await accept('GET /boats', '2000-01-31');
    const { code, out } = await lint('plain.yaml');
    expect([code, out]).toEqual([
      0,
      expect.stringContaining('struct at GET /boats is not needed: remove it'),
    ]);
  });
});
