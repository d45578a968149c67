/** README, and then the walkthrough, taken in one fresh checkout by somebody who copies each block. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contentsOf } from '../support/snapshot.ts';
import { plain, runSteps, stepsOf } from '../walk/walk.ts';
import { checkOut, ownEnvironment, Served } from './checkout.ts';
import { transcriptOf } from './transcript.ts';

const textOf = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const readme = await textOf('README.md');
const walkthrough = await textOf('docs/walkthrough.md');

/** Installs, builds and starts, on a machine that may have other work to do. */
const LONG = 300_000;

let checkout: Awaited<ReturnType<typeof checkOut>>;
let downloads: string;
let served: Served | undefined;
let key = '';
beforeAll(async () => {
  checkout = await checkOut();
  downloads = join(checkout.path, '../Downloads');
  await mkdir(join(downloads, 'shop/src'), { recursive: true });
  await writeFile(join(downloads, 'invoice March.txt'), 'Paper, 4.20');
  await writeFile(join(downloads, 'IMG_0001.JPG'), Buffer.from('ffd8ffe000104a46494600', 'hex'));
  await writeFile(join(downloads, 'shop/package.json'), '{}');
  await writeFile(join(downloads, 'shop/src/index.js'), '');
}, LONG);
afterAll(async () => {
  await served?.stop();
  await checkout.end();
}, LONG);

/** The command of a page that starts a server, and takes flags or settings of its own. */
const startIn = (page: string, own: RegExp): string => {
  const line = page
    .split('\n')
    .find((each) => each.includes('pnpm@12.21.0 start') && own.test(each));
  if (!line) throw new Error(`The page has no such command: ${own}`);
  return line.replace('~/Downloads', `'${downloads}'`);
};

/** Stops the server that runs, and starts one by a command of a page. */
async function start(command: string): Promise<string> {
  await served?.stop();
  served = new Served(command, checkout.path);
  return served.address();
}

/** Takes the steps of README in one terminal, and expects each to print what README shows. */
async function takeReadme(address: string): Promise<void> {
  const steps = transcriptOf(readme, key);
  const outputs = await runSteps(steps, address, checkout.path, ownEnvironment);
  for (const [at, { script, shown }] of steps.entries()) {
    if (shown !== undefined) expect(plain(outputs[at] ?? ''), script).toBe(plain(shown));
  }
}

it(
  'the first start shows a key without warnings',
  async () => {
    await start(startIn(readme, /start$/));
    key = /Key +(fo_\w+)/.exec(served?.shown ?? '')?.[1] ?? '';
    expect(key).not.toBe('');
    expect(served?.shown).not.toMatch(/warn/i);
  },
  LONG,
);

it(
  'README blocks print what they show, with the samples',
  async () => {
    await takeReadme(await start(startIn(readme, /start$/)));
  },
  LONG,
);

it(
  'README blocks with an own folder change nothing else in it',
  async () => {
    const before = await contentsOf(downloads);
    await takeReadme(await start(startIn(readme, /--root/)));
    await rm(join(downloads, 'inbox'), { recursive: true });
    expect(await contentsOf(downloads)).toEqual(before);
  },
  LONG,
);

it(
  'walkthrough blocks print what they show, after README',
  async () => {
    const address = await start(startIn(walkthrough, /ADMIN_PASSWORD/));
    const steps = stepsOf(walkthrough);
    const outputs = await runSteps(steps, address, checkout.path, ownEnvironment);
    const shown = steps.map((step) => step.shown && plain(step.shown));
    expect(outputs.map((output, at) => shown[at] && plain(output))).toEqual(shown);
  },
  LONG,
);
