import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { UploadStaging } from './uploadStaging.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-staging-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('reads a chunk only in its turn', async () => {
  const staging = await UploadStaging.open(folder);
  const turns: (() => void)[] = [];
  let isThere = false;
  const arriving = staging
    .receive(Readable.from([Buffer.from('one piece')]), 100, () => {
      return new Promise((go) => turns.push(go));
    })
    .then((arrived) => {
      isThere = true;
      return arrived;
    });
  await vi.waitFor(() => expect(turns).toHaveLength(1));
  expect(isThere).toBe(false);
  turns[0]?.();
  await staging.discard(await arriving);
});
