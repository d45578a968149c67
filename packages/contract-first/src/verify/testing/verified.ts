import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Document } from '../../document/model.ts';
import type { VerifySettings } from '../settings.ts';
import { type Report, verify } from '../verify.ts';

/** Verifies a server that answers each request by a function. */
export async function verified(
  document: Document,
  listener: RequestListener,
  settings: VerifySettings = {},
): Promise<Report> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await verify(document, `http://127.0.0.1:${port}`, settings);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
