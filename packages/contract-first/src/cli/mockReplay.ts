/**
 * Reads the responses of recordings for a mock.
 *
 * @module
 */
import type { Document } from '../document/model.ts';
import { bodyOf, harEntries } from '../drift/har.ts';
import { locator } from '../drift/servers.ts';
import type { RecordedResponse } from '../mock/index.ts';

/** What recordings have for a mock. */
export type Replay = {
  readonly responses: readonly RecordedResponse[];
  /** How many entries have no response, or only a part of one. */
  readonly incomplete: number;
};

/**
 * @param files HAR 1.2
 * @throws Error if one of them cannot be read as a recording
 */
export async function replayOf(document: Document, files: readonly string[]): Promise<Replay> {
  const locate = locator(document, []);
  const responses: RecordedResponse[] = [];
  let incomplete = 0;
  for (const file of files) {
    for await (const entry of harEntries(file)) {
      if (typeof entry === 'string' || entry.response.status < 200 || entry.isFromProxy) {
        incomplete++;
        continue;
      }
      const { request, response } = entry;
      const url = URL.parse(request.url);
      if (!url) continue;
      // A server that the document does not list may have its base path all the same.
      const path = locate(url) ?? locate(new URL(url.pathname, 'http://localhost')) ?? url.pathname;
      const body = await bodyOf(response.content, undefined);
      const isWhole =
        'bytes' in body ? !body.isShort : 'missing' in body && body.missing === 'empty';
      if (!isWhole) {
        incomplete++;
        continue;
      }
      const { text, encoding } = request.postData ?? {};
      responses.push({
        method: request.method,
        address: path + url.search,
        sent: encoding === undefined ? text : undefined,
        status: response.status,
        headers: response.headers.map(({ name, value }) => [name, value] as const),
        body: 'bytes' in body ? body.bytes : Buffer.alloc(0),
      });
    }
  }
  return { responses, incomplete };
}
