/** The commands by which the READMEs install the packages of npm, run in an empty project. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { packedFolder, projectCommands, root } from './documents.ts';

const run = promisify(execFile);

// The tarballs were packed by the commands of the same READMEs: see `release/pack.ts`.
it.each(Object.entries(inject('tarballs')))(
  'installs %s in a project by its README',
  async (name, tarball) => {
    const folder = await mkdtemp(join(tmpdir(), 'project-'));
    try {
      await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
      const text = await readFile(join(root, 'packages', basename(name), 'README.md'), 'utf8');
      const commands = projectCommands({ text });
      expect(commands).not.toEqual([]);
      for (const command of commands) {
        const here = command.replaceAll(packedFolder, dirname(tarball));
        await run('bash', ['-c', here], {
          cwd: folder,
          env: { ...process.env, npm_config_prefer_offline: 'true', npm_config_audit: 'false' },
        });
      }
      const { dependencies, devDependencies } = JSON.parse(
        await readFile(join(folder, 'package.json'), 'utf8'),
      );
      expect(Object.keys({ ...dependencies, ...devDependencies })).toEqual([name]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  300_000,
);

const basename = (name: string): string => name.split('/').at(-1) ?? name;
