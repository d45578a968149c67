/**
 * Servers on one library in object storage, for tests.
 *
 * @module
 */
import type { Config, ServerOptions } from '@file-organizer/server';
import { startPostgres } from '../postgres/databases.ts';
import type { PostgresCluster } from '../support/postgres.ts';
import { type Seaweed, startSeaweed } from '../support/seaweedfs.ts';
import { startTestServer, type TestServer } from '../support/testServer.ts';

/** PostgreSQL and object storage. */
export class Engines {
  readonly postgres: PostgresCluster;
  readonly seaweed: Seaweed;

  private constructor(postgres: PostgresCluster, seaweed: Seaweed) {
    this.postgres = postgres;
    this.seaweed = seaweed;
  }

  /** @returns undefined where one of them cannot run, which is said and fails with `CI=true` */
  static async start(): Promise<Engines | undefined> {
    const [postgres, seaweed] = await Promise.all([startPostgres(), startSeaweed()]);
    if (postgres && seaweed) return new Engines(postgres, seaweed);
    await Promise.all([postgres?.end(), seaweed?.end()]);
    return undefined;
  }

  /** Settings for a new library. */
  async library(): Promise<LibrarySettings> {
    return { databaseUrl: await this.postgres.create(), objectStorage: this.seaweed.settings() };
  }

  async end(): Promise<void> {
    await Promise.all([this.postgres.end(), this.seaweed.end()]);
  }
}

export type LibrarySettings = Pick<Config, 'databaseUrl' | 'objectStorage'>;

/** Starts a server on a library. */
export const startReplica = (
  library: LibrarySettings,
  options: ServerOptions = {},
): Promise<TestServer> => startTestServer(library, options);
