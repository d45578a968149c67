/** The samples on pages of operations: what `contract docs --site` shows passes the checkers of both languages. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadDocument } from 'contract-first/document';
import {
  type ClientSample,
  clientSamples,
  generatePythonClient,
  generateTypeScriptClient,
} from 'contract-first/generate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zoo } from '../../packages/contract-first/src/generate/typescript/testing/zoo.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const python = join(repository, 'packages/client-python/.venv/bin/python');
const run = promisify(execFile);

async function check(tool: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await run(process.execPath, [
      join(repository, 'node_modules', tool),
      ...args,
    ]);
    return stdout;
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}

const readAt = async (file: string) => (await loadDocument(join(repository, file))).document;
const documents = {
  zoo: async () => zoo,
  bookshop: () => readAt('docs/clients/samples/bookshop.yaml'),
  organizer: () => readAt('spec/dist/openapi.json'),
};

let folder: string;
const made = new Map<string, ReadonlyMap<string, readonly ClientSample[]>>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'operation-samples-'));
  for (const [name, read] of Object.entries(documents)) {
    const document = await read();
    const { samples } = clientSamples(document, {
      typescript: { packageName: `./${name}/index.ts` },
      python: { package: `${name}_client` },
    });
    made.set(name, samples);
    await generateTypeScriptClient({
      document,
      output: join(folder, name),
      choices: { bare: true },
    });
    await generatePythonClient({
      document,
      output: join(folder, 'python', `${name}_client`),
      bare: true,
    });
    let at = 0;
    for (const { language, code } of [...samples.values()].flat()) {
      const target = language === 'ts' ? `${name}${at++}.ts` : `python/${name}${at++}.py`;
      await mkdir(join(folder, 'python'), { recursive: true });
      await writeFile(join(folder, target), `${code}\n`);
    }
  }
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('samples of operations', () => {
  it('exist in both languages for nearly all operations', () => {
    const all = [...made.values()].flatMap((samples) => [...samples.values()]);
    const whole = all.filter(({ length }) => length === 2);
    expect(whole.length / all.length).toBeGreaterThan(0.9);
  });

  it('compile in TypeScript', { timeout: 120_000 }, async () => {
    const compilerOptions = {
      ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
      ...{ noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true, types: [] },
      ...{
        target: 'es2022',
        module: 'esnext',
        moduleResolution: 'bundler',
        moduleDetection: 'force',
      },
      lib: ['esnext', 'dom', 'dom.iterable', 'dom.asynciterable'],
    };
    const config = { compilerOptions, include: ['*.ts'] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    expect(await check('typescript7/bin/tsc', '-p', folder)).toBe('');
  });

  it.skipIf(!existsSync(python))('are well typed in Python', { timeout: 120_000 }, async () => {
    const config = {
      include: ['python'],
      exclude: ['python/*_client'],
      typeCheckingMode: 'standard',
    };
    await writeFile(join(folder, 'pyrightconfig.json'), JSON.stringify(config));
    expect(await check('pyright/index.js', '-p', folder, '--pythonpath', python)).toMatch(
      /^0 errors/m,
    );
  });
});
