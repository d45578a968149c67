/** Every command of the toolkit, installed alone in an empty folder, on documents of somebody else. */
import { execFile } from 'node:child_process';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Installed } from '../../support/installed.ts';
import { lintPackage, typeProblems } from '../../support/packageChecks.ts';

const name = 'contract-first';
const tarball = inject('tarballs')[name] ?? '';
const library = new URL('library.yaml', import.meta.url);

let installed: Installed;
beforeAll(async () => {
  installed = await Installed.byReadme(name, tarball);
  await copyFile(library, installed.path('library.yaml'));
}, 300_000);
afterAll(() => installed.remove());

const contract = (...args: readonly string[]) => installed.run('contract', ...args);

/** What each command does with a document of OpenAPI 3.0 that was not written for it. */
const commands: Readonly<Record<string, () => Promise<void>>> = {
  init: async () => {
    expect(await contract('init', 'library.yaml', 'library')).toMatchObject({ code: 0 });
    expect(await readdir(installed.path('library/src/handlers'))).toContain('books.ts');
  },

  dev: async () => {
    const dev = await installed.start('contract', 'dev', 'library.yaml', '--port', '0', '--json');
    try {
      const { url, docs } = JSON.parse(dev.line);
      expect((await fetch(`${url}/books/7`)).status).toBe(401);
      expect(await (await fetch(docs)).text()).toContain('Lend a book');
    } finally {
      await dev.stop();
    }
  },

  lint: async () => {
    expect(await contract('lint', 'library.yaml')).toMatchObject({ code: 0 });
    const text = await readFile(installed.path('library.yaml'), 'utf8');
    await writeFile(installed.path('wrong.yaml'), text.replace(/^paths:/m, 'pathes: {}\n$&'));
    const { code, out } = await contract('lint', 'wrong.yaml', '--json');
    expect(code).toBe(1);
    const rules = JSON.parse(out).problems.map(({ ruleId }: { ruleId: string }) => ruleId);
    expect(rules).toEqual(['struct']);
  },

  'release-check': async () => {
    const base = ['--base', 'library.yaml'];
    const { code, out } = await contract('release-check', 'library.yaml', ...base);
    expect([code, out]).toEqual([0, expect.stringContaining('is high enough')]);
  },

  drift: async () => {
    const request = { method: 'GET', url: 'http://localhost/unknown', headers: [] };
    const entries = [{ request, response: { status: 200, headers: [] } }];
    await writeFile(installed.path('traffic.har'), JSON.stringify({ log: { entries } }));
    const { code, out } = await contract('drift', 'traffic.har', 'library.yaml');
    expect([code, out]).toEqual([1, expect.stringContaining('GET /unknown')]);
  },

  bundle: async () => {
    expect(await contract('bundle', 'library.yaml', '--output', 'bundled.json')).toMatchObject({
      code: 0,
    });
    const bundled = JSON.parse(await readFile(installed.path('bundled.json'), 'utf8'));
    expect(bundled).toMatchObject({ openapi: '3.0.3', paths: { '/books': {} } });
  },

  generate: async () => {
    await writeFile(
      installed.path('contract.config.ts'),
      `import { generatePythonClient, generateRoutes, generateTypeScriptClient } from 'contract-first/generate';
       import { type ContractConfig, defineConfig } from 'contract-first/config';
       const config: ContractConfig = {
         document: 'library.yaml',
         generate: {
           routes: ({ document }, output) => generateRoutes(document, output),
           client: ({ document, messages }, output) => generateTypeScriptClient({ document, messages, output }),
           python: ({ document, messages }, output) => generatePythonClient({ document, messages, output }),
         },
       };
       export default defineConfig(config);`,
    );
    expect(await contract('generate')).toMatchObject({ code: 0 });
    for (const place of ['routes', 'client', 'python']) {
      expect(await readdir(installed.path(place))).not.toEqual([]);
    }
    expect(await contract('generate', '--check')).toMatchObject({ code: 0 });
  },

  diff: async () => {
    const before = await readFile(library, 'utf8');
    await writeFile(
      installed.path('next.yaml'),
      before.replace('required: [title]', 'required: [title, pages]'),
    );
    const { code, out } = await contract('diff', 'library.yaml', 'next.yaml', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).changes).toContainEqual(
      expect.objectContaining({ level: 'breaking', operations: ['POST /books'] }),
    );
    expect(await contract('diff', 'library.yaml', 'bundled.json')).toMatchObject({ code: 0 });
  },

  docs: async () => {
    expect(await contract('docs', 'library.yaml')).toMatchObject({ code: 0 });
    expect(await readFile(installed.path('reference.html'), 'utf8')).toContain('Lend a book');
    expect(await contract('docs', 'library.yaml', '--site', 'site')).toMatchObject({ code: 0 });
    expect(await readFile(installed.path('site/index.html'), 'utf8')).toContain('Lend a book');
  },

  names: async () => {
    const { code, out } = await contract('names', 'library.yaml');
    expect(code).toBe(0);
    expect(out).toContain('GET /books');
  },

  grade: async () => {
    const { code, out } = await contract('grade', '--document');
    expect(code).toBe(0);
    expect(out).toMatch(/^openapi: /);
  },

  mock: async () => {
    const mock = await installed.start('contract', 'mock', 'library.yaml', '--port', '0', '--json');
    try {
      const { url } = JSON.parse(mock.line);
      const headers = { Authorization: 'Bearer token' };
      const answer = await fetch(`${url}/books/7`, { headers });
      expect(await answer.json()).toMatchObject({ title: expect.any(String) });
      expect((await fetch(`${url}/books/7`)).status).toBe(401);
    } finally {
      await mock.stop();
    }
  },

  verify: async () => {
    const flags = ['--port', '0', '--json', '--quiet'];
    const mock = await installed.start('contract', 'mock', 'library.yaml', ...flags);
    try {
      const { url } = JSON.parse(mock.line);
      const to = ['--document', 'library.yaml', '--header', 'Authorization: Bearer token'];
      const { code, out } = await contract('verify', url, ...to, '--json');
      expect(JSON.parse(out).findings).toEqual([]);
      expect(code).toBe(0);
    } finally {
      await mock.stop();
    }
  },
};

