import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { KeyedMutex } from './keyedMutex.ts';

describe('KeyedMutex', () => {
  it('runs tasks with the same key one at a time in order', async () => {
    const turns = new KeyedMutex();
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await setImmediate();
      log.push(`${name} ends`);
    };
    await Promise.all(['a', 'b', 'c'].map((name) => turns.take('key', work(name))));
    const expected = ['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]);
    expect(log).toEqual(expected);
  });

  it('continues after a task that failed', async () => {
    const turns = new KeyedMutex();
    const failing = turns.take('key', async () => {
      throw new Error('no');
    });
    const next = turns.take('key', async () => 'done');
    await expect(failing).rejects.toThrow('no');
    await expect(next).resolves.toBe('done');
  });

  it('runs tasks with other keys concurrently', async () => {
    const turns = new KeyedMutex();
    let release = () => {};
    const held = turns.take(
      'one',
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    await expect(turns.take('other', async () => 'done')).resolves.toBe('done');
    release();
    await held;
  });
});
