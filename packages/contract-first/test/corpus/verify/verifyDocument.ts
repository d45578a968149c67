/**
 * Verifies honest servers of one document: the mock, and the generated server whose operations the mock
 * answers. Whatever `verify` finds there is a fault of the toolkit.
 *
 * @module
 */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { implement } from '@contract-first/hono';
import { listen } from '@contract-first/hono/node';
import { type Document, operations } from 'contract-first/contract';
import { loadDocument } from 'contract-first/document';
import { startMockServer, unwrittenBy } from '../../../src/mock/index.ts';
import { securitySchemes } from '../../../src/verify/credentials.ts';
import { verify } from '../../../src/verify/verify.ts';
import type { Sample } from '../sample.ts';
import { credentialsFor, generateInto, importRoutes } from '../server.ts';
import {
  type FalseAlarm,
  type Target,
  targets,
  type Verification,
  type VerifyMeasurement,
} from './verifyMeasurement.ts';

/** How documents are verified. */
export type VerifyManner = { readonly seed: number; readonly maxRequests: number };

/** The credential of every scheme; Base64, as certificates are. */
const SECRET = Buffer.from('corpus:secret').toString('base64');
const accepted = [SECRET, Buffer.from(SECRET).toString('base64')];

type Running = { readonly url: string; close(): Promise<void> };

/** Verifies the servers of a document. Whatever fails is part of the measurement. */
export async function verifyDocument(
  { name, file, operations: count }: Sample,
  manner: VerifyManner,
): Promise<VerifyMeasurement> {
  try {
    const { document } = await loadDocument(file);
    const verifications: Verification[] = [];
    for (const target of targets) {
      verifications.push(await verified(document, target, manner));
    }
    return { document: name, operations: operations(document).length, verifications };
  } catch (error) {
    return { document: name, operations: count, failure: textOf(error), verifications: [] };
  }
}

async function verified(
  document: Document,
  target: Target,
  { seed, maxRequests }: VerifyManner,
): Promise<Verification> {
  const started = Date.now();
  const none = {
    ...{ target, operations: operations(document).length, reached: 0, requests: 0 },
    ...{ alarms: [], unreached: [] },
  };
  const secondsNow = () => (Date.now() - started) / 1000;
  let running: Running;
  try {
    running = await (target === 'mock' ? startMock(document) : startGenerated(document));
  } catch (error) {
    return { ...none, seconds: secondsNow(), failure: { step: 'start', message: textOf(error) } };
  }
  try {
    const credentials = Object.fromEntries(
      securitySchemes(document).map(({ key }) => [key, SECRET]),
    );
    const report = await verify(document, running.url, { seed, maxRequests, credentials });
    const alarms = report.findings.map(
      ({ operation, check, status, messages, curl }): FalseAlarm => ({
        ...{ operation, check, status, curl, message: messages.join('; ') },
      }),
    );
    const missing = report.operations.filter(({ unreached }) => unreached && !unreached.accepted);
    return {
      ...none,
      operations: report.reach.operations,
      reached: report.reach.reached,
      requests: report.requests,
      seconds: secondsNow(),
      alarms,
      unreached: missing.map(({ operation, unreached }) => ({
        operation,
        reason: unreached?.reason ?? '',
      })),
    };
  } catch (error) {
    return { ...none, seconds: secondsNow(), failure: { step: 'verify', message: textOf(error) } };
  } finally {
    await running.close();
  }
}

const startMock = (document: Document): Promise<Running> =>
  startMockServer({ document, port: 0, host: '127.0.0.1' });

/** The generated server without handlers, whose operations the mock answers. */
async function startGenerated(document: Document): Promise<Running> {
  // TypeScript names files by their real path.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'corpus-verify-')));
  try {
    await generateInto(folder, document);
    const api = await importRoutes(folder);
    const app = implement(api).with({
      credentials: credentialsFor(document, api, (secret) => accepted.includes(secret)),
      handlers: {},
      unwritten: unwrittenBy(document),
      covers: () => true,
      limits: { scale: 0 },
    });
    const listener = await listen(app, { host: '127.0.0.1', port: 0 });
    return { url: listener.url, close: () => listener.close() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : inspect(error);