it('is installed as its README says', async () => {
  expect(await installed.dependencies()).toEqual([name]);
});

it('has a test for each command in its help', async () => {
  const { code, out } = await contract('--help');
  expect(code).toBe(0);
  const listed = [...out.matchAll(/^ {2}([\w-]+) /gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(Object.keys(commands).sort());
});

it.each(Object.entries(commands))(
  'contract %s works on a document of OpenAPI 3.0',
  async (_name, work) => {
    await work();
  },
  120_000,
);

it('exits with 2 and names a missing file', async () => {
  const { code, err } = await contract('lint', 'missing.yaml');
  expect(err).toContain('missing.yaml');
  expect(code).toBe(2);
});

it('lints with its own rules', async () => {
  await writeFile(
    installed.path('redocly.yaml'),
    'plugins: ["contract-first/lint"]\nextends: [minimal]\nrules: { contract/problem-json: error }\n',
  );
  const linted = await contract('lint', 'library.yaml', '--rules', 'redocly.yaml');
  expect(linted).toMatchObject({ code: 1, out: expect.stringContaining('contract/problem-json') });
});

it('generates routes that compile', async () => {
  // what generated routes import
  await installed.add([inject('tarballs')['@contract-first/hono'] ?? '']);
  const tsc = installed.path('node_modules/typescript/bin/tsc');
  const flags = '--strict --noEmit --module nodenext --target es2024 --skipLibCheck'.split(' ');
  const files = ['contract.config.ts', join('routes', 'routes.gen.ts')];
  const compiled = promisify(execFile)(process.execPath, [tsc, ...flags, ...files], {
    cwd: installed.folder,
  });
  await compiled.catch(({ stdout }) => expect.fail(stdout));
}, 120_000);

it('passes publint and attw', async () => {
  expect(await lintPackage(installed.path('node_modules/contract-first'))).toEqual([]);
  // it is for tools on a Node that can require ES modules
  const unsupported = ['node10', 'CJSResolvesToESM'];
  expect(await typeProblems(tarball, unsupported)).toEqual([]);
});
