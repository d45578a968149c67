/** Whether the type checkers of Python find what is wrong in one client, and not in the one next to it. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SourceMissing } from '../sources.ts';
import { pythonEnvironment, pythonIn } from './pythonEnvironment.ts';
import { checkPython, type PythonVerdict } from './pythonTypes.ts';

/** Both packages have the same name, as those of documents with the same title. */
const sources = {
  right: 'def length(text: str) -> int:\n    return len(text)\n',
  wrong: 'def length(text: str) -> int:\n    return text\n',
};

let folder: string;
let verdicts: ReadonlyMap<string, PythonVerdict> | undefined;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'python-types-')));
  for (const [name, text] of Object.entries(sources)) {
    await mkdir(join(folder, name, 'src/api'), { recursive: true });
    await writeFile(join(folder, name, 'src/api/__init__.py'), text);
  }
  try {
    const environment = await pythonEnvironment();
    const place = { environment, interpreter: pythonIn(environment) };
    const folders = Object.keys(sources).map((name) => join(folder, name));
    verdicts = await checkPython(place, folders);
  } catch (error) {
    if (!(error instanceof SourceMissing) || process.env.CI === 'true') throw error;
    console.warn(`\n*** NOT TESTED: type checkers of Python. ${error.message} ***\n`);
  }
}, 600_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(['mypy', 'pyright'] as const)('%s finds the fault in the wrong client alone', (checker) => {
  if (!verdicts) return;
  const good = ['right', 'wrong'].map((name) => verdicts?.get(join(folder, name))?.[checker].good);
  expect(good).toEqual([1, 0]);
});
