import { fileURLToPath } from 'node:url';
import type { Document } from 'contract-first/contract';
import { bundleDocument } from 'contract-first/generate';
import { type Report, verify } from 'contract-first/verify';
import { keys } from './bookshop.ts';

/** The document of the shop, by which everything here judges. */
export const bookshopFile: string = fileURLToPath(new URL('bookshop.yaml', import.meta.url));

export const bookshopDocument = (): Promise<Document> => bundleDocument(bookshopFile);

/** Verifies a shop, in any language, as `contract verify` does. */
export const verifyBookshop = (document: Document, url: string): Promise<Report> =>
  verify(document, url, {
    credentials: { ApiKey: keys.all },
    weak: { credentials: { ApiKey: keys.reader }, scopes: ['books:read'] },
    // The shop's one limit is to be met, and not waited for.
    maxWait: 0,
  });
