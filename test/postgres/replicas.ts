/**
 * Servers as processes that are active on one database at the same time.
 *
 * @module
 */
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PostgresCluster } from '../support/postgres.ts';
import { ServerProcess } from '../support/serverProcess.ts';

const program = fileURLToPath(new URL('./replica.ts', import.meta.url));

/** A server that others are active with. */
export type Replica = {
  readonly url: string;
  readonly process: ServerProcess;
  /** The key that it has created, if it was the first. */
  readonly key: string | undefined;
  readonly administrator: { readonly username: string; readonly password: string } | undefined;
};

/** Two servers, started at once on an empty database. */
export type Replicas = {
  readonly servers: readonly [Replica, Replica];
  readonly databaseUrl: string;
  /** A key of the administrator. */
  readonly key: string;
  readonly password: string;
  end(): Promise<void>;
};

/** Starts two servers with the same library, each with its own data folder. */
export async function startReplicas(cluster: PostgresCluster): Promise<Replicas> {
  const folder = await mkdtemp(join(tmpdir(), 'file-organizer-replicas-'));
  const root = join(folder, 'library');
  await mkdir(root);
  const databaseUrl = await cluster.create();
  const env = {
    FILE_ORGANIZER_DATABASE_URL: databaseUrl,
    NODE_COMPILE_CACHE: join(tmpdir(), 'file-organizer-replicas-compiled'),
  };
  const started = ['a', 'b'].map((name) => {
    const flags = ['--root', root, '--data', join(folder, name), '--port', '0'];
    return new ServerProcess(flags, env, undefined, undefined, undefined, program);
  });
  const end = async () => {
    await Promise.all(started.map((each) => each.end('SIGKILL')));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const [a, b] = await Promise.all(started.map(replicaOf));
    const first = a?.key === undefined ? b : a;
    if (!a || !b || first?.key === undefined || !first.administrator) {
      throw new Error('No server has created a key');
    }
    const { key, administrator } = first;
    return { servers: [a, b], databaseUrl, key, password: administrator.password, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function replicaOf(process: ServerProcess): Promise<Replica> {
  const url = await process.url();
  while (!process.stdout.includes('}\n')) await once(process.child.stdout ?? process.child, 'data');
  const [, text = ''] = process.stdout.trim().split('\n');
  const { key, administrator } = JSON.parse(text) as Pick<Replica, 'key' | 'administrator'>;
  return { url, process, key, administrator };
}
