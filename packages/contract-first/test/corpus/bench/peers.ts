/**
 * Other generators, run as their users run them, in a project of their own outside of the repository.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installProject, projectFolder } from '../project.ts';

/** What is installed for all of them, at these versions. */
const dependencies = {
  '@hey-api/openapi-ts': '0.99.0',
  '@hono/zod-openapi': '1.6.3',
  '@hono/zod-validator': '0.9.1',
  '@redocly/cli': '2.77.0',
  '@types/node': '24.19.2',
  ajv: '8.20.0',
  'ajv-formats': '3.0.1',
  fastify: '5.12.8',
  hono: '4.13.19',
  'hono-takibi': '0.9.995',
  orval: '8.38.0',
  typescript: '6.0.3',
  zod: '4.6.7',
} as const;

/** The project in which the peers are installed. */
export const peerFolder: string = projectFolder('peers', dependencies);

/** @throws SourceMissing if the registry cannot be reached */
export async function installPeers(): Promise<void> {
  await installProject('peers', dependencies);
}

/** A generator. */
export type Peer = {
  readonly name: string;
  readonly version: string;
  readonly writes: 'server' | 'client';
  /** The program and its arguments; run in `folder`, which is inside of the peers' project. */
  command(document: string, folder: string): Promise<readonly [program: string, ...string[]]>;
  /** The file that a user imports. */
  readonly entry: string;
  /** Finds each operation in what was written. */
  readonly operation: RegExp;
  /** A handler as it is written for its user to complete, and the same with a response. */
  readonly handler?: { readonly empty: RegExp; readonly completed: string };
};

export const peers: readonly Peer[] = [
  {
    name: 'hono-takibi',
    version: dependencies['hono-takibi'],
    writes: 'server',
    command: async (document) => ['hono-takibi', document, '-o', 'routes.ts'],
    entry: 'routes.ts',
    operation: /\bcreateRoute\(\{/g,
  },
  {
    name: 'orval (hono)',
    version: dependencies.orval,
    writes: 'server',
    command: async (document, folder) => {
      const output = {
        ...{ target: './routes.ts', client: 'hono', mode: 'split' },
        override: { hono: { handlers: './handlers' } },
      };
      const config = { api: { input: document, output } };
      const file = join(folder, 'orval.config.mjs');
      await writeFile(file, `export default ${JSON.stringify(config)};\n`);
      return ['orval', '-c', file];
    },
    entry: 'routes.ts',
    operation: /^\s*\.(?:get|put|post|delete|options|head|patch)\('/gm,
    // Hono answers 404 for a handler that returns nothing.
    handler: { empty: /(async \(c[^)]*\) => \{)\s*\}/g, completed: '$1 return c.body(null); }' },
  },
  {
    name: '@hey-api/openapi-ts',
    version: dependencies['@hey-api/openapi-ts'],
    writes: 'client',
    command: async (document, folder) => {
      const plugins = ['@hey-api/typescript', '@hey-api/sdk', 'zod'];
      const config = { input: document, output: './generated', plugins };
      const file = join(folder, 'openapi-ts.config.mjs');
      await writeFile(file, `export default ${JSON.stringify(config)};\n`);
      return ['openapi-ts', '-f', file];
    },
    entry: 'generated/index.ts',
    operation: /^\s*url: '/gm,
  },
  {
    name: 'redocly generate-client',
    version: dependencies['@redocly/cli'],
    writes: 'client',
    command: async (document) => [
      ...(['redocly', 'generate-client', document, '-o', 'client.ts'] as const),
      ...['typescript', 'zod', 'python'].flatMap((name) => ['--generator', name]),
    ],
    entry: 'client.ts',
    operation: /\bmethod: "[A-Z]+", path: "/g,
  },
];
