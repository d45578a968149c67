/**
 * Proof of the proof: a server that keeps its document, and one for each small way not to. `pnpm test:faults`
 * takes all of them.
 */

import type { Document } from 'contract-first/contract';
import type { Report } from 'contract-first/verify';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampled } from '../../../../test/support/thorough.ts';
import { type Bookshop, type Mutation, startBookshop } from './bookshop.ts';
import { contractTests } from './contractTests.ts';
import { bookshopDocument, verifyBookshop } from './judges.ts';
import { mutations } from './mutations.ts';

let document: Document;
beforeAll(async () => {
  document = await bookshopDocument();
});

async function judged<Verdict>(
  mutation: Mutation,
  judge: (shop: Bookshop) => Promise<Verdict>,
): Promise<Verdict> {
  const shop = await startBookshop(document, mutation);
  try {
    return await judge(shop);
  } finally {
    await shop.close();
  }
}

const reportOn = (mutation: Mutation): Promise<Report> =>
  judged(mutation, ({ url }) => verifyBookshop(document, url));
const complaintsAbout = (mutation: Mutation): Promise<string[]> =>
  judged(mutation, ({ url }) => contractTests(document, url));

it('a correct server has no finding', async () => {
  const { findings, operations } = await reportOn({});
  expect(findings).toEqual([]);
  expect(operations.filter(({ hasSucceeded }) => !hasSucceeded)).toEqual([]);
});

it('a correct server passes its contract tests', async () => {
  expect(await complaintsAbout({})).toEqual([]);
});

describe('a server is caught that', { timeout: 120_000 }, () => {
  it.concurrent.each(sampled(Object.entries(mutations), 5))('%s', async (_name, mutation) => {
    const { findings } = await reportOn(mutation);
    expect(findings.length, 'findings of contract verify').toBeGreaterThan(0);
    const complaints = await complaintsAbout(mutation);
    expect(complaints.length, 'complaints of the contract tests').toBeGreaterThan(0);
  });
});
