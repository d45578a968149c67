/** Cases that would take days over a real socket; the rest is in `test/server/live.test.ts`. */
import { EventEmitter } from 'node:events';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import type { EventBus } from '../events/eventBus.ts';
import { Connection } from './connection.ts';

class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readonly readyState = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  isCutOff = false;
  send(text: string): void {
    this.sent.push(text);
  }
  terminate(): void {
    this.isCutOff = true;
  }
}

it('a client that sends requests without reading responses is disconnected', () => {
  const socket = new FakeSocket();
  const events = { listen: () => () => {} };
  // Only these members are used while no events are sent.
  const parts = [socket as unknown as WebSocket, events as unknown as EventBus] as const;
  const principal = { credential: 'key:a', userId: 'u', scopes: new Set(['admin' as const]) };
  new Connection(...parts, pino({ level: 'silent' }), {
    principal,
    clientId: 'desk',
    lastEventId: undefined,
  });
  const ping = () => socket.emit('message', Buffer.from('{"type":"ping"}'), false);
  socket.bufferedAmount = 1024 * 1024;
  ping();
  expect([socket.sent, socket.isCutOff]).toEqual([['{"type":"pong"}'], false]);
  socket.bufferedAmount += 1;
  ping();
  expect([socket.sent.length, socket.isCutOff]).toEqual([1, true]);
});
