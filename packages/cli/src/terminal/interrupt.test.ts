import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Interrupt, Interrupted } from './interrupt.ts';

function scene() {
  const signals = new EventEmitter();
  const exits: number[] = [];
  return { signals, exits, interrupt: new Interrupt(signals, (code) => exits.push(code)) };
}

describe('a signal', () => {
  it('stops work that knows how to stop', async () => {
    const { signals, interrupt, exits } = scene();
    const stopped = await interrupt.during(
      () => signals.emit('stopped'),
      () =>
        new Promise((resolve) => {
          signals.on('stopped', () => resolve('between two files'));
          signals.emit('SIGINT');
        }),
    );
    expect([stopped, interrupt.exitCode, exits]).toEqual(['between two files', 130, []]);
  });

  it('ends the command if no work is under way', async () => {
    const { signals, interrupt } = scene();
    signals.emit('SIGTERM');
    await expect(interrupt.interrupted).rejects.toThrow(Interrupted);
    expect(interrupt.exitCode).toBe(143);
  });

  it('ends the process at once if it is the second one', () => {
    const { signals, exits } = scene();
    signals.emit('SIGINT');
    signals.emit('SIGINT');
    expect(exits).toEqual([130]);
  });

  it('is not received any more after the end', () => {
    const { signals, interrupt } = scene();
    interrupt.close();
    expect(signals.emit('SIGINT')).toBe(false);
  });
});
