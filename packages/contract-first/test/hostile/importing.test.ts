/** What is generated of a hostile document imports, and changes nothing outside of itself. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../../../test/support/seed.ts';
import { thorough } from '../../../../test/support/thorough.ts';
import { documentWith, TEXTS } from './documents.ts';
import { generators, type Sources, sourcesIn } from './generated.ts';
import { documentNamed, nameKinds, telling } from './names.ts';
import { hostileText, hostileTexts } from './texts.ts';

const packages = fileURLToPath(new URL('../../../', import.meta.url));
const python = join(packages, 'client-python/.venv/bin/python');

const name = fc.oneof(fc.constantFrom(...telling), hostileText());
/** The first is plain; then texts, then names, of which some are refused. */
const documents: readonly Sources[] = [
  documentWith(Array.from({ length: TEXTS }, (_, at) => `text${at}`)),
  ...fc.sample(hostileTexts(TEXTS).map(documentWith), { numRuns: 8 }),
  ...fc.sample(
    fc.tuple(fc.constantFrom(...nameKinds), name).map(([kind, each]) => documentNamed(kind, each)),
    { numRuns: thorough ? 60 : 30 },
  ),
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'importing-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** How many of them hold no hostile name, so that none is refused. */
const accepted = 9;

/** Generates each document into a folder; those that were not refused. */
async function generatedIn(
  kind: keyof typeof generators,
  place: (at: number) => string,
): Promise<number[]> {
  const made: number[] = [];
  for (const [at, sources] of documents.entries()) {
    await mkdir(place(at), { recursive: true });
    const refusal = await generators[kind](sources, place(at)).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (refusal === undefined) made.push(at);
    else if (at < accepted) throw refusal;
  }
  return made;
}

async function importModules(modules: readonly string[]): Promise<unknown> {
  const list = join(folder, 'modules.json');
  await writeFile(list, JSON.stringify(modules));
  const script = fileURLToPath(new URL('importAll.ts', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script, list], { encoding: 'utf8' }));
}

describe(`importing (seed ${seed})`, { timeout: 600_000 }, () => {
  it('routes has no side effect', async () => {
    // Only in the server's package is what they import found.
    const scratch = await mkdtemp(join(packages, 'server/.scratch-'));
    try {
      const place = (at: number) => join(scratch, String(at));
      const made = await generatedIn('routes', place);
      const modules = made.flatMap((at) =>
        ['routes.gen.ts', 'webhooks.gen.ts']
          .map((name) => join(place(at), name))
          .filter((file) => existsSync(file)),
      );
      expect(modules.length).toBeGreaterThan(20);
      expect(await importModules(modules)).toEqual({
        ...{ imported: modules.length, failed: [], changed: [] },
      });
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  });

  it('the TypeScript client has no side effect', async () => {
    const place = (at: number) => join(folder, 'client', String(at), 'generated');
    const made = await generatedIn('client', place);
    const modules = (await Promise.all(made.map((at) => sourcesIn(place(at))))).flat();
    expect(made.length).toBeGreaterThan(15);
    expect(await importModules(modules)).toEqual({
      ...{ imported: modules.length, failed: [], changed: [] },
    });
  });

  const skipped = !existsSync(python) && process.env.CI !== 'true';
  if (skipped) console.warn('\n*** NOT TESTED: importing what is generated for Python. ***\n');
  it.skipIf(skipped)('the Python client has no side effect', async () => {
    const root = join(folder, 'python');
    const place = (at: number) => join(root, `made_${at}`);
    const made = await generatedIn('python', place);
    expect(made.length).toBeGreaterThan(15);
    await writeFile(join(root, 'packages.json'), JSON.stringify(made.map((at) => `made_${at}`)));
    const script = fileURLToPath(new URL('import_all.py', import.meta.url));
    const output = execFileSync(python, ['-B', script, root], { encoding: 'utf8' });
    expect(JSON.parse(output)).toEqual({ imported: made.length, failed: [], changed: [] });
  });
});
