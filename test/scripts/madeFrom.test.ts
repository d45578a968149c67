/** What scripts make from other files: a server's bundle, the reference, the site. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFrom } from '../../scripts/madeFrom.ts';

let folder: string;
let input: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'made-from-'));
  input = join(folder, 'input.txt');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Makes a folder with the input in it, as it was at the start; tells whether it had to. */
async function build(meanwhile: () => Promise<void> = async () => {}): Promise<boolean> {
  let isMade = false;
  await makeFrom(join(folder, 'dist'), { files: [input] }, async (draft) => {
    isMade = true;
    const content = await readFile(input);
    await mkdir(draft);
    await meanwhile();
    await writeFile(join(draft, 'output.txt'), content);
  });
  return isMade;
}

const built = () => readFile(join(folder, 'dist/output.txt'), 'utf8');

it('builds only after an input has changed', async () => {
  await writeFile(input, 'one');
  expect([await build(), await build(), await built()]).toEqual([true, false, 'one']);
  await writeFile(input, 'two');
  expect([await build(), await build(), await built()]).toEqual([true, false, 'two']);
});

it('is complete after concurrent builds', async () => {
  await writeFile(input, 'one');
  await build();
  await writeFile(input, 'two');
  await Promise.all(Array.from({ length: 8 }, () => build()));
  expect([await built(), await build()]).toEqual(['two', false]);
  expect((await readdir(folder)).sort()).toEqual(['dist', 'dist.inputs', 'input.txt']);
});

it('is not considered newer than it is after a late older build', async () => {
  await writeFile(input, 'one');
  await build(async () => {
    await writeFile(input, 'two');
    await build();
  });
  expect(await built()).toBe('one');
  expect([await build(), await built()]).toEqual([true, 'two']);
});

it('keeps the last output if a build fails', async () => {
  await writeFile(input, 'one');
  await build();
  await writeFile(input, 'two');
  await expect(build(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect([await built(), (await readdir(folder)).length]).toEqual(['one', 3]);
});
