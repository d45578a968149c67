/** Other generators of clients, installed outside of the repository at these versions. */
import { join } from 'node:path';
import { installProject } from '../../project.ts';
import { cacheFolder } from '../../sources.ts';
import { installPython } from '../pythonEnvironment.ts';
import type { PeerFolders } from './peers.ts';

export const npmVersions = {
  '@hey-api/openapi-ts': '0.99.0',
  '@redocly/cli': '2.77.0',
  // Bundles what runs only so.
  esbuild: '0.28.2',
  'openapi-fetch': '0.17.0',
  typescript: '6.0.3',
} as const;

/** In a project of its own, since it needs TypeScript 5. */
const openapiTypescript = { 'openapi-typescript': '7.13.0', typescript: '5.9.3' } as const;

const TYPESCRIPT_7 = '7.0.2';

const pythonVersions = {
  'openapi-python-client': '0.29.1',
  ruff: '0.17.6',
  // What its clients need, and what mypy needs to know of that.
  'python-dateutil': '2.9.0.post0',
  'types-python-dateutil': '2.9.0.20261116',
} as const;

export const peerVersions: Readonly<Record<string, string>> = {
  ...npmVersions,
  'openapi-typescript': openapiTypescript['openapi-typescript'],
  ...pythonVersions,
};

/** @throws SourceMissing if the registry cannot be reached */
export const installNpmPeers = (): Promise<string> => installProject('client-peers', npmVersions);

/** @throws SourceMissing if the registry cannot be reached */
export const installOpenapiTypescript = (): Promise<string> =>
  installProject('openapi-typescript', openapiTypescript);

/** TypeScript 7, which has other programs under the same names. */
export const installTypeScript7 = (): Promise<string> =>
  installProject('typescript', { typescript: TYPESCRIPT_7 });

/** @throws SourceMissing if the index cannot be reached */
export async function installPythonPeers(): Promise<string> {
  const versions = Object.entries(pythonVersions);
  const text = versions.map(([, version]) => version.replaceAll('.', '')).join('-');
  const folder = join(cacheFolder, `python-peers-${text}`);
  await installPython(
    folder,
    versions.map(([name, version]) => `${name}==${version}`),
  );
  return folder;
}

/** Installs all peers, unless they are in the cache. */
export const installPeers = async (): Promise<PeerFolders> => ({
  npm: await installNpmPeers(),
  openapiTypescript: await installOpenapiTypescript(),
  python: await installPythonPeers(),
});
