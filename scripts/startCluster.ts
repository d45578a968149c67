/**
 * `pnpm start:cluster`: a library in object storage with several servers, all on this machine, to try it: PostgreSQL,
 * SeaweedFS as the object storage, the servers, and HAProxy before them where it is installed. Everything is in a
 * temporary folder, and removed at the end.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildReference } from '../docs/reference/build.ts';
import { buildServer } from '../packages/server/build.ts';
import { buildWeb } from '../packages/web/build.ts';
import { freePort, PostgresCluster } from '../test/support/postgres.ts';
import { Seaweed, SeaweedMissing } from '../test/support/seaweedfs.ts';
import { ServerProcess } from '../test/support/serverProcess.ts';

const HELP = `Starts PostgreSQL, an object storage, several servers and HAProxy on this machine, to try them together.
All data is removed when it is stopped.

  --servers N   how many servers, from 1 to 9 (default: 3)
  --port N      the port of HAProxy (default: 8000; 0 for any that is free)
  --help        this text
`;

/** A server, and its URL. */
type Replica = { readonly process: ServerProcess; readonly url: string };

/** What was started, and is ended in the opposite order. */
const running: { readonly what: string; readonly stop: () => Promise<unknown> }[] = [];
let ending: Promise<void> | undefined;

function end(): Promise<void> {
  ending ??= (async () => {
    for (const { what, stop } of running.reverse()) {
      await stop().catch((error: unknown) => console.error(`Could not stop ${what}:`, error));
    }
  })();
  return ending;
}

/** @throws TypeError for an option that is unknown or has another value */
function options(): { readonly servers: number; readonly port: number } | undefined {
  const { values } = parseArgs({
    options: {
      servers: { type: 'string', default: '3' },
      port: { type: 'string', default: '8000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const within = (name: 'servers' | 'port', least: number, most: number) => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new TypeError(`--${name} must be a number from ${least} to ${most}`);
  };
  return { servers: within('servers', 1, 9), port: within('port', 0, 65_535) };
}

async function start(servers: number, port: number): Promise<void> {
  console.log('Building the server, and starting PostgreSQL and SeaweedFS …');
  const [main] = await Promise.all([buildServer(), buildReference(), buildWeb()]);
  // One after the other, so that the first is stopped if the second cannot be started.
  const postgres = await PostgresCluster.start();
  running.push({ what: 'PostgreSQL', stop: () => postgres.end() });
  const seaweed = await startSeaweed();
  running.push({ what: 'SeaweedFS', stop: () => seaweed.end() });
  const folder = await mkdtemp(join(tmpdir(), 'file-organizer-cluster-'));
  running.push({ what: 'its files', stop: () => rm(folder, { recursive: true, force: true }) });

  const key = `fo_me_${randomBytes(24).toString('hex')}`;
  const password = randomBytes(12).toString('base64url');
  const { bucket, prefix, endpoint, region, accessKeyId, secretAccessKey } = seaweed.settings();
  const databaseUrl = await postgres.create();
  const replicas: Replica[] = [];
  for (let number = 1; number <= servers; number++) {
    const data = join(folder, `data-${number}`);
    await mkdir(data);
    const replica = new ServerProcess(
      ['--port', '0', '--data', data],
      {
        LOG_LEVEL: 'warn',
        FILE_ORGANIZER_DATABASE_URL: databaseUrl,
        FILE_ORGANIZER_BLOBS: `s3://${bucket}/${prefix}`,
        FILE_ORGANIZER_API_KEY: key,
        FILE_ORGANIZER_ADMIN_PASSWORD: password,
        AWS_ENDPOINT_URL_S3: endpoint,
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
      },
      folder,
      undefined,
      undefined,
      main,
    );
    running.push({ what: `server ${number}`, stop: () => replica.end('SIGTERM') });
    replicas.push({ process: replica, url: await replica.url() });
    console.log(`  server ${number} of ${servers} is ready`);
  }
  const balancer = await startBalancer(folder, port || (await freePort()), replicas);
  const url = balancer ?? replicas[0]?.url ?? '';
  console.log(`
PostgreSQL     ${databaseUrl}
Object storage ${endpoint} (SeaweedFS), bucket ${bucket}
${replicas.map((replica, at) => `Server ${at + 1}       ${replica.url} (process ${replica.process.child.pid})`).join('\n')}
Files          ${folder}
HAProxy        ${balancer ?? 'is not installed (Debian: apt-get install haproxy); use the servers themselves'}

  Open      ${url} as admin with the password ${password}
  API       ${url}/api/v1
  Stop      Ctrl+C, which removes all data

Try, in another terminal:
  KEY=${key}
  echo hello | curl -H "X-API-Key: $KEY" -T - "${replicas[0]?.url}/api/v1/files/content?path=/hello.txt"
  curl -H "X-API-Key: $KEY" "${replicas.at(-1)?.url}/api/v1/files?path=/"
  kill -9 ${replicas[0]?.process.child.pid}   # the others go on, also with its jobs
`);
}

/** @throws Error with a remedy where it cannot be installed */
async function startSeaweed(): Promise<Seaweed> {
  try {
    return await Seaweed.start();
  } catch (error) {
    if (!(error instanceof SeaweedMissing)) throw error;
    const needs = 'it needs Python 3 with venv (Debian: apt-get install python3-venv), and PyPI';
    throw new Error(
      `SeaweedFS, the object storage, cannot be installed; ${needs}: ${error.message}`,
    );
  }
}

/** Starts HAProxy. @returns its URL; undefined where it is not installed */
async function startBalancer(
  folder: string,
  port: number,
  replicas: readonly Replica[],
): Promise<string | undefined> {
  if (spawnSync('haproxy', ['-v']).error) return undefined;
  const settings = join(folder, 'haproxy.cfg');
  const checked = replicas.map(
    ({ url }, at) => `  server server${at + 1} ${new URL(url).host} check inter 1s fall 2 rise 1`,
  );
  await writeFile(
    settings,
    `defaults
  mode http
  timeout connect 5s
  # Uploads, downloads and live events last long.
  timeout client 1h
  timeout server 1h
  option redispatch
  retries 3
frontend api
  bind 127.0.0.1:${port}
  default_backend servers
backend servers
  balance leastconn
  option httpchk
  http-check send meth GET uri /api/v1/ready ver HTTP/1.1 hdr Host 127.0.0.1
  http-check expect status 200
${checked.join('\n')}
`,
  );
  const balancer = spawn('haproxy', ['-f', settings, '-db', '-q'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.push({ what: 'HAProxy', stop: () => stopped(balancer) });
  let said = '';
  balancer.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries++) {
    if (balancer.exitCode !== null) {
      throw new Error(`HAProxy did not start; choose another port with --port:\n${said}`);
    }
    const answer = await fetch(`${url}/api/v1/ready`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return url;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`HAProxy finds no server ready:\n${said}`);
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void end().then(() => process.exit(0)));
}
try {
  const chosen = options();
  if (chosen) await start(chosen.servers, chosen.port);
  else console.log(HELP);
} catch (error) {
  await end();
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
