import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/**
 * A way to a server that is cut once, in the middle of what a client sends.
 *
 * @param after how many bytes the client has sent before it is cut
 */
export async function cuttingProxy(server: string, after: number) {
  const { hostname, port } = new URL(server);
  const open = new Set<Socket>();
  let sent = 0;
  let cuts = 0;
  const proxy = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', ({ length }) => {
      sent += length;
      if (cuts > 0 || sent < after) return;
      cuts += 1;
      client.resetAndDestroy();
    });
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  // as: it listens on a port.
  const address = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** How often it was cut. */
    cuts: () => cuts,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
