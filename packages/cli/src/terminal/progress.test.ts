import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { durationText, sizeText } from './amounts.ts';
import { Progress } from './progress.ts';
import { widthOf } from './width.ts';

function scene({ isTTY = true, columns = 120 } = {}) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns });
  stream.setEncoding('utf8');
  let now = 0;
  const progress = new Progress(stream, () => now);
  return {
    progress,
    at: (milliseconds: number, done: number, total: number, unit: 'files' | 'bytes' = 'files') => {
      now = milliseconds;
      progress.show('Moving', done, total, unit);
      return String(stream.read() ?? '').replace('\r\u001b[2K', '');
    },
  };
}

describe('a progress bar', () => {
  it('shows counts, rate and remaining time', () => {
    const { at } = scene();
    at(0, 0, 4000);
    expect(at(2000, 1000, 4000)).toBe(
      `Moving ${'█'.repeat(6)}${'░'.repeat(18)}  25 %  1,000 of 4,000  500/s  6 s left`,
    );
  });

  it('shows bytes in units', () => {
    const { at } = scene();
    at(0, 0, 8e6, 'bytes');
    expect(at(2000, 4e6, 8e6, 'bytes')).toMatch(/4\.0 MB of 8\.0 MB {2}2\.0 MB\/s {2}2 s left$/);
  });

  it('shows no rate in the first second', () => {
    const { at } = scene();
    at(0, 0, 100);
    expect(at(500, 50, 100)).toMatch(/50 of 100$/);
  });

  it('is drawn ten times a second at most', () => {
    const { at } = scene();
    at(0, 0, 100);
    expect([at(50, 1, 100), at(100, 2, 100)]).toEqual(['', expect.stringContaining('2 of 100')]);
  });

  it('is never as wide as the terminal', () => {
    const { at } = scene({ columns: 30 });
    expect(widthOf(at(0, 1, 100))).toBeLessThan(30);
  });

  it('writes nothing if it is not a terminal', () => {
    expect(scene({ isTTY: false }).at(0, 1, 100)).toBe('');
  });
});

it.each([
  [1, '1 byte'],
  [999, '999 bytes'],
  [1234, '1.2 kB'],
  [48_000_000, '48 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

it.each([
  [8.2, '9 s'],
  [80, '1 min 20 s'],
  [7500, '2 h 5 min'],
])('%i seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
