import { afterEach, beforeEach, expect, it } from 'vitest';
import { Inspector } from './inspector.ts';

const program = new URL('./testing/stubborn.worker.ts', import.meta.url);
const needs = { ownDate: true, sample: false };
const read = { content: { mediaType: 'text/plain', type: 'document', sniffed: true } };
const fileOf = (name: string) => ({ name, size: 1, place: `/${name}` });

const withTime = (time: number) =>
  new Inspector({ together: time, alone: time, memory: 32 }, program);

let inspector: Inspector;
let stop: AbortController;
beforeEach(() => {
  inspector = withTime(1_000);
  stop = new AbortController();
});
afterEach(() => inspector.close());

const inspect = (...names: readonly string[]) =>
  inspector.inspect(names.map(fileOf), needs, stop.signal);

it.each([
  ['spins', 'reading it takes too long'],
  ['backtracks', 'reading it takes too long'],
])('only the file fails whose reader %s', failsAlone);

it.each([
  ['grows', 'reading it takes too much memory'],
  ['throws', 'the reader failed'],
  ['exits', 'the reader stopped unexpectedly'],
])('only the file fails, before the timeout, whose reader %s', async (...file) => {
  inspector = withTime(600_000);
  await failsAlone(...file);
});

async function failsAlone(name: string, failure: string): Promise<void> {
  expect(await inspect('a', name, 'b')).toEqual([
    expect.objectContaining(read),
    { failure },
    expect.objectContaining(read),
  ]);
}

it('inspects files after one whose reader spins', async () => {
  await inspect('spins');
  expect(await inspect('a')).toMatchObject([read]);
});

it('rejects when it is aborted while a reader spins', async () => {
  const patient = withTime(600_000);
  const inspected = patient.inspect([fileOf('spins')], needs, stop.signal);
  stop.abort(new Error('cancelled'));
  await expect(inspected).rejects.toThrow('cancelled');
});

it('can be closed before its thread has started', async () => {
  const inspected = inspect('spins');
  inspector.close();
  expect(await inspected).toEqual([{ failure: 'the reader stopped unexpectedly' }]);
});
