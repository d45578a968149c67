/**
 * Builds and packs all that is published on npm, once for all tests that use a tarball.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { packCommands, packedFolder, root } from '../support/documents.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the packed packages lie, by the names that they are published under. */
    tarballs: Readonly<Record<string, string>>;
  }
}

const run = promisify(execFile);
const packages = join(root, 'packages');

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'packed-'));
  const packed = await Promise.all(
    (await readdir(packages)).map(async (name) => {
      const from = join(packages, name);
      const manifest = JSON.parse(await readFile(join(from, 'package.json'), 'utf8'));
      if (manifest.private) return [];
      return [[manifest.name, await pack(from, join(folder, name))] as const];
    }),
  );
  provide('tarballs', Object.fromEntries(packed.flat()));
  return () => rm(folder, { recursive: true, force: true });
}

/** Builds a package and packs it by the commands of its README; answers with the tarball. */
async function pack(from: string, to: string): Promise<string> {
  const text = await readFile(join(from, 'README.md'), 'utf8');
  for (const command of packCommands({ text })) {
    await run('bash', ['-c', command.replaceAll(packedFolder, to)], { cwd: root });
  }
  const [tarball] = await readdir(to);
  if (tarball === undefined) throw new Error(`${from} was not packed`);
  return join(to, tarball);
}
