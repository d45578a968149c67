/** What the documents say about installing names the packages that there are. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  packageFolders,
  packCommands,
  projectCommands,
  readDocuments,
  root,
} from '../support/documents.ts';

const documents = await readDocuments();
const folders = await packageFolders();
const project = await readFile(join(root, 'packages/client-python/pyproject.toml'), 'utf8');
const [, distribution = ''] = /^name = "(.+)"$/m.exec(project) ?? [];

type Manifest = { readonly name: string; readonly private?: boolean; readonly bin?: object };
const manifests: Manifest[] = await Promise.all(
  (await readdir(join(root, 'packages'))).map(async (name) =>
    JSON.parse(await readFile(join(root, 'packages', name, 'package.json'), 'utf8')),
  ),
);
const published = manifests.filter((manifest) => !manifest.private);

/** All that the documents install from a registry by a command, each with its document. */
const installed = (command: RegExp) =>
  documents.flatMap(({ file, text }) =>
    [...text.matchAll(command)].map(([, name = '']) => ({ file, name })),
  );
const fromPyPI = installed(/\b(?:pip install|uv add|uv pip install)(?: -[-\w]+)* ([a-z][\w.-]*)/g);
/** Packages of others, whose documents are examples. */
const foreign = ['@octokit/openapi'];
const fromNpm = installed(/\bnpm (?:install|i)(?: -[-\w]+)* (@?[a-z][\w./-]*)/g).filter(
  ({ name }) => !foreign.includes(name),
);

it("the Python distribution has the project's own name", () => {
  expect(distribution).toBe('file-organizer-client');
});

it('commands for PyPI name the distribution in pyproject.toml', () => {
  expect(fromPyPI.length).toBeGreaterThan(1);
  for (const { file, name } of fromPyPI) expect(name, file).toBe(distribution);
});

it('commands for npm name published packages', () => {
  expect(new Set(fromNpm.map(({ name }) => name))).toEqual(
    new Set(published.map(({ name }) => name)),
  );
});

it('commands with npx name existing commands', () => {
  const commands = published.flatMap(({ name, bin = {} }) => [name, ...Object.keys(bin)]);
  const run = installed(/\bnpx (?!-y pnpm@|changeset\b)(@?[a-z][\w./-]*)/g);
  expect(run.length).toBeGreaterThan(2);
  for (const { file, name } of run) expect(commands, file).toContain(name);
});

it('commands for a registry come with an alternative without one', () => {
  const files = new Set([...fromPyPI, ...fromNpm].map(({ file }) => file));
  for (const { file, text } of documents) {
    if (!files.has(file) || file.startsWith('.changeset/')) continue;
    const shows =
      text.includes('pip install ./packages/client-python') || projectCommands({ text }).length > 0;
    expect(shows, file).toBe(true);
    expect(text, file).toMatch(/\bonce (it is |they are |)published\b/i);
  }
});

it.each(published)('instructions for $name are the same everywhere', async ({ name }) => {
  const own = documents.find(({ file }) => file === `packages/${folders.get(name)}/README.md`);
  const ofPackage = (line: string) => line.includes(` ${name} `);
  const commands = own ? packCommands(own) : [];
  expect(commands).toEqual([expect.stringContaining('build'), expect.stringContaining('pack ')]);
  for (const document of documents) {
    const shown = packCommands(document).filter(ofPackage);
    if (shown.length > 0) expect(shown, document.file).toEqual(commands);
  }
});
