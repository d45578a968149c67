/**
 * A TCP relay in front of a server, which cuts the connection for scenarios: requests and live connections
 * break as they do when a network is lost, while the server keeps running.
 *
 * @module
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export type Relay = {
  /** Address of the relay. Everything sent there reaches the server. */
  readonly url: string;
  /** Resets all connections, and each new one until {@link Relay.mend}. */
  cut(): void;
  mend(): void;
  end(): Promise<void>;
};

/** @param target address of the server */
export async function startRelay(target: string): Promise<Relay> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer({ noDelay: true }, (near) => {
    // A broken connection also closes, which is handled below.
    near.on('error', () => {});
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ host: hostname, port: Number(port), noDelay: true });
    far.on('error', () => near.destroy());
    far.on('close', () => near.end());
    open.add(near);
    near.on('close', () => {
      open.delete(near);
      far.destroy();
    });
    near.pipe(far).pipe(near);
  });
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.resetAndDestroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new TypeError('The relay has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    mend: () => {
      isCut = false;
    },
    end: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
