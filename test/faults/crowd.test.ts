/** A folder of very many files. `pnpm test:faults` makes it 50,000; `CROWD=…` another number. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { execute, plan, rollBack } from '../support/scene.ts';
import { differences, snapshotOf } from '../support/snapshot.ts';
import { serverPerTest, type TestServer } from '../support/testServer.ts';

const FILES = Number(process.env.CROWD ?? 3_000);

const server = serverPerTest();

/**
 * Asks on a connection of its own each time: while the test looks at all files, this process does
 * nothing else, and a kept connection is closed by then without its client having heard of it.
 */
const patient: Pick<TestServer, 'fetch'> = {
  fetch: (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Connection', 'close');
    return server.fetch(path, { ...init, headers });
  },
};

it(`moves ${FILES} files in one folder and rolls them back`, {
  timeout: 600_000,
}, async () => {
  const at = (path: string) => join(server.root, path);
  mkdirSync(at('in'));
  mkdirSync(at('Documents'));
  for (let n = 0; n < FILES; n++) writeFileSync(at(`in/${n}.txt`), `${n}`);
  // Each tenth name is taken already.
  for (let n = 0; n < FILES; n += 10) writeFileSync(at(`Documents/${n}.TXT`), `other ${n}`);
  const before = snapshotOf(server.root);
  const jobId = await plan(patient);
  expect(await execute(patient, jobId)).toMatchObject({
    ...{ status: 'completed', error_count: 0, processed_count: FILES },
  });
  expect(readdirSync(server.root)).toEqual(['Documents']);
  const names = new Set(readdirSync(at('Documents')));
  expect(names.size).toBe(FILES + Math.ceil(FILES / 10));
  expect(names).toContain('0 (2).txt');
  expect(await rollBack(patient, jobId)).toMatchObject({ status: 'rolled_back', error_count: 0 });
  expect(differences(before, snapshotOf(server.root))).toEqual([]);
});
