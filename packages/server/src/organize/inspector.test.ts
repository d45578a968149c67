import { afterEach, beforeEach, expect, it } from 'vitest';
import { Inspector } from './inspector.ts';

const program = new URL('./testing/stubborn.worker.ts', import.meta.url);
const needs = { ownDate: true, sample: false };
const read = { content: { mediaType: 'text/plain', type: 'document', sniffed: true } };
const fileOf = (name: string) => ({ name, size: 1, place: `/${name}` });

let inspector: Inspector;
let stop: AbortController;
beforeEach(() => {
  inspector = new Inspector({ together: 1_000, alone: 1_000, memory: 32 }, program);
  stop = new AbortController();
});
afterEach(() => inspector.close());

const inspect = (...names: readonly string[]) =>
  inspector.inspect(names.map(fileOf), needs, stop.signal);

it.each([
  ['spins', 'reading it takes too long'],
  ['backtracks', 'reading it takes too long'],
  ['grows', 'reading it takes too much memory'],
  ['throws', 'its reader has failed'],
  ['exits', 'its reader has ended'],
])('fails alone among others: a file whose reader %s', async (name, failure) => {
  expect(await inspect('a', name, 'b')).toEqual([
    expect.objectContaining(read),
    { failure },
    expect.objectContaining(read),
  ]);
});

it('looks at files after one whose reader spins', async () => {
  await inspect('spins');
  expect(await inspect('a')).toMatchObject([read]);
});

it('rejects at once where it is stopped while a reader spins', async () => {
  const patient = new Inspector({ together: 600_000, alone: 600_000, memory: 32 }, program);
  const inspected = patient.inspect([fileOf('spins')], needs, stop.signal);
  stop.abort(new Error('cancelled'));
  await expect(inspected).rejects.toThrow('cancelled');
});

it('is closed before its thread has started', async () => {
  const inspected = inspect('spins');
  inspector.close();
  expect(await inspected).toEqual([{ failure: 'its reader has ended' }]);
});
