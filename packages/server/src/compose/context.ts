/**
 * What the start prepares before any part is created.
 *
 * @module
 */
import type { PasswordCost } from '../auth/passwords.ts';
import type { BucketLimits } from '../library/objects/bucketRequests.ts';
import type { GarbageTimes } from '../library/objects/garbage.ts';
import type { ServerLog } from '../process/log.ts';
import type { Config } from '../start/config.ts';
import type { CheckedFolders } from '../start/folders.ts';
import type { ChangeBus } from '../storage/changeBus.ts';
import type { ReadLimits } from '../storage/search/boundedReads.ts';
import type { Storage } from '../storage/storage.ts';
import type { Writes } from '../storage/writes.ts';

/** A server that waits until another has ended. */
export type Standby = {
  /** The URL it listens at. */
  readonly url: string;
  /** Stops it; its start fails with `StandbyEnded`. */
  close(): Promise<void>;
};

export type ServerOptions = {
  /** Disk path of the reference page served at `/docs`. */
  readonly docs?: string;
  /** Disk path of the documentation site served below `/docs/guides/`. */
  readonly guides?: string;
  /** Disk path of the web page served at `/`. */
  readonly web?: string;
  readonly log?: ServerLog;
  /** How often live connections are pinged, in milliseconds. */
  readonly pingInterval?: number;
  /** Time limit for receiving a JSON body, in milliseconds. */
  readonly bodyTime?: number;
  /** How jobs are shared by servers, if not as usual; see `SharedJobCoordinator` and `SharedJobQueue`. */
  readonly jobTimes?: { readonly leaseMs?: number; readonly pollMs?: number };
  /** A cheaper password hash, for tests that hash many passwords. */
  readonly passwordCost?: PasswordCost | undefined;
  /**
   * Whether other servers are active on the same database at the same time. Only for PostgreSQL, and for libraries
   * that several servers can change.
   */
  readonly hasOthers?: boolean;
  /** Called if another server is active, before this one waits to take over. */
  readonly onStandby?: (standby: Standby) => void;
  /** Limits of requests to object storage that override the usual ones. */
  readonly bucketLimits?: Partial<BucketLimits>;
  /** When deleted objects are removed, if not at the usual times. */
  readonly garbageTimes?: Partial<GarbageTimes>;
  /** Limits of searches that override those in the contract. */
  readonly searchLimits?: Partial<ReadLimits>;
};

/** What every part depends on: settings, folders, the open storage. */
export type ServerContext = Omit<ServerOptions, 'log'> & {
  readonly config: Config;
  readonly folders: CheckedFolders;
  readonly storage: Storage;
  readonly writes: Writes;
  readonly changes: ChangeBus;
  readonly log: ServerLog;
};
