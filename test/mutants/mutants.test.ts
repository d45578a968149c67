/** Proof of the proof: a server that keeps its document, and one for each small way not to. */

import type { Document } from '@file-organizer/toolkit/contract';
import type { Report } from '@file-organizer/toolkit/verify';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Mutation, startBookshop } from './bookshop.ts';
import { bookshopDocument, verifyBookshop } from './judges.ts';
import { mutations } from './mutations.ts';

let document: Document;
beforeAll(async () => {
  document = await bookshopDocument();
});

async function reportOn(mutation: Mutation): Promise<Report> {
  const shop = await startBookshop(document, mutation);
  try {
    return await verifyBookshop(document, shop.url);
  } finally {
    await shop.close();
  }
}

it('a server that keeps its document has no finding, and each operation succeeds', async () => {
  const { findings, operations } = await reportOn({});
  expect(findings).toEqual([]);
  expect(operations.filter(({ hasSucceeded }) => !hasSucceeded)).toEqual([]);
});

describe('a server is caught that', { timeout: 120_000 }, () => {
  it.concurrent.each(Object.entries(mutations))('%s', async (_name, mutation) => {
    const { findings } = await reportOn(mutation);
    expect(findings.length).toBeGreaterThan(0);
  });
});
