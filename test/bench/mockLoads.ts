/**
 * What mocks are asked in a comparison: valid requests to a few operations of public documents, which
 * are fetched and never committed.
 *
 * @module
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Prepared } from '../../packages/contract-first/test/corpus/bench/mixedLoad.ts';
import {
  Archive,
  oasExamples,
  octokit,
  type Source,
} from '../../packages/contract-first/test/corpus/sources.ts';
import { mockKey } from './mockServers.ts';

/** A document and the requests to its mock. */
export type MockLoad = {
  readonly name: string;
  /** @throws SourceMissing if the document cannot be fetched */
  document(): Promise<string>;
  readonly requests: readonly Prepared[];
};

const get = (target: string, headers: Readonly<Record<string, string>>): Prepared => ({
  ...{ method: 'GET', target, headers },
});

const post = (target: string, headers: Readonly<Record<string, string>>, body: unknown) => ({
  ...{ method: 'POST', target, body: JSON.stringify(body) },
  headers: { ...headers, 'Content-Type': 'application/json' },
});

const accept = { Accept: 'application/json' };
const petKey = { ...accept, api_key: 'special-key' };
const petToken = { ...accept, Authorization: 'Bearer token' };
const ownKey = { ...accept, 'X-API-Key': mockKey };

export const mockLoads: readonly MockLoad[] = [
  {
    name: 'Petstore (3.0)',
    document: () => extracted(oasExamples, '3.0/json/petstore.json'),
    requests: [
      get('/pet/7', petKey),
      get('/pet/findByStatus?status=available', petToken),
      get('/store/inventory', petKey),
      get('/user/ann', accept),
      post('/store/order', accept, { petId: 7, quantity: 1, status: 'placed', complete: false }),
    ],
  },
  {
    name: 'GitHub',
    document: () => extracted(octokit, 'generated/api.github.com.json'),
    requests: [
      get('/repos/ann/letters', accept),
      get('/repos/ann/letters/issues?state=open&per_page=30', accept),
      get('/users/ann', accept),
      get('/repos/ann/letters/commits/main/status', accept),
      post('/repos/ann/letters/issues', accept, { title: 'A title', labels: ['bug'] }),
    ],
  },
  {
    name: 'File Organizer',
    document: async () => fileURLToPath(import.meta.resolve('@file-organizer/spec/openapi.json')),
    requests: [
      get('/api/v1/files?path=/uploads&limit=100', ownKey),
      get('/api/v1/organize/status/0198c0de-7a11-7000-8000-00000000a001', ownKey),
      get('/api/v1/health', accept),
      post('/api/v1/organize/scan', ownKey, { path: '/uploads', methodology: 'type' }),
    ],
  },
];

async function extracted(source: Source, file: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mock-bench-'));
  await (await Archive.of(source)).extract([file], folder);
  return join(folder, file);
}
