/** Waiting for the end of what an operation starts. */
import { expect, test } from 'vitest';
import { readJson } from './answers.ts';
import { AbortError, NotFoundError, TimeoutError } from './errors.ts';
import type { Operation, Waiting } from './operation.ts';
import { connectTo } from './testing/connect.ts';
import { wait } from './wait.ts';

const answers = [{ mediaType: 'application/json', read: readJson }];
const start: Operation = { id: 'exports.start', method: 'POST', path: '/exports', answers };
const status: Operation = {
  id: 'exports.get',
  method: 'GET',
  path: '/exports/{id}',
  parameters: [{ name: 'id', in: 'path' }],
  answers,
};
const waiting: Waiting = { status, key: 'id', state: 'state', running: ['queued', 'running'] };
const state = (name: string) => ({ json: { id: 7, state: name } });

test('the state is asked for until it is final', async () => {
  const { connection, received } = await connectTo([
    state('queued'),
    state('running'),
    state('done'),
  ]);
  expect(await wait(connection, start, waiting, [])).toEqual({ id: 7, state: 'done' });
  expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST /exports',
    'GET /exports/7',
    'GET /exports/7',
  ]);
});

test('an end at once is not asked for', async () => {
  const { connection, received } = await connectTo(state('done'));
  await wait(connection, start, waiting, []);
  expect(received).toHaveLength(1);
});

test('each change is told once', async () => {
  const script = [state('queued'), state('queued'), state('running'), state('failed')];
  const { connection } = await connectTo(script);
  const told: unknown[] = [];
  const onProgress = ({ state }: { state: string }) => told.push(state);
  await wait(connection, start, waiting, [{ onProgress }]);
  expect(told).toEqual(['queued', 'running', 'failed']);
});

test('the state is not asked for earlier than the server says', async () => {
  const { connection } = await connectTo([
    { ...state('queued'), headers: { 'retry-after': '1' } },
    state('done'),
  ]);
  const begin = performance.now();
  await wait(connection, start, waiting, []);
  expect(performance.now() - begin).toBeGreaterThan(950);
});

test('a time that is over is a TimeoutError', async () => {
  const { connection } = await connectTo(state('running'));
  await expect(wait(connection, start, waiting, [{ timeout: 300 }])).rejects.toThrow(TimeoutError);
});

test('the signal of the call is an AbortError', async () => {
  const { connection } = await connectTo(state('running'));
  const signal = AbortSignal.timeout(100);
  await expect(wait(connection, start, waiting, [{ signal }])).rejects.toThrow(AbortError);
});

test('a state that cannot be read is thrown', async () => {
  const { connection } = await connectTo([state('running'), { status: 404 }]);
  await expect(wait(connection, start, waiting, [])).rejects.toThrow(NotFoundError);
});
