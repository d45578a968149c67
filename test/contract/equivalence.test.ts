import { readDocument } from 'contract-first/contract';
import { compareDocuments } from 'contract-first/equivalence';
import { expect, it } from 'vitest';
import { startTestServer } from '../support/testServer.ts';

it('the document emitted from the routes is equivalent to the contract', async () => {
  const contract = await readDocument(
    new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
  );
  const server = await startTestServer();
  try {
    const { openapi, info } = contract;
    const emitted = server.app.getOpenAPI31Document({ openapi, info });
    expect(compareDocuments(contract, emitted as never)).toEqual([]);
  } finally {
    await server.end();
  }
});
