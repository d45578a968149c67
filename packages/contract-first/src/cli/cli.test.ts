/** The command as it is typed: what it prints, and what it ends with. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatedNotice } from '../generate/output.ts';
import { main, typed, typedAsProcess } from './testing/typed.ts';

const document = {
  openapi: '3.1.1',
  info: { title: 'Harbour', version: '1.0.0', license: { name: 'MIT', identifier: 'MIT' } },
  servers: [{ url: 'https://harbour.invalid' }],
  security: [],
  paths: {
    '/ships': {
      get: {
        operationId: 'ships.list',
        summary: 'All ships',
        parameters: [{ name: 'most', in: 'query', schema: { type: 'integer', minimum: 1 } }],
        responses: {
          200: {
            description: 'Their names',
            content: {
              'application/json': { schema: { type: 'array', items: { type: 'string' } } },
            },
          },
          400: { description: 'Not as it should be' },
        },
      },
    },
  },
};

let folder: string;
let server: Server;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-cli-'));
  await writeFile(join(folder, 'harbour.json'), JSON.stringify(document));
  // It takes any number, and is no judge of methods.
  server = createServer((request, response) => {
    if (!request.url?.startsWith('/ships')) response.statusCode = 404;
    response.setHeader('Content-Type', 'application/json').end('["Argo"]');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const contract = (...args: readonly string[]) => typed(folder, ...args);

describe('contract', { timeout: 120_000 }, () => {
  it('lists its commands', async () => {
    const { code, out } = await contract('--help');
    expect(code).toBe(0);
    for (const name of ['lint', 'bundle', 'generate', 'names', 'diff', 'verify', 'mock', 'docs']) {
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
  });

  it.each(['lint', 'bundle', 'generate', 'names', 'diff', 'verify', 'mock', 'docs'])(
    '%s --help shows usage and examples',
    async (name) => {
      const { code, out } = await contract(name, '--help');
      expect(code).toBe(0);
      expect(out).toContain(`contract ${name}`);
      expect(out).toMatch(new RegExp(`\\nExamples:\\n {2}# .+\\n {2}contract ${name} `));
    },
  );

  it.each<readonly string[]>([
    ['lint', 'missing.yaml'],
    ['bundle', 'missing.yaml'],
    ['diff', 'harbour.json', 'missing.yaml'],
    ['verify', 'http://127.0.0.1:1', '--document', 'missing.yaml'],
    ['mock', 'missing.yaml'],
    ['docs', 'missing.yaml'],
  ])('%s exits with 2 and names the missing file', async (...words) => {
    const { code, note } = await contract(...words);
    expect(note).toContain('missing.yaml');
    expect(code).toBe(2);
  });

  it('exits with 2 and points to --help on a usage error', async () => {
    for (const args of [['nope'], ['lint', '--nope'], ['verify'], ['diff']]) {
      const { code, out, note } = await contract(...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(note).toMatch(/See `contract .*--help`/);
    }
  });

  it('reports a missing document without a stack trace', async () => {
    const { code, note } = await typedAsProcess(folder, 'bundle', 'missing.yaml');
    expect(code).toBe(2);
    expect(note).toContain('missing.yaml');
    expect(note).not.toMatch(/\n\s+at /);
  });

  it('lints with the recommended rules by default', async () => {
    const { code, out } = await contract('lint', 'harbour.json', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ totals: { errors: 0, warnings: 0 } });
  });

  it('lints the workflows that the configuration names', async () => {
    const step = { stepId: 'list', operationId: 'ships.list' };
    const workflows = {
      arazzo: '1.0.1',
      info: { title: 'Voyages', version: '1.0.0' },
      sourceDescriptions: [{ name: 'harbour', type: 'openapi', url: 'harbour.json' }],
      workflows: [{ workflowId: 'twice', steps: [step, step] }],
    };
    await writeFile(join(folder, 'voyages.json'), JSON.stringify(workflows));
    const config = { document: 'harbour.json', workflows: 'voyages.json' };
    await writeFile(join(folder, 'voyages.ts'), `export default ${JSON.stringify(config)};`);
    const { code, out } = await contract('lint', '--config', 'voyages.ts', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).problems).toMatchObject([{ ruleId: 'stepId-unique' }]);
  });

  it('escapes control characters of a document in output', async () => {
    const act = '\u001b[31m\u009b2J\u202e\r';
    const hostile = structuredClone(document);
    Object.assign(hostile.paths['/ships'].get, { [act]: 1, operationId: `ships${act}` });
    await writeFile(join(folder, 'hostile.json'), JSON.stringify(hostile));
    const commands = [
      ['lint', 'hostile.json'],
      ['lint', 'hostile.json', '--format', 'stylish'],
      ['lint', 'hostile.json', '--json'],
      ['diff', 'harbour.json', 'hostile.json'],
      ['bundle', 'hostile.json'],
      ['verify', url, '--document', 'hostile.json'],
    ];
    for (const command of commands) {
      const { out, note } = await contract(...command);
      expect(out + note, command.join(' ')).toMatch(/\\u001b|\\\\u001b|ships/);
      expect(out + note, command.join(' ')).not.toMatch(/(?!\n|\t)[\p{Cc}\u202e]/u);
    }
  });

  it('generate --check ignores compiled Python modules', async () => {
    await writeFile(
      join(folder, 'made.config.ts'),
      `import { mkdir, writeFile } from 'node:fs/promises';
      export default {
        document: 'harbour.json',
        generate: {
          async made(_sources, output) {
            await mkdir(output, { recursive: true });
            await writeFile(output + '/ships.py', ${JSON.stringify(`# ${generatedNotice(document)}\n`)} + 'ships = []');
          },
        },
      };`,
    );
    const generate = (...args: readonly string[]) =>
      contract('generate', '--config', 'made.config.ts', ...args);
    expect(await generate('--check')).toMatchObject({ code: 1 });
    expect(await generate()).toMatchObject({ code: 0 });
    const compiled = join(folder, 'made', '__pycache__');
    await mkdir(compiled);
    await writeFile(join(compiled, 'ships.cpython-314.pyc'), '');
    expect(await generate('--check')).toMatchObject({ code: 0 });
    await writeFile(
      join(folder, 'made', 'ships.py'),
      `# ${generatedNotice(document)}\nships = [None]`,
    );
    const { code, out } = await generate('--check', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([1, { stale: ['made/ships.py'], notices: [] }]);
  });

  it('verify writes each report format', async () => {
    const reports = ['report-json', 'junit', 'sarif', 'markdown'];
    const { code, out } = await contract(
      ...['verify', url, '--document', 'harbour.json'],
      ...reports.flatMap((name) => [`--${name}`, name]),
    );
    expect(code).toBe(1);
    expect(out).toContain('✗ ships.list · invalid-refused · 200');
    expect(out).toContain(`curl -i '${url}/ships?most=`);
    expect(out).not.toContain('\u001b[');
    const [json = '', junit = '', sarif = '', markdown = ''] = await Promise.all(
      reports.map((name) => readFile(join(folder, name), 'utf8')),
    );
    const checks = ['invalid-refused', 'method-refused'];
    const found = JSON.parse(json).findings.map((each: { check: string }) => each.check);
    expect(found.sort()).toEqual(checks);
    expect(junit).toMatch(/<testcase classname="ships.list" name="invalid-refused"><failure /);
    const results = JSON.parse(sarif).runs[0].results.map(
      (each: { ruleId: string }) => each.ruleId,
    );
    expect(results.sort()).toEqual(checks);
    expect(markdown).toContain('| `ships.list` |');
  });

  it('verify does not fail for findings that are accepted, and says why', async () => {
    const exception = (rule: string, place: string, until = '2999-01-31') => ({
      ...{ rule, place, reason: 'An old proxy', until },
    });
    const run = async (...verify: readonly object[]) => {
      await writeFile(join(folder, 'accepted.json'), JSON.stringify({ verify }));
      const reports = ['--junit', 'a.xml', '--sarif', 'a.sarif', '--markdown', 'a.md'];
      const flags = ['--document', 'harbour.json', '--accepted', 'accepted.json', ...reports];
      return contract('verify', url, ...flags);
    };
    const both = [exception('invalid-refused', 'ships.list'), exception('method-refused', '*')];
    const { code, out } = await run(...both);
    expect([code, out]).toEqual([0, expect.stringContaining('no findings · 2 accepted')]);
    expect(out).toContain('ships.list · invalid-refused · 200 (An old proxy)');
    const [junit = '', sarif = '', markdown = ''] = await Promise.all(
      ['a.xml', 'a.sarif', 'a.md'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    expect(junit).toContain('name="invalid-refused"><skipped message="An old proxy"/>');
    expect(JSON.parse(sarif).runs[0].results[0].suppressions).toMatchObject([
      { justification: 'An old proxy' },
    ]);
    expect(markdown).toMatch(/\| `ships.list` \| invalid-refused \| 200 \| An old proxy \|/);
    const late = await run(
      exception('invalid-refused', 'GET /ships', '2000-01-31'),
      ...both.slice(1),
    );
    expect([late.code, late.note]).toEqual([1, expect.stringContaining('expired on 2000-01-31')]);
    const idle = await run(...both, exception('no-leak', 'ships.list'));
    expect([idle.code, idle.note]).toEqual([0, expect.stringContaining('not needed: remove it')]);
    expect(await run(exception('no-such-check', '*'))).toMatchObject({ code: 2 });
  });

  it('verify does not fail for operations that may be unreached until a date', async () => {
    const paths = {
      ...document.paths,
      '/gone': { get: { responses: { 200: { description: 'A' } } } },
    };
    await writeFile(join(folder, 'gone.json'), JSON.stringify({ ...document, paths }));
    const run = async (until: string) => {
      const unreached = { rule: 'unreached', place: 'GET /gone', reason: 'Not yet built', until };
      const rest = ['*'].flatMap((place) =>
        [
          'invalid-refused',
          'method-refused',
          'documented-status',
          'media-type',
          'valid-accepted',
        ].map((rule) => ({ rule, place, reason: 'Old', until: '2999-01-31' })),
      );
      const file = join(folder, 'contract.accepted.yaml');
      await writeFile(file, JSON.stringify({ verify: [unreached, ...rest] }));
      const outcome = await contract('verify', url, '--document', 'gone.json');
      await rm(file);
      return outcome;
    };
    const fine = await run('2999-01-31');
    expect([fine.code, fine.out]).toEqual([0, expect.stringContaining('accepted: Not yet built')]);
    expect(await run('2000-01-31')).toMatchObject({
      ...{ code: 2, note: expect.stringContaining('unreached at GET /gone expired') },
    });
  });

  it('verify repeats a run by its seed', async () => {
    const run = () =>
      contract('verify', url, '--document', 'harbour.json', '--seed', '7', '--json');
    const one = JSON.parse((await run()).out);
    const other = JSON.parse((await run()).out);
    expect(one.requests).toBe(other.requests);
    expect(one.findings).toEqual(other.findings);
  });

  it('verify exits with 2 if the document has no operations', async () => {
    const empty = { openapi: '3.1.1', info: { title: 'Empty', version: '1' }, paths: {} };
    await writeFile(join(folder, 'empty.json'), JSON.stringify(empty));
    const { code, note } = await contract('verify', url, '--document', 'empty.json');
    expect(code).toBe(2);
    expect(note).toContain('no operations');
  });

  it('verify exits with 2 if every valid request was refused', async () => {
    const closed = {
      openapi: '3.1.1',
      info: { title: 'Closed', version: '1' },
      security: [{ key: [] }],
      paths: {
        '/nowhere': {
          get: { operationId: 'nowhere', responses: { 404: { description: 'Not here' } } },
        },
      },
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    };
    await writeFile(join(folder, 'closed.json'), JSON.stringify(closed));
    const { code, note } = await contract(
      ...['verify', url, '--document', 'closed.json', '--header', 'X-Key: k'],
      ...['--exclude-check', 'documented-status', '--exclude-check', 'body-schema'],
      ...['--exclude-check', 'credentials-required', '--exclude-check', 'method-refused'],
    );
    expect([code, note]).toEqual([2, expect.stringContaining('No valid request succeeded')]);
  });

  it('verify exits with 2 if rate limits of the server left out requests', async () => {
    const limited = createServer((request, response) => {
      response.setHeader('Retry-After', '600');
      if (request.method !== 'GET') response.writeHead(405, { Allow: 'GET' }).end();
      else response.writeHead(count++ === 0 ? 200 : 429).end();
    });
    let count = 0;
    const paths = {
      '/a': { get: { responses: { 200: { description: 'Done' }, 429: { description: 'Later' } } } },
    };
    await writeFile(join(folder, 'limited.json'), JSON.stringify({ ...document, paths }));
    await new Promise<void>((resolve) => limited.listen(0, '127.0.0.1', resolve));
    const { port } = limited.address() as AddressInfo;
    const { code, note } = await contract(
      ...['verify', `http://127.0.0.1:${port}`, '--document', 'limited.json'],
    );
    limited.close();
    expect([code, note]).toEqual([2, expect.stringContaining("Raise the server's limit")]);
  });

  it('verify exits with 2 if the server does not respond', async () => {
    const { code, note } = await contract(
      'verify',
      'http://127.0.0.1:9',
      '--document',
      'harbour.json',
    );
    expect(code).toBe(2);
    expect(note).toContain('No response from http://127.0.0.1:9');
  });

  it('mock warns about schemas that it cannot satisfy or check', async () => {
    const next = { $ref: '#/components/schemas/Node' };
    const schemas = {
      Node: { type: 'object', required: ['next'], properties: { next } },
      Wrong: { type: 'string', minLength: 'two' },
    };
    const paths = { '/': { get: { responses: { 204: { description: 'Nothing' } } } } };
    const components = { schemas };
    const file = join(folder, 'nodes.json');
    await writeFile(file, JSON.stringify({ ...document, paths, components }));
    const child = spawn(process.execPath, [main, 'mock', file, '--port', '0'], { cwd: folder });
    const [line] = await once(child.stdout, 'data');
    child.kill();
    const warnings = await text(child.stderr);
    expect(String(line)).toContain('The mock listens on');
    expect(warnings).toMatch(
      /^warning no-valid-value: .* nodes.json:1 #\/components\/schemas\/Node/m,
    );
    expect(warnings).toMatch(
      /^warning schema-not-checked: .* nodes.json:1 #\/components\/schemas\/Wrong/m,
    );
  });
});
