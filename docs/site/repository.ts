import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The root of the repository, looked for from the folder that the build runs in: what is built lies
 * elsewhere than its source.
 */
export const repository = find(process.cwd());

function find(folder: string): string {
  if (existsSync(`${folder}/pnpm-workspace.yaml`)) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('The site is built in a checkout of the repository');
  return find(above);
}
