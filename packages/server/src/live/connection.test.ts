/** Cases that would take days over a real socket; the rest is in `test/server/live.test.ts`. */
import { EventEmitter } from 'node:events';
import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { FilesChange } from '../events/changedFolders.ts';
import { Connection, type LiveSources } from './connection.ts';

class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readonly readyState = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  isCutOff = false;
  #unread: (() => void)[] = [];
  pause(): void {}
  resume(): void {}
  send(text: string, sent: () => void = () => {}): void {
    this.sent.push(text);
    this.#unread.push(sent);
  }
  /** The client reads everything that was sent. */
  read(): void {
    for (const sent of this.#unread.splice(0)) sent();
  }
  terminate(): void {
    this.isCutOff = true;
  }
}

/** A connection of a client on such a socket; the function notifies it of changes. */
function connect(socket: FakeSocket): {
  readonly connection: Connection;
  readonly tell: (change: FilesChange) => void;
} {
  const listeners = new Set<(change: FilesChange) => void>();
  // Only these members are used while no events are sent.
  const sources = {
    events: {
      listen: () => () => {},
      range: async () => ({ oldest: 0, newest: 0 }),
      after: async () => [],
    },
    filesChanges: {
      listen: (listener: (change: FilesChange) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  } as unknown as LiveSources;
  const principal = { credential: 'key:a', userId: 'u', scopes: new Set(['admin' as const]) };
  const log = pino({ level: 'silent' });
  const options = { principal, clientId: 'desk', lastEventId: undefined };
  return {
    connection: new Connection(socket as unknown as WebSocket, sources, log, options),
    tell: (change) => {
      for (const listener of listeners) listener(change);
    },
  };
}

it('a client that sends requests without reading responses is disconnected', () => {
  const socket = new FakeSocket();
  connect(socket);
  const ping = () => socket.emit('message', Buffer.from('{"type":"ping"}'), false);
  socket.bufferedAmount = 1024 * 1024;
  ping();
  expect([socket.sent, socket.isCutOff]).toEqual([['{"type":"pong"}'], false]);
  socket.bufferedAmount += 1;
  ping();
  expect([socket.sent.length, socket.isCutOff]).toEqual([1, true]);
});

it('a client that reads no notices of changes has one waiting, then one about all that followed', async () => {
  const socket = new FakeSocket();
  const { connection, tell } = connect(socket);
  tell({ folders: ['/before the greeting'], trash: false });
  void connection.start();
  await vi.waitFor(() => expect(socket.sent).toHaveLength(1));
  for (let at = 0; at < 10_000; at++) tell({ folders: [`/${at}`], trash: at === 5 });
  expect(socket.sent.slice(1)).toEqual(['{"type":"files_changed","folders":["/0"],"trash":false}']);
  socket.read();
  expect(socket.sent.slice(2)).toEqual(['{"type":"files_changed","folders":null,"trash":true}']);
  socket.read();
  expect(socket.sent).toHaveLength(3);
});
